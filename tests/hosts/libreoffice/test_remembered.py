"""The add-in's methods answer the same call again without computing it, and never what does not hold any more."""

import pytest

from perfeval_xl.functions import BY_NAME, FUNCTIONS
from perfeval_xl.functions.definition import ALWAYS
from perfeval_xl.hosts.libreoffice import remembered
from perfeval_xl.hosts.libreoffice.remembered import Remembered

SCORE, RATE = BY_NAME["PERF_SCORE"], BY_NAME["PERF_RATE"]


class AddIn:
    """Its attributes are the methods; every call that is computed is written down."""

    def __init__(self):
        self.computed = []
        self.remembered = Remembered(self.answer, vars(self))

    def answer(self, function, document, *given):
        self.computed.append((function.name, document, given))
        return len(self.computed)


@pytest.fixture
def add_in():
    return AddIn()


def test_every_function_has_its_method_and_is_told_the_document_where_it_needs_one(add_in):
    for function in FUNCTIONS:
        given = ("文档", "甲") if function.needs_workbook else ("甲",)
        getattr(add_in, function.program_name)(*given)
    assert add_in.computed == [(one.name, "文档" if one.needs_workbook else None, ("甲",)) for one in FUNCTIONS]


def test_the_same_call_is_computed_once(add_in):
    assert [add_in.perfRate(1.0, 2.0), add_in.perfRate(1.0, 3.0), add_in.perfRate(1.0, 2.0)] == [1, 2, 1]


def test_each_document_has_its_own_answers(add_in):
    assert add_in.perfScore("甲", "≥9", "9", 10.0) != add_in.perfScore("乙", "≥9", "9", 10.0)


@pytest.mark.parametrize("function", [one for one in FUNCTIONS if one.volatile == ALWAYS], ids=lambda one: one.name)
def test_what_reads_the_workbook_is_computed_always(add_in, function):
    method = getattr(add_in, function.program_name)
    assert [method("文档", "甲"), method("文档", "甲")] == [1, 2]


def test_what_was_forgotten_is_computed_anew(add_in):
    add_in.perfRate(1.0, 2.0)
    add_in.remembered.forget()
    assert [add_in.perfRate(1.0, 2.0), add_in.perfRate(1.0, 2.0)] == [2, 2]


def test_a_call_under_way_leaves_nothing_behind_when_all_is_forgotten(add_in):
    under_way = add_in.perfRate  # as Calc's Python holds it while it runs
    add_in.remembered.forget()
    under_way(1.0, 2.0)
    assert add_in.perfRate(1.0, 2.0) == 2


def test_a_function_may_be_computed_always_until_all_is_forgotten(add_in):
    add_in.perfScore("文档")
    add_in.remembered.compute_always(SCORE)
    assert [add_in.perfScore("文档"), add_in.perfScore("文档")] == [2, 3]
    assert [add_in.perfRate(1.0, 2.0), add_in.perfRate(1.0, 2.0)] == [4, 4]
    add_in.remembered.forget()
    assert [add_in.perfScore("文档"), add_in.perfScore("文档")] == [5, 5]


def test_not_more_is_remembered_than_fits(add_in, monkeypatch):
    monkeypatch.setattr(remembered, "_MOST_CELLS", 10)
    add_in.perfRate(1.0, 2.0)
    add_in.remembered.count(10)
    assert add_in.perfRate(1.0, 2.0) == 1
    add_in.remembered.count(1)
    assert add_in.perfRate(1.0, 2.0) == 2
