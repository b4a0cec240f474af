"""Projects for the tests."""

from perfeval_xl.io.vba import CLASS, SHEET, STANDARD, WORKBOOK, Module

SHEETS = ("Sheet1", "Sheet2", "Sheet3")
BUTTONS = 'Option Explicit\n\nPublic Sub PerfValidate()\n    PerfPress "validate"\nEnd Sub\n'
MODULES = (
    Module("ThisWorkbook", "Private Sub Workbook_Open()\nEnd Sub\n", WORKBOOK),
    *(Module(name, "", SHEET) for name in SHEETS),
    Module("PerfButtons", 'Attribute VB_Name = "PerfButtons"\n' + BUTTONS, STANDARD),
    Module("PerfLong", "' A line that is longer than most.\r\n" * 900, STANDARD),
    Module(
        "PerfEvents",
        'VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1  \'True\nEND\nAttribute VB_Name = "PerfEvents"\n'
        "Attribute VB_Exposed = True\nOption Explicit\nPublic Name As String\n",
        CLASS,
    ),
)
