"""The language of the field: target values and units, scoring, accounts, forms. Standard library only."""
