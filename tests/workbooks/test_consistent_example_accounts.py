"""The consistent example's final accounts: every identity recomputed from the cells, without the product."""

import pytest
from consistent_example import ZERO, book, details, number, sides, subjects


@pytest.fixture(scope="module")
def accounts():
    sheets = book()
    return {
        "total": sides(sheets["公开01表"], 1),
        "income": subjects(sheets["公开02表"], 7),
        "expenditure": subjects(sheets["公开03表"], 6),
        "fiscal": sides(sheets["公开04表"], 4),
        "general": subjects(sheets["公开05表"], 3),
        "detail": details(sheets["公开06表"]),
        "fund": subjects(sheets["公开07表"], 6),
        "sheets": sheets,
    }


def test_the_total_table_balances(accounts):
    income, spending = accounts["total"]
    assert income["本年收入合计"] == sum(amount for label, amount in income.items() if "、" in label)
    assert spending["本年支出合计"][0] == sum(amounts[0] for label, amounts in spending.items() if "、" in label)
    begin, end = income["年初结转和结余"], spending["年末结转和结余"][0]
    assert begin > 0 and end > 0 and income["八、其他收入"] > 0
    assert income["总计"] == income["本年收入合计"] + begin + income["使用非财政拨款结余（含专用结余）"]
    assert income["总计"] == spending["总计"][0] == spending["本年支出合计"][0] + end + spending["结余分配"][0]


@pytest.mark.parametrize("sheet, first", [("公开01表", (1, 31)), ("公开04表", (1, 33))])
def test_row_numbers_run_without_a_gap(accounts, sheet, first):
    rows = [row for row in accounts["sheets"][sheet].iter_rows(min_row=6, values_only=True) if isinstance(row[1], int)]
    for column, start in zip((1, 4), first, strict=True):
        assert [row[column] for row in rows] == list(range(start, start + len(rows)))


@pytest.mark.parametrize("table, amounts", [("income", 7), ("expenditure", 6), ("general", 3), ("fund", 6)])
def test_each_level_is_the_sum_of_the_next(accounts, table, amounts):
    rows = accounts[table]
    for column in range(amounts):
        for code, values in rows.items():
            length = 3 if code == "合计" else {3: 5, 5: 7}.get(len(code))
            if length:
                prefix = "" if code == "合计" else code
                below = [key for key in rows if key != "合计" and len(key) == length and key.startswith(prefix)]
                assert values[column] == sum(rows[key][column] for key in below), (code, column)


@pytest.mark.parametrize("table", ["income", "expenditure", "general"])
def test_each_row_is_the_sum_of_its_columns(accounts, table):
    for code, (total, *parts) in accounts[table].items():
        assert total == sum(parts), code


def test_fiscal_appropriations_balance_by_kind(accounts):
    income, spending = accounts["fiscal"]
    for label, (total, *kinds) in spending.items():
        assert total == sum(kinds), label
    for column in range(4):
        classes = sum(amounts[column] for label, amounts in spending.items() if "、" in label)
        assert spending["本年支出合计"][column] == classes
        assert spending["总计"][column] == classes + spending["年末财政拨款结转和结余"][column]
    assert income["本年收入合计"] == sum(amount for label, amount in income.items() if "、" in label)
    kinds = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
    assert income["年初财政拨款结转和结余"] == sum(income[kind] for kind in kinds) > 0
    assert income["总计"] == income["本年收入合计"] + income["年初财政拨款结转和结余"] == spending["总计"][0]
    for column, (numeral, kind) in enumerate(zip("一二三", kinds, strict=True), start=1):
        assert income[f"{numeral}、{kind}"] + income[kind] == spending["总计"][column], kind


def test_functional_classes_agree_between_tables(accounts):
    def by_name(table, sheet):
        names = {row[0]: row[1] for row in accounts["sheets"][sheet].iter_rows(values_only=True) if row[0]}
        return {names[code]: values[0] for code, values in accounts[table].items() if len(code) == 3}

    def printed(side, column):
        classes = {label.split("、")[1]: amounts[column] for label, amounts in side.items() if "、" in label}
        return {name: amount for name, amount in classes.items() if amount}

    assert by_name("expenditure", "公开03表") == printed(accounts["total"][1], 0)
    assert by_name("general", "公开05表") == printed(accounts["fiscal"][1], 1)
    assert by_name("fund", "公开07表").keys() == printed(accounts["fiscal"][1], 2).keys()


def test_a_figure_repeated_in_another_table_is_the_same(accounts):
    income, spending = accounts["total"]
    fiscal_income, fiscal_spending = accounts["fiscal"]
    assert income["本年收入合计"] == accounts["income"]["合计"][0]
    assert spending["本年支出合计"][0] == accounts["expenditure"]["合计"][0]
    for numeral, kind in zip("一二三", ("一般公共", "政府性基金", "国有资本经营"), strict=True):
        assert income[f"{numeral}、{kind}预算财政拨款收入"] == fiscal_income[f"{numeral}、{kind}预算财政拨款"]
    assert fiscal_income["本年收入合计"] == accounts["income"]["合计"][1]
    assert income["八、其他收入"] == accounts["income"]["合计"][6]
    assert fiscal_spending["本年支出合计"][1] == accounts["general"]["合计"][0]
    assert fiscal_spending["本年支出合计"][2] == accounts["fund"]["合计"][2]
    for code, amounts in accounts["general"].items():
        assert amounts[0] <= accounts["expenditure"][code][0], code


def test_the_expenditure_table_exceeds_the_general_budget_by_fund_and_other_income(accounts):
    above = accounts["expenditure"]["合计"][0] - accounts["general"]["合计"][0]
    assert above == accounts["fund"]["合计"][2] + accounts["income"]["合计"][6]


def test_basic_expenditure_is_personnel_and_running_costs(accounts):
    amounts, personnel, running = accounts["detail"]
    sections = {code: amount for code, amount in amounts.items() if len(code) == 3}
    for section, amount in sections.items():
        assert amount == sum(value for code, value in amounts.items() if len(code) == 5 and code.startswith(section))
    assert personnel == sections["301"] + sections["303"]
    assert running == sum(amount for code, amount in sections.items() if code not in ("301", "303"))
    assert personnel + running == accounts["general"]["合计"][1] == accounts["expenditure"]["合计"][1] > 0


def test_the_fund_carries_over(accounts):
    for code, (begin, income, total, basic, project, end) in accounts["fund"].items():
        assert (total, begin + income - total) == (basic + project, end), code
    assert accounts["fund"]["合计"][1] > 0


def test_the_empty_table_says_why(accounts):
    sheet = accounts["sheets"]["公开08表"]
    assert not [cell.value for row in sheet["C9:E10"] for cell in row if cell.value is not None]
    assert any("故本表无数据" in str(cell.value) for row in sheet for cell in row)


def test_the_three_public_costs_add_up_and_cover_the_detail(accounts):
    row = next(accounts["sheets"]["公开09表"].iter_rows(min_row=8, max_row=8, max_col=12, values_only=True))
    figures = dict(enumerate(map(number, row), start=1))
    for start in (1, 7):
        assert figures[start] == figures[start + 1] + figures[start + 2] + figures[start + 5] > ZERO
        assert figures[start + 2] == figures[start + 3] + figures[start + 4]
    detail = accounts["detail"][0]
    for code, column in (("30212", 8), ("31013", 10), ("30231", 11), ("30217", 12)):
        assert detail[code] <= figures[column], code
