"""The published example with forms about the unit says what the seed says that it says; the other examples have none."""

import json
import subprocess
import sys
from decimal import Decimal

import pytest

from perfeval_xl.domain.forms import BASE_DATA, GOAL_TABLE, SCORING_TABLE, UNIT_PROFILE
from tests.support.books import EXAMPLES, ROOT, example_forms

YUEYANG = "yueyang-2021"
UNIT_KINDS = {SCORING_TABLE, UNIT_PROFILE, BASE_DATA}

# What the seed calls a figure, by block, and the input that it is.
INCOME = {
    "收入合计": "income",
    "上年结转": "carried_in",
    "公共财政拨款": "fiscal_income",
    "政府基金拨款": "fund_income",
    "纳入专户管理的非税收入拨款": "special_account_income",
    "其他收入": "other_income",
}
EXPENDITURE = {
    "支出合计": "expenditure",
    "基本支出": "basic",
    "人员支出": "personnel",
    "公用支出": "public_funds",
    "项目支出": "project",
    "当年结余": "year_surplus",
    "累计结余": "surplus",
}
THREE_PUBLIC = {
    "合计": "three_public_final",
    "公务接待费": "reception_final",
    "公务用车运维费": "vehicle_running_final",
    "公务用车购置费": "vehicle_purchase_final",
    "因公出国费": "overseas_final",
}
ASSETS = {"合计": "assets", "在用": "assets_in_use", "出租": "assets_rented", "其他": "assets_other"}
BLOCKS = {"年度收入情况": INCOME, "年度支出和结余情况": EXPENDITURE, "三公经费": THREE_PUBLIC, "固定资产": ASSETS}


@pytest.fixture(scope="module")
def seed(seeds):
    return json.loads((seeds / f"{YUEYANG}.forms.json").read_text("utf-8"))


def forms(kind):
    return [form for form in example_forms(YUEYANG) if form.kind == kind]


def number(cell):
    return None if cell["num"] is None else Decimal(str(cell["num"]))


def same(text, other):
    return "".join(text.split()) == "".join(other.split())


def test_the_forms_in_their_order():
    kinds = [(form.kind, form.sheet, form.box.a1) for form in example_forms(YUEYANG)]
    assert kinds == [
        (UNIT_PROFILE, "基本概况", "A1:D11"),
        (UNIT_PROFILE, "收支情况", "A1:H16"),
        (GOAL_TABLE, "定性目标", "A2:C3"),
        (GOAL_TABLE, "定量目标", "A1:E17"),
        (UNIT_PROFILE, "评价结论", "A1:D11"),
        (SCORING_TABLE, "评分表", "A2:G30"),
    ]
    assert [form.missing for form in example_forms(YUEYANG)] == [()] * 6


def test_the_profile_is_that_of_the_seed(seed):
    head, money, result = forms(UNIT_PROFILE)
    assert (head.year, head.unit_name.text) == (seed["year"], seed["unit"])
    assert head.numbers("staff_quota") == (seed["基本概况"]["人员编制"],)
    assert head.numbers("staff") == (seed["基本概况"]["实有人数"],)
    for block, names in BLOCKS.items():
        (row,) = seed[block]["rows"]
        for label, name in names.items():
            (field,) = money.figures[name]
            assert field.number == number(row[label]), label
    assert sum(map(len, BLOCKS.values())) == len(money.figures)
    assert (money.unit, money.unit_stated) == (seed["年度收入情况"]["unit"], True)
    assert result.self_score.number == seed["绩效自评综合得分"]["num"]
    assert result.grade.text == seed["评价等次"]["raw"]


def test_the_scoring_table_is_that_of_the_seed(seed):
    (table,) = forms(SCORING_TABLE)
    items = seed["评分表"]["items"]
    assert len(table.indicators) == len(items)
    weight = None
    for item, told in zip(table.indicators, items):
        for heading, label in ((item.level1, "一级指标"), (item.level2, "二级指标")):
            assert f"{heading.name}（{heading.weight}分）" == told[label]
        assert (item.name.text, item.reason.text) == (told["三级指标"], told["扣分原因和其他说明"])
        weight = number(told["分值"]) or weight  # 15 stands once for three rows
        assert (item.weight.number, item.score.number) == (weight, number(told["自评得分"]))
    total = seed["评分表"]["总分"]
    assert (table.total_weight.number, table.total_score.number) == (total["分值"], total["自评得分"])
    assert f"附件3-1 {table.title.text}" == seed["评分表"]["title"]


def test_what_the_example_says():
    head, money, result = forms(UNIT_PROFILE)
    assert (head.numbers("staff"), head.numbers("staff_quota")) == ((28,), (30,))
    assert money.numbers("surplus") == (Decimal("1463.42"),) and money.numbers("carried_in") == (Decimal("1397.76"),)
    assert money.figures["year_surplus"][0].blank and money.figures["year_surplus"][0].cell == "G10"
    (satisfaction,) = head.figures["satisfaction"]
    assert (satisfaction.number, satisfaction.cell, satisfaction.label) == (Decimal("99.99"), "B10", "好评率")
    assert (result.self_score.text, result.self_score.number, result.grade.text) == ("99分", 99, "优秀")


def test_the_scoring_table_of_the_example():
    (table,) = forms(SCORING_TABLE)
    assert [(heading.name, heading.weight) for heading in table.headings] == [
        ("投入", 15),
        ("过程", 40),
        ("产出", 25),
        ("效果", 20),
    ]
    assert len(table.indicators) == 25
    assert len({item.weight.place for item in table.indicators[21:24]}) == 1, "15 分一格覆盖三行"
    assert len({item.standard.place for item in table.indicators[15:21]}) == 1
    surplus = next(item for item in table.indicators if item.name.text == "资金结余")
    assert (surplus.weight.number, surplus.score.number, surplus.reason.text) == (3, 2, "资金有结余")


def test_names_of_the_evaluators_are_among_the_texts():
    result = forms(UNIT_PROFILE)[-1]
    assert {"某某甲", "某某乙", "某某丙"} <= {field.text for field in result.texts}


OTHERS = ("quyuan-2024", "lukou-2022", "zhuzhou-2024", "consistent-2024")


@pytest.mark.parametrize("name", OTHERS)
def test_no_such_form_in_the_other_examples(name):
    assert UNIT_KINDS.isdisjoint(form.kind for form in example_forms(name))


def test_a_workbook_without_such_forms_loads_nothing_for_them():
    program = (
        "import sys\nfrom perfeval_xl.io.reader import read_book\nfrom perfeval_xl.recognition import recognise\n"
        f"for name in {OTHERS}: recognise(read_book({str(EXAMPLES)!r} + '/' + name + '.xlsx'))\n"
        "own = ('scoring_table', 'unit_profile', 'base_data')\n"
        "print(*(name for name in sys.modules if name.startswith('perfeval_xl.recognition.') and name.split('.')[2] in own))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
