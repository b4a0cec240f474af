"""The machinery every layer stands on: money, cells, books, findings, rules, engine, profiles. Standard library only."""
