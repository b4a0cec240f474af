"""What a row of values is, seen by its figures: the numbering of the columns (栏次), or a row with amounts."""

from ...core.money import BEGINNINGS, read_number
from ..grid import squeeze, tidy

_FIGURE_BEGINS = BEGINNINGS | frozenset("0123456789０１２３４５６７８９")


def is_numbering(values) -> bool:
    """Whether a row is 栏次: says so, or counts 1, 2, 3 … (“1=2+3” is a way to count too; one slip is forgiven)."""
    numbers = []
    for value in values:
        if value == "":
            continue
        if value.__class__ is str:
            text = tidy(value)
            if text.startswith("栏") and squeeze(text).rstrip(":") in ("栏次", "栏次1"):
                return True
            if text in ("甲", "乙"):
                continue
            text = text.replace("＝", "=").partition("=")[0]
            if text.isdecimal() and len(text) <= 3:
                value = int(text)
            elif not numbers or None in numbers:  # a label before figures, or words in several cells
                return False
            else:
                value = None
        numbers.append(value)
    return _counts_up(numbers)


def _counts_up(numbers: list) -> bool:
    """Whether *numbers* are 1, 2, 3 …; among more than three one may be another, no number (None), or left out."""
    count = len(numbers)
    wrong = [place for place, number in enumerate(numbers) if number != place + 1]
    if not wrong:
        return count > 1
    return count > 3 and (len(wrong) == 1 or numbers[wrong[0] :] == [*range(wrong[0] + 2, count + 2)])


def has_figure(values) -> bool:
    """Whether a row holds a number, in whatever spelling."""
    for value in values:
        if value.__class__ is str:
            if value and (value[0] in _FIGURE_BEGINS or value[0].isspace()) and read_number(value) is not None:
                return True
        elif value is not None:
            return True
    return False
