"""Tables that are filled in right are left alone, and every score that is changed in them is found.

Each file of cases/scoring_tables is the workbook of an invented county: ``# what is special about it``, then its sheets,
each as ``## name`` and rows as tests.support.drawn draws them. The standards are worded as published ones are.
"""

from pathlib import Path

import pytest

from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book, profile_of
from perfeval_xl.rules.context import Context
from perfeval_xl.rules.score_sheet import score_book
from perfeval_xl.rules.scoring_table.recompute import COMPUTED, recomputed
from tests.support.books import with_value
from tests.support.drawn import drawn_book

# Full marks for what nobody but a person can see are asked about in honest tables too.
ASKED = {"R02"}
FILES = sorted((Path(__file__).parent / "cases" / "scoring_tables").glob("*.txt"))


def drawn(text: str):
    situation, *sheets = text.split("\n## ")
    parted = (sheet.partition("\n") for sheet in sheets)
    return situation.strip("# \n"), drawn_book({name: rows for name, _, rows in parted})


DRAWN = dict(drawn(path.read_text("utf-8")) for path in FILES)


def computed(book):
    forms = recognise(book).forms
    context = Context(forms, profile_of(forms))
    (table,) = [form for form in forms if form.kind == "scoring_table"]
    return [one for one in recomputed(context, table) if one.state == COMPUTED]


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_is_said_against_it(name):
    run = check_book(DRAWN[name])
    against = [f"{one.rule} {one.field.cell} {one.text}" for one in run.findings if one.rule[0] in "RJSNW"]
    assert [text for text in against if text.split()[0] not in ASKED] == []


@pytest.mark.parametrize("name", DRAWN)
def test_the_recomputed_total_is_the_stated_one(name):
    (sheet,) = [sheet for sheet in score_book(DRAWN[name]).sheets if sheet.kind == "scoring_table"]
    assert sheet.computed_total == sheet.stated_total and sheet.weight_total == 100
    assert len(computed(DRAWN[name])) > 1


@pytest.mark.parametrize("name", DRAWN)
def test_every_changed_score_is_found(name):
    for one in computed(DRAWN[name]):
        score = one.item.score
        for wrong in {one.weight, one.weight / 2, 0, one.score - 1} - set(one.accepted):
            book = with_value(DRAWN[name], score.sheet, score.row, score.col, float(wrong))
            found = [finding for finding in check_book(book).findings if finding.rule == "R01"]
            assert [finding.field.place for finding in found] == [score.place], (one.item.subject, wrong)
