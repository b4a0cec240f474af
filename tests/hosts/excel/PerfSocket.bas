Attribute VB_Name = "PerfTransport"
Option Explicit
Option Private Module
' A transport to the Python that waits at a socket of this machine (tests/support/socket_python.py): a line asks, a line
' answers. Texts go as four hexadecimal digits for each character, so that no encoding is in question. LibreOffice does
' not say which cell calls.

Private Const PLACE As String = "socket,host=127.0.0.1,port=@PORT@"
Private wire As Object

Public Function PerfConnect() As Object
    Set wire = CreateUnoService("com.sun.star.connection.Connector").connect(PLACE)
    Set PerfConnect = ThisWorkbook
End Function

Public Function PerfSend(ByVal python As Object, ByVal entry As String, ByVal message As Variant) As Variant
    Dim asked As String
    Dim one As Variant
    asked = entry & " " & message(0)
    If entry = "call" Then
        For Each one In message(1)
            asked = asked & " " & Told(one)
        Next
    End If
    PerfSend = Understood(Answer(asked))
End Function

Public Function PerfValue(ByVal area As Object) As Variant
    PerfValue = area.Value
End Function

Private Function Told(ByVal value As Variant) As String
    If IsEmpty(value) Then
        Told = "-"
    ElseIf IsNumeric(value) And VarType(value) <> vbString Then
        Told = "n" & Trim(Str(value))
    Else
        Told = "t" & Codes(value)
    End If
End Function

Private Function Understood(ByVal answer As String) As Variant
    If Left(answer, 1) = "n" Then
        Understood = Val(Mid(answer, 2))
    Else
        Understood = PerfChinese(Mid(answer, 2))
    End If
End Function

Private Function Codes(ByVal text As String) As String
    Dim place As Long
    For place = 1 To Len(text)
        Codes = Codes & Right("000" & Hex(AscW(Mid(text, place, 1))), 4)
    Next
End Function

Private Function Answer(ByVal asked As String) As String
    Dim data() As Byte
    Dim place As Long
    ReDim data(0 To Len(asked))
    For place = 1 To Len(asked)
        data(place - 1) = Asc(Mid(asked, place, 1))
    Next
    data(Len(asked)) = 10
    wire.write(data)
    wire.flush()
    Do
        wire.read(data, 1)
        If data(0) = 10 Then Exit Do
        Answer = Answer & Chr(data(0))
    Loop
End Function
