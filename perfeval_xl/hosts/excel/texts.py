"""Chinese in ASCII sources: a text as the codes of its characters, and the module of texts that VBA itself shows."""

from ..buttons import TITLE

MODULE = "PerfTexts"
_CHARACTERS_A_LINE = 24  # of Chinese; each takes four hexadecimal digits

# What VBA says when it cannot reach Python; everything else is said by the buttons themselves.
TEXTS = {
    "title": TITLE,
    "no_workbook": "没有打开的工作簿：请先打开要处理的工作簿；处在受保护的视图里的，请先点“启用编辑”。",
    "unreachable": "没有连上 Python，按钮没有执行：请点开始菜单里的“绩效自评—环境体检”查看原因，或重新运行“安装.cmd”。",
}

_HEAD = f"""\
Attribute VB_Name = "{MODULE}"
Option Explicit
Option Private Module
' Made by workbooks/build_functions.py from perfeval_xl/hosts/excel/texts.py. Changes made here are lost.

Public Function PerfText(ByVal which As String) As String
    Select Case which
"""

_TAIL = """\
    End Select
End Function

Public Function PerfChinese(ByVal codes As String) As String
    ' Four hexadecimal digits for each character: the sources stay ASCII, whatever code page the machine has.
    Dim place As Long
    For place = 1 To Len(codes) Step 4
        PerfChinese = PerfChinese & ChrW(CLng("&H" & Mid$(codes, place, 4) & "&"))
    Next
End Function
"""


def vba_texts() -> str:
    """The source of the module, lines ending in ``\\n``."""
    cases = "".join(f'    Case "{key}"\n        PerfText = {chinese(text)}\n' for key, text in TEXTS.items())
    return _HEAD + cases + _TAIL


def chinese(text: str) -> str:
    """``PerfChinese("7EE9…")``: an ASCII expression for a text of characters up to U+FFFF."""
    return "PerfChinese(" + " & _\n        ".join(_codes(text)) + ")"


def _codes(text: str) -> list[str]:
    pieces = [text[start : start + _CHARACTERS_A_LINE] for start in range(0, len(text), _CHARACTERS_A_LINE)]
    return ['"' + "".join(f"{ord(character):04X}" for character in piece) + '"' for piece in pieces]
