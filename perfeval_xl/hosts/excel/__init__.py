"""Excel: what of the workbook's own code is made from the package, and the live host through xlwings.

xlwings is imported only where a running Excel calls (entry, live), never by what other hosts import.
"""

# The VBA of the workbooks names the DLL of this very version; pyproject pins the same one.
XLWINGS = "0.37.8"
