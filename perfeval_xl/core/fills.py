"""The fill of a cell in words: how the sheet 校验结果 writes down what a cell looked like before it was marked.

The file patcher writes the ``<fill>`` of the styles part (ECMA-376 Part 1, 18.8.20), a host without a styles part
``rgb:RRGGBB`` or ``none``. Each understands both, for a workbook marked by one is cleared by the other.
"""

from .patterns import Pattern
from .record import Record

NONE = "none"
_RGB = Pattern(r"rgb:([0-9A-Fa-f]{6})")
_SOLID = Pattern(r"<fill>\s*<patternFill\b[^>]*\bpatternType=[\"']solid[\"'][^>]*>\s*<fgColor\b([^>]*)/?>")
_NOTHING = Pattern(r"<fill>\s*(?:<patternFill(?:\s+patternType=[\"']none[\"'])?\s*(?:/>|>\s*</patternFill>)\s*)?</fill>")
_ATTRIBUTE = Pattern(r"(\w+)=[\"']([^\"']*)[\"']")
_ARGB = Pattern(r"[0-9A-Fa-f]{8}")
_NUMBER = Pattern(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE]-?[0-9]+)?")


class Fill(Record):
    """A solid colour, said in one of three ways; none of them: no fill."""

    rgb: str = ""  # RRGGBB
    theme: int | None = None  # a colour of the workbook's theme, counted from 0
    tint: str = "0"  # with theme: how much lighter (up to 1) or darker (down to -1)
    index: int | None = None  # a colour of the palette of 64


NO_FILL = Fill()


def spelled(rgb: str | None) -> str:
    """``rgb:FFC7CE``, or ``none`` for a cell without fill."""
    return NONE if rgb is None else f"rgb:{rgb.upper()}"


def rgb_of(text: str) -> str | None:
    """The colour of ``rgb:RRGGBB``; None for anything else."""
    match = _RGB.fullmatch(text)
    return match[1].upper() if match else None


def read_fill(text: str) -> Fill | None:
    """What either spelling says; None for a pattern, a gradient, and what is no fill: only the patcher can write it."""
    if text == NONE or _NOTHING.fullmatch(text):
        return NO_FILL
    rgb = rgb_of(text)
    if rgb is not None:
        return Fill(rgb)
    match = _SOLID.match(text)
    return _colour(dict(_ATTRIBUTE.findall(match[1]))) if match else None


def _colour(attributes: dict[str, str]) -> Fill | None:
    """Of ``<fgColor>`` (18.8.19). A colour that says nothing is the automatic one."""
    if _ARGB.fullmatch(attributes.get("rgb", "")):
        return Fill(attributes["rgb"][2:].upper())
    theme, index, tint = attributes.get("theme", ""), attributes.get("indexed", ""), attributes.get("tint", "0")
    if theme.isdecimal() and _NUMBER.fullmatch(tint):
        return Fill(theme=int(theme), tint=tint)
    if index.isdecimal() and int(index) < 64:
        return Fill(index=int(index))
    return None
