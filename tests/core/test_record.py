"""A Record is what a typing.NamedTuple of the same fields is."""

import copy
import pickle
from typing import NamedTuple

import pytest

from perfeval_xl.core.record import Record


class Amount(Record):
    """An amount (金额) and where it stands."""

    sheet: str
    row: int
    number: str = "0.00"
    unit: str = "万元"

    @property
    def place(self) -> tuple:
        return self.sheet, self.row


class Twin(NamedTuple):
    """The same, as the standard library makes it."""

    sheet: str
    row: int
    number: str = "0.00"
    unit: str = "万元"


class Form(Record):
    """A record with more fields than most."""

    a: int
    b: int
    c: int
    d: int
    e: int
    f: int
    g: int
    h: int
    i: int
    j: int = 10


class Nothing(Record):
    """A record without a field."""


WAYS = [
    (("收入", 3), {}),
    (("收入", 3, "1.50"), {"unit": "元"}),
    ((), {"unit": "元", "row": 3, "sheet": "收入"}),
]
WRONG = [
    (("收入",), {}),
    (("收入", 3, "1.50", "元", "多"), {}),
    (("收入", 3), {"row": 4}),
    (("收入", 3), {"colour": "红"}),
]


@pytest.mark.parametrize(("values", "named"), WAYS)
def test_it_is_made_and_shown_and_changed_like_a_named_tuple(values, named):
    made, twin = Amount(*values, **named), Twin(*values, **named)
    assert made == twin and hash(made) == hash(twin) and made._asdict() == twin._asdict()
    assert repr(made) == repr(twin).replace("Twin", "Amount")
    assert made._replace(row=9) == twin._replace(row=9) and type(made._replace(row=9)) is Amount
    assert (made.sheet, made.row, made.number, made.unit) == tuple(made) == Amount._make(made)
    assert made.place == ("收入", 3)


@pytest.mark.parametrize(("values", "named"), WRONG)
def test_what_a_named_tuple_refuses_is_refused(values, named):
    for kind in (Twin, Amount):
        with pytest.raises(TypeError, match=r"__new__\(\)"):
            kind(*values, **named)


def test_a_record_of_many_fields_is_made_like_one_of_few():
    made = Form(1, 2, 3, 4, 5, 6, 7, 8, 9)
    assert made == (1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == Form(**made._asdict()) and made.i == 9
    for wrong in ((1,) * 8, (1,) * 11):
        with pytest.raises(TypeError, match=r"__new__\(\)"):
            Form(*wrong)


def test_it_does_not_change():
    made = Amount("收入", 3)
    for name in ("row", "colour"):
        with pytest.raises(AttributeError):
            setattr(made, name, 4)
    with pytest.raises(ValueError, match="colour"):
        made._replace(colour="红")


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
@pytest.mark.parametrize("made", [Amount("收入", 3, unit="元"), Nothing()])
def test_a_copy_is_the_same_record(copied, made):
    assert copied(made) == made and type(copied(made)) is type(made)


def test_its_fields_can_be_matched_by_position():
    match Amount("收入", 3):
        case Amount(sheet, row):
            assert (sheet, row) == ("收入", 3)


def test_a_field_that_must_be_given_comes_before_those_with_a_default():
    with pytest.raises(TypeError, match="Swapped"):

        class Swapped(Record):
            number: str = ""
            sheet: str
