"""A stand-in for Excel as xlwings shows it: the calls that the live host makes, and no others.

``xlwings_side`` has the classes of xlwings, whose shape a test compares with the real ones; ``com_side`` what lies below,
``Range.api`` and its like. ``opened`` opens a workbook file in it, by openpyxl, which the package itself does not use.
"""
