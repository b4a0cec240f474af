"""Persons named in the tables about the unit (联系人、评价人员): there the label stands in a cell of its own."""

from collections.abc import Iterator
from itertools import takewhile

from ..core.cells import Field
from ..core.patterns import Pattern
from ..domain.personal import BARE_LANDLINE, is_someone, readable
from ..domain.unit_forms import UnitFigures
from .context import Context, per_form
from .reading import all_text

_PERSONS = ("联系人", "填表人", "填报人", "制表人", "经办人", "负责人", "单位负责人", "姓名")
_PHONES = ("联络电话", "联系电话", "办公电话", "电话")
_COLUMN = "姓名"
# What stands right of an empty label is the next label.
_NO_NAMES = frozenset((*_PERSONS, *_PHONES, "职务", "职称", "单位", "签字", "签名", "日期", "联系方式", "手机"))


@per_form
def _texts(context: Context, form: UnitFigures) -> dict[tuple[int, int], Field]:
    """The text cells of the form by (row, col)."""
    return {(field.row, field.col): field for field in form.texts}


def people(context: Context, form: UnitFigures) -> Iterator[tuple[Field, str]]:
    """(cell, 姓名 or 座机): right of a label, and the names below the heading 姓名."""
    texts = _texts(context, form)
    for field in texts.values():
        label = "".join(field.text.split()).rstrip(":：")
        below = _names_below(texts, field, form.box.bottom) if label == _COLUMN else []
        if below:
            yield from ((name, "姓名") for name in below)
        elif label in _PERSONS or label in _PHONES:
            beside = _right_of(texts, field, form.box.right)
            if beside is not None:
                yield from _told(beside, label)


def _names_below(texts: dict, heading: Field, last: int) -> list[Field]:
    """The names under the heading 姓名, down to the first text that is none."""
    column = (texts[row, heading.col] for row in range(heading.row + 1, last + 1) if (row, heading.col) in texts)
    return list(takewhile(lambda field: _is_name(field.text.strip()), column))


def _right_of(texts: dict, label: Field, last: int) -> Field | None:
    """The next filled text in the label's row."""
    return next((texts[label.row, col] for col in range(label.col + 1, last + 1) if (label.row, col) in texts), None)


def _told(field: Field, label: str) -> Iterator[tuple[Field, str]]:
    text = field.text.strip()
    if label in _PHONES:
        if BARE_LANDLINE.fullmatch(readable(text)):
            yield field, "座机"
    elif _is_name(text):
        yield field, "姓名"


def _is_name(text: str) -> bool:
    """A name, and no label and no office."""
    return text not in _NO_NAMES and is_someone(text)


# -- signatures --------------------------------------------------------------------------------------------------

_ENTRY = Pattern(r"[^\s：:]*(?:签字|签名|签章|盖章|意见|电话|日期|填报人|填表人|负责人)[^\s：:]*[：:]")
# Without any of these a form has no such entry and no such column: most sheets about a unit have none.
_ENTRY_WORDS = ("签", "盖章", "意见", "电话", "日期", "填报人", "填表人", "负责人")
_SIGNED = ("签字", "签名", "签章")


def unsigned(context: Context, form: UnitFigures) -> list[Field]:
    """The cells for signatures and opinions in which nothing stands beside what the template prints.

    A column 签字 is named by its heading when nobody in the list signed.
    """
    if not any(map(all_text(context, form).__contains__, _ENTRY_WORDS)):
        return []
    texts = _texts(context, form)
    return [field for field in texts.values() if _is_empty_entry(field.text) or _is_empty_column(texts, field, form.box.bottom)]


def _is_empty_entry(text: str) -> bool:
    """“组长（签字）：      年  月  日”, with any number of such entries in one cell."""
    if "：" not in text and ":" not in text:
        return False
    rest, entries = _ENTRY.subn("", text)
    return entries > 0 and "".join(rest.split()).strip("年月日/.-") == ""


def _is_empty_column(texts: dict, heading: Field, last: int) -> bool:
    if "".join(heading.text.split()) not in _SIGNED:
        return False
    beside = [field for (row, _), field in texts.items() if row == heading.row and "".join(field.text.split()) == _COLUMN]
    names = [name for label in beside for name in _names_below(texts, label, last)]
    return bool(names) and not any((name.row, heading.col) in texts for name in names)
