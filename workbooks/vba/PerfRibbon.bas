Attribute VB_Name = "PerfRibbon"
Option Explicit
' The ribbon of the add-in (ribbon.xml): the tag of a control is the function that its button presses.

Public Sub PerfRibbonPress(ByVal control As Object)
    PerfPress control.Tag
End Sub
