"""公开01表 and 公开04表: income and expenditure side by side (收入支出决算总表、财政拨款收入支出决算总表)."""

from ...domain.accounts import FUNCTIONAL_CLASSES
from .account_page import GAP, column, header, heading, note, summed
from .page import cell

# Classes that no department spends in have no line in the published tables.
_LEFT_OUT = ("209", "227", "230", "233")
_ORDINALS = "一二三四五六七八九十"
_INCOME = (
    "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入", "上级补助收入", "事业收入",
    "经营收入", "附属单位上缴收入", "其他收入",
)  # fmt: skip
_APPROPRIATIONS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


def _numbered(names):
    """一、…… 二、……"""
    for number, name in enumerate(names, start=1):
        tens, ones = divmod(number, 10)
        written = (_ORDINALS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_ORDINALS[ones - 1] if ones else "")
        yield f"{written}、{name}"


def _classes():
    return list(_numbered(name for code, name in FUNCTIONAL_CLASSES.items() if code not in _LEFT_OUT))


def income_expenditure_total(book, styles):
    """公开01表."""
    widths = (31, 6, 14, 30, 6, 14)
    page = heading(book, styles, 1, "收入支出决算总表", widths, row_height=22, beside=4)
    header(page, 3, (0, 0, "收入", 1, 3), (0, 3, "支出", 1, 3))
    page.row_of(4, 0, ("项目", "行次", "金额") * 2, "header")
    page.row_of(5, 0, ("栏次", None, 1, "栏次", None, 2))
    first, classes = 6, _classes()
    last = first + len(classes) - 1
    _lines(page, first, list(_numbered(_INCOME)), classes, numbered_from=(1, len(classes) + 5))
    rest = (("使用非财政拨款结余（含专用结余）", "结余分配"), ("年初结转和结余", "年末结转和结余"))
    for col in (0, 3):
        number = 1 if col == 0 else len(classes) + 5
        amounts = col + 2
        beside = len(widths) + GAP - amounts + (0 if col == 0 else 1)
        page.put(last + 1, col, "本年收入合计" if col == 0 else "本年支出合计", "header")
        page.total(last + 1, amounts, summed(column(first, last, amounts)), beside)
        for offset, names in enumerate(rest, start=2):
            page.put(last + offset, col, names[col // 3], "left")
            page.put(last + offset, amounts, None, "input_money")
        page.put(last + 4, col, "总计", "header")
        page.total(last + 4, amounts, summed(column(last + 1, last + 3, amounts)), beside)
        for offset in range(1, 5):
            page.put(last + offset, col + 1, number + len(classes) + offset - 1)
    page.numbers_only(first, 2, last + 4, 2, "金额")
    page.numbers_only(first, 5, last + 4, 5, "金额")
    note(page, last + 5, "注：1.本表反映部门本年度的总收支和年末结转结余情况。", 6)
    note(page, last + 6, "    2.本套报表金额单位转换时可能存在尾数误差。", 6)
    page.print_set_up(last + 6, 5, one_page=True, repeat=(3, 5))
    page.prints_without_fills()
    page.freeze(6)
    page.finish()
    return page


def _lines(page, first, income, expenditure, *, numbered_from, expenditure_amounts=1):
    """Names, 行次 and amounts of both sides; the income side is the shorter one."""
    for offset, name in enumerate(expenditure):
        row, label = first + offset, income[offset] if offset < len(income) else None
        page.put(row, 0, label, "left")
        page.put(row, 1, numbered_from[0] + offset)
        page.put(row, 2, None, "input_money" if label else "money")
        page.put(row, 3, name, "left")
        page.put(row, 4, numbered_from[1] + offset)
        if expenditure_amounts == 1:
            page.put(row, 5, None, "input_money")


def fiscal_appropriation_total(book, styles):
    """公开04表: as the first, the expenditure side by kind of appropriation; its 合计 is their sum."""
    widths = (30, 6, 14, 30, 6, 14, 15, 15, 15)
    page = heading(book, styles, 4, "财政拨款收入支出决算总表", widths, row_height=15.75, beside=5)
    header(page, 3, (0, 0, "收     入", 1, 3), (0, 3, "支     出", 1, 6))
    kinds = ("一般公共预算\n财政拨款", "政府性基金预算\n财政拨款", "国有资本经营\n预算财政拨款")
    for col, text in enumerate(("项目", "行次", "金额", "项目", "行次", "合计", *kinds)):
        page.put(4, col, text, "header", down=2)
    page.row_of(6, 0, ("栏次", None, 1, "栏次", None, 2, 3, 4, 5))
    first, classes = 7, _classes()
    last, second = first + len(classes) - 1, len(classes) + 7
    _lines(page, first, list(_numbered(_APPROPRIATIONS)), classes, numbered_from=(1, second), expenditure_amounts=4)
    for row in range(first, last + 1):
        _by_kind(page, row)
    _appropriation_totals(page, first, last, len(classes), second, len(widths) + GAP)
    page.numbers_only(first, 2, last + 6, 2, "金额")
    page.numbers_only(first, 6, last + 6, 8, "金额")
    note(page, last + 7, "注：本表反映部门本年度三类财政拨款的总收支和年末结转结余情况。", 9)
    page.print_set_up(last + 7, 8, landscape=True, one_page=True, repeat=(3, 6))
    page.prints_without_fills()
    page.freeze(7)
    page.finish()
    return page


def _by_kind(page, row):
    """合计＝三类拨款之和."""
    page.formula(row, 5, summed(f"{cell(row, 6)}:{cell(row, 8)}"), "money")
    for col in (6, 7, 8):
        page.put(row, col, None, "input_money")


def _appropriation_totals(page, first, last, classes, second, beside):
    """本年合计, carried-over balances by kind, 总计."""
    for offset in range(1, 7):
        page.put(last + offset, 1, classes + offset)
        page.put(last + offset, 4, second + classes + offset - 1)
    this_year, opening, total = last + 1, last + 2, last + 6
    page.put(this_year, 0, "本年收入合计", "header")
    page.total(this_year, 2, summed(column(first, last, 2)), beside - 2)
    page.put(this_year, 3, "本年支出合计", "header")
    page.put(opening, 0, "年初财政拨款结转和结余", "left")
    page.formula(opening, 2, summed(column(opening + 1, opening + 3, 2)), "money")
    page.put(opening, 3, "年末财政拨款结转和结余", "left")
    _by_kind(page, opening)
    for offset, name in enumerate(_APPROPRIATIONS, start=1):
        page.put(opening + offset, 0, f"  {name}", "left")
        page.put(opening + offset, 2, None, "input_money")
        for col in range(5, 9):
            page.put(opening + offset, col, None, "money")
        page.put(opening + offset, 3, None, "left")
    page.put(total, 0, "总计", "header")
    page.total(total, 2, summed(f"{cell(this_year, 2)}:{cell(opening, 2)}"), beside - 2)
    page.put(total, 3, "总计", "header")
    for index, col in enumerate((5, 6, 7, 8), start=1):
        page.total(this_year, col, summed(column(first, last, col)), beside + index - col)
        page.total(total, col, summed(f"{cell(this_year, col)}:{cell(opening, col)}"), beside + index - col)
