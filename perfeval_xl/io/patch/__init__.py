"""A workbook file changed part by part (修补): what is not meant stays byte for byte."""
