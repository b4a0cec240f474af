"""校验结果: an empty sheet until the check writes its findings there."""

from .names import FINDINGS
from .page import Page

_COLUMNS = (("规则码", 9), ("级别", 10), ("工作表", 15), ("单元格", 9), ("说明", 62), ("核实说明", 30))


def findings(book, styles):
    """The sheet 校验结果."""
    page = Page(book, FINDINGS, styles, "#7030A0")
    page.columns(*(width for _, width in _COLUMNS))
    page.put(0, 0, "绩效校验结果", "title", across=len(_COLUMNS))
    page.height(0, 36)
    page.put(1, 0, "还没有校验。校验后，这里逐条列出结论：哪里不对、在哪一格、应为多少。", "plain", across=len(_COLUMNS))
    page.row_of(2, 0, [label for label, _ in _COLUMNS], "header")
    page.print_set_up(2, len(_COLUMNS) - 1, landscape=True, repeat=(2, 2))
    page.freeze(3)
    page.finish()
    return page
