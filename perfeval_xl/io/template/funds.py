"""The funds block (资金区) of the self-evaluation forms: what was planned, what was spent, and how much of it.

Its figures stand in D (年初预算数), E (全年预算数), G (全年执行数), I (分值), J (执行率) and K (得分).
"""

from .names import (
    DECIMALS,
    EXECUTION_WEIGHT,
    GENERAL_BUDGET,
    GOVERNMENT_FUND,
    INCOME_THIS_YEAR,
    SPENT,
    SPENT_BASIC,
    SPENT_PROJECTS,
    shown,
)
from .page import cell, fixed
from .scoring import FIRST_STEP, MANUAL, STEPS, chosen_profile, function_first

TYPED = MANUAL + 1  # 手填数, the column N
_INCOME = ("按收入性质分：", "其中：一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金")
_EXPENDITURE = ("按支出性质分：", "其中：基本支出", "项目支出", None, None)


def funds_header(page, row, label, rows):
    """The header of the funds block (资金区), whose label covers *rows* rows below. Returns the first of them."""
    page.put(row, 0, label, "header", down=rows + 1)
    page.put(row, 1, None, "header", across=2)
    page.put(row, 3, "年初预算数", "header")
    page.put(row, 4, "全年预算数", "header", across=2)
    page.put(row, 6, "全年执行数", "header", across=2)
    page.row_of(row, 8, ("分值", "执行率", "得分"), "header")
    page.put(row, MANUAL, "人工评分", "beside_header")
    page.height(row, 26)
    return row + 1


def whole_funds(page, row, profile, note):
    """年度资金总额 of the whole unit: budgets are filled in, the executed amount is drawn from 支出决算表.

    *note* is the cell with the form's note.
    """
    typed = fixed(row, TYPED)
    page.put(row - 1, MANUAL, "人工评分\n下为收入", "beside_header")
    page.put(row - 1, TYPED, "手填执行数\n下为支出", "beside_header")
    page.put(row, 1, "年度资金总额", "left", across=2)
    page.put(row, 3, None, "input_amount")
    page.put(row, 4, None, "input_amount", across=2)
    page.formula(row, 6, f'IF({typed}<>"",{typed},{shown(SPENT)})', "amount", across=2)
    page.put(row, TYPED, None, "beside_money")
    page.numbers_only(row, 3, row, 5, "预算数")
    _execution(page, row, profile, note)


def project_funds(page, row, profile, note):
    """年度资金总额＝当年财政拨款＋上年结转资金＋其他资金, in each of the three columns. *note*: see whole_funds."""
    page.put(row, 1, "年度资金总额", "left", across=2)
    for col, across in ((3, 1), (4, 2), (6, 2)):
        parts = f"{cell(row + 1, col)}:{cell(row + 3, col)}"
        page.formula(row, col, f'IF(COUNT({parts})=0,"",SUM({parts}))', "amount", across=across)
        for offset in (1, 2, 3):
            page.put(row + offset, col, None, "input_amount", across=across)
    for offset, label in enumerate(("其中：当年财政拨款", "上年结转资金", "其他资金"), start=1):
        page.put(row + offset, 1, label, "left", across=2)
        page.row_of(row + offset, 8, ("—", "—", "—"))
    page.numbers_only(row + 1, 3, row + 3, 7, "资金数")
    _execution(page, row, profile, note)


def _execution(page, row, profile, note):
    """分值, 执行率 and 预算执行得分. Excel: ``=ROUND(分值*MIN(1,执行数/预算数),小数位)``."""
    budget, executed, weight, manual = cell(row, 4), cell(row, 6), cell(row, 8), cell(row, MANUAL)
    function, native = fixed(row, FIRST_STEP), fixed(row, FIRST_STEP + len(STEPS) - 1)
    blank = f'OR({budget}="",{executed}="")'
    page.formula(row, 8, EXECUTION_WEIGHT, "weight", float(profile.execution_weight))
    page.formula(row, 9, f'IF({blank},"",IF({budget}=0,"",{executed}/{budget}))', "rate")
    page.formula(row, 10, function_first(manual, blank, function, native), "score")
    page.put(row, MANUAL, None, "beside")
    page.numbers_only(row, MANUAL, row, MANUAL, "人工评分", least=0)
    page.formula(row, FIRST_STEP, f'IF({blank},"",PERF_EXEC_SCORE({executed},{budget},{weight},{chosen_profile(note)}))', "working")
    earned = f"ROUND({weight}*MAX(0,MIN(1,{executed}/{budget})),{DECIMALS})"
    page.formula(
        row, FIRST_STEP + len(STEPS) - 1, f'IF({blank},"",IF({budget}=0,1/0,MIN({weight},{earned})))', "working"
    )
    page.colour((row, 9, row, 10), f"AND(ISNUMBER({fixed(row, 9)}),{fixed(row, 9)}<0.8)")


def natures(page, row):
    """按收入性质分 and 按支出性质分, drawn from 收入支出决算总表 and 支出决算表 unless typed beside."""
    for offset in range(5):
        page.put(row + offset, MANUAL, None, "beside_money")
        page.put(row + offset, TYPED, None, "beside_money")
    for offset, (label, drawn) in enumerate(zip(_INCOME, _income(row))):
        page.put(row + offset, 1, label, "left", across=3)
        page.formula(row + offset, 4, _or_typed(row + offset, MANUAL, drawn), "amount", across=2)
    parts = f"{cell(row + 1, 8)}:{cell(row + 2, 8)}"
    spent = (f'IF(COUNT({parts})=0,"",SUM({parts}))', shown(SPENT_BASIC), shown(SPENT_PROJECTS), None, None)
    for offset, (label, drawn) in enumerate(zip(_EXPENDITURE, spent)):
        page.put(row + offset, 6, label, "left", across=2)
        if drawn:
            page.formula(row + offset, 8, _or_typed(row + offset, TYPED, drawn), "amount", across=3)
        else:
            page.put(row + offset, 8, None, "centre", across=3)


def _or_typed(row, col, drawn):
    typed = fixed(row, col)
    return f'IF({typed}<>"",{typed},{drawn})'


def _income(row):
    """What each kind of income is where nothing is typed: the rest of 本年收入 is 其他资金."""
    parts, named = f"{cell(row + 1, 4)}:{cell(row + 4, 4)}", f"{cell(row + 1, 4)}:{cell(row + 3, 4)}"
    return (
        f'IF(COUNT({parts})=0,"",SUM({parts}))',
        shown(GENERAL_BUDGET),
        shown(GOVERNMENT_FUND),
        '""',
        f'IF({INCOME_THIS_YEAR}="","",ROUND({INCOME_THIS_YEAR}-SUM({named}),2))',
    )
