"""The catalogue of checks: one module per family, pure generators over forms. Standard library only."""
