"""The functions that read the workbook around the calling cell: whose form, whose profile, whose figures."""

import pytest

from perfeval_xl.core.book import Book, CellError
from perfeval_xl.core.cells import parse_box
from perfeval_xl.functions import Caller, Reference, Workbook, call
from tests.support.books import example, example_forms, renamed, with_value
from tests.support.drawn import drawn_book

VALUE, NOT_AVAILABLE = CellError("#VALUE!"), CellError("#N/A")
CONSISTENT = Workbook(example("consistent-2024"))
ANYWHERE = Caller(CONSISTENT, "整体自评表", 0, 0)


def at(name: str, sheet: str, cell: str) -> Caller:
    box = parse_box(cell)
    return Caller(Workbook(example(name)), sheet, box.top, box.left)


class TestTotal:
    @pytest.mark.parametrize(
        "name, sheet, total",
        [("quyuan-2024", "整体自评表", 96.1), ("zhuzhou-2024", "整体自评表", 98.3), ("yueyang-2021", "评分表", 97)],
    )
    def test_it_is_that_of_the_form_around_the_cell(self, name, sheet, total):
        assert call("PERF_SCORE", (), at(name, sheet, "B8")) == total
        assert f"复算总分是 {total}" in call("PERF_EXPLAIN", (), at(name, sheet, "B8"))

    def test_beside_the_form_there_is_none(self):
        assert call("PERF_SCORE", (), at("quyuan-2024", "整体自评表", "Z99")) == NOT_AVAILABLE
        assert call("PERF_SCORE", (), at("zhuzhou-2024", "公开01表", "B5")) == NOT_AVAILABLE
        assert "不在任何自评表里" in call("PERF_EXPLAIN", (), at("quyuan-2024", "没有的表", "A1"))

    def test_each_project_has_its_own(self):
        totals = {call("PERF_SCORE", (), at("quyuan-2024", f"项目自评表{number}", "B8")) for number in range(1, 6)}
        assert len(totals) > 1 and all(isinstance(total, float) for total in totals)

    def test_a_row_without_score_that_a_person_must_judge_leaves_it_open(self):
        form = example_forms("consistent-2024")[0]
        row = form.indicators[0]
        book = with_value(example("consistent-2024"), form.sheet, row.actual.row, row.actual.col, "大体完成")
        book = with_value(book, form.sheet, row.score.row, row.score.col, "")
        caller = Caller(Workbook(book), form.sheet, row.row, 0)
        assert call("PERF_SCORE", (), caller) == NOT_AVAILABLE
        assert "填好后才能复算总分" in call("PERF_EXPLAIN", (), caller)


class TestProfile:
    MISSED = ("≤344.7", "560.05", 10)

    def test_without_a_workbook_it_is_the_general_one(self):
        assert call("PERF_SCORE", self.MISSED) == 6.15

    def test_the_forms_point_to_it(self):
        assert call("PERF_SCORE", self.MISSED, at("quyuan-2024", "整体自评表", "H9")) == 6.2

    def test_the_sheet_of_settings_comes_first(self):
        caller = Caller(self.with_settings("mof-standard"), "整体自评表", 0, 0)
        assert caller.workbook.profile.name == "mof-standard"
        assert call("PERF_SCORE", self.MISSED, caller) == 6.15

    def test_the_one_in_the_cell_comes_before_all(self):
        caller = Caller(self.with_settings("mof-standard"), "整体自评表", 0, 0)
        assert call("PERF_SCORE", (*self.MISSED, "", "hunan-2024"), caller) == 6.2
        assert call("PERF_SCORE", (*self.MISSED, "", "Hunan-2024 "), caller) == 6.2

    def test_a_misspelt_one_among_the_settings_is_said_not_passed_over(self):
        caller = Caller(self.with_settings("hunan-2042"), "整体自评表", 20, 2)
        assert call("PERF_SCORE", self.MISSED, caller) == VALUE
        assert "hunan-2042" in call("PERF_EXPLAIN", self.MISSED, caller)
        for name, arguments in (
            ("PERF_SCORE", ()),
            ("PERF_CHECK", ()),
            ("PERF_GRADE", (95,)),
            ("PERF_EXEC_SCORE", (1, 2)),
        ):
            assert call(name, arguments, caller) == VALUE
        assert "hunan-2042" in call("PERF_EXPLAIN", (), caller)

    def test_the_note_under_a_form_comes_before_the_profile_but_only_in_the_form(self):
        inside, beside = (Caller(CONSISTENT, "整体自评表", row, 2) for row in (20, 99))
        assert "one_decimal" in example_forms("consistent-2024")[0].features
        assert call("PERF_SCORE", (*self.MISSED, "", "mof-standard"), inside) == 6.2
        assert call("PERF_SCORE", (*self.MISSED, "", "mof-standard"), beside) == 6.15

    def test_budget_execution_weighs_what_the_profile_says(self):
        assert call("PERF_EXEC_SCORE", (50, 100)) == 5
        assert call("PERF_EXEC_SCORE", (50, 100, None, "hubei-2020")) == 10
        assert call("PERF_EXEC_SCORE", (50, 100, 8, "hubei-2020")) == 4

    @staticmethod
    def with_settings(profile: str) -> Workbook:
        book = example("quyuan-2024")
        settings = Book.from_lists({"参数": [["方案", profile]]}).sheets
        return Workbook(book._replace(sheets=(*book.sheets, *settings)))


TABLE = [
    (("支出决算表", "合计", "基本支出"), 862.4),
    (("《支出决算表》", "合计", "基本支出"), 862.4),
    (("公开03表 支出决算表", "合计", "基本支出"), 862.4),
    (("公开03表", "合计", "基本支出"), 862.4),
    (("expenditure", "合计", "basic"), 862.4),
    (("支出表", " 合　计 ", "基本 支出"), 862.4),
    (("支出决算表", 2010301, "基本支出"), 612.35),
    (("支出决算表", 2010301.0, "基本支出"), 612.35),
    (("支出决算表", "行政运行", "基本支出"), 612.35),
    (("支出决算表", "合计"), 1360),
    (("支出决算表", "合计", "小计"), 1360),
    (("支出决算表", "合计", "上缴上级支出"), 0),
    (("收入决算表", "合计", "财政拨款收入"), 1320.4),
    (("收入支出决算总表", "本年支出合计"), 1360),
    (("收入支出决算总表", "本年支出合计", "金额"), 1360),
    (("收入支出决算总表", "一般公共服务支出"), 1051.95),
    (("收入支出决算总表", "收入总计"), 1385),
    (("收入支出决算总表", "总计", "支出"), 1385),
    (("收入支出决算总表", "年初结转和结余"), 25),
    (("收支总表", "外交支出"), 0),
    (("财政拨款收入支出决算总表", "一般公共预算财政拨款"), 1260.4),
    (("财政拨款收支总表", "本年支出合计", "政府性基金预算财政拨款"), 58),
    (("财政拨款收支总表", "本年支出合计"), 1320.4),
    (("一般公共预算财政拨款支出决算表", "合计", "项目支出"), 400),
    (("基本支出决算明细表", "人员经费合计"), 681.6),
    (("基本支出决算明细表", "公用经费"), 180.8),
    (("基本支出决算明细表", "公用经费合计", "决算数"), 180.8),
    (("基本支出决算明细表", "30101"), 168.4),
    (("基本支出决算明细表", "基本工资", "决算数"), 168.4),
    (("政府性基金表", "合计", "年末结转和结余"), 2),
    (("国有资本经营预算财政拨款支出决算表", "合计"), 0),
    (("财政拨款“三公”经费支出决算表", "公务接待费", "决算数"), 2.6),
    (("三公经费", "预算数", "公务接待费"), 3),
    (("三公", "合计"), 27.9),
    (("三公", "公务用车购置及运行维护费", "预算数"), 24.5),
]
NOT_FOUND = [
    ("没有这张表", "合计"),
    ("支出决算表", "没有这一行"),
    ("支出决算表", "合计", "没有这一列"),
    ("收入支出决算总表", "总计"),
    ("收入支出决算总表", "本年支出合计", "三公"),
    ("三公", "没有这一项"),
    ("三公", "公务接待费", "公务用车购置费"),
    ("支出决算表", ""),
    ("", "合计"),
]


class TestTable:
    @pytest.mark.parametrize("names, figure", TABLE, ids=[" ".join(map(str, names)) for names, _ in TABLE])
    def test_a_figure_by_its_names(self, names, figure):
        assert call("PERF_TABLE", names, ANYWHERE) == figure

    @pytest.mark.parametrize("names", NOT_FOUND, ids=" ".join)
    def test_what_is_not_there_or_not_clear_is_not_available(self, names):
        assert call("PERF_TABLE", names, ANYWHERE) == NOT_AVAILABLE

    def test_a_name_that_stands_twice_is_not_clear(self):
        twice = self.changed("expenditure", lambda row: row.code == "20103", "name", "行政运行")
        assert call("PERF_TABLE", ("支出决算表", "行政运行"), Caller(twice, "", -1, -1)) == NOT_AVAILABLE
        assert call("PERF_TABLE", ("支出决算表", "2010301"), Caller(twice, "", -1, -1)) == 612.35

    def test_a_column_of_codes_gives_a_column_of_figures(self):
        codes = ((2010301,), ("2010302",), ("",), ("999",))
        assert call("PERF_TABLE", ("支出决算表", codes, "合计"), ANYWHERE) == (
            (612.35,),
            (439.6,),
            ("",),
            (NOT_AVAILABLE,),
        )

    def test_an_error_in_the_table_is_that_error_and_words_are_no_number(self):
        for written, result in ((CellError("#REF!"), CellError("#REF!")), ("约八百", VALUE), ("", 0.0)):
            book = self.changed("expenditure", lambda row: not row.code, "basic", written)
            assert call("PERF_TABLE", ("支出决算表", "合计", "基本支出"), Caller(book, "", -1, -1)) == result

    def test_a_table_in_yuan_is_read_in_yuan(self):
        rows = [["收入支出决算总表"], ["", "", "", "", "", "单位：元"], ["收入", "", "", "支出"],
                ["项目", "行次", "金额", "项目", "行次", "金额"],
                ["一、一般公共预算财政拨款收入", 1, 12604000.5, "一、一般公共服务支出", 2, 12604000.5],
                ["本年收入合计", 3, 12604000.5, "本年支出合计", 4, 12604000.5]]  # fmt: skip
        workbook = Workbook(Book.from_lists({"总表": rows}))
        assert workbook.forms[0].unit == "元"
        assert call("PERF_TABLE", ("收入支出决算总表", "本年支出合计"), Caller(workbook, "总表", 9, 9)) == 12604000.5

    def test_the_whole_is_meant_where_a_column_is_split(self):
        """云南: 本年收入 and 本年支出 both have a column 基本支出; that of the expenditure has two parts."""
        table = """
        一般公共预算财政拨款收入支出决算表|<|<|<|<|<|<|<|<
        部门：青禾县司法局||||||||金额单位：万元
        科目编码|科目名称|本年收入|<|<|本年支出|<|<|<
        ^|^|合计|基本支出|项目支出|合计|基本支出|<|项目支出
        ^|^|^|^|^|^|小计|公用经费|^
        合计|<|31.00|20.00|11.00|30.00|19.00|3.00|11.00
        2040601|行政运行|31.00|20.00|11.00|30.00|19.00|3.00|11.00
        """
        here = Caller(Workbook(drawn_book({"05": table})), "", -1, -1)
        for column, figure in (("基本支出", 19), ("项目支出", 11)):
            assert call("PERF_TABLE", ("一般公共预算财政拨款支出决算表", "合计", column), here) == figure

    @staticmethod
    def changed(table: str, wanted, column: str, value) -> Workbook:
        form = next(form for form in CONSISTENT.forms if getattr(form, "table", "") == table)
        row = next(row for row in (form.total, *form.rows) if wanted(row))
        col = row.name_col if column == "name" else row.amounts[column].col
        return Workbook(with_value(example("consistent-2024"), row.sheet, row.row, col, value))


class TestCheck:
    ZHUZHOU = at("zhuzhou-2024", "整体自评表", "A1")

    def test_only_what_lies_in_the_range(self):
        everything = call("PERF_CHECK", (), self.ZHUZHOU)
        inside = call("PERF_CHECK", (Reference("整体自评表", parse_box("B14:H15")),), self.ZHUZHOU)
        assert {row[0] for row in inside} == {"W01", "T03", "S05"} and set(inside) < set(everything)

    @pytest.mark.parametrize("scope", ["整体自评表!B14:H15", "'整体自评表'!$B$14:$H$15", "B14:H15", "h15:b14", "整体自评表!14:15", "$14:$15"])
    def test_a_range_may_be_written(self, scope):
        assert len(call("PERF_CHECK", (scope,), self.ZHUZHOU)) == 3

    def test_whole_columns_hold_the_whole_form(self):
        whole = call("PERF_CHECK", ("整体自评表!A:I",), self.ZHUZHOU)
        assert whole == call("PERF_CHECK", ("整体自评表!A1:I1048576",), self.ZHUZHOU) and len(whole) > 3

    @pytest.mark.parametrize("scope", ["整体自平表!A1:I40", "[别的.xlsx]整体自评表!A1:I40", "A0:I40", "A1048577", "XFE1", "0:40"])
    def test_cells_that_are_not_there_have_not_passed(self, scope):
        assert call("PERF_CHECK", (scope,), self.ZHUZHOU) == VALUE

    def test_capital_letters_of_a_sheet_do_not_matter(self):
        book = Book((renamed(example("zhuzhou-2024").sheet("整体自评表"), "Form"),))
        assert len(call("PERF_CHECK", ("FORM!B14:H15",), Caller(Workbook(book), "Form", 0, 0))) == 3

    @pytest.mark.parametrize("scope", ["整体自评表", "第三行", 5, True, (("规则", "码"), ("", ""))], ids=str)
    def test_what_is_no_range_is_an_error(self, scope):
        assert call("PERF_CHECK", (scope,), self.ZHUZHOU) == VALUE

    def test_an_error_is_handed_on(self):
        assert call("PERF_CHECK", (CellError("#REF!"),), self.ZHUZHOU) == CellError("#REF!")

    def test_nothing_found_is_one_row_that_says_so(self):
        ((first, *rest),) = call("PERF_CHECK", ("公开03表!A1:H23",), self.ZHUZHOU)
        assert first == "通过" and rest == ["", "", ""]

    def test_a_workbook_without_forms_has_not_passed(self):
        caller = Caller(Workbook(Book.from_lists({"空": [["没有表"]]})), "空", 0, 0)
        assert call("PERF_CHECK", (), caller) == NOT_AVAILABLE

    def test_what_could_not_be_checked_is_listed(self):
        form = example_forms("zhuzhou-2024")[-1]
        row = form.indicators[0]
        broken = with_value(example("zhuzhou-2024"), form.sheet, row.score.row, row.score.col, CellError("#REF!"))
        rows = call("PERF_CHECK", (f"{form.sheet}!{row.score.cell}",), Caller(Workbook(broken), form.sheet, 0, 0))
        assert rows and all(level == "未检" and "#REF!" in said for _, level, _, said in rows)


def test_a_rule_is_named_with_its_basis():
    assert call("PERF_RULE", (" f01 ",)) == call("PERF_RULE", ("Ｆ０１",)) == call("PERF_RULE", ("F01",)) == "执行率（依据：自评表资金区填报口径）"
