"""Every worksheet function in Calc gives what functions.call gives for the same arguments: single, in ranges, in forms."""

import pytest

from perfeval_xl.core.book import Book, CellError
from perfeval_xl.core.cells import address
from perfeval_xl.functions import FUNCTIONS, Caller, Workbook, call
from perfeval_xl.functions.arrays import is_range
from perfeval_xl.io.reader import read_book
from perfeval_xl.rules.scored import scored

SHEET = "Sheet1"
# What users write: indicators, amounts, natures and profiles, with what cannot be read and what is left out.
INDICATORS = (
    ("≥90%", "98%以上", 10.0),
    ("≥90%", "81%", 10.0, "正向"),
    ("≤344.7", "560.05", 10.0, "成本指标", "hunan-2024"),
    ("=65个", "65个", 10.0),
    ("持续提升", "部分达成", 10.0),
    ("=1天", "完成", 10.0),
    ("≥90%", "98%", "十分"),
    ("≥90%", "98%", -1.0),
    ("≥90%", 0.98, 10.0, "", "没有这个方案"),
    ("≥90%", "45%", 10.0, "反向", "mof-standard"),
)
CALLS = [
    *[(name, arguments) for name in ("PERF_SCORE", "PERF_EXPLAIN") for arguments in INDICATORS],
    ("PERF_SCORE", ()),
    ("PERF_SCORE", ("≥90%",)),
    ("PERF_EXPLAIN", ()),
    ("PERF_RATE", (560.05, 564.82)),
    ("PERF_RATE", (0.0, 0.0)),
    ("PERF_RATE", ("约560万元", 564.82)),
    ("PERF_RATE", ("1,489.93", "1,500")),
    ("PERF_EXEC_SCORE", (560.05, 564.82)),
    ("PERF_EXEC_SCORE", (560.05, 564.82, 20.0, "hunan-2024")),
    ("PERF_EXEC_SCORE", (560.05, 564.82, None, "hunan-2024")),
    ("PERF_EXEC_SCORE", (1200.0, 0.0)),
    ("PERF_GRADE", (96.1,)),
    ("PERF_GRADE", ("优",)),
    ("PERF_TABLE", ("支出决算表", "合计")),
    ("PERF_CHECK", ()),
    ("PERF_CHECK", ("没有这张表!A1",)),
    ("PERF_RULE", ("F01",)),
    ("PERF_RULE", ("X99",)),
]


EMPTY = Caller(Workbook(Book.from_lists({SHEET: [["没有表"]]})), SHEET, 0, 0)  # a cell of a workbook without forms


def written(value) -> str:
    """As an argument in a formula of Calc's."""
    if value is None:
        return ""
    return '"' + value.replace('"', '""') + '"' if isinstance(value, str) else f"{value:g}"


def formula(name: str, arguments) -> str:
    return f"={name}({';'.join(map(written, arguments))})"


def shown(value):
    """A result as the cell shows it."""
    return value.code if isinstance(value, CellError) else value


def shown_rows(value) -> list:
    return [[shown(cell) for cell in row] for row in value] if is_range(value) else [[shown(value)]]


def test_every_function_is_called_here():
    assert {name for name, _ in CALLS} == {function.name for function in FUNCTIONS}


def test_single_values(calc):
    document = calc()
    for row, (name, arguments) in enumerate(CALLS, 1):
        document.put(SHEET, f"A{row}", formula(name, arguments))
    expected = [shown(call(name, arguments, EMPTY)) for name, arguments in CALLS]
    assert [row[0] for row in document.values(SHEET, f"A1:A{len(CALLS)}")] == expected


@pytest.mark.parametrize("name", ["PERF_SCORE", "PERF_EXPLAIN"])
def test_columns_of_a_form_in_one_call(calc, name):
    document, rows = calc(), [(*one, *[""] * (5 - len(one))) for one in (*INDICATORS, ("", "", ""), ("≥90%", "", 10.0))]
    last = len(rows)
    document.put_rows(SHEET, f"A1:E{last}", rows)
    document.put_array(SHEET, f"G1:G{last}", f"={name}({';'.join(f'{letter}1:{letter}{last}' for letter in 'ABCDE')})")
    columns = [tuple((cell,) for cell in column) for column in zip(*rows)]
    assert document.values(SHEET, f"G1:G{last}") == shown_rows(call(name, columns))


def test_the_other_functions_over_ranges(calc):
    document = calc()
    amounts = [(560.05, 564.82), (0.0, 0.0), ("", ""), (5.0, ""), ("约5万", 10.0), ("5", 10.0)]
    names = [("支出决算表", "合计"), ("", ""), ("支出决算表", "")]
    document.put_rows(SHEET, "A1:B6", amounts)
    document.put_rows(SHEET, "A11:B13", names)
    document.put_rows(SHEET, "A21:B21", [("F01", "X99")])
    calls = {
        "D1:D6": ("PERF_RATE", "A1:A6;B1:B6", list(zip(*amounts))),
        "E1:E6": ("PERF_EXEC_SCORE", 'A1:A6;B1:B6;20;"hunan-2024"', [*zip(*amounts), 20.0, "hunan-2024"]),
        "F1:F6": ("PERF_GRADE", "B1:B6", [[one for _, one in amounts]]),
        "D11:D13": ("PERF_TABLE", "A11:A13;B11:B13", list(zip(*names))),
    }
    for area, (name, given, columns) in calls.items():
        document.put_array(SHEET, area, f"={name}({given})")
        ranges = [tuple((cell,) for cell in one) if isinstance(one, (list, tuple)) else one for one in columns]
        assert document.values(SHEET, area) == shown_rows(call(name, ranges, EMPTY)), name
    document.put_array(SHEET, "D21:E21", "=PERF_RULE(A21:B21)")
    assert document.values(SHEET, "D21:E21") == shown_rows(call("PERF_RULE", ((("F01", "X99"),))))


def test_results_take_part_in_other_formulas(calc):
    document = calc()
    document.put_rows(SHEET, "A1:C2", [("≥90%", "81%", 10.0), ("=65个", "65个", 10.0)])
    formulas = {
        '=PERF_SCORE("≥90%";"81%";10)*2': 18.0,
        "=SUM(PERF_SCORE(A1:A2;B1:B2;C1:C2))": 19.0,
        "=SUMPRODUCT(PERF_RATE(C1:C2;C1:C2))": 2.0,
        "=ISNA(PERF_SCORE())": 1.0,
        "=IFERROR(PERF_RATE(1;0);-1)": -1.0,
        '=PERF_GRADE(95)&"等"': "优等",
        "=PERF_RATE(1/0;1)": "#DIV/0!",
        "=ERROR.TYPE(PERF_RATE(1;0))": 2.0,
    }
    for row, text in enumerate(formulas, 1):
        document.put_array(SHEET, f"E{row}", text)
    assert dict(zip(formulas, [row[0] for row in document.values(SHEET, f"E1:E{len(formulas)}")])) == formulas


def test_an_error_in_a_range_stands_in_the_way_of_the_whole_call(calc):
    """LibreOffice asks no add-in about a range with an error in it: the one difference from Excel beside empty cells."""
    document = calc()
    document.put(SHEET, "A1", "=1/0")
    document.put(SHEET, "A2", 95.0)
    document.put_array(SHEET, "B1:B2", "=PERF_GRADE(A1:A2)")
    assert document.values(SHEET, "B1:B2") == [["Err:504"], ["Err:504"]]
    document.put_array(SHEET, "C1:C2", '=PERF_GRADE(IFERROR(A1:A2;""))')  # what the manual says to do
    document.put_rows(SHEET, "D1:E2", [("≥90%", 10.0), ("=65个", 10.0)])
    document.put(SHEET, "F1", "=1/0")
    document.put(SHEET, "F2", "65个")
    document.put_array(SHEET, "G1:G2", '=PERF_SCORE(D1:D2;IFERROR(F1:F2;"");E1:E2)')
    assert document.values(SHEET, "C1:C2") == [[""], ["优"]]
    assert document.values(SHEET, "G1:G2") == [["#N/A"], [10.0]]


class TestInForms:
    """In a workbook with forms: what a function tells depends on the document, and on the form around the cell."""

    @pytest.fixture
    def book(self, examples):
        return read_book(str(examples / "zhuzhou-2024.xlsx"))

    def test_the_examples_of_the_manual(self, calc, examples, book):
        document, workbook = calc(examples / "zhuzhou-2024.xlsx"), Workbook(book)
        sheet = "整体自评表"
        told = [
            (function.name, example.arguments)
            for function in FUNCTIONS
            for example in function.examples
            if example.arguments and not any(map(is_range, example.arguments))
        ]
        for row, (name, arguments) in enumerate(told, 1):
            document.put(sheet, f"AZ{row}", formula(name, arguments))
        for row, (name, arguments) in enumerate(told, 1):
            value = call(name, arguments, Caller(workbook, sheet, row - 1, 51))
            expected = shown(value[0][0] if is_range(value) else value)
            assert document.becomes(sheet, f"AZ{row}", expected) == expected, (name, arguments)

    @pytest.mark.parametrize("example", ["zhuzhou-2024", "quyuan-2024", "yueyang-2021", "lukou-2022"])
    def test_each_form_has_its_own_total(self, calc, examples, example):
        path = examples / f"{example}.xlsx"
        book = read_book(str(path))
        workbook, document = Workbook(book), calc(path)
        cells = dict(free_cells(book, workbook))
        for sheet, row, col in cells:
            document.put(sheet, address(row, col), "=PERF_SCORE()")
        for sheet, row, col in cells:
            expected = shown(call("PERF_SCORE", (), Caller(workbook, sheet, row, col)))
            assert document.becomes(sheet, address(row, col), expected) == expected
        document.calculate()
        for sheet, row, col in cells:
            expected = shown(call("PERF_SCORE", (), Caller(workbook, sheet, row, col)))
            assert document.becomes(sheet, address(row, col), expected) == expected

    def test_outside_of_forms_there_is_no_total(self, calc, examples):
        document = calc(examples / "zhuzhou-2024.xlsx")
        document.put("整体自评表", "AZ90", "=PERF_SCORE()")
        document.put("整体自评表", "AZ91", "=PERF_EXPLAIN()")
        assert document.value("整体自评表", "AZ90") == "#N/A"
        assert document.value("整体自评表", "AZ91").startswith("这一格不在任何自评表里")

    @pytest.mark.parametrize(
        ("scope", "text"),
        [
            ("", "=PERF_CHECK()"),
            ("整体自评表!B14:H15", '=PERF_CHECK("整体自评表!B14:H15")'),
            ("整体自评表!B14:H15", "=PERF_CHECK($整体自评表.B14:H15)"),
            ("公开03表!A1:H23", "=PERF_CHECK($公开03表.$A$1:$H$23)"),
            ("核对!A50:B60", "=PERF_CHECK(A50:B60)"),
        ],
    )
    def test_the_conclusions(self, calc, examples, book, scope, text):
        document, workbook = calc(examples / "zhuzhou-2024.xlsx"), Workbook(book)
        rows = shown_rows(call("PERF_CHECK", (scope,) if scope else (), Caller(workbook, "整体自评表", 0, 60)))
        if scope.startswith("核对"):
            rows = [["通过", "", "", ""]]
        document.add_sheet("核对")
        document.put_array("核对", f"A1:D{len(rows)}", text)
        assert document.becomes("核对", f"D{len(rows)}", rows[-1][3]) == rows[-1][3]
        assert document.values("核对", f"A1:D{len(rows)}") == rows

    def test_what_changes_elsewhere_counts(self, calc, examples, book):
        document, workbook, sheet = calc(examples / "zhuzhou-2024.xlsx"), Workbook(book), "整体自评表"
        ((_, at, col), form) = next(one for one in free_cells(book, workbook) if one[0][0] == sheet)
        total = call("PERF_SCORE", (), Caller(workbook, sheet, at, col))
        document.put(sheet, address(at, col), "=PERF_SCORE()")
        assert document.becomes(sheet, address(at, col), total) == total
        group = next(one for one in scored(workbook.context, form) if len(one.rows) == 1 and one.due)
        document.put(sheet, group.rows[0].indicator.actual.cell, "")
        document.put(sheet, group.rows[0].indicator.score.cell, 0.0)
        less = round(total - float(group.due), 2)
        assert document.becomes(sheet, address(at, col), less) == less

    def test_another_profile_in_sheet_parameters_counts_everywhere(self, calc, examples):
        document = calc(examples / "zhuzhou-2024.xlsx")
        document.add_sheet("参数")
        document.put("参数", "A1", "方案")
        document.put("参数", "A9", '=PERF_SCORE("≤344.7";"560.05";10;"成本指标")')
        for profile in ("hunan-2024", "mof-standard", "hunan-2024", "没有这个方案", "mof-standard"):
            document.put("参数", "B1", profile)
            expected = shown(call("PERF_SCORE", ("≤344.7", "560.05", 10.0, "成本指标", profile)))
            assert document.becomes("参数", "A9", expected) == expected

    def test_each_open_document_has_its_own_profile(self, calc, desk, user, examples):
        """The same call in both, computed by turns and again after one of them is closed."""
        text, arguments = '=PERF_SCORE("≤344.7";"560.05";10;"成本指标")', ("≤344.7", "560.05", 10.0, "成本指标")
        profiles = ("hunan-2024", "mof-standard")
        path = examples / "zhuzhou-2024.xlsx"
        documents = [desk.open(user.given(path)), calc(path)]
        due = [shown(call("PERF_SCORE", (*arguments, profile))) for profile in profiles]
        assert due[0] != due[1]
        for document, profile, expected in zip(documents, profiles, due):
            document.add_sheet("参数")
            document.put("参数", "A1", "方案")
            document.put("参数", "B1", profile)
            document.put("参数", "A9", text)
            assert document.becomes("参数", "A9", expected) == expected
        for document, expected in zip(documents * 2, due * 2):
            document.calculate()
            assert document.value("参数", "A9") == expected
        documents[0].close()
        documents[1].calculate()
        assert documents[1].value("参数", "A9") == due[1]

    def test_a_note_under_one_form_counts_in_this_form_alone(self, calc, examples, book):
        """The form of this workbook has scores of one decimal, the profile two: here the calling cell must be known."""
        document, workbook, sheet = calc(examples / "zhuzhou-2024.xlsx"), Workbook(book), "整体自评表"
        ((_, row, col), _) = next(one for one in free_cells(book, workbook) if one[0][0] == sheet)
        text, arguments = (
            '=PERF_SCORE("≤344.7";"560.05";10;"成本指标";"mof-standard")',
            ("≤344.7", "560.05", 10.0, "成本指标", "mof-standard"),
        )
        document.add_sheet("别处")
        document.put(sheet, address(row, col), text)
        document.put("别处", "A1", text)
        inside = call("PERF_SCORE", arguments, Caller(workbook, sheet, row, col))
        outside = call("PERF_SCORE", arguments, Caller(workbook, "别处", 0, 0))
        assert inside != outside
        assert document.value(sheet, address(row, col)) == inside
        assert document.value("别处", "A1") == outside
        document.calculate()
        assert (document.value(sheet, address(row, col)), document.value("别处", "A1")) == (inside, outside)


def free_cells(book, workbook):
    """An empty cell of every scored form: ((sheet, row, col), form)."""
    for form in workbook.forms:
        if form.kind not in ("whole_self_evaluation", "project_self_evaluation"):
            continue
        sheet = book.sheet(form.sheet)
        covered = {
            (row, col)
            for top, left, bottom, right in sheet.merges
            for row in range(top, bottom + 1)
            for col in range(left, right + 1)
        }
        free = (
            (row, col)
            for row in range(form.box.bottom, form.box.top, -1)
            for col in range(form.box.left, form.box.right + 1)
            if sheet.value(row, col) == "" and (row, col) not in covered
        )
        place = next(free, None)
        if place is not None:
            yield (form.sheet, *place), form
