Attribute VB_Name = "PerfBridge"
Option Explicit
Option Private Module
' Between the workbook and Python: what the worksheet functions and the buttons call.
'
' PerfTransport reaches Python: PerfConnect() gives an object to speak through, PerfSend(python, entry, message) a single
' value or an array of rows and columns, PerfValue(range) what the cells of a range hold. Errors come back as their text,
' "#N/A", and leave here as errors, so that SUM sees them.

Private Const QUIET_SECONDS As Long = 30

Public Function PerfCall(ByVal name As String, ByRef given() As Variant, ByVal count As Long, Optional ByVal caller As Variant) As Variant
    ' Where Python cannot be reached the function is as good as not there: #NAME?, and the formula's own fallback computes.
    Dim cell As Variant
    Dim message As Variant
    If Not IsMissing(caller) Then
        ' None when a macro or the function wizard calls.
        If IsObject(caller) Then Set cell = caller
    End If
    message = Array(name, Values(given, count), cell)
    On Error GoTo Unreachable
    PerfCall = Shown(Ask("call", message, False))
    Exit Function
Unreachable:
    PerfCall = CVErr(2029)
End Function

Public Sub PerfPress(ByVal button As String)
    On Error GoTo Failed
    If ActiveWorkbook Is Nothing Then
        MsgBox PerfText("no_workbook"), vbExclamation, PerfText("title")
        Exit Sub
    End If
    ' While Python shows a message, Excel must not ask whether to wait for it.
    Application.DisplayAlerts = False
    Ask "press", Array(button, ActiveWorkbook), True
    Application.DisplayAlerts = True
    Exit Sub
Failed:
    Application.DisplayAlerts = True
    MsgBox PerfText("unreachable") & vbLf & Err.Description, vbExclamation, PerfText("title")
End Sub

Public Function PerfPlace(ByRef value As Variant) As Variant
    ' Where a range is, for a function that asks for the place and not for the values: 'Sheet 1'!A1:B2
    If IsObject(value) Then
        PerfPlace = "'" & Replace(value.Worksheet.Name, "'", "''") & "'!" & value.Address(False, False)
    Else
        PerfPlace = value
    End If
End Function

Private Function Ask(ByVal entry As String, ByVal message As Variant, ByVal fresh As Boolean) As Variant
    ' The connection is kept: to make it reads the settings of xlwings each time. A lost one is made anew, once. A button
    ' always gets a fresh one and a single attempt, because what it did must not be done twice.
    Static python As Object
    Static quietUntil As Date
    Dim attempts As Long
    If fresh Then
        Set python = Nothing
    ElseIf Now < quietUntil Then
        ' Python is not there: a sheet of formulas must not wait for it in every cell.
        Err.Raise 429
    End If
    On Error GoTo Failed
Again:
    attempts = attempts + 1
    If python Is Nothing Then Set python = PerfConnect()
    Ask = PerfSend(python, entry, message)
    quietUntil = 0
    Exit Function
Failed:
    Set python = Nothing
    ' Not on one line: LibreOffice would then pass over the statement that follows.
    If attempts = 1 And Not fresh Then
        Resume Again
    End If
    quietUntil = DateAdd("s", QUIET_SECONDS, Now)
    Err.Raise Err.Number, , Err.Description
End Function

Private Function Values(ByRef given() As Variant, ByVal count As Long) As Variant
    ' Ranges as their values: one value, or rows of them. Empty stays Empty.
    Dim taken() As Variant
    Dim place As Long
    If count = 0 Then
        Values = Array()
        Exit Function
    End If
    ReDim taken(0 To count - 1)
    For place = 0 To count - 1
        If IsObject(given(place)) Then
            If given(place).Areas.Count > 1 Then Err.Raise 13
            taken(place) = PerfValue(given(place))
        Else
            taken(place) = given(place)
        End If
    Next
    Values = taken
End Function

Private Function Shown(ByRef result As Variant) As Variant
    Dim grid As Variant
    Dim row As Long
    Dim column As Long
    If Not IsArray(result) Then
        Shown = ShownInCell(result)
        Exit Function
    End If
    grid = result
    For row = LBound(grid, 1) To UBound(grid, 1)
        For column = LBound(grid, 2) To UBound(grid, 2)
            grid(row, column) = ShownInCell(grid(row, column))
        Next
    Next
    Shown = grid
End Function

Private Function ShownInCell(ByRef value As Variant) As Variant
    If IsNull(value) Or IsEmpty(value) Then
        ShownInCell = ""
    ElseIf VarType(value) <> vbString Then
        ShownInCell = value
    ElseIf Left$(value, 1) <> "#" Then
        ShownInCell = value
    Else
        ShownInCell = ErrorOrText(value)
    End If
End Function

Private Function ErrorOrText(ByVal text As String) As Variant
    Select Case text
    Case "#NULL!"
        ErrorOrText = CVErr(2000)
    Case "#DIV/0!"
        ErrorOrText = CVErr(2007)
    Case "#VALUE!"
        ErrorOrText = CVErr(2015)
    Case "#REF!"
        ErrorOrText = CVErr(2023)
    Case "#NAME?"
        ErrorOrText = CVErr(2029)
    Case "#NUM!"
        ErrorOrText = CVErr(2036)
    Case "#N/A"
        ErrorOrText = CVErr(2042)
    Case "#GETTING_DATA"
        ErrorOrText = CVErr(2043)
    Case "#SPILL!"
        ErrorOrText = CVErr(2045)
    Case "#CONNECT!"
        ErrorOrText = CVErr(2046)
    Case "#BLOCKED!"
        ErrorOrText = CVErr(2047)
    Case "#UNKNOWN!"
        ErrorOrText = CVErr(2048)
    Case "#FIELD!"
        ErrorOrText = CVErr(2049)
    Case "#CALC!"
        ErrorOrText = CVErr(2050)
    Case Else
        ErrorOrText = text
    End Select
End Function
