"""What LibreOffice Calc itself answers to ROUND: asks it, or reads its stored answers where it is not installed.

``python -m tests.domain.rounding.calc`` asks it and stores what it answers.
"""

import csv
import random
import tempfile
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tests.support.office import converted

ANSWERS = Path(__file__).parent / "answers.csv"
DECIMALS = (0, 1, 2)

_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet><table:table table:name="ROUND">
{rows}
</table:table></office:spreadsheet></office:body></office:document>
"""
# Comma, quotes, UTF-8, from row 1; cell contents as stored instead of as shown.
_CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"


def questions(count: int = 3000) -> list[str]:
    """Expressions a form leads to: amounts, halves that binary fractions miss, weight × actual ÷ target, percentages.

    The same ones every time, so that stored answers stay comparable.
    """
    dice = random.Random(20241231)
    made = []
    for turn in range(count):
        kind = turn % 5
        if kind == 0:  # an amount in 万元 with more decimals than are kept
            made.append(f"{dice.randint(-99_999_999, 999_999_999) / 10 ** dice.randint(1, 5)!r}")
        elif kind == 1:  # a half at the first, second or third decimal: 1.005, 2.675, 0.25
            made.append(f"{dice.randint(0, 99_999)}.{dice.choice(('5', f'{dice.randint(0, 9)}5', f'{dice.randint(10, 99)}5'))}")
        elif kind == 2:  # a score: weight × actual ÷ target
            made.append(f"{dice.randint(1, 30)}*{dice.randint(1, 9999)}/{dice.randint(1, 9999)}")
        elif kind == 3:  # a score whose exact value is a half: 2.5 × 3 ÷ 10
            made.append(f"{dice.randint(1, 200) / 2!r}*{dice.randint(1, 99)}/{dice.choice((10, 20, 40, 50, 100, 200))}")
        else:  # a rate in per cent of two amounts
            made.append(f"{dice.randint(1, 9_999_999) / 100!r}/{dice.randint(1, 9_999_999) / 100!r}*100")
    return made


def stored() -> list[tuple[str, tuple[Decimal, ...]]]:
    """(expression, answers at 0, 1 and 2 decimals) as Calc gave them."""
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        return [(expression, tuple(map(Decimal, answers))) for expression, *answers in csv.reader(file)]


def ask(expressions: list[str]) -> list[tuple[Decimal, ...]]:
    """Calc's own answers."""
    rows = "\n".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell table:formula={quoteattr(f'of:=ROUND({text};{places})')}/>" for places in DECIMALS)
        + "</table:table-row>"
        for text in expressions
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "round.fods")
        source.write_text(_DOCUMENT.format(rows=rows), "utf-8")
        (answered,) = converted([source], _CSV_FILTER, Path(folder))
        with answered.open(encoding="utf-8", newline="") as file:
            return [tuple(map(Decimal, row)) for row in csv.reader(file)]


if __name__ == "__main__":
    asked = questions()
    with ANSWERS.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((text, *answers) for text, answers in zip(asked, ask(asked)))
