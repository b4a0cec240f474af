Attribute VB_Name = "PerfTransport"
Option Explicit
Option Private Module
' The way to Python through the COM server of xlwings, whose module xlwings is taken from the installed package when the
' workbook is built. No other module knows of xlwings: a host without COM has a PerfTransport of its own, with the
' same three functions.

Private Const ENTRY_MODULE As String = "perfeval_xl.hosts.excel.entry"
Private entryPoint As Object ' the module in the Python that was connected last

Public Function PerfConnect() As Object
    Dim python As Object
    Set python = XLPy()
    Set entryPoint = python.Module(ENTRY_MODULE)
    Set PerfConnect = python
End Function

Public Function PerfSend(ByVal python As Object, ByVal entry As String, ByVal message As Variant) As Variant
    PerfSend = python.Var(python.Call(entryPoint, entry, python.TupleFromArray(message)))
End Function

Public Function PerfValue(ByVal area As Object) As Variant
    ' One value, or rows of them; dates and amounts as plain numbers, an empty cell as Empty.
    PerfValue = area.Value2
End Function
