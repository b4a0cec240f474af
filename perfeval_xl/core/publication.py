"""What was done for the public edition (公开版), as a list: it says what a text became, never what it was."""

from collections.abc import Callable

from .record import Record

Say = Callable[[str], None]  # says to whoever waits how far the work is
MASKED, REMOVED, HINT = "masked", "removed", "hint"
ACTION_NAMES = {MASKED: "已遮蔽", REMOVED: "已去掉", HINT: "请人工看"}
_SHOWN = 40  # characters of a long text


def silently(sentence: str) -> None:
    """Nobody waits."""


class Told(Record):
    """One thing masked, removed, or left for a person to look at."""

    action: str  # a key of ACTION_NAMES
    kind: str
    sheet: str = ""
    cell: str = ""
    now: str = ""  # what it became, or what there is to look at


def excerpt(text: str) -> str:
    """A masked text around its first star, short enough for a line."""
    text = " ".join(text.split())
    if len(text) <= _SHOWN:
        return text
    start = max(0, text.find("*") - _SHOWN // 2)
    piece = text[start : start + _SHOWN]
    return f"{'…' if start else ''}{piece}{'…' if start + _SHOWN < len(text) else ''}"
