"""The sheets of a Yueyang self-evaluation report (2021): unit profile, income and expenditure, goals, conclusion."""

from .page import facts_of, rows_covered, value_of

# Header boxes of the four small tables: (row offset, column, text, rows down, columns across).
FUNDS_TABLES = {
    "income": (
        (0, 0, "机构名称", 2, 1), (0, 1, "收入合计", 2, 1), (0, 2, "其中：", 1, 6), (1, 2, "上年结转", 1, 1),
        (1, 3, "公共财\n政拨款", 1, 1), (1, 4, "政府基金拨款", 1, 1), (1, 5, "纳入专户管理的非税收入拨款", 1, 2),
        (1, 7, "其他\n收入", 1, 1),
    ),
    "expenditure": (
        (0, 0, "机构名称", 3, 1), (0, 1, "支出合计", 3, 1), (0, 2, "其中：", 1, 4), (0, 6, "结余", 1, 2),
        (1, 2, "基本支出", 2, 1), (1, 3, "其中：", 1, 2), (1, 5, "项目支出", 2, 1), (1, 6, "当年结余", 2, 1),
        (1, 7, "累计结余", 2, 1), (2, 3, "人员支出", 1, 1), (2, 4, "公用支出", 1, 1),
    ),
    "three_public": (
        (0, 0, "机构名称", 2, 1), (0, 1, "三公经费\n合计", 2, 1), (0, 2, "其中：", 1, 6), (1, 2, "公务接待费", 1, 1),
        (1, 3, "公务用车运维费", 1, 2), (1, 5, "公务用车购置费", 1, 2), (1, 7, "因公出国费", 1, 1),
    ),
    "fixed_assets": (
        (0, 0, "机构名称", 2, 1), (0, 1, "固定资产\n合计", 2, 1), (0, 2, "其中：", 1, 4), (0, 6, "其他", 2, 2),
        (1, 2, "在用固定资产", 1, 2), (1, 4, "出租固定资产", 1, 2),
    ),
}
# The columns of the figures below those headers, with how many columns each covers.
FIGURE_BOXES = {
    "income": ((0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (7, 1)),
    "expenditure": tuple((column, 1) for column in range(8)),
    "three_public": ((0, 1), (1, 1), (2, 1), (3, 2), (5, 2), (7, 1)),
    "fixed_assets": ((0, 1), (1, 1), (2, 2), (4, 2), (6, 2)),
}


def unit_profile(page, facts):
    """部门（单位）基本概况: who the department is, its duties and its year, as running text."""
    page.columns(16, 30, 16, 30)
    page.print_on_a4()
    page.put(0, 0, facts["title"], "title", across=4)
    page.height(0, 46)
    row = 1
    for text in [*facts["cover"], facts["section"]]:
        page.put(row, 0, text, "plain", across=4)
        row += 1
    for pair in facts["pairs"]:
        for column, fact in enumerate(facts_of(pair)):
            page.put(row, column, fact)
        row += 1
    for label, text in facts["texts"]:
        page.put(row, 0, label)
        page.put(row, 1, text, "block", across=3)
        row += 1


def unit_funds(page, facts):
    """部门（单位）收支情况: income, expenditure and balance, 三公, fixed assets, one small table below the other."""
    page.columns(11, *[13] * 7)
    page.print_on_a4()
    page.put(0, 0, facts["section"], "plain", across=8)
    row = 1
    for table in facts["tables"]:
        if "caption" in table:
            page.put(row, 0, table["caption"], "header", across=8)
            row += 1
        boxes = FUNDS_TABLES[table["table"]]
        for down_by, column, text, down, across in boxes:
            page.put(row + down_by, column, text, "header", down=down, across=across)
        row += max(down_by + down for down_by, _, _, down, _ in boxes)
        for (column, across), fact in zip(FIGURE_BOXES[table["table"]], facts_of(table["row"]), strict=True):
            page.put(row, column, fact, "amount", across=across)
        row += 1


def qualitative_goals(page, facts):
    """整体支出绩效定性目标: expected and achieved side by side, no score."""
    page.columns(14, 46, 46)
    page.print_on_a4()
    page.put(0, 0, facts["section"], "plain", across=3)
    label, expected, achieved = facts_of(facts["header"])
    page.put(1, 0, label, down=2)
    page.put(1, 1, expected, "header")
    page.put(1, 2, achieved, "header")
    page.put(2, 1, facts["expected"], "block")
    page.put(2, 2, facts["achieved"], "block")


def quantitative_goals(page, facts):
    """整体支出绩效定量目标: class, kind, goal, state of completion; no score."""
    page.columns(14, 18, 14, 50, 12)
    page.print_on_a4()
    page.repeat_header(0, 0)
    rows = [facts_of(line) for line in facts["rows"]]
    label, content, goal, state = facts_of(facts["header"])
    page.put(0, 0, label, down=1 + len(rows))
    page.put(0, 1, content, "header", across=2)
    page.put(0, 3, goal, "header")
    page.put(0, 4, state, "header")
    for index, cells in enumerate(rows):
        for level in (0, 1):
            if value_of(cells[level]) is not None:
                page.put(1 + index, 1 + level, cells[level], down=rows_covered(rows, index, level))
        page.put(1 + index, 3, cells[2], "left")
        page.put(1 + index, 4, cells[3])


def conclusion(page, facts):
    """评价结论与评价人员: score, grade, the people who evaluated, the boxes to sign."""
    page.columns(24, 24, 32, 18)
    page.print_on_a4()
    row = 0
    for line in facts["results"]:
        label, result = facts_of(line)
        page.put(row, 0, label, "header")
        page.put(row, 1, result, across=3)
        row += 1
    page.put(row, 0, facts["section"], "plain", across=4)
    row += 1
    for index, line in enumerate(facts["people"]):
        for column, fact in enumerate(facts_of(line)):
            page.put(row, column, fact, "centre" if index else "header")
        row += 1
    for box in facts["signatures"]:
        page.put(row, 0, box, "block", across=4)
        page.height(row, 90)
        row += 1
    page.put(row, 0, facts["footer"], "plain", across=4)


LAYOUTS = {
    layout.__name__: layout
    for layout in (unit_profile, unit_funds, qualitative_goals, quantitative_goals, conclusion)
}
