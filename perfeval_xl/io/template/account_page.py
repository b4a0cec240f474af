"""What the nine final-account tables (部门决算公开表) have in common: heading, print set-up, notes, typed totals."""

from .names import ACCOUNTS, UNIT_NAME
from .page import Page, cell

_TAB = "#548235"
GAP = 2  # columns between a table and the totals typed beside it
NOTE_HEIGHT = 16
CODE_LEVEL = 7  # digits of an item's code (项级科目)


def heading(book, styles, number, title, widths, *, row_height, beside=0):
    """A page with title, table number, department and money unit. *beside* typed totals stand right of the table."""
    page = Page(book, ACCOUNTS[number - 1], styles, _TAB, row_height)
    last = len(widths) - 1
    page.columns(*widths, *([2] * GAP if beside else ()), *[12] * beside)
    page.put(0, 0, title, "title", across=last + 1)
    page.height(0, 32)
    page.height(1, 17)
    page.height(2, 17)
    page.put(1, last, f"公开{number:02}表", "plain_right")
    page.formula(2, 0, f'"部门："&{UNIT_NAME}', "plain", "部门：", across=2)
    page.put(2, last, "单位：万元", "plain_right")
    if beside:
        page.put(0, last + 1 + GAP, "打印区外：与合计公式有尾差时，手填合计", "note", across=max(beside, 4))
    return page


def header(page, row, *boxes):
    """Header boxes, each (row offset, column, text, rows down, columns across)."""
    for down_by, col, text, down, across in boxes:
        page.put(row + down_by, col, text, "header", down=down, across=across)


def summed(*ranges):
    """A sum that shows nothing while nothing is filled in: an empty table is empty, not 0.00."""
    cells = ",".join(ranges)
    return f'IF(COUNT({cells})=0,"",SUM({cells}))'


def item_sum(codes, amounts):
    """The sum of the items (项级科目): classes and sections above them are sums themselves.

    Excel: ``=SUMPRODUCT((LEN(科目代码)=7)*1,金额)``.
    """
    return f'IF(COUNT({amounts})=0,"",SUMPRODUCT((LEN(TRIM({codes}))={CODE_LEVEL})*1,{amounts}))'


def column(row, last_row, col):
    """``C7:C32``."""
    return f"{cell(row, col)}:{cell(last_row, col)}"


def note(page, row, text, columns):
    page.put(row, 0, text, "note", across=columns)
    page.height(row, NOTE_HEIGHT)
