"""Large sheets: what the public edition costs grows with the cells alone, and whoever waits hears how far it is."""

import io

import pytest
import xlsxwriter

from perfeval_xl.core.cells import Box
from perfeval_xl.domain.masks import masked
from perfeval_xl.domain.names import Known
from perfeval_xl.io.publish import look, worksheets
from perfeval_xl.io.publish.edition import published
from perfeval_xl.io.publish.hidden import Hidden
from tests.io.publish.opened import opened

COLUMNS = 5


def ledger(rows: int) -> bytes:
    """A ledger: figures, the same few words in every row, one person."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("明细账")
        sheet.write_row(0, 0, ("凭证", "摘要", "金额", "经办人", "账号"))
        for row in range(1, rows):
            sheet.write_row(row, 0, (row, "付某公司办公用品款", row / 4, "某某甲", "43000000000000123"))
    return file.getvalue()


@pytest.fixture
def counted(monkeypatch):
    """How often a text was judged, and a cell looked at."""
    counts = {"texts": 0, "cells": 0}
    holds = Hidden.holds

    def judged(*given):
        counts["texts"] += 1
        return masked(*given)

    def looked_at(hidden, place):
        counts["cells"] += 1
        return holds(hidden, place)

    monkeypatch.setattr(look, "masked", judged)
    monkeypatch.setattr(Hidden, "holds", looked_at)
    return counts


def test_a_text_is_judged_once_however_many_cells_say_it(counted):
    opened(published(ledger(50)))
    few = dict(counted)
    opened(published(ledger(500)))
    assert counted["texts"] - few["texts"] == few["texts"] < 50
    assert (few["cells"], counted["cells"] - few["cells"]) == (2 * 50 * COLUMNS, 2 * 500 * COLUMNS)


def test_every_row_of_a_large_sheet_is_masked():
    edition = opened(published(ledger(300)))
    rows = list(edition.book["明细账"].iter_rows(min_row=2, values_only=True))
    assert {row[3:] for row in rows} == {("某**", "*************0123")} and len(rows) == 299
    assert [row[2] for row in rows[:2]] == [0.25, 0.5]


def test_a_text_is_searched_once_for_all_names_together():
    class Text(str):
        looks = 0

        def __getitem__(self, place):
            self.looks += 1
            return super().__getitem__(place)

    names = [f"{first}{second}某" for first in "赵钱孙李周吴郑王冯陈" for second in "甲乙丙丁戊己庚辛壬癸"]
    relatives = [f"李丙{chr(0x7000 + number)}" for number in range(1000)]
    text = Text("付李丙某的补助，经钱甲某核对；李丙不是")
    assert [str(text)[start:end] for start, end in Known([*names, *relatives]).spans(text)] == ["李丙某", "钱甲某"]
    assert text.looks < 2 * len(text), "有多少姓名，每处都只看一次"


def test_names_left_in_a_large_part_are_told_once():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("表").write_row(0, 0, ("联系人", "李丙某"))
        book.define_name("合计", '=INDEX(表!$A$1:$A$9,MATCH("x",李丙某的名称,0))')
    told = [one.now for one in opened(published(file.getvalue())).told if one.kind == "没能遮蔽的姓名"]
    assert told == ["李** 还在工作表名、定义的名称、样式名一类地方，请改名后再公开"]


def test_whoever_waits_hears_how_far_it_is(monkeypatch):
    said = []
    opened(published(ledger(250), said.append))
    assert said == [], "小表一眨眼就好，不必说"
    monkeypatch.setattr(worksheets, "_LARGE", 0)
    opened(published(ledger(250), said.append))
    assert said[0] == "正在读“明细账” 0%……" and said[-1].startswith("正在遮蔽“明细账” 9")
    assert len(said) <= 200 and len(set(said)) == len(said)


def test_of_many_merged_ranges_a_cell_meets_those_of_its_row_or_column_alone(monkeypatch):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("表")
        sheet.write(0, 0, "附表")
        for col in range(60):
            sheet.merge_range(1, col, 1200, col, "并")
        for row in range(2000, 2030):
            sheet.merge_range(row, 0, row, 59, "并")
        for row in (*range(2, 32), *range(2000, 2030)):
            sheet.write_row(row, 0, [7] * 60)
    met = []
    holds = Box.holds
    monkeypatch.setattr(Box, "holds", lambda box, row, col: met.append(row) or holds(box, row, col))
    opened(published(file.getvalue()))
    assert 0 < len(met) <= 6 * 60 * 60, "a few times for each of the cells, not for each range"
