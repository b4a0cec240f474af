Attribute VB_Name = "PerfButtons"
Option Explicit
' Made by workbooks/build_functions.py from perfeval_xl/hosts/buttons.py. Changes made here are lost.
'
' One macro for each button. It hands on the label; what the button does is a function of perfeval_xl.macros.

Public Sub PerfValidate()
    PerfPress PerfChinese("4E00952E68219A8C")
End Sub

Public Sub PerfClearMarks()
    PerfPress PerfChinese("6E05966468078BB0")
End Sub

Public Sub PerfRescore()
    PerfPress PerfChinese("91CD7B975F975206")
End Sub

Public Sub PerfImportFinalAccounts()
    PerfPress PerfChinese("5BFC516551B37B978868")
End Sub

Public Sub PerfAddProjectSheet()
    PerfPress PerfChinese("65B0589E987976EE8868")
End Sub

Public Sub PerfPublish()
    PerfPress PerfChinese("751F6210516C5F007248")
End Sub

Public Sub PerfSeal()
    PerfPress PerfChinese("5C015B5863D04EA4")
End Sub

Public Sub PerfCheckEnvironment()
    PerfPress PerfChinese("73AF58834F5368C0")
End Sub
