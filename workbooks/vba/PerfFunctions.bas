Attribute VB_Name = "PerfFunctions"
Option Explicit
' Made by workbooks/build_functions.py from perfeval_xl/functions. Changes made here are lost.
'
' PerfCall(name, given, count [, caller]) computes: given() holds the arguments, a Range where a range was given,
' its address where the function wants to know where it is, and Empty for one left out in between; count is how many
' there are; caller is the calling cell.

Public Function PERF_SCORE(Optional target As Variant, Optional actual As Variant, Optional weight As Variant, Optional nature As Variant, Optional profile As Variant) As Variant
    Dim given(0 To 4) As Variant
    Dim count As Long
    On Error GoTo Failed
    If IsMissing(target) Then Application.Volatile
    If Not IsMissing(target) Then count = Take(given, 0, target)
    If Not IsMissing(actual) Then count = Take(given, 1, actual)
    If Not IsMissing(weight) Then count = Take(given, 2, weight)
    If Not IsMissing(nature) Then count = Take(given, 3, nature)
    If Not IsMissing(profile) Then count = Take(given, 4, profile)
    PERF_SCORE = PerfCall("PERF_SCORE", given, count, Application.Caller)
    Exit Function
Failed:
    PERF_SCORE = CVErr(2015)
End Function

Public Function PERF_EXPLAIN(Optional target As Variant, Optional actual As Variant, Optional weight As Variant, Optional nature As Variant, Optional profile As Variant) As Variant
    Dim given(0 To 4) As Variant
    Dim count As Long
    On Error GoTo Failed
    If IsMissing(target) Then Application.Volatile
    If Not IsMissing(target) Then count = Take(given, 0, target)
    If Not IsMissing(actual) Then count = Take(given, 1, actual)
    If Not IsMissing(weight) Then count = Take(given, 2, weight)
    If Not IsMissing(nature) Then count = Take(given, 3, nature)
    If Not IsMissing(profile) Then count = Take(given, 4, profile)
    PERF_EXPLAIN = PerfCall("PERF_EXPLAIN", given, count, Application.Caller)
    Exit Function
Failed:
    PERF_EXPLAIN = CVErr(2015)
End Function

Public Function PERF_RATE(executed As Variant, budget As Variant) As Variant
    Dim given(0 To 1) As Variant
    Dim count As Long
    On Error GoTo Failed
    count = Take(given, 0, executed)
    count = Take(given, 1, budget)
    PERF_RATE = PerfCall("PERF_RATE", given, count)
    Exit Function
Failed:
    PERF_RATE = CVErr(2015)
End Function

Public Function PERF_EXEC_SCORE(executed As Variant, budget As Variant, Optional weight As Variant, Optional profile As Variant) As Variant
    Dim given(0 To 3) As Variant
    Dim count As Long
    On Error GoTo Failed
    count = Take(given, 0, executed)
    count = Take(given, 1, budget)
    If Not IsMissing(weight) Then count = Take(given, 2, weight)
    If Not IsMissing(profile) Then count = Take(given, 3, profile)
    PERF_EXEC_SCORE = PerfCall("PERF_EXEC_SCORE", given, count, Application.Caller)
    Exit Function
Failed:
    PERF_EXEC_SCORE = CVErr(2015)
End Function

Public Function PERF_GRADE(total As Variant, Optional profile As Variant) As Variant
    Dim given(0 To 1) As Variant
    Dim count As Long
    On Error GoTo Failed
    count = Take(given, 0, total)
    If Not IsMissing(profile) Then count = Take(given, 1, profile)
    PERF_GRADE = PerfCall("PERF_GRADE", given, count, Application.Caller)
    Exit Function
Failed:
    PERF_GRADE = CVErr(2015)
End Function

Public Function PERF_TABLE(table_name As Variant, row_name As Variant, Optional column_name As Variant) As Variant
    Dim given(0 To 2) As Variant
    Dim count As Long
    On Error GoTo Failed
    Application.Volatile
    count = Take(given, 0, table_name)
    count = Take(given, 1, row_name)
    If Not IsMissing(column_name) Then count = Take(given, 2, column_name)
    PERF_TABLE = PerfCall("PERF_TABLE", given, count, Application.Caller)
    Exit Function
Failed:
    PERF_TABLE = CVErr(2015)
End Function

Public Function PERF_CHECK(Optional scope As Variant) As Variant
    Dim given(0 To 0) As Variant
    Dim count As Long
    On Error GoTo Failed
    Application.Volatile
    If Not IsMissing(scope) Then count = Take(given, 0, PerfPlace(scope))
    PERF_CHECK = PerfCall("PERF_CHECK", given, count, Application.Caller)
    Exit Function
Failed:
    PERF_CHECK = CVErr(2015)
End Function

Public Function PERF_RULE(rule_code As Variant) As Variant
    Dim given(0 To 0) As Variant
    Dim count As Long
    On Error GoTo Failed
    count = Take(given, 0, rule_code)
    PERF_RULE = PerfCall("PERF_RULE", given, count)
    Exit Function
Failed:
    PERF_RULE = CVErr(2015)
End Function

Public Sub PerfRegisterFunctions()
    ' Help is a convenience: where a host has none, the workbook opens all the same. It lies in the project, yet
    ' nobody changed the workbook: whoever only looked at it is not to be asked whether to save it.
    Dim untouched As Boolean
    On Error Resume Next
    untouched = ThisWorkbook.Saved
    Describe "PERF_SCORE", PerfChinese("630963076807503C548C5B8C6210503C590D7B974E004E2A6307680776845F975206FF1B4E0D7ED953C2657065F6FF0C" & _
        "8FD456DE672C683C6240572881EA8BC488687684590D7B97603B52063002"), Array( _
        PerfChinese("63076807503CFF1A5E745EA663076807503CFF0C71678868586B5199FF0C5982002022650039003000253001003D0036" & _
        "00354E2A30012264003300340034002E00374E07514330010031003267085E95524D"), _
        PerfChinese("5B8C6210503CFF1A51685E745B9E96455B8C6210503CFF0C598200200039003800253001003600354E2A30015DF25B8C" & _
        "6210"), _
        PerfChinese("5206503CFF1A8FD94E2A6307680776845206503CFF0C0030002062166B636570"), _
        PerfChinese("6307680760278D28FF1A6B635411300153CD541130015B9A602730012265300122643001FF1DFF0C62164E8C7EA76307" & _
        "6807540D79F0FF0C598200206210672C63076807FF1B4E24683790FD670965F6519962100020FF1D30016210672C6307" & _
        "6807"), _
        PerfChinese("65B96848FF1A65B96848540D79F0FF0C5982002000680075006E0061006E002D0032003000320034FF1B4E0D7ED965F6" & _
        "7528201C53C26570201D886891CC7684FF0C518D630988688BC6522BFF0C6700540E75280020006D006F0066002D0073" & _
        "00740061006E0064006100720064"))
    Describe "PERF_EXPLAIN", PerfChinese("75284E0053E58BDD8BF4660E00200050004500520046005F00530043004F00520045002076845F975206662F600E4E48" & _
        "7B9751FA67657684FF0C62164E3A4EC04E487B974E0D51FA67653002"), Array( _
        PerfChinese("63076807503CFF1A5E745EA663076807503CFF0C71678868586B5199FF0C5982002022650039003000253001003D0036" & _
        "00354E2A30012264003300340034002E00374E07514330010031003267085E95524D"), _
        PerfChinese("5B8C6210503CFF1A51685E745B9E96455B8C6210503CFF0C598200200039003800253001003600354E2A30015DF25B8C" & _
        "6210"), _
        PerfChinese("5206503CFF1A8FD94E2A6307680776845206503CFF0C0030002062166B636570"), _
        PerfChinese("6307680760278D28FF1A6B635411300153CD541130015B9A602730012265300122643001FF1DFF0C62164E8C7EA76307" & _
        "6807540D79F0FF0C598200206210672C63076807FF1B4E24683790FD670965F6519962100020FF1D30016210672C6307" & _
        "6807"), _
        PerfChinese("65B96848FF1A65B96848540D79F0FF0C5982002000680075006E0061006E002D0032003000320034FF1B4E0D7ED965F6" & _
        "7528201C53C26570201D886891CC7684FF0C518D630988688BC6522BFF0C6700540E75280020006D006F0066002D0073" & _
        "00740061006E0064006100720064"))
    Describe "PERF_RATE", PerfChinese("6267884C7387FF1D6267884C657000F798847B976570FF0C4E0D820D51653002"), Array( _
        PerfChinese("6267884C6570FF1A51685E746267884C6570"), _
        PerfChinese("98847B976570FF1A51685E7498847B976570FF088C036574540EFF09FF0C4E0E6267884C6570540C4E0053554F4D"))
    Describe "PERF_EXEC_SCORE", PerfChinese("98847B976267884C5F975206FF1D5206503C00D76267884C7387FF0C6267884C73878D858FC700200031003000300025" & _
        "0020768463090020003100300030002500208BA13002"), Array( _
        PerfChinese("6267884C6570FF1A51685E746267884C6570"), _
        PerfChinese("98847B976570FF1A51685E7498847B976570FF088C036574540EFF09FF0C4E0E6267884C6570540C4E0053554F4D"), _
        PerfChinese("5206503CFF1A98847B976267884C76845206503CFF1B4E0D7ED965F6630965B96848FF084E00822C4E3A002000310030" & _
        "FF09"), _
        PerfChinese("65B96848FF1A65B96848540D79F0FF0C5982002000680075006E0061006E002D0032003000320034FF1B4E0D7ED965F6" & _
        "7528201C53C26570201D886891CC7684FF0C518D630988688BC6522BFF0C6700540E75280020006D006F0066002D0073" & _
        "00740061006E0064006100720064"))
    Describe "PERF_GRADE", PerfChinese("630965B968487684520665707EBFFF0C628A603B5206636262107B497EA7FF1A4F183001826F30014E2D30015DEE3002"), Array( _
        PerfChinese("603B5206FF1A81EA8BC4603B5206"), _
        PerfChinese("65B96848FF1A65B96848540D79F0FF0C5982002000680075006E0061006E002D0032003000320034FF1B4E0D7ED965F6" & _
        "7528201C53C26570201D886891CC7684FF0C518D630988688BC6522BFF0C6700540E75280020006D006F0066002D0073" & _
        "00740061006E0064006100720064"))
    Describe "PERF_TABLE", PerfChinese("63098868540D3001884C540D548C5217540DFF0C53D6672C5DE54F5C7C3F51B37B97516C5F00886891CC76844E004E2A" & _
        "65703002"), Array( _
        PerfChinese("8868540DFF1A51B37B97516C5F0088687684540D79F0FF0C59820020652F51FA51B37B978868FF1B4E5F53EF51995DE5" & _
        "4F5C8868540D79F0"), _
        PerfChinese("884CFF1A884C7684540D79F0621679D176EE4EE37801FF0C5982002054088BA13001672C5E74652F51FA54088BA13001" & _
        "0032003000310030003300300031"), _
        PerfChinese("5217FF1A521776848868593465875B57FF0C5982002057FA672C652F51FAFF1B4E0D7ED965F653D67B2C4E004E2A91D1" & _
        "989D5217"))
    Describe "PERF_CHECK", PerfChinese("68385BF965744E2A5DE54F5C7C3FFF0C521751FA7ED38BBAFF1B7ED951FA830356F465F653EA52178FD94E2A830356F4" & _
        "91CC76843002"), Array( _
        PerfChinese("830356F4FF1A53EA898154EA4E9B683C5B5076847ED38BBAFF1A4E004E2A533A57DFFF0C62165199621065875B57FF0C" & _
        "59820020002265744F5381EA8BC48868002100410031003A0049003400300022"))
    Describe "PERF_RULE", PerfChinese("8BF4660E4E00676168385BF989C4521976849898540D548C4F9D636E3002"), Array( _
        PerfChinese("89C452197801FF1A89C452197801FF0C59820020004600300031"))
    If untouched Then ThisWorkbook.Saved = True
End Sub

Private Function Take(ByRef given() As Variant, ByVal place As Long, ByRef value As Variant) As Long
    If IsObject(value) Then Set given(place) = value Else given(place) = value
    Take = place + 1
End Function

Private Sub Describe(ByVal name As String, ByVal description As String, ByVal arguments As Variant)
    Application.MacroOptions Macro:=name, Description:=description, Category:=PerfChinese("7EE9654881EA8BC4"), _
        ArgumentDescriptions:=arguments
End Sub
