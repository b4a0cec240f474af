"""Workbooks as other places lay them out, entirely consistent: no false alarm, the right totals, and a mistake found.

The forms are drawn in layouts/*.toml. ``warnings`` lists what a consistent form is rightly asked about, with why;
``plants`` are single mistakes, each found once, at the cell a person would go to. ``unread`` are sheets that hold no
form; ``only_merged`` says why a form cannot be read without its merges.
"""

import re
import tomllib
from itertools import product
from pathlib import Path

import pytest

from perfeval_xl.core.book import Extras, Sheet
from perfeval_xl.core.findings import ERROR, WARNING
from perfeval_xl.core.money import read_number
from perfeval_xl.domain.forms import SELF_EVALUATIONS
from perfeval_xl.functions import call
from perfeval_xl.functions.values import NOT_AVAILABLE
from perfeval_xl.recognition import recognise
from perfeval_xl.rules.check import check_book
from tests.support.books import with_blank_column, with_blank_row, with_value
from tests.support.drawn import drawn_book

HERE = Path(__file__).parent / "layouts"
FILES = [path for path in sorted(HERE.glob("*.toml")) if path.stem != "values"]
LAYOUTS = [each for path in FILES for each in tomllib.loads(path.read_text("utf-8"))["layout"]]
VALUES = tomllib.loads((HERE / "values.toml").read_text("utf-8"))
WHOLE_WITHOUT_MERGES = [layout for layout in LAYOUTS if "only_merged" not in layout]
PLANTS = [(layout, plant) for layout in LAYOUTS for plant in layout.get("plants", ())]


def told(run):
    """Errors and warnings that count, as “warning T02 E16”."""
    return [f"{f.severity} {f.rule} {f.field.cell}" for f in run.findings if f.counts and f.severity in (ERROR, WARNING)]


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout["name"] for layout in LAYOUTS])
def test_a_consistent_form_is_not_called_wrong(layout):
    run = check_book(drawn_book(layout["sheets"]))
    assert sorted(told(run)) == sorted(f"warning {place}" for place in layout.get("warnings", ()))
    assert run.unchecked == ()


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout["name"] for layout in LAYOUTS])
def test_every_form_is_recognised_with_its_totals(layout):
    forms = check_book(drawn_book(layout["sheets"])).to_dict()["forms"]
    assert {form["sheet"] for form in forms} == set(layout["sheets"]).difference(layout.get("unread", ()))
    if "year" in layout:
        assert {form["year"] for form in forms} == {layout["year"]}
    if "unit" in layout:
        assert {form["unit_name"] for form in forms} == {layout["unit"]}
    if "totals" in layout:
        assert [[form["weight_total"], form["stated_total"], form["computed_total"]] for form in forms] == layout["totals"]
        assert all(form["unit_name"] and form["year"] for form in forms)


@pytest.mark.parametrize("layout", WHOLE_WITHOUT_MERGES, ids=[layout["name"] for layout in WHOLE_WITHOUT_MERGES])
def test_a_form_is_read_alike_where_its_merges_were_undone(layout):
    """Converters, and people who sort or filter, repeat the text of a merge in each of its cells."""
    book = drawn_book(layout["sheets"])
    run = check_book(book._replace(sheets=tuple(map(with_merges_undone, book.sheets))))
    assert sorted(rules_told(run)) == sorted(rules_told(check_book(book)))
    assert run.unchecked == ()
    if "totals" in layout:
        forms = run.to_dict()["forms"]
        assert [[form["weight_total"], form["stated_total"], form["computed_total"]] for form in forms] == layout["totals"]


def with_merges_undone(sheet):
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merges:
        for row, col in product(range(top, bottom + 1), range(left, right + 1)):
            rows[row][col] = rows[top][left]
    return Sheet(sheet.name, rows, extras=Extras(sheet.formats))


def rules_told(run):
    return [found.split()[1] for found in told(run)]


PADDED = {
    "white space around": "\u00a0{} \u3000".format,
    "half-width signs": lambda text: text.translate(str.maketrans("（）：；，％", "():;,%")),
}


@pytest.mark.parametrize("padded", PADDED.values(), ids=list(PADDED))
@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout["name"] for layout in LAYOUTS])
def test_a_form_is_read_alike_however_its_texts_are_padded(layout, padded):
    book = drawn_book(layout["sheets"])
    run = check_book(book._replace(sheets=tuple(with_texts(sheet, padded) for sheet in book.sheets)))
    assert sorted(told(run)) == sorted(f"warning {place}" for place in layout.get("warnings", ()))
    assert run.unchecked == ()


@pytest.mark.parametrize("insert", [with_blank_row, with_blank_column])
@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout["name"] for layout in LAYOUTS])
def test_a_form_is_read_alike_with_empty_rows_or_columns_everywhere(layout, insert):
    book = drawn_book(layout["sheets"])
    spread = []
    for sheet in book.sheets:
        for at in reversed(range(len(sheet.rows) if insert is with_blank_row else max(map(len, sheet.rows)))):
            sheet = insert(sheet, at)
        spread.append(sheet)
    run = check_book(book._replace(sheets=tuple(spread)))
    assert sorted(rules_told(run)) == sorted(rules_told(check_book(book)))
    assert run.unchecked == ()


FORMS = [layout for layout in LAYOUTS if any("自评" in text for text in layout["sheets"].values())]


ONE_LABEL = [layout for layout in FORMS if not any("|总得分|" in text for text in layout["sheets"].values())]


@pytest.mark.parametrize("layout", ONE_LABEL, ids=[layout["name"] for layout in ONE_LABEL])
def test_the_row_of_the_total_is_known_by_its_figures_too(layout):
    book = drawn_book(layout["sheets"])
    renamed = [with_texts(sheet, lambda text: "考评成绩" if text in ("总分", "总计", "得分合计") else text) for sheet in book.sheets]
    run = check_book(book._replace(sheets=tuple(renamed)))
    assert sorted(rules_told(run)) == sorted(rules_told(check_book(book)))
    assert run.unchecked == ()
    if "totals" in layout:
        forms = run.to_dict()["forms"]
        assert [[form["weight_total"], form["stated_total"], form["computed_total"]] for form in forms] == layout["totals"]


_NO_TOTAL = """
2024年度项目支出绩效自评表|<|<|<|<|<|<
项目名称|灌区维修|<|<|<|<|<
主管部门|青禾区水利局|<|<|<|<|<
项目资金（万元）|资金名称|全年预算数|全年执行数|执行率|{execution}
^|年度资金总额|100|100|100%|10|{}
一级指标|二级指标|三级指标|年度指标值|实际完成值|{points}
产出指标|数量指标|维修渠道|18公里|18公里|20|{}
^|质量指标|抽检合格率|≥96%|96%|20|{}
^|时效指标|完工及时性|及时|及时|5|{}
{last}
"""
NO_TOTALS = [("分值|得分", 10, 20, 20, 5, "^|^|渠道运行情况|||45|45")] + [
    ("得分|备注", "", "", "", "", last) for last in ("加分项|||||2|", "扣分项|||||-2|", "创新做法|<|<|<|<|5|")
]


@pytest.mark.parametrize("form", NO_TOTALS, ids=[form[-1] for form in NO_TOTALS])
def test_a_last_row_that_is_no_total(form):
    """Under headings that reach down to it, and 加分项 where no column has the points."""
    points, *figures, last = form
    text = _NO_TOTAL.format(*figures, execution=points, points=points, last=last)
    run = check_book(drawn_book({"自评表": text}))
    assert not {"error S01", "error W02"} & {found.rpartition(" ")[0] for found in told(run)}
    assert [form.get("stated_total") for form in run.to_dict()["forms"]] == [None]


@pytest.mark.parametrize("layout", FORMS, ids=[layout["name"] for layout in FORMS])
def test_a_form_is_read_alike_where_its_amounts_state_their_unit(layout):
    book = drawn_book(layout["sheets"])
    forms = [form for form in recognise(book).forms if form.kind in SELF_EVALUATIONS and form.unit == "万元"]
    for fund in (fund for form in forms for fund in form.funds):
        for field in filter(None, (fund.initial_budget, fund.annual_budget, fund.executed)):
            if field.text[:1].isdigit() and read_number(field.text) is not None:
                book = with_value(book, field.sheet, field.row, field.col, f"{field.text}万元")
    run = check_book(book)
    assert sorted(told(run)) == sorted(f"warning {place}" for place in layout.get("warnings", ()))
    assert run.unchecked == ()


def with_texts(sheet, change):
    rows = [[change(value) if value and isinstance(value, str) else value for value in row] for row in sheet.rows]
    return Sheet(sheet.name, rows, sheet.merges, extras=sheet.extras)


@pytest.mark.parametrize(("layout", "plant"), PLANTS, ids=[plant["why"] for _, plant in PLANTS])
def test_a_single_mistake_is_found_once_where_one_would_look(layout, plant):
    book = drawn_book(layout["sheets"])
    before = told(check_book(book))
    for place, value in plant["set"].items():
        sheet, _, cell = place.rpartition("!")
        column, row = re.fullmatch(r"([A-Z])(\d+)", cell).groups()
        book = with_value(book, sheet or book.sheets[0].name, int(row) - 1, ord(column) - ord("A"), value)
    assert [finding for finding in told(check_book(book)) if finding not in before] == [plant["finds"]]


_ONE_INDICATOR = """
2023年度项目支出绩效自评表|<|<|<|<|<|<|<
项目名称|<|灌区维修|<|<|<|<|<
主管部门|<|青禾区水利局|<|<|实施单位|<|青禾区水利局
项目资金（万元）|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额|500|500|480|10|96%|9.6
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标|质量指标|抽检合格率|≥96%|99.1%|80|80|
绩效指标|{}|{}|{}|{}|10|10|
总分|<|<|<|<|100|99.6|
"""


def one_indicator(kind, name, target, actual):
    return check_book(drawn_book({"自评表": _ONE_INDICATOR.format(kind, name, target, actual)}))


@pytest.mark.parametrize("value", VALUES["reached"], ids="｜".join)
def test_reached_however_it_is_written(value):
    run = one_indicator(*value)
    assert told(run) == []
    assert run.unchecked == ()
    assert run.to_dict()["forms"][0]["computed_total"] == 99.6
    kind, _, target, actual = value
    assert call("PERF_SCORE", (target, actual, 10.0, kind)) in (10, NOT_AVAILABLE)  # the cell says what the check says


@pytest.mark.parametrize("value", VALUES["missed"], ids="｜".join)
def test_missed_however_it_is_written(value):
    assert told(one_indicator(*value)) == ["error S05 G8"]


@pytest.mark.parametrize(
    ("score", "said"), [("9.55", []), ("9.5", ["error"]), ("9.546", ["error"]), ("10", ["warning"]), ("9.4", ["error"])]
)
def test_without_a_note_the_execution_score_has_the_decimals_of_the_profile(score, said):
    """95.46% of 10 points: a whole number close by has to be explained, other decimals are wrong."""
    drawn = _ONE_INDICATOR.format("数量指标", "渠道长度", "≥6公里", "6公里").replace("480|10|96%|9.6", f"477.3|10|95.46%|{score}")
    run = check_book(drawn_book({"自评表": drawn}))
    assert [finding.severity for finding in run.findings if finding.rule == "F02"] == said
