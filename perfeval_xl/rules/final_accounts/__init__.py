"""Rules over the nine final-account tables (K). What adds up to what is data: identities.toml."""

from . import balance_tables, basic_expenditure, between_tables, classes, empty_tables, subject_tables, three_public

MODULES = (balance_tables, subject_tables, classes, between_tables, basic_expenditure, empty_tables, three_public)
