"""Cost grows linearly with rows, sheets, forms and marks: work is counted in calls, which no machine makes faster or slower.

Twice the material is twice the calls, or less where part of them is the same for any; what looks at everything again for
each thing comes out far above. The material is sound or wrong in every row, for a slip copied down is as common as any.
"""

import sys
from functools import partial

import pytest

from perfeval_xl.core.book import Book
from perfeval_xl.core.marked import Before, Befores, fills_before
from perfeval_xl.core.seal import block
from perfeval_xl.core.seal_changes import _paired
from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from perfeval_xl.together import check_together
from tests.support.books import example

WHOLE, PROJECT = "整体自评表", "项目自评表1"
SHEETS = {sheet.name: sheet for sheet in example("consistent-2024").sheets}


def calls(job):
    """How many functions a job calls, built-in ones too; a generator is called once for each thing it gives."""
    count = 0

    def counting(frame, event, given):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        job()
    finally:
        sys.setprofile(None)
    return count


def assert_linear(job, few=70):
    """*job* of so many things, and of twice and four times as many: what is added grows no faster than the things."""
    job(few), job(4 * few)  # what is read once for all, and what is remembered of texts
    once, twice, four = (calls(partial(job, times * few)) for times in (1, 2, 4))
    assert four - twice <= 2.2 * (twice - once), f"{once} → {twice} → {four}"


def with_rows(sheet, count, change):
    """A self-evaluation form with *count* indicator rows, each an existing one as *change* makes it."""
    rows = [list(row) for row in SHEETS[sheet].rows]
    header = next(i for i, row in enumerate(rows) if "三级指标" in row)
    total = next(i for i, row in enumerate(rows) if "总分" in row)
    body = [change(k, list(rows[header + 1 + k % (total - header - 1)])) for k in range(count)]
    more = count - (total - header - 1)
    merges = [
        (top + more * (top >= total), left, bottom + more * (bottom >= header + 1), right)
        for top, left, bottom, right in SHEETS[sheet].merges
        if not header < top < total and not (top <= header < bottom < total and left > 0)
    ]
    return Book.from_lists({sheet: rows[: header + 1] + body + rows[total:]}, {sheet: merges})


def named(k, row):
    return [*row[:3], f"{row[3]}第{k}项", *row[4:]]


def copied(k, row):
    return row


def scored_too_high(k, row):
    return [*named(k, row)[:7], (row[6] or 0) + 1 + k / 10, ""]


def scored_too_low(k, row):
    return [*named(k, row)[:7], (row[6] or 0) - 1 - k / 100, ""]


def alike_with_other_scores(k, row):
    return [*named(k, row)[:4], "≥95%", "94%", 5.0, 4.0 + k % 7 / 10, ""]


def comparator_beside_the_actual(k, row):
    return [*named(k, row)[:4], "95%", "≥94%", 5.0, 4.0, ""]


def dated_actual(k, row):
    return [*named(k, row)[:4], "≥42万件", "2024年5月1日", 5.0, 5.0, ""]


def quantity_and_price(k, row):
    if k % 2:
        return ["", "成本指标", "经济成本指标", f"购置支出{k}", f"≤{6 + k}万元", f"{6 + k}万元", 5.0, 5.0, ""]
    return [*named(k, row)[:4], f"{260 + k}套，230元/套", f"{260 + k}套，230元/套", 5.0, 5.0, ""]


ROWS = (
    named, copied, scored_too_high, scored_too_low, alike_with_other_scores, comparator_beside_the_actual, dated_actual,
    quantity_and_price,
)  # fmt: skip


@pytest.mark.parametrize("change", ROWS, ids=[change.__name__ for change in ROWS])
@pytest.mark.parametrize("sheet", [WHOLE, PROJECT])
def test_rows_of_a_form(sheet, change):
    assert_linear(lambda count: check_book(with_rows(sheet, count, change)))


# -- account subjects ------------------------------------------------------------------------------------------------


def subjects(count, wrong):
    """Items of one section after the other, six each; *wrong* is what each item has too much, by column."""
    rows = [["合计", "", 0, 0, 0]]
    for k in range(count):
        code = f"{201 + k // 300}{1 + k // 6 % 50:02}{1 + k % 6:02}"
        rows.append([code, f"科目{k}", *[50.0 + k + more for more in wrong(k)]])
    rows[0][2:] = [sum(row[col] for row in rows[1:]) for col in (2, 3, 4)]
    return rows


def tables(count, wrong, also=None):
    """支出决算表, sound, and 一般公共预算财政拨款支出决算表 with what is *wrong*."""
    heads = {"支出决算表": "本年支出合计", "一般公共预算财政拨款支出决算表": "小计"}
    sheets = {}
    for (title, total), change in zip(heads.items(), (also or nothing, wrong)):
        head = [[title], ["部门：某某局", "", "", "", "单位：万元"], ["科目代码", "科目名称", total, "基本支出", "项目支出"]]
        sheets[title] = head + subjects(count, change)
    return Book.from_lists(sheets)


def nothing(k):
    return 50 + k, 0, 0


def across(k):
    return 90 + 2 * k, 0, 0


def in_one_part(k):
    return 50 + k, 9 + k / 4, 0


TABLES = (nothing, across, in_one_part)


@pytest.mark.parametrize("wrong", TABLES, ids=[wrong.__name__ for wrong in TABLES])
def test_rows_of_two_tables(wrong):
    assert_linear(lambda count: check_book(tables(count, wrong)))


def test_rows_that_only_one_table_has():
    def job(count):
        book = tables(count, nothing)
        longer, shorter = book.sheets
        sheets = {longer.name: longer.rows, shorter.name: [row for i, row in enumerate(shorter.rows) if i < 4 or i % 2]}
        check_book(Book.from_lists(sheets))

    assert_linear(job)


# -- sheets and files ------------------------------------------------------------------------------------------------


def project(k, wrong=0.0):
    rows = [list(row) for row in SHEETS[PROJECT].rows]
    rows[2][2] = f"项目{k}经费"
    rows[5][5] += wrong * k
    return rows


@pytest.mark.parametrize("wrong", [0.0, 1.0], ids=["sound", "wrong"])
def test_sheets_of_a_workbook(wrong):
    merges = SHEETS[PROJECT].merges
    extra = {name: sheet for name, sheet in SHEETS.items() if not name.startswith("项目")}

    def job(count):
        sheets = {f"项目{k}": project(k, wrong) for k in range(count)} | {name: each.rows for name, each in extra.items()}
        check_book(Book.from_lists(sheets, {name: merges for name in sheets if name not in extra} | {n: e.merges for n, e in extra.items()}))

    assert_linear(job, 8)


@pytest.mark.parametrize("name", [PROJECT, "公开02表"])
def test_forms_on_a_sheet(name):
    form = SHEETS[name]

    def job(count):
        rows, merges = [], []
        for k in range(count):
            below = len(rows)
            merges += [(top + below, left, bottom + below, right) for top, left, bottom, right in form.merges]
            rows += [*(project(k, 1.0) if name == PROJECT else map(list, form.rows)), [""] * 9]
        check_book(Book.from_lists({"全部": rows}, {"全部": merges}))

    assert_linear(job, 8)


def test_files_of_a_set():
    def job(count):
        book = Book.from_lists({PROJECT: project(1, 1.0)}, {PROJECT: SHEETS[PROJECT].merges})
        check_together([(f"{k}.xlsx", book) for k in range(count)])

    assert_linear(job, 8)


# -- marks and seals -------------------------------------------------------------------------------------------------


def test_marks_that_moved_down_by_a_row():
    def job(count):
        told = [Before("表", (k, 3), "S02", f"“指标{k}”得分 9 超过分值 8，请改正", "") for k in range(count)]
        notes = {(k + 1, 3): f"【绩效校验 S02】逻辑性：“指标{k}”得分 9 超过分值 8，请改正" for k in range(count)}
        fills_before(notes, told, Befores(()), Befores(told), "表")

    assert_linear(job)


def test_sealed_sheets_that_all_changed_a_little():
    def job(count):
        was, now = ([block(sheet) for sheet in changed_sheets(count, last)] for last in ("甲", "乙"))
        assert [before.name for before, _ in _paired(was, now)] == [after.name for _, after in _paired(was, now)]

    assert_linear(job, 8)


def changed_sheets(count, last):
    return Book.from_lists({f"表{k}": [[f"第{k}", "一", "二", "三", last]] for k in range(count)}).sheets


def test_forms_of_a_sealed_sheet():
    def job(count):
        values = block(Book.from_lists({"表": [["甲", float(row)] for row in range(4 * count)]}).sheets[0])
        forms = [form.box._replace(top=4 * k, bottom=4 * k + 3) for k, form in enumerate(recognised() * count)]
        for box in forms[:count]:
            assert len(values.within(box).rows) == 4

    assert_linear(job)


def recognised():
    sheet = SHEETS["公开02表"]
    return list(recognise(Book.from_lists({sheet.name: sheet.rows}, {sheet.name: sheet.merges})).forms)
