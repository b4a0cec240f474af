"""What several rules read of one form, read once: its indicators with both values, and all its text in one."""

from functools import lru_cache
from typing import NamedTuple

from ..core.cells import Field
from ..domain.forms import Indicator, SelfEvaluation
from ..domain.values import Value, is_placeholder, parse_value
from ..domain.wording import bare_name


class Row(NamedTuple):
    """An indicator with both of its values read; a column the form does not have reads as blank."""

    indicator: Indicator
    goal: Value
    done: Value
    bare_name: str


class _Same:
    """A form as a key: the same object is the same form. Hashing all its cells would cost more than reading them."""

    __slots__ = ("form",)

    def __init__(self, form):
        self.form = form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other) -> bool:
        return self.form is other.form


def filled_rows(form: SelfEvaluation) -> tuple[Row, ...]:
    """The indicators that are really filled in: the template's own rows (“……”, “指标1：”) are N19's."""
    return _rows(_Same(form))


@lru_cache(maxsize=64)
def _rows(same: _Same) -> tuple[Row, ...]:
    return tuple(
        Row(one, _read(one.target, one.target_text), _read(one.actual, one.actual_text), bare_name(one.name.text))
        for one in same.form.indicators
        if not is_placeholder(one.name.text)
    )


def _read(field: Field | None, text: str) -> Value:
    """An error cell says nothing of the indicator: it reads as blank, and T01 records it as unchecked."""
    return parse_value("" if field is not None and field.bad is not None else text)


def has_comparator(row: Row) -> bool:
    """A comparator in the target, or the direction in a column of its own (指标性质)."""
    nature = row.indicator.nature
    return bool(nature and nature.filled) or any(part.comparator for part in (row.goal, *row.goal.parts))


def all_text(form) -> str:
    """The form's text cells joined by line breaks: most forms are done with after one search in it."""
    return _text(_Same(form))


@lru_cache(maxsize=64)
def _text(same: _Same) -> str:
    return "\n".join([field.text for field in same.form.texts])
