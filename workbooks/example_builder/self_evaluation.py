"""The two self-evaluation forms (整体支出绩效自评表, 项目支出绩效自评表) as Hunan departments publish them.

Nine columns: A the vertical labels, B–C the two upper indicator levels, D the third, E the target, F the actual value,
G the weight, H the score, I the reason. The funds block uses B–C for its labels and D–I for its six figures.
"""

from .page import facts_of, rows_covered, value_of

WIDTHS = (6.5, 9.5, 10.5, 19, 12.5, 12.5, 7, 8.5, 15)
LAST = len(WIDTHS)
FUNDS_COLUMNS = 3


def whole_self_evaluation(page, facts):
    """部门整体支出绩效自评表: unit name, funds by nature, goals, indicators."""
    row = _heading(page, facts)
    page.put(row, 0, facts["unit_label"], across=3)
    page.put(row, 3, facts["unit_name"], across=6)
    row = _funds(page, facts, row + 1, extra=len(facts["by_nature"]))
    for pair in facts["by_nature"]:
        income, expenditure = facts_of(pair)
        page.put(row, 1, income, "left", across=4)
        page.put(row, 5, expenditure, "left", across=4)
        row += 1
    _lower_half(page, facts, row)


def project_self_evaluation(page, facts):
    """项目支出绩效自评表: project name, department and implementing unit, funds by source, goals, indicators."""
    row = _heading(page, facts)
    page.put(row, 0, facts["project_label"], across=2)
    page.put(row, 2, facts["project_name"], across=7)
    row += 1
    page.put(row, 0, facts["department_label"], across=2)
    page.put(row, 2, facts["department"], across=3)
    page.put(row, 5, facts["implementer_label"], across=2)
    page.put(row, 7, facts["implementer"], across=2)
    _lower_half(page, facts, _funds(page, facts, row + 1))


def _heading(page, facts):
    """Attachment number, title and, where the form has one, the line above the table; returns the next row."""
    page.columns(*WIDTHS)
    page.print_on_a4()
    row = 0
    if "attachment" in facts:
        page.put(row, 0, facts["attachment"], "plain", across=3)
        row += 1
    page.put(row, 0, facts["title"], "title", across=LAST)
    page.height(row, 30)
    row += 1
    if "reporting_unit" in facts:
        page.put(row, 0, facts["reporting_unit"], "plain", across=LAST)
        row += 1
    return row


def _funds(page, facts, row, extra=0):
    """The funds block; its label also covers the *extra* rows that follow. Returns the next row."""
    page.put(row, 0, facts["funds_label"], down=1 + len(facts["funds"]) + extra)
    page.put(row, 1, None, across=2)
    for offset, label in enumerate(facts_of(facts["funds_header"])):
        page.put(row, FUNDS_COLUMNS + offset, label, "header")
    for line in facts["funds"]:
        row += 1
        label, *figures = facts_of(line)
        page.put(row, 1, label, "left", across=2)
        for offset, figure in enumerate(figures):
            page.put(row, FUNDS_COLUMNS + offset, figure, _funds_style(offset, value_of(figure)))
    return row + 1


def _funds_style(offset, value):
    """Three amounts, weight, rate, score: the amounts with two decimals (three where three were published)."""
    if offset < 3:
        return "precise" if isinstance(value, float) and round(value, 2) != value else "amount"
    return _rate_style(value) if offset == 4 else "centre"


def _rate_style(value):
    """A number in a percentage cell is a fraction: 1 shows as 100%, 0.9916 as 99.16%."""
    if not isinstance(value, (int, float)):
        return "centre"
    return "whole_rate" if round(value * 100, 6) == int(round(value * 100, 6)) else "rate"


def _lower_half(page, facts, row):
    """Goals, indicators, total, notes and signature line: the same on both forms."""
    label, expected, actual = facts_of(facts["goal_header"])
    page.put(row, 0, label, down=2)
    page.put(row, 1, expected, "header", across=4)
    page.put(row, 5, actual, "header", across=4)
    page.put(row + 1, 1, facts["goals"]["expected"], "block", across=4)
    page.put(row + 1, 5, facts["goals"]["actual"], "block", across=4)
    page.height(row + 1, 60)
    row = _indicators(page, facts, row + 2)
    label, weight, score = facts_of(facts["total"])
    page.put(row, 0, label, "header", across=6)
    page.put(row, 6, weight)
    page.put(row, 7, score)
    page.put(row, 8, None)
    for text in [*facts.get("notes", []), *([facts["footer"]] if "footer" in facts else [])]:
        row += 1
        page.put(row, 0, text, "plain", across=LAST)


def _indicators(page, facts, row):
    """The indicator block; an upper level given as null belongs to the box above it. Returns the next row."""
    rows = [facts_of(line) for line in facts["indicators"]]
    page.put(row, 0, facts["indicator_label"], down=1 + len(rows))
    for column, label in enumerate(facts_of(facts["indicator_header"]), start=1):
        page.put(row, column, label, "header")
    for index, cells in enumerate(rows):
        for level in (0, 1):
            if value_of(cells[level]) is not None:
                page.put(row + 1 + index, 1 + level, cells[level], down=rows_covered(rows, index, level))
        for column, fact in enumerate(cells[2:], start=3):
            page.put(row + 1 + index, column, fact, _indicator_style(column, value_of(fact)))
        page.height(row + 1 + index, 26)
    return row + 1 + len(rows)


def _indicator_style(column, value):
    if column in (4, 5):
        return _rate_style(value)
    return "left" if column in (3, 8) else "centre"


LAYOUTS = {
    "whole_self_evaluation": whole_self_evaluation,
    "project_self_evaluation": project_self_evaluation,
}
