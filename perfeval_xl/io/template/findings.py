"""校验结果: the sheet that a check fills, so far with its header alone. Its columns are how it is known again."""

from ...core.findings_sheet import COLUMNS, HIDDEN, SHOWN, TITLE
from .names import FINDINGS
from .page import Page

_WIDTHS = (8, 7, 13, 8, 44, 12, 12, 10, 22, 22)


def findings(book, styles):
    """The sheet 校验结果."""
    page = Page(book, FINDINGS, styles, "#7030A0")
    page.columns(*_WIDTHS)
    page.sheet.set_column(len(SHOWN), len(COLUMNS) - 1, 10, None, {"hidden": True})
    page.put(0, 0, TITLE, "title", across=len(SHOWN))
    page.height(0, 36)
    said = "还没有校验。校验后，这里逐条列出结论：哪里不对、在哪一格、应为多少、依据是什么。"
    page.put(1, 0, said, "plain", across=len(SHOWN))
    page.row_of(2, 0, SHOWN, "header")
    page.row_of(2, len(SHOWN), HIDDEN, "working_header")
    page.height(2, 24)
    page.print_set_up(2, len(SHOWN) - 1, landscape=True, repeat=(2, 2))
    page.freeze(3)
    page.finish()
    return page
