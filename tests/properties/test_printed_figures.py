"""How figures are printed changes no verdict: amounts with fewer decimals than they have, 元 as 万元, a figure whose
comparator and unit its number format prints, a month or a day that the spreadsheet made a whole date of."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from perfeval_xl.core.book import Book, Extras, Sheet, Shown
from perfeval_xl.domain.forms import FINAL_ACCOUNT, SELF_EVALUATIONS
from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from tests.support.books import EXAMPLES, example
from tests.support.drawn import drawn_book

GOLDEN = Path(__file__).parents[1] / "golden" / "layouts"
LAYOUTS = [layout for path in sorted(GOLDEN.glob("*.toml")) for layout in tomllib.loads(path.read_text("utf-8")).get("layout", ())]
DRAWN = [pytest.param(lambda layout=layout: drawn_book(layout["sheets"]), id=layout["name"]) for layout in LAYOUTS]
BOOKS = [pytest.param(lambda path=path: example(path.stem), id=path.stem) for path in sorted(EXAMPLES.glob("*.xlsx"))] + DRAWN
_OF_PRINTED_DECIMALS = "F14"
_YEAR_TYPED = 2026
_PART_OF_A_DATE = re.compile(r"(?:(20\d\d)年)?(?:(\d{1,2})月)?(?:(\d{1,2})日)?")
_WITH_WORDS = re.compile(r"([≥≤=]?)([0-9]+(?:\.([0-9]+))?)(%|[\u4e00-\u9fff]{1,3})")


def amounts(book: Book) -> set[tuple[str, int, int]]:
    """Where amounts of money stand that are numbers and no texts."""
    found = []
    for form in recognise(book).forms:
        if form.kind == FINAL_ACCOUNT:
            rows = [*form.lines, *form.rows, *([form.total] if form.total else [])]
            found += [field for row in rows for field in row.amounts.values()] + [*form.figures.values()]
        elif form.kind in SELF_EVALUATIONS:
            found += [field for row in form.funds for field in row.amounts if field is not None]
    return {field.place for field in found if field.number is not None and is_number(book, field.place)}


def is_number(book: Book, place: tuple[str, int, int]) -> bool:
    sheet, row, col = place
    return isinstance(book.sheet(sheet).rows[row][col], int | float)


def printed(book: Book, shown: Shown, times: int = 1) -> Book:
    """The book with its amounts printed so, each *times* as large."""
    places = amounts(book)
    return book._replace(sheets=tuple(_printed(sheet, places, shown, times) for sheet in book.sheets))


def _printed(sheet: Sheet, places: set, shown: Shown, times: int) -> Sheet:
    here = {(row, col) for name, row, col in places if name == sheet.name}
    rows = [
        [round(value * times, 4) if (row, col) in here else value for col, value in enumerate(cells)]
        for row, cells in enumerate(sheet.rows)
    ]
    formats = {**(sheet.formats or {}), **dict.fromkeys(here, shown)}
    return Sheet(sheet.name, rows, sheet.merges, sheet.hidden, Extras(formats, sheet.formulas, sheet.comments))


def verdicts(book: Book) -> Counter:
    run = check_book(book)
    found = [(one.key, one.severity, one.field.cell) for one in run.findings if one.rule != _OF_PRINTED_DECIMALS]
    return Counter([*found, *[(one.rule, one.sheet, one.cell) for one in run.unchecked]])


@pytest.mark.parametrize("made", BOOKS)
def test_amounts_with_fewer_decimals_than_they_have(made):
    book = made()
    if amounts(book):
        exact = verdicts(printed(book, Shown(2)))
        assert verdicts(printed(book, Shown(1))) == verdicts(printed(book, Shown(0))) == exact


@pytest.mark.parametrize("made", BOOKS)
def test_amounts_in_yuan_that_are_printed_in_wan_yuan(made):
    book = made()
    if amounts(book):
        assert verdicts(printed(book, Shown(2, scale=4), times=10_000)) == verdicts(printed(book, Shown(2)))


@pytest.mark.parametrize("made", BOOKS)
def test_comparators_and_units_that_the_format_prints(made):
    """“≥95%” typed as a text, and 0.95 in a cell with the format "≥"0%."""
    book = made()
    assert verdicts(changed(book, as_number)) == verdicts(book)


def test_comparators_and_units_become_numbers():
    book = changed(example("consistent-2024"), as_number)
    made = [shown for sheet in book.sheets for shown in sheet.formats.values() if shown.before or shown.behind]
    assert len(made) > 50


@pytest.mark.parametrize("made", BOOKS)
def test_dates_of_which_the_format_prints_a_part(made):
    """“2024年12月” typed into a cell is the date 2024-12-01 there, and “12月31日” one of the year in which it was typed."""
    book = made()
    assert verdicts(changed(book, as_date)) == verdicts(book)


def test_parts_of_dates_become_dates():
    found = [(value, how.date) for value, how in map(as_date, ("2024年12月", "11月28日"))]
    assert found == [(date(2024, 12, 1), "ym"), (date(_YEAR_TYPED, 11, 28), "md")]
    assert [as_date(text) for text in ("2024年12月31日", "12月底前", "31日", "")] == [None] * 4


def test_a_month_is_not_over_on_its_first_day():
    layout = {"自评表": ONE_DATE}
    assert not [key for key in verdicts(changed(drawn_book(layout), as_date)) if key[0].startswith("S05")]


ONE_DATE = """
2024年度项目支出绩效自评表|<|<|<|<|<|<
项目名称|<|机房改造|<|<|<|<
项目资金（万元）|<|年初预算数|全年预算数|全年执行数|分值|得分
^|年度资金总额|100|100|100|10|10
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|时效指标|改造完成时间|2024年12月|2024年12月20日|90|90
总分|<|<|<|<|100|100
"""


def as_date(text: str) -> tuple[date, Shown] | None:
    match = _PART_OF_A_DATE.fullmatch(text)
    parts = "".join(letter for letter, there in zip("ymd", match.groups()) if there) if match else ""
    if parts not in ("y", "ym", "m", "md"):
        return None
    year, month, day = (int(there or instead) for there, instead in zip(match.groups(), (_YEAR_TYPED, 1, 1)))
    return date(year, month, day), Shown(None, date=parts)


def as_number(text: str) -> tuple[float, Shown] | None:
    match = _WITH_WORDS.fullmatch(text)
    if match is None:
        return None
    before, figure, decimals, unit = match.groups()
    percent = unit == "%"
    shown = Shown(len(decimals or ""), percent, 0, before, "" if percent else unit)
    return float(figure) / 100 if percent else float(figure), shown


def changed(book: Book, read: Callable[[str], tuple | None]) -> Book:
    """The book with the texts of its targets and actuals as what *read* makes of them: a value and how it is printed."""
    rows = [row for form in recognise(book).forms if form.kind in SELF_EVALUATIONS for row in form.indicators]
    fields = [field for row in rows for field in (row.target, row.actual) if field is not None]
    found = {field.place: made for field in fields if (made := read(field.text))}
    return book._replace(sheets=tuple(_changed(sheet, found) for sheet in book.sheets))


def _changed(sheet: Sheet, found: dict) -> Sheet:
    rows, formats = [list(cells) for cells in sheet.rows], dict(sheet.formats or {})
    for (name, row, col), (value, shown) in found.items():
        if name == sheet.name and isinstance(rows[row][col], str):
            rows[row][col], formats[row, col] = value, shown
    return Sheet(sheet.name, rows, sheet.merges, sheet.hidden, Extras(formats, sheet.formulas, sheet.comments))
