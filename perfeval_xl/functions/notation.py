"""How a spreadsheet writes values: as an argument in a formula, as the result in a cell, and back from a text."""

from ..core.book import CellError
from ..core.money import decimal, plain
from ..core.patterns import Pattern
from .arrays import is_range
from .values import is_blank

ERRORS = frozenset(("#N/A", "#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#NULL!"))
_NUMBER = Pattern(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
_ITEM = Pattern(r'\s*(?:"((?:[^"]|"")*)"|“([^”]*)”|([^"“;,；，{}]*?))\s*([;,；，]|$)')
_LOGICAL = {"TRUE": True, "FALSE": False}


def shown(value) -> str:
    """What the cell shows: 9.6, 优, #N/A; rows on lines of their own, their cells apart by tabs."""
    if is_range(value):
        return "\n".join("\t".join(" ".join(shown(cell).split()) for cell in row) for row in value)
    if value is None:
        return ""
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else plain(decimal(value))


def formula(name: str, arguments: tuple) -> str:
    """``=PERF_SCORE("≥90%",0.98,10)``."""
    return f"={name}({','.join(map(written, arguments))})"


def written(value) -> str:
    """A value as an argument: texts in quotes, a range as an array constant (``{"≥90%";"=65个"}``)."""
    if is_range(value):
        return "{" + ";".join(",".join(map(written, row)) for row in value) + "}"
    return '"' + value.replace('"', '""') + '"' if isinstance(value, str) else shown(value)


def read(text: str):
    """What a cell holds into which *text* is typed: a number, TRUE, an error value, a text; ``{…;…}`` is a range.

    Raises ValueError for braces around anything but a rectangle of values.
    """
    if text.startswith("{") and text.endswith("}"):
        return _array(text[1:-1])
    if _NUMBER.fullmatch(text):
        return int(text) if text.lstrip("+-").isdigit() else float(text)
    if text.upper() in ERRORS:
        return CellError(text.upper())
    return _LOGICAL.get(text.upper(), text)


def _array(text: str) -> tuple:
    """Rows apart by ``;``, the cells of a row by ``,``; texts in quotes, which may be left out."""
    rows, row, place = [], [], 0
    while True:
        match = _ITEM.match(text, place)
        if match is None:
            raise ValueError(text)
        quoted = match[1].replace('""', '"') if match[1] is not None else match[2]
        row.append(read(match[3]) if quoted is None else quoted)
        place = match.end()
        if match[4] in (";", "；", ""):
            rows.append(tuple(row))
            row = []
        if not match[4]:
            break
    if len(set(map(len, rows))) != 1 or all(map(is_blank, rows[0])) and len(rows) == 1:
        raise ValueError(text)
    return tuple(rows)
