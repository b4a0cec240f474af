"""The text of a shared formula at a cell that only refers to it (ECMA-376 Part 1, 18.3.1.40, attribute si)."""

import re

from ..core.cells import column_name, parse_address
from ..core.patterns import Pattern

# Quoted texts and sheet names stay; so do function names, defined names and table columns.
_TOKEN = Pattern(
    r"(?P<quoted>\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|\[[^\]]*\])"
    r"|(?<![\w.$])(?P<cell>\$?[A-Z]{1,3}\$?[0-9]{1,7})(?![\w.(!])"
    r"|(?<![\w.$])(?P<columns>\$?[A-Z]{1,3}:\$?[A-Z]{1,3})(?![\w.(!])"
    r"|(?<![\w.$:])(?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7})(?![\w.(!])"
)


def moved(text: str, rows: int, columns: int) -> str:
    """*text* as it reads *rows* lower and *columns* further right: relative references move, ``$`` ones stay."""

    def move(match: re.Match) -> str:
        if match["quoted"]:
            return match[0]
        return ":".join(_moved_reference(part, rows, columns) for part in match[0].split(":"))

    return _TOKEN.sub(move, text)


def _moved_reference(reference: str, rows: int, columns: int) -> str:
    fixed_column, letters, fixed_row, digits = re.fullmatch(r"(\$?)([A-Z]*)(\$?)([0-9]*)", reference).groups()
    if letters and not fixed_column:
        col = parse_address(letters + "1")[1] + columns
        letters = column_name(col) if col >= 0 else "#REF!"
    if not letters:
        fixed_row = fixed_row or fixed_column
    if digits and not fixed_row:
        digits = str(int(digits) + rows)
    return f"{fixed_column}{letters}{fixed_row if letters else ''}{digits}"
