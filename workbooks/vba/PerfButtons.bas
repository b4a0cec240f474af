Attribute VB_Name = "PerfButtons"
Option Explicit
' Made by workbooks/build_functions.py from perfeval_xl/hosts/buttons.py. Changes made here are lost.
'
' One macro for each button; what it does is the function of that name in perfeval_xl.macros.

Public Sub PerfValidate()
    PerfPress "validate"
End Sub

Public Sub PerfClearMarks()
    PerfPress "clear_marks"
End Sub

Public Sub PerfRescore()
    PerfPress "rescore"
End Sub

Public Sub PerfImportFinalAccounts()
    PerfPress "import_final_accounts"
End Sub

Public Sub PerfAddProjectSheet()
    PerfPress "add_project_sheet"
End Sub

Public Sub PerfPublish()
    PerfPress "publish"
End Sub

Public Sub PerfSeal()
    PerfPress "seal"
End Sub

Public Sub PerfCheckEnvironment()
    PerfPress "check_environment"
End Sub
