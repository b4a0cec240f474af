"""The VBA module of worksheet functions: thin wrappers, generated from functions.FUNCTIONS.

ASCII only, because the code page of a VBA project is that of the machine. Each wrapper hands its arguments on as they
are (a Range stays a Range) to PerfCall of the bridge module, which returns the result, an error as CVErr.
"""

from collections.abc import Sequence

from ...functions.definition import ALWAYS, CATEGORY, WITHOUT_ARGUMENTS, Function, Parameter
from .texts import chinese

MODULE = "PerfFunctions"
_FUNCTION_WIZARD_LIMIT = 255  # characters that Application.MacroOptions takes

_HEAD = f"""\
Attribute VB_Name = "{MODULE}"
Option Explicit
' Made by workbooks/build_functions.py from perfeval_xl/functions. Changes made here are lost.
'
' PerfCall(name, given, count [, caller]) computes: given() holds the arguments, a Range where a range was given,
' its address where the function wants to know where it is, and Empty for one left out in between; count is how many
' there are; caller is the calling cell.
"""

_TAIL = """
Private Function Take(ByRef given() As Variant, ByVal place As Long, ByRef value As Variant) As Long
    If IsObject(value) Then Set given(place) = value Else given(place) = value
    Take = place + 1
End Function

Private Sub Describe(ByVal name As String, ByVal description As String, ByVal arguments As Variant)
    Application.MacroOptions Macro:=name, Description:=description, Category:={category}, _
        ArgumentDescriptions:=arguments
End Sub
"""


def vba_module(functions: Sequence[Function]) -> str:
    """The source of the module, lines ending in ``\\n``."""
    wrappers = "\n".join(map(_wrapper, functions))
    return f"{_HEAD}\n{wrappers}\n{_registration(functions)}{_TAIL.format(category=chinese(CATEGORY))}"


def _wrapper(function: Function) -> str:
    parameters = ", ".join(
        f"{'Optional ' if one.optional or function.without_arguments else ''}{one.name} As Variant"
        for one in function.parameters
    )
    lines = [
        f"Public Function {function.name}({parameters}) As Variant",
        f"    Dim given(0 To {len(function.parameters) - 1}) As Variant",
        "    Dim count As Long",
        "    On Error GoTo Failed",
    ]
    if function.volatile == ALWAYS:
        lines.append("    Application.Volatile")
    elif function.volatile == WITHOUT_ARGUMENTS:
        lines.append(f"    If IsMissing({function.parameters[0].name}) Then Application.Volatile")
    for place, one in enumerate(function.parameters):
        condition = f"If Not IsMissing({one.name}) Then " if one.optional or function.without_arguments else ""
        lines.append(f"    {condition}count = Take(given, {place}, {_taken(one)})")
    caller = ", Application.Caller" if function.needs_workbook else ""
    lines += [
        f'    {function.name} = PerfCall("{function.name}", given, count{caller})',
        "    Exit Function",
        "Failed:",
        f"    {function.name} = CVErr(2015)",
        "End Function",
        "",
    ]
    return "\n".join(lines)


def _taken(parameter: Parameter) -> str:
    return f"PerfPlace({parameter.name})" if parameter.reference else parameter.name


def _registration(functions: Sequence[Function]) -> str:
    """The help that the function wizard shows. It names the arguments in ASCII, so their help begins in Chinese."""
    lines = [
        "Public Sub PerfRegisterFunctions()",
        "    ' Help is a convenience: where a host has none, the workbook opens all the same. It lies in the project, yet",
        "    ' nobody changed the workbook: whoever only looked at it is not to be asked whether to save it.",
        "    Dim untouched As Boolean",
        "    On Error Resume Next",
        "    untouched = ThisWorkbook.Saved",
    ]
    for function in functions:
        helps = [f"{one.title}：{one.help}" for one in function.parameters]
        arguments = ", _\n        ".join(map(_help, helps))
        lines.append(f'    Describe "{function.name}", {_help(function.description)}, Array( _\n        {arguments})')
    return "\n".join([*lines, "    If untouched Then ThisWorkbook.Saved = True", "End Sub", ""])


def _help(text: str) -> str:
    """What the function wizard shows. Raises ValueError for a text that it would cut."""
    if len(text) > _FUNCTION_WIZARD_LIMIT:
        raise ValueError(f"函数说明超过 {_FUNCTION_WIZARD_LIMIT} 个字：{text}")
    return chinese(text)
