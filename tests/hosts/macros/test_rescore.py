"""重算得分: what is written is what ``perfeval-xl score`` says, and only where a figure was typed."""

import copy
import json

import pytest

from perfeval_xl.macros import press, rescore
from perfeval_xl.rules.score_sheet import score_book
from tests.support.hosts import EXAMPLES, in_memory, looks


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_score_that_can_be_computed_becomes_the_one_that_score_shows(name, examples, command):
    path = examples / f"{name}.xlsx"
    host = in_memory(path)
    assert press(rescore, host)
    told = json.loads(command("score", path, "--format", "json").out)
    forms = told["files"][0]["forms"] if "files" in told else told["forms"]
    sheets = {sheet.sheet: sheet for sheet in score_book(host.book()).sheets}
    for form in forms:
        sheet = sheets[form["sheet"]]
        stated = {row.field.cell: row.stated for row in sheet.rows if row.field is not None}
        for row in form["rows"]:
            written = stated.get(row["cell"])
            wanted = row["computed_score"] if row["state"] == "computed" else row["stated_score"]
            assert row["cell"] is None or (None if written is None else float(written)) == wanted
        if form["computed_total"] is not None:
            assert float(sheet.stated_total) == form["computed_total"]


def test_nothing_is_written_without_consent(examples):
    host = in_memory(examples / "quyuan-2024.xlsx")
    host.answer = False
    before = copy.deepcopy(looks(host))
    assert press(rescore, host)
    assert looks(host) == before and "“整体自评表”H17 10 → 6.2" in host.questions[0] and not host.said


def test_a_score_that_is_a_formula_stays_one(examples):
    host = in_memory(examples / "quyuan-2024.xlsx")
    sheet = host.sheet("整体自评表")
    sheet.formulas[16, 7] = "10"
    press(rescore, host)
    assert sheet.rows[16][7] == 10 and sheet.formulas[16, 7] == "10" and "1 个得分是公式" in host.said[-1][1]
    assert "另填了“人工评分”的，请核对人工评分" in host.said[-1][1], "模板的得分格是公式，数却可能是人填的"


def test_scores_that_are_right_are_said_to_be(examples):
    host = in_memory(examples / "consistent-2024.xlsx")
    press(rescore, host)
    assert host.said[-1][1].startswith("得分不用改") and not host.questions


def test_a_locked_sheet_is_said_and_nothing_written(examples):
    host = in_memory(examples / "lukou-2022.xlsx")
    host.sheets[0].locked = True
    before = copy.deepcopy(looks(host))
    assert not press(rescore, host)
    assert looks(host) == before and "有密码保护" in host.said[-1][1]
