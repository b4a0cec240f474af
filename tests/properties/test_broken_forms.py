"""Forms of every layout, with cells overwritten, rows and columns lost, doubled and exchanged: the check still answers."""

import random
import tomllib
from pathlib import Path

import pytest

from perfeval_xl.core.book import UNCACHED, Book, CellError, Extras, Sheet, Shown
from perfeval_xl.rules.check import check_book
from perfeval_xl.rules.score_sheet import score_book
from tests.support.books import EXAMPLES, example
from tests.support.drawn import drawn_book

GOLDEN = Path(__file__).parents[1] / "golden" / "layouts"
LAYOUTS = [layout for path in sorted(GOLDEN.glob("*.toml")) for layout in tomllib.loads(path.read_text("utf-8")).get("layout", ())]
BOOKS = [example(path.stem) for path in sorted(EXAMPLES.glob("*.xlsx"))] + [drawn_book(layout["sheets"]) for layout in LAYOUTS]
TEXTS = [value for book in BOOKS for sheet in book.sheets for row in sheet.rows for value in row if isinstance(value, str) and value]
SIGNS = "0123456789.,%≥≤=<>～-万元亿个年月日()（）、；/*×一二三四五六半数 \n"
ODD = [0, -1, 1e308, -0.0, float(10**17), 0.1 + 0.2, 100, CellError("#DIV/0!"), UNCACHED, True, "", "", "１２３", "²", "½", "=1+1", "—"]
BROKEN_OF_EACH = 12


def odd_value(chance: random.Random):
    kind = chance.randrange(5)
    if kind < 2:
        return chance.choice(TEXTS)
    if kind == 2:
        return chance.choice(TEXTS)[: chance.randrange(1, 12)] + chance.choice(TEXTS)
    return chance.choice(ODD) if kind == 3 else "".join(chance.choices(SIGNS, k=chance.randrange(1, 14)))


def overwritten(rows: list[list], merges: list, formats: dict, chance: random.Random) -> None:
    row = chance.choice(rows)
    if row:
        row[chance.randrange(len(row))] = odd_value(chance)


def without_a_row(rows: list[list], merges: list, formats: dict, chance: random.Random) -> None:
    del rows[chance.randrange(len(rows))]


def with_a_row_elsewhere(rows: list[list], merges: list, formats: dict, chance: random.Random) -> None:
    rows.insert(chance.randrange(len(rows)), list(chance.choice(rows)))


def without_a_column(rows: list[list], merges: list, formats: dict, chance: random.Random) -> None:
    col = chance.randrange(max(map(len, rows)) or 1)
    for row in rows:
        del row[col : col + 1]


def with_columns_exchanged(rows: list[list], merges: list, formats: dict, chance: random.Random) -> None:
    width = max(map(len, rows)) or 1
    one, other = chance.randrange(width), chance.randrange(width)
    for row in rows:
        row.extend([""] * (width - len(row)))
        row[one], row[other] = row[other], row[one]


def merged_otherwise(rows: list[list], merges: list, formats: dict, chance: random.Random) -> None:
    if merges and chance.random() < 0.5:
        del merges[chance.randrange(len(merges))]
    top, left = chance.randrange(len(rows)), chance.randrange(12)
    merges.append((top, left, min(len(rows) - 1, top + chance.randrange(4)), left + chance.randrange(5)))


def printed_otherwise(rows: list[list], merges: list, formats: dict, chance: random.Random) -> None:
    place = chance.randrange(len(rows)), chance.randrange(10)
    formats[place] = Shown(chance.choice([None, 0, 1, 2, 9]), percent=chance.random() < 0.3)


SLIPS = [overwritten] * 6 + [without_a_row, with_a_row_elsewhere, without_a_column, with_columns_exchanged] + [merged_otherwise, printed_otherwise]


def broken(sheet: Sheet, chance: random.Random) -> Sheet:
    rows, merges, formats = [list(row) for row in sheet.rows], list(sheet.merges), dict(sheet.formats or {})
    for _ in range(chance.choice([1, 1, 2, 3, 8])):
        if rows:
            chance.choice(SLIPS)(rows, merges, formats, chance)
    return Sheet(sheet.name, rows, merges, sheet.hidden, Extras(formats, {}, {}))


@pytest.mark.parametrize("number", range(BROKEN_OF_EACH))
def test_no_slip_makes_the_check_fail(number):
    """Twelve of every layout each time; thousands more were tried when this was written."""
    chance = random.Random(number)
    for book in BOOKS:
        chosen = chance.randrange(len(book.sheets))
        sheets = [broken(sheet, chance) if at == chosen or chance.random() < 0.1 else sheet for at, sheet in enumerate(book.sheets)]
        run = check_book(Book(tuple(sheets)))
        assert not [one.reason for one in run.unchecked if "自身出错" in one.reason], book.sheets[0].name
        assert all(finding.text for finding in run.findings) and run.to_dict()["summary"]
        score_book(Book(tuple(sheets)))


def test_funds_of_which_no_column_is_read_are_none():
    """预算数 and 执行数 stand over their parts alone, and the heading of the rate is illegible."""
    (layout,) = [layout for layout in LAYOUTS if layout["name"].startswith("预算数、执行数下各分财政拨款和其他资金，没有合计")]
    (form,) = check_book(drawn_book({name: text.replace("|执行率|", "|##|") for name, text in layout["sheets"].items()})).forms
    assert form.funds == () and "没有认出资金区" in form.missing
