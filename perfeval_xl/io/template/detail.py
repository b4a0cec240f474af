"""公开06表 and 公开09表: basic expenditure by economic subject, and the “三公” expenses."""

from .account_page import GAP, NOTE_HEIGHT, column, header, heading, note, summed
from .economic import GOODS_AND_SERVICES, OTHERS, PERSONNEL, subjects
from .names import NO_THREE_PUBLIC
from .page import cell

_THREE_PUBLIC = ("合计", "因公出国\n（境）费", "小计", "公务用车\n购置费", "公务用车\n运行维护费", "公务接待费")


def basic_expenditure_detail(book, styles):
    """公开06表: a class (类) is the sum of its sections (款); 301 and 303 are 人员经费, the others 公用经费."""
    widths = (8, 30, 13, 8, 24, 13, 8, 37, 13)
    page = heading(book, styles, 6, "一般公共预算财政拨款基本支出决算明细表", widths, row_height=15.75, beside=3)
    header(page, 3, (0, 0, "人员经费", 1, 3), (0, 3, "公用经费", 1, 6))
    page.row_of(4, 0, ("科目代码", "科目名称", "决算数") * 3, "header")
    first, columns = 5, [subjects(text) for text in (PERSONNEL, GOODS_AND_SERVICES, OTHERS)]
    last = first + max(map(len, columns)) - 1
    classes = [_column(page, first, last, 3 * index, listed) for index, listed in enumerate(columns)]
    page.put(last + 1, 0, "人员经费合计", "header", across=2)
    page.total(last + 1, 2, summed(*classes[0]), len(widths) + GAP - 2)
    page.put(last + 1, 3, "公用经费合计", "header", across=5)
    page.total(last + 1, 8, summed(*classes[1], *classes[2]), len(widths) + GAP - 7)
    note(page, last + 2, "注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。", 9)
    page.print_set_up(last + 2, 8, landscape=True, one_page=True, repeat=(3, 4))
    page.prints_without_fills()
    page.freeze(5)
    page.finish()
    return page


def _column(page, first, last, col, listed):
    """One of the three columns; returns the cells of its classes."""
    classes = []
    for row in range(first, last + 1):
        code, name = listed[row - first] if row - first < len(listed) else (None, None)
        indent = "" if code is None or len(code) == 3 else "  "
        page.put(row, col, code, "left")
        page.put(row, col + 1, None if name is None else indent + name, "left")
        if code is None:
            page.put(row, col + 2, None, "money")
        elif len(code) > 3:
            page.put(row, col + 2, None, "input_money")
        else:
            sections = sum(one.startswith(code) for one, _ in listed) - 1
            page.formula(row, col + 2, summed(column(row + 1, row + sections, col + 2)), "money")
            classes.append(cell(row, col + 2))
    page.numbers_only(first, col + 2, last, col + 2, "决算数")
    return classes


def three_public(book, styles):
    """公开09表: 合计＝因公出国（境）费＋公务用车＋公务接待费, 小计＝购置费＋运行维护费, for the budget and for the account."""
    page = heading(book, styles, 9, "财政拨款“三公”经费支出决算表", (12,) * 12, row_height=22)
    for start, text in ((0, "预算数"), (6, "决算数")):
        page.put(3, start, text, "header", across=6)
        page.put(4, start + 2, "公务用车购置及运行维护费", "header", across=3)
        for offset, label in enumerate(_THREE_PUBLIC):
            inside = offset in (2, 3, 4)
            page.put(4 + inside, start + offset, label, "header", down=2 - inside)
        for offset in range(6):
            page.put(6, start + offset, start + offset + 1)
        page.formula(7, start, summed(*(cell(7, start + offset) for offset in (1, 2, 5))), "money")
        page.formula(7, start + 2, summed(f"{cell(7, start + 3)}:{cell(7, start + 4)}"), "money")
        for offset in (1, 3, 4, 5):
            page.put(7, start + offset, None, "input_money")
    page.height(5, 36)
    page.height(7, 30)
    page.numbers_only(7, 0, 7, 11, "金额")
    said = (
        "注：本表反映部门本年度财政拨款“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，反映按规定程序调整后的"
        "预算数；决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。"
    )
    note(page, 8, said, 12)
    page.height(8, 2 * NOTE_HEIGHT)
    empty = "说明：本部门没有财政拨款“三公”经费支出，故本表无数据。"
    page.formula(9, 0, f'IF({NO_THREE_PUBLIC}="否","{empty}","")', "note", across=12)
    page.print_set_up(9, 11, landscape=True, repeat=(3, 6))
    page.prints_without_fills()
    page.freeze(7)
    page.finish()
    return page
