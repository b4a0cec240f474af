"""封存后的改动: what is no change, and of each change where it is, what was there and what is there now."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.core import seal_changes
from perfeval_xl.core.book import Book, CellError, Sheet
from perfeval_xl.core.cells import address
from perfeval_xl.core.explanations import Given
from perfeval_xl.core.findings_sheet import COLUMNS
from perfeval_xl.core.run import ATTENTION, PASSED, Run
from perfeval_xl.core.seal import FORMAT
from perfeval_xl.core.seal_changes import sealed
from tests.core.seals import FORM, OTHER, book, edited, seal_of, with_seal

SEAL = seal_of(book())


def changes(**sheets):
    found = sealed(with_seal(book(**sheets), SEAL))
    assert found.intact is (not found.changes)
    return [tuple(change) for change in found.changes]


UNCHANGED = {
    "as it was": dict(整体=FORM, 项目=OTHER),
    "a sheet renamed": dict(部门整体=FORM, 项目=OTHER),
    "names exchanged": dict(项目=FORM, 整体=OTHER),
    "sheets in another order": dict(项目=OTHER, 整体=FORM),
    "an empty row put in": dict(整体=[*FORM[:3], [], *FORM[3:]], 项目=OTHER),
    "an empty column put in": dict(整体=[[row[0], "", *row[1:]] for row in FORM], 项目=OTHER),
    "an empty sheet put in": dict(整体=FORM, 项目=OTHER, Sheet3=[["", " "]]),
}


@pytest.mark.parametrize("sheets", UNCHANGED.values(), ids=UNCHANGED)
def test_this_is_no_change(sheets):
    assert changes(**sheets) == []


NOTE = ["补充说明", "新填的一行", "", ""]
CHANGED = {
    "a number": (dict(整体=edited(FORM, D3=119), 项目=OTHER), [("整体", "D3", "118.25", "119")]),
    "a text": (dict(整体=edited(FORM, C6="130件"), 项目=OTHER), [("整体", "C6", "132件", "130件")]),
    "a number that became text": (
        dict(整体=edited(FORM, D6="10"), 项目=OTHER), [("整体", "D6", "10（数字）", "10（文字）")],
    ),
    "a value emptied": (dict(整体=edited(FORM, B4=""), 项目=OTHER), [("整体", "B4", "90", "")]),
    "a value in an empty cell": (dict(整体=edited(FORM, B1=7), 项目=OTHER), [("整体", "B1", "", "7")]),
    "a row of one cell": (dict(整体=edited(FORM, A7="注：改过"), 项目=OTHER), [("整体", "A7", "注：数据来源于年报", "注：改过")]),
    "two values exchanged": (
        dict(整体=edited(FORM, C3=118.25, D3=120.5), 项目=OTHER),
        [("整体", "C3", "120.5", "118.25"), ("整体", "D3", "118.25", "120.5")],
    ),
    "a value moved to an empty cell": (
        dict(整体=edited(FORM, A7="", B7="注：数据来源于年报"), 项目=OTHER),
        [("整体", "A7", "注：数据来源于年报", ""), ("整体", "B7", "", "注：数据来源于年报")],
    ),
    "a number below a row put in": (
        dict(整体=[[], *edited(FORM, D3=119)], 项目=OTHER), [("整体", "D4", "118.25", "119")],
    ),
    "a number beside a column put in": (
        dict(整体=[["", *row] for row in edited(FORM, D3=119)], 项目=OTHER), [("整体", "E3", "118.25", "119")],
    ),
    "a number in a renamed sheet": (
        dict(整体=FORM, 改名=edited(OTHER, B3=56)), [("改名", "B3", "55.5", "56")],
    ),
    "a row put in that says something": (
        dict(整体=[*FORM[:4], NOTE, *FORM[4:]], 项目=OTHER), [("整体", "A5:B5", "", "补充说明 | 新填的一行")],
    ),
    "a row taken out": (
        dict(整体=[*FORM[:3], *FORM[4:]], 项目=OTHER),
        [("整体", "A4:D4", "其中：财政拨款 | 90 | 110.5 | 108.25", "")],
    ),
    "a column put in that says something": (
        dict(整体=[[*row[:2], "备注" if number == 1 else "", *row[2:]] for number, row in enumerate(FORM)], 项目=OTHER),
        [("整体", "C2", "", "备注")],
    ),
    "a form taken out": (dict(整体=FORM), [("项目", "", "整张表，5 格有内容", "")]),
    "a form emptied": (dict(整体=FORM, 项目=[["", ""]]), [("项目", "", "整张表，5 格有内容", "")]),
    "a form put in": (dict(整体=FORM, 项目=OTHER, 又一张=[["甲", 1]]), [("又一张", "", "", "新增的表，2 格有内容")]),
    "a form copied": (dict(整体=FORM, 项目=OTHER, 项目2=OTHER), [("项目2", "", "", "新增的表，5 格有内容")]),
    "a form copied to the front": (dict(副本=OTHER, 整体=FORM, 项目=OTHER), [("副本", "", "", "新增的表，5 格有内容")]),
    "one sheet taken out and another called like it": (
        dict(整体=edited(OTHER, B3=56)), [("整体", "B3", "55.5", "56"), ("整体", "", "整张表，21 格有内容", "")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("sheets, expected", CHANGED.values(), ids=CHANGED)
def test_each_change_is_told_where_it_is(sheets, expected):
    assert sorted(changes(**sheets)) == sorted(expected)


@pytest.mark.parametrize(
    "value, kind", [(12, "数字"), (True, "逻辑值"), (CellError("#N/A"), "错误值"), (datetime.date(2024, 12, 31), "日期")]
)
def test_what_only_became_a_text_is_told_with_its_kinds(value, kind):
    (found,) = sealed(with_seal(book(表=[["完成值", said_as_text(value)]]), seal_of(book(表=[["完成值", value]])))).changes
    assert (found.was, found.now) == (f"{said_as_text(value)}（{kind}）", f"{said_as_text(value)}（文字）")


def said_as_text(value):
    return value.code if isinstance(value, CellError) else str(value).upper()


def test_two_changes_far_apart_in_a_long_sheet_are_two_changes():
    rows = [[f"第{number}行", number * 7] for number in range(3000)]
    now = [list(row) for row in rows]
    now[5][1], now[2990][1] = -1, -2
    now.insert(1500, ["插入的一行", 0])
    found = sealed(with_seal(book(长表=now), seal_of(book(长表=rows))))
    told = [tuple(change) for change in found.changes]
    assert told == [("长表", "B6", "35", "-1"), ("长表", "A1501:B1501", "", "插入的一行 | 0"), ("长表", "B2992", "20930", "-2")]


def projects(count, said):
    """A workbook of project forms: the same labels in all of them, and *said*(number) in each."""
    return [[*FORM, [f"项目名称：{said(number)}", "", "", ""], ["数量", number, "", ""]] for number in range(count)]


def compared(monkeypatch, was, now):
    """The changes, and how often two sheets were compared."""
    calls, likeness = [], seal_changes._likeness
    monkeypatch.setattr(seal_changes, "_likeness", lambda *sides: calls.append(sides) or likeness(*sides))
    found = sealed(with_seal(book(**now), seal_of(book(**was))))
    return found.changes, len(calls)


@pytest.mark.parametrize("order", [1, -1], ids=["in their order", "in another order"])
def test_many_sheets_all_renamed_and_all_changed_are_not_compared_all_with_all(monkeypatch, order):
    then = projects(120, lambda number: f"第{number}号道路养护")
    now = [edited(rows, D3=119) for rows in then][::order]
    was = {f"项目{number}": rows for number, rows in enumerate(then)}
    changes, calls = compared(monkeypatch, was, {f"2024-{number}": rows for number, rows in enumerate(now)})
    assert {tuple(change)[1:] for change in changes} == {("D3", "118.25", "119")} and len(changes) == 120
    assert calls <= 10 * 120


def test_many_sheets_that_say_nearly_the_same_keep_their_places(monkeypatch):
    then = projects(120, lambda number: "同名项目")
    now = [edited(rows, D3=119, B9=f"{number}个") for number, rows in enumerate(then)]
    was = {f"项目{number}": rows for number, rows in enumerate(then)}
    changes, calls = compared(monkeypatch, was, {f"2024-{number}": rows for number, rows in enumerate(now)})
    assert all(change.cell in ("D3", "B9") for change in changes) and len(changes) == 240
    assert calls <= 10 * 120


WORDS = st.sampled_from(["", "", "办公费", "合计", 0, 10, 10, 3.5, "≥100件"])
GRIDS = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=8))


@given(GRIDS, st.data())
def test_of_any_sheet_one_changed_cell_is_that_change_and_empty_rows_are_none(grid, data):
    grid = [["表", *[""] * (len(grid[0]) - 1)], *grid]
    row = data.draw(st.integers(1, len(grid) - 1))
    col = data.draw(st.integers(0, len(grid[0]) - 1))
    empty = data.draw(st.integers(0, len(grid)))
    now = [list(cells) for cells in grid]
    now[row][col] = "改成了这样"
    now.insert(empty, [])
    grid_with_empty = [*grid[:empty], [], *grid[empty:]]
    seal = seal_of(book(表=grid))
    assert sealed(with_seal(book(表=grid_with_empty), seal)).intact
    (change,) = sealed(with_seal(book(表=now), seal)).changes
    at = row + (row >= empty)
    whole_row = not any(value != "" for value in grid[row])
    assert change.cell == address(at, col) and (change.was or whole_row or grid[row][col] == "") and change.now == "改成了这样"


def test_values_brought_to_light_or_hidden_by_merging_are_changes():
    rows = [["标题", "残留"], ["甲", 1]]
    before = Book((Sheet("表", rows, [(0, 0, 0, 1)]),))
    seal = seal_of(before)
    assert sealed(with_seal(before, seal)).intact
    parted = sealed(with_seal(Book((Sheet("表", rows),)), seal))
    assert [tuple(change) for change in parted.changes] == [("表", "B1", "", "残留")]


def test_a_workbook_without_a_seal_is_not_called_sealed():
    assert sealed(book()) is None and Run().sealed is None


def test_a_changed_seal_and_two_seals_are_no_seal():
    rows = [list(row) for row in SEAL.rows]
    rows[4][1] = "2024-01-01 00:00"
    for seals in ([Sheet(SEAL.name, rows)], [SEAL, SEAL]):
        found = sealed(book()._replace(sheets=(*book().sheets, *seals)))
        assert found.intact is False and "封存信息" in found.reason and found.changes == ()


def test_of_a_seal_of_a_later_format_it_is_told_that_this_version_cannot_tell():
    rows = [["2" if value == FORMAT else value for value in row] for row in SEAL.rows]
    found = sealed(with_seal(book(), Sheet(SEAL.name, rows)))
    assert found.intact is None and "请升级" in found.reason and "请升级" in found.to_dict()["reason"]
    assert Run(sealed=found).status == ATTENTION


@pytest.mark.parametrize("sheets, status", [(UNCHANGED["as it was"], PASSED), (CHANGED["a number"][0], ATTENTION)])
def test_a_workbook_changed_since_never_just_passes(sheets, status):
    assert Run(sealed=sealed(with_seal(book(**sheets), SEAL))).status == status


class TestExplanations:
    KEY, TEXT = "S03/整体自评表/办件量", "受疫情影响，办件量减少"

    def told(self, rows, **given):
        """What is said of a sealed book whose findings sheet has these (key, explanation)."""
        columns = list(COLUMNS)
        empty = [""] * len(columns)
        sheet = [columns]
        for key, text in rows:
            values = list(empty)
            values[columns.index("结论键")], values[columns.index("核实说明")] = key, text
            sheet.append(values)
        now = book(整体=FORM, 项目=OTHER, 校验结果=sheet)
        own = [Given(key, text, "") for key, text in rows if text]
        seal = seal_of(book(), explanations={self.KEY: self.TEXT})
        return [tuple(change) for change in sealed(with_seal(now, seal), own=own, **given).changes]

    def test_one_that_still_stands(self):
        assert self.told([(self.KEY, self.TEXT)]) == []

    def test_one_reworded(self):
        assert self.told([("W01/x", ""), (self.KEY, "另一个理由，见附件三")]) == [
            ("校验结果", "J3", f"核实说明：{self.TEXT}", "核实说明：另一个理由，见附件三")
        ]

    def test_one_taken_out(self):
        assert self.told([(self.KEY, "")]) == [("校验结果", "J2", f"核实说明：{self.TEXT}", "")]

    def test_one_added(self):
        added = self.told([(self.KEY, self.TEXT), ("W01/x", "补写的一条理由说明")])
        assert added == [("校验结果", "J3", "", "核实说明：补写的一条理由说明")]

    def test_one_whose_row_is_gone(self):
        """Or the whole findings sheet: there is no cell to lead to."""
        assert self.told([]) == [("校验结果", "", f"核实说明：{self.TEXT}", "")]

    def test_those_read_before_the_findings_sheet_was_taken_off_still_stand(self):
        assert self.told([], given=[Given(self.KEY, self.TEXT, "")]) == []
