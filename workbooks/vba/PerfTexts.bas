Attribute VB_Name = "PerfTexts"
Option Explicit
Option Private Module
' Made by workbooks/build_functions.py from perfeval_xl/hosts/excel/texts.py. Changes made here are lost.

Public Function PerfText(ByVal which As String) As String
    Select Case which
    Case "title"
        PerfText = PerfChinese("7EE9654881EA8BC4")
    Case "no_workbook"
        PerfText = PerfChinese("6CA1670962535F0076845DE54F5C7C3FFF1A8BF7514862535F0089815904740676845DE54F5C7C3FFF1B5904572853D7" & _
        "4FDD62A4768489C656FE91CC7684FF0C8BF7514870B9201C542F75287F168F91201D3002")
    Case "unreachable"
        PerfText = PerfChinese("6CA167098FDE4E0A00200050007900740068006F006EFF0C630994AE6CA167096267884CFF1A8BF770B95F0059CB83DC" & _
        "535591CC7684201C7EE9654881EA8BC4201473AF58834F5368C0201D67E5770B539F56E0FF0C621691CD65B08FD0884C" & _
        "201C5B8988C5002E0063006D0064201D3002")
    Case "no_help"
        PerfText = PerfChinese("51FD65708BF4660E6CA16709767B8BB0FF0C4E0D5F7154CD8BA17B973002")
    End Select
End Function

Public Function PerfChinese(ByVal codes As String) As String
    ' Four hexadecimal digits for each character: the sources stay ASCII, whatever code page the machine has.
    Dim place As Long
    For place = 1 To Len(codes) Step 4
        PerfChinese = PerfChinese & ChrW(CLng("&H" & Mid$(codes, place, 4) & "&"))
    Next
End Function
