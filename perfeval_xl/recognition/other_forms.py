"""Sheets that hold a form of budget performance which is none of the year's end: what it is, and why nothing is checked.

绩效目标申报表 (the targets that were applied for) and 绩效运行监控表 (half of the year) have the words of a 自评表, and who
hands one in would otherwise not hear that it was passed over.
"""

from collections.abc import Collection, Iterator

from ..core.book import Book, Sheet
from ..core.cells import address
from ..core.findings_sheet import is_ours
from ..core.patterns import Pattern
from ..core.record import Record
from .grid import squeeze

_WITHIN, _LONGEST = 8, 45  # rows from the top that may hold the title; characters of one
_REASONS = (
    (
        Pattern(r"绩效目标(?:及指标)?(?:申报|申请|批复|审核|备案|分解|调整|公开)?表"),
        "只有年初的绩效目标，没有完成情况，没有可核对的数",
    ),
    (Pattern(r"绩效(?:目标)?(?:运行|执行|实现)?(?:情况)?(?:动态)?监控.{0,8}表"), "是年中的监控，不是年末的完成情况，没有核对"),
)
_DONE = Pattern("完成值|完成情况|实际完成")


class OtherForm(Record):
    """A form that is not checked: where its title stands, and in words why."""

    sheet: str
    cell: str
    title: str
    reason: str


def other_forms(book: Book, read: Collection[str]) -> Iterator[OtherForm]:
    """Those of the sheets in which no form was recognised; *read* are the names of the others."""
    for sheet in book.sheets:
        if sheet.name not in read and not is_ours(sheet):
            yield from _of_sheet(sheet)


def _of_sheet(sheet: Sheet) -> Iterator[OtherForm]:
    for number, row in enumerate(sheet.rows[:_WITHIN]):
        for col, value in enumerate(row):
            title = squeeze(value) if value.__class__ is str and "绩效" in value else ""
            if not title or len(title) > _LONGEST:
                continue
            for named, reason in _REASONS:
                if named.search(title) and (named is not _REASONS[0][0] or not _states_completion(sheet)):
                    yield OtherForm(sheet.name, address(number, col), title, reason)
                    return


def _states_completion(sheet: Sheet) -> bool:
    """Whether there is a column of what was reached: then the form is another one, or one that cannot be read."""
    return any(value.__class__ is str and _DONE.search(value) is not None for row in sheet.rows for value in row)
