"""A findings sheet of a sealed copy tells whether somebody has changed what it said; what readers do to it is no change."""

import pytest

from perfeval_xl.core.book import Book, Sheet
from perfeval_xl.core.explanations import Given, known_by_sight
from perfeval_xl.core.findings_rows import is_retouched, written_rows
from perfeval_xl.core.findings_sheet import COLUMNS, EXPLANATION, KEY, SHOWN, find_header, is_ours
from perfeval_xl.recognition.findings_sheet import explanations
from perfeval_xl.recognition.other_forms import OtherForm
from perfeval_xl.report.marks import Told, edits
from tests.report.runs import EVERYTHING, REOPENED

HEADER = 4  # row
WAITING = Given("F10/整体自评表/全年预算数", "年中追加了经费，见批复", "0" * 12)
OTHER = OtherForm("项目储备表", "A1", "项目储备申报表", "不在检查之列，请人工核对")


def written():
    """The sheet as a reader of the file gets it: findings of every kind, what is unchecked, a form of which nothing
    is checked, an explanation that waits."""
    run = EVERYTHING._replace(findings=(*EVERYTHING.findings, REOPENED), unmatched=(WAITING,), other_forms=(OTHER,))
    rows = edits(run, Told("0.1.0", "2026.1", "hunan-2024", "2026-01-05 09:00", "0" * 64)).sheet.rows
    width = max(len(row.values) for row in rows)
    return [["" if value is None else value for value in row.values] + [""] * (width - len(row.values)) for row in rows]


def row_put_in_on_top(rows):
    rows.insert(0, [""] * len(rows[0]))


def column_put_in(rows):
    for row in rows:
        row.insert(2, "经办" if row[0] else "")


def sorted_upside_down(rows):
    rows[HEADER + 1 :] = reversed(rows[HEADER + 1 :])


def explained(rows):
    rows[HEADER + 1][COLUMNS.index(EXPLANATION)] = "受疫情影响，办件量减少"


def remark_below(rows):
    rows.append(["审核人意见：同意", *[""] * (len(rows[0]) - 1)])


def waiting_row_deleted(rows):
    rows[:] = [row for row in rows if row[COLUMNS.index(KEY)] != WAITING.key]


def as_it_was(rows):
    pass


@pytest.mark.parametrize(
    "change", [as_it_was, row_put_in_on_top, column_put_in, sorted_upside_down, explained, remark_below, waiting_row_deleted]
)
def test_this_is_no_change(change):
    rows = written()
    change(rows)
    assert not is_retouched(Sheet("校验结果", rows))


@pytest.mark.parametrize("label", [label for label in SHOWN if label != EXPLANATION])
@pytest.mark.parametrize("severity", ["逻辑性", "核实性", "未检"])
def test_a_text_of_ours_changed_is(label, severity):
    rows = written()
    row = next(row for row in rows if row[1] == severity)
    row[COLUMNS.index(label)] += "改"
    assert is_retouched(Sheet("校验结果", rows))


@pytest.mark.parametrize("head", range(HEADER))
def test_a_sentence_above_the_table_changed_is(head):
    rows = written()
    rows[head][0] = rows[head][0].replace("未通过", "通过") if head == 1 else f"{rows[head][0]}改"
    assert is_retouched(Sheet("校验结果", rows))


def test_a_row_deleted_or_added_is():
    fewer, more = written(), written()
    del fewer[HEADER + 1]
    more.append([*more[HEADER + 1][:4], "加上去的结论", *more[HEADER + 1][5:]])
    assert is_retouched(Sheet("校验结果", fewer)) and is_retouched(Sheet("校验结果", more))


def test_sorted_by_its_visible_columns_each_row_finds_its_hidden_cells_again():
    rows = written()
    keys = {row[4]: row[COLUMNS.index(KEY)] for row in rows[HEADER + 1 :]}
    visible = sorted((row[: len(SHOWN)] for row in rows[HEADER + 1 :] if row[0]), key=lambda row: row[4])
    hidden = [row[len(SHOWN) :] for row in rows[HEADER + 1 :] if row[0]]
    now = [*rows[: HEADER + 1], *([*seen, *beside] for seen, beside in zip(visible, hidden))]
    found = {values["说明"]: values[KEY] for _, values in written_rows(Sheet("校验结果", now))}
    assert {message: key for message, key in found.items() if key} == {message: key for message, key in keys.items() if key}
    assert not is_retouched(Sheet("校验结果", now))


def hidden_columns_taken_out(rows):
    for row in rows:
        del row[len(SHOWN) :]


def header_taken_out(rows):
    del rows[HEADER]


@pytest.mark.parametrize("change", [hidden_columns_taken_out, header_taken_out])
def test_what_bears_no_mark_any_more_counts_as_changed(change):
    rows = written()
    change(rows)
    assert is_retouched(Sheet("校验结果", rows)) and is_ours(Sheet("校验结果", rows))


def test_without_the_hidden_columns_each_row_says_what_it_said():
    rows = written()
    full = {one.text: one for one in explanations(Book((Sheet("校验结果", rows),), "xlsx"))}
    hidden_columns_taken_out(rows)
    seen = {one.text: one for one in explanations(Book((Sheet("校验结果", rows),), "xlsx"))}
    assert [*full] == [*seen] and {text: one.reopened for text, one in full.items()} == {text: one.reopened for text, one in seen.items()}
    findings = (*EVERYTHING.findings, REOPENED)
    assert {one.key for one in known_by_sight(findings, seen.values())} == {one.key for one in full.values()}


def test_a_sheet_of_somebody_else_with_such_headings_is_not_ours():
    rows = written()
    hidden_columns_taken_out(rows)
    rows[0][0] = "整改台账"
    assert find_header(Sheet("校验结果", rows)) is None and not is_ours(Sheet("校验结果", rows))
