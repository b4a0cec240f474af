"""公开02、03、05、07、08表: one row an account subject (科目), its total (合计) above the rows."""

from .account_page import GAP, NOTE_HEIGHT, column, header, heading, item_sum, note, summed
from .names import NO_FUND, NO_STATE_CAPITAL
from .page import cell, fixed

_CODE_WIDTHS = (11, 35)
_MONEY_WIDTHS = {3: 16, 6: 16.5, 7: 14}  # by the number of amounts: wide tables fill a page across alike
ROWS = 24
_HEADER_HEIGHT = 16.5
_TOTAL, _FIRST = 8, 9
_INCOME = ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位\n上缴收入", "其他收入")
_EXPENDITURE = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位\n补助支出")
_BY_NATURE = ("基本支出", "项目支出")


def income(book, styles):
    """公开02表 收入决算表."""
    return _with_sum_first(book, styles, 2, "收入决算表", _INCOME, "注：本表反映部门本年度取得的各项收入情况。")


def expenditure(book, styles):
    """公开03表 支出决算表."""
    return _with_sum_first(book, styles, 3, "支出决算表", _EXPENDITURE, "注：本表反映部门本年度各项支出情况。")


def general_public_budget(book, styles):
    """公开05表 一般公共预算财政拨款支出决算表."""
    return _with_sum_first(
        book, styles, 5, "一般公共预算财政拨款支出决算表", ("小计", *_BY_NATURE),
        "注：本表反映部门本年度一般公共预算财政拨款支出情况。", group="本年支出",
    )  # fmt: skip


def state_capital(book, styles):
    """公开08表 国有资本经营预算财政拨款支出决算表."""
    return _with_sum_first(
        book, styles, 8, "国有资本经营预算财政拨款支出决算表", ("合计", *_BY_NATURE),
        "注：本表反映部门本年度国有资本经营预算财政拨款支出情况。", group="本年支出", rows=12,
        empty=(NO_STATE_CAPITAL, "说明：本部门没有使用国有资本经营预算财政拨款安排的支出，故本表无数据。"),
    )  # fmt: skip


def government_fund(book, styles):
    """公开07表 政府性基金预算财政拨款收入支出决算表: 年末＝年初＋收入－支出."""
    page = heading(
        book, styles, 7, "政府性基金预算财政拨款收入支出决算表", (*_CODE_WIDTHS, *[_MONEY_WIDTHS[6]] * 6), row_height=20, beside=6
    )
    header(
        page, 3,
        (0, 0, "项目", 1, 2), (1, 0, "科目代码", 3, 1), (1, 1, "科目名称", 3, 1),
        (0, 2, "年初结转和结余", 4, 1), (0, 3, "本年收入", 4, 1), (0, 4, "本年支出", 1, 3),
        (1, 4, "小计", 3, 1), (1, 5, "基本支出", 3, 1), (1, 6, "项目支出", 3, 1), (0, 7, "年末结转和结余", 4, 1),
    )  # fmt: skip
    formulas = {4: lambda row: summed(f"{cell(row, 5)}:{cell(row, 6)}"), 7: _closing_balance}
    _body(page, 6, 12, formulas)
    said = "说明：本部门没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出，故本表无数据。"
    _foot(
        page, 12, 8, "注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。", (NO_FUND, said)
    )
    return page


def _closing_balance(row):
    opening, received, spent = (cell(row, col) for col in (2, 3, 4))
    return f'IF(COUNT({opening}:{spent})=0,"",N({opening})+N({received})-N({spent}))'


def _with_sum_first(book, styles, number, title, columns, said, *, group=None, rows=ROWS, empty=None):
    """A table whose first amount is the sum of the others. *group* is a heading over all of them."""
    count = len(columns)
    page = heading(
        book, styles, number, title, (*_CODE_WIDTHS, *[_MONEY_WIDTHS[count]] * count),
        row_height=16.5 if count > 3 else 22, beside=count,
    )  # fmt: skip
    header(page, 3, (0, 0, "项目", 1, 2), (1, 0, "科目代码", 3, 1), (1, 1, "科目名称", 3, 1))
    if group:
        page.put(3, 2, group, "header", across=count)
    for offset, text in enumerate(columns):
        page.put(3 + bool(group), 2 + offset, text, "header", down=4 - bool(group))
    _body(page, count, rows, {2: lambda row: summed(f"{cell(row, 3)}:{cell(row, count + 1)}")})
    _foot(page, rows, 2 + count, said, empty)
    return page


def _body(page, count, rows, formulas):
    """栏次, 合计 and the empty rows; *formulas* by column make a row's sums."""
    for row in range(3, 8):
        page.height(row, _HEADER_HEIGHT)
    page.put(7, 0, "栏次", "centre", across=2)
    page.row_of(7, 2, range(1, count + 1))
    page.put(_TOTAL, 0, "合计", "header", across=2)
    last, beside = _FIRST + rows - 1, count + GAP
    codes = f"{fixed(_FIRST, 0)}:{fixed(last, 0)}"
    for col in range(2, 2 + count):
        page.total(_TOTAL, col, item_sum(codes, column(_FIRST, last, col)), beside)
    for row in range(_FIRST, last + 1):
        page.put(row, 0, None, "input_code")
        page.put(row, 1, None, "input_code")
        for col in range(2, 2 + count):
            if col in formulas:
                page.formula(row, col, formulas[col](row), "money")
            else:
                page.put(row, col, None, "input_money")
    page.sheet.ignore_errors({"number_stored_as_text": f"A{_FIRST + 1}:A{last + 1}"})
    page.numbers_only(_FIRST, 2, last, 1 + count, "金额")
    page.sheet.data_validation(
        _FIRST, 0, last, 0,
        {"validate": "any", "input_title": "科目代码", "input_message": "类 3 位、款 5 位、项 7 位；合计只加 7 位的项级科目。"},
    )  # fmt: skip


def _foot(page, rows, columns, said, empty):
    """The note, and for a table that may be empty the sentence (空表说明) chosen on 基本信息."""
    row = _FIRST + rows
    note(page, row, said, columns)
    if empty:
        row += 1
        chosen, sentence = empty
        page.formula(row, 0, f'IF({chosen}="否","{sentence}","")', "note", across=columns)
        page.height(row, 2 * NOTE_HEIGHT if columns < 6 else NOTE_HEIGHT)
    page.print_set_up(row, columns - 1, landscape=columns > 5, repeat=(3, 7))
    page.prints_without_fills()
    page.freeze(_TOTAL, 2)
    page.finish()
