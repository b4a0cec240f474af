"""The public edition of a workbook (公开版): what a reader sees, and nothing that stands behind it."""
