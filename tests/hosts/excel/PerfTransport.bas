Attribute VB_Name = "PerfTransport"
Option Explicit
Option Private Module
' A transport that answers by itself and says in Z1:Z3 of the first sheet what it was asked.

Public Function PerfConnect() As Object
    Count "Z1"
    Set PerfConnect = ThisWorkbook
End Function

Public Function PerfSend(ByVal python As Object, ByVal entry As String, ByVal message As Variant) As Variant
    Static lost As Boolean
    If entry = "press" Then
        ThisWorkbook.Worksheets(1).Range("Z3").Value = message(0) & " in " & TypeName(message(1))
        Exit Function
    End If
    If message(0) = "PERF_GRADE" Then
        ' No answer, ever.
        Count "Z2"
        Err.Raise 462
    End If
    If message(0) = "PERF_RULE" And Not lost Then
        ' The connection is lost once.
        lost = True
        Err.Raise 462
    End If
    Select Case message(0)
    Case "PERF_RATE"
        PerfSend = Rate(message(1)(0), message(1)(1))
    Case "PERF_EXPLAIN"
        PerfSend = Told(message(1))
    Case "PERF_CHECK"
        PerfSend = Findings(message(1)(0))
    Case Else
        PerfSend = message(1)(0)
    End Select
End Function

Public Function PerfValue(ByVal area As Object) As Variant
    PerfValue = area.Value
End Function

Private Function Rate(ByVal executed As Variant, ByVal budget As Variant) As Variant
    If IsEmpty(budget) Then
        Rate = "#DIV/0!"
    Else
        Rate = executed / budget
    End If
End Function

Private Function Told(ByVal arguments As Variant) As String
    Dim one As Variant
    For Each one In arguments
        Told = Told & TypeName(one) & ";"
    Next
End Function

Private Function Findings(ByVal place As Variant) As Variant
    Dim grid(0 To 1, 0 To 1) As Variant
    grid(0, 0) = place
    grid(0, 1) = "#N/A"
    grid(1, 0) = "#S05"
    grid(1, 1) = 2.5
    Findings = grid
End Function

Private Sub Count(ByVal cell As String)
    ThisWorkbook.Worksheets(1).Range(cell).Value = ThisWorkbook.Worksheets(1).Range(cell).Value + 1
End Sub
