"""Excel: what of the workbook's own code is made from the package."""
