"""The nine tables of a department's published final accounts (部门决算公开表), 公开01表 to 公开09表.

Titles, columns and 栏次 are those of the 2024 set. A table is its heading, a fixed header given as boxes, the rows
of the facts, notes and, where the table is empty, the sentence that says so.
"""

from .page import facts_of

INCOME = ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
EXPENDITURE = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
THREE_PUBLIC = ("合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费")
CODE_WIDTHS = (13, 44)
MONEY_WIDTH = 14


def _heading(page, facts, widths, *, landscape=True, one_page=False):
    """Title, table number, department and money unit; returns the first row of the table."""
    page.columns(*widths)
    page.print_on_a4(landscape=landscape, one_page=one_page)
    last = len(widths) - 1
    page.put(0, 0, facts["title"], "title", across=last + 1)
    page.height(0, 30)
    page.put(1, last, facts["number"], "plain_right")
    page.put(2, 0, facts["unit_name"], "plain", across=2)
    page.put(2, last, facts["money_unit"], "plain_right")
    return 3


def _header(page, row, *boxes):
    """Header boxes, each (row offset, column, text, rows down, columns across)."""
    for down_by, column, text, down, across in boxes:
        page.put(row + down_by, column, text, "header", down=down, across=across)


def _foot(page, facts, row, columns):
    for text in [*facts.get("notes", []), *([facts["explanation"]] if "explanation" in facts else [])]:
        page.put(row, 0, text, "plain", across=columns)
        row += 1


def income_expenditure_total(page, facts):
    """收入支出决算总表: income left, expenditure right, each with 行次 and amount."""
    row = _heading(page, facts, (36, 7, 16, 36, 7, 16), landscape=False)
    _header(page, row, (0, 0, "收入", 1, 3), (0, 3, "支出", 1, 3))
    for column, text in enumerate(("项目", "行次", "金额") * 2):
        page.put(row + 1, column, text, "header")
    for column, value in enumerate(("栏次", None, 1, "栏次", None, 2)):
        page.put(row + 2, column, value)
    page.repeat_header(row, row + 2)
    _two_sided(page, facts, row + 3, money=(2, 5), columns=6)


def fiscal_appropriation_total(page, facts):
    """财政拨款收入支出决算总表: as the first table, the expenditure side split by kind of appropriation."""
    row = _heading(page, facts, (34, 7, 14, 34, 7, 14, 16, 16, 16), one_page=True)
    _header(page, row, (0, 0, "收     入", 1, 3), (0, 3, "支     出", 1, 6))
    labels = ("项目", "行次", "金额", "项目", "行次", "合计")
    labels += tuple(f"{kind}预算财政拨款" for kind in ("一般公共", "政府性基金", "国有资本经营"))
    for column, text in enumerate(labels):
        page.put(row + 1, column, text, "header", down=2)
    for column, value in enumerate(("栏次", None, 1, "栏次", None, 2, 3, 4, 5)):
        page.put(row + 3, column, value)
    _two_sided(page, facts, row + 4, money=(2, 5, 6, 7, 8), columns=9)


def _two_sided(page, facts, row, *, money, columns):
    for line in facts["rows"]:
        for column, fact in enumerate(facts_of(line)):
            page.put(row, column, fact, "money" if column in money else "left" if column in (0, 3) else "centre")
        row += 1
    _foot(page, facts, row, columns)


def _by_subject(page, facts, columns, *, group=None):
    """A table with one row a subject (科目): code, name, amounts. *group* is a heading over all amount columns."""
    row = _heading(page, facts, (*CODE_WIDTHS, *[MONEY_WIDTH] * len(columns)), landscape=len(columns) > 3)
    _header(page, row, (0, 0, "项目", 1, 2), (1, 0, "科目代码", 3, 1), (1, 1, "科目名称", 3, 1))
    if group:
        page.put(row, 2, group, "header", across=len(columns))
    for offset, text in enumerate(columns):
        page.put(row + bool(group), 2 + offset, text, "header", down=4 - bool(group))
    _subject_rows(page, facts, row, len(columns))


def _subject_rows(page, facts, row, amounts):
    """栏次, 合计 and one row a subject below a header of four rows."""
    page.repeat_header(row, row + 4)
    page.put(row + 4, 0, "栏次", across=2)
    for offset in range(amounts):
        page.put(row + 4, 2 + offset, offset + 1)
    label, *figures = facts_of(facts["total"])
    page.put(row + 5, 0, label, "header", across=2)
    for offset, fact in enumerate(figures):
        page.put(row + 5, 2 + offset, fact, "money")
    row += 6
    for line in facts["rows"]:
        for column, fact in enumerate(facts_of(line)):
            page.put(row, column, fact, "money" if column > 1 else "left")
        row += 1
    _foot(page, facts, row, 2 + amounts)


def income(page, facts):
    """收入决算表."""
    _by_subject(page, facts, INCOME)


def expenditure(page, facts):
    """支出决算表."""
    _by_subject(page, facts, EXPENDITURE)


def general_public_budget(page, facts):
    """一般公共预算财政拨款支出决算表."""
    _by_subject(page, facts, ("小计", "基本支出", "项目支出"), group="本年支出")


def state_capital(page, facts):
    """国有资本经营预算财政拨款支出决算表."""
    _by_subject(page, facts, ("合计", "基本支出", "项目支出"), group="本年支出")


def government_fund(page, facts):
    """政府性基金预算财政拨款收入支出决算表."""
    row = _heading(page, facts, (*CODE_WIDTHS, *[MONEY_WIDTH] * 6))
    _header(
        page, row,
        (0, 0, "项目", 1, 2), (1, 0, "科目代码", 3, 1), (1, 1, "科目名称", 3, 1),
        (0, 2, "年初结转和结余", 4, 1), (0, 3, "本年收入", 4, 1), (0, 4, "本年支出", 1, 3),
        (1, 4, "小计", 3, 1), (1, 5, "基本支出", 3, 1), (1, 6, "项目支出", 3, 1), (0, 7, "年末结转和结余", 4, 1),
    )
    _subject_rows(page, facts, row, 6)


def basic_expenditure_detail(page, facts):
    """一般公共预算财政拨款基本支出决算明细表: three groups of economic subjects side by side.

    301 and 303 are personnel (人员经费), 302, 307, 310 and 399 running costs (公用经费). Facts without rows give the
    heading alone, as one department published it.
    """
    row = _heading(page, facts, (10, 34, 12, 10, 28, 12, 10, 42, 12), one_page=True)
    if "rows" not in facts:
        return
    _header(page, row, (0, 0, "人员经费", 1, 3), (0, 3, "公用经费", 1, 6))
    for column, text in enumerate(("科目代码", "科目名称", "决算数") * 3):
        page.put(row + 1, column, text, "header")
    row += 2
    for line in facts["rows"]:
        for column, fact in enumerate(facts_of(line)):
            page.put(row, column, fact, "money" if column % 3 == 2 else "left")
        row += 1
    personnel, running = facts["totals"]
    page.put(row, 0, "人员经费合计", "header", across=2)
    page.put(row, 2, personnel, "money")
    page.put(row, 3, "公用经费合计", "header", across=5)
    page.put(row, 8, running, "money")
    _foot(page, facts, row + 1, 9)


def three_public(page, facts):
    """财政拨款“三公”经费支出决算表: six budget and six final figures in one row."""
    row = _heading(page, facts, (12,) * 12)
    for start, text in ((0, "预算数"), (6, "决算数")):
        page.put(row, start, text, "header", across=6)
        page.put(row + 1, start + 2, "公务用车购置及运行维护费", "header", across=3)
        for offset, label in enumerate(THREE_PUBLIC):
            inside = offset in (2, 3, 4)
            page.put(row + 1 + inside, start + offset, label, "header", down=2 - inside)
    for column in range(12):
        page.put(row + 3, column, column + 1)
    for column, fact in enumerate(facts_of(facts["row"])):
        page.put(row + 4, column, fact, "money")
    _foot(page, facts, row + 5, 12)


LAYOUTS = {
    layout.__name__: layout
    for layout in (
        income_expenditure_total, income, expenditure, fiscal_appropriation_total, general_public_budget,
        basic_expenditure_detail, government_fund, state_capital, three_public,
    )
}
