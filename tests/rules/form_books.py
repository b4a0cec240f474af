"""Consistent self-evaluation forms and scoring tables of many layouts, and what one slip in them adds to what is told."""

import tomllib
from pathlib import Path

from perfeval_xl.core.findings import ERROR, WARNING
from perfeval_xl.domain.forms import SCORING_TABLE, SELF_EVALUATIONS
from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from tests.support.books import example
from tests.support.drawn import drawn_book

LAYOUTS = Path(__file__).parents[1] / "golden" / "layouts"
BOOKS = {"consistent-2024": example("consistent-2024"), "yueyang-2021": example("yueyang-2021")} | {
    layout["name"]: drawn_book(layout["sheets"])
    for name in ("project_forms", "whole_forms", "published_shapes")
    for layout in tomllib.loads((LAYOUTS / f"{name}.toml").read_text("utf-8"))["layout"]
}
FORMS = [(name, form) for name, book in BOOKS.items() for form in recognise(book).forms]
SELF = [(name, form) for name, form in FORMS if form.kind in SELF_EVALUATIONS and form.total_score is not None]
SCORED = SELF + [(name, form) for name, form in FORMS if form.kind == SCORING_TABLE]


def new_findings(name, book, severities=(ERROR, WARNING)):
    """What counts in *book*, a change of BOOKS[name], and did not before."""
    before = {f.key for f in check_book(BOOKS[name]).findings if f.counts}
    return [f for f in check_book(book).findings if f.severity in severities and f.counts and f.key not in before]


def of_its_own(field, row):
    return field is not None and field.row == row and bool(field.number)


def at_full_marks(form):
    """The indicators with a weight and a score of their own that are the same."""
    return [
        each
        for each in form.indicators
        if each.name.row == each.row and of_its_own(each.weight, each.row) and of_its_own(each.score, each.row)
        if each.weight.number == each.score.number
    ]
