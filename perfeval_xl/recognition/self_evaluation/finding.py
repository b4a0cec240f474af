"""Where self-evaluation forms begin: at a title, or at the first label of a form that has no title."""

from bisect import bisect_right
from functools import partial

from ...domain.forms import PROJECT, WHOLE
from ..families import Anchor
from ..grid import Grid
from ..sheet_texts import SheetTexts
from .reading import read_form
from .words import closing_role, column_role, fund_column_role, goal_role, head_role, is_title, nature_side
from .zone import Line, Lines, Start

_MOST_BESIDE = 8  # forms side by side
_TITLE_ABOVE = 4
_DURING_THE_YEAR = ("监控", "预计", "申报", "1-")
# Labels that stand above the indicators of a form and nowhere below them.
_OPENING_ROLES = frozenset(("project_name", "supervisor", "unit_name", "reporting_unit"))


def find(grid: Grid, texts: SheetTexts) -> list[Anchor]:
    """Every place of the sheet where a self-evaluation form begins."""
    lines = texts.lines
    titles = [Start(*cell) for cell in texts.having("自评") if is_title(cell[2]) and not _names_project(lines[cell[0]], cell[1])]
    named = [cell for cell in texts.having("自评", "三级指标") if column_role(cell[2]) == "name"]
    headers = [cell[0] for before, cell in zip([None, *named], named) if before != (cell[0], cell[1] - 1, cell[2])]
    starts = _without_lists(titles, lines)
    starts = _side_by_side(starts) if len(headers) > len(set(headers)) else _first_of_row(starts)
    starts = _on_pages(sorted([*starts, *_untitled(starts, headers, lines)]))
    anchors = []
    for i, start in enumerate(starts):
        following = starts[i + 1 : i + 1 + _MOST_BESIDE]
        bottom = next((other.row - 1 for other in following if _below(other, start)), grid.height - 1)
        read = partial(read_form, lines, start, bottom)
        anchors.append(Anchor(start.row, start.col, _kind(start, bottom, lines), read))
    return anchors


def _names_project(line: Line, col: int) -> bool:
    """Whether what stands in the column is the project's name, 项目名称｜……补助经费绩效自评表, which is no title."""
    return any([head_role(text) == "project_name" for at, text in line if at < col])


def _without_lists(titles: list[Start], lines: Lines) -> list[Start]:
    """The titles less those of a list of contents, which follow one another line by line."""
    rows = {title.row for title in titles}
    heads = [title for title in titles if title.row + 1 not in rows]
    in_list = {title.row for title in titles if title.row - 1 in rows}
    return [title for title in heads if title.row not in in_list or lines.get(title.row + 1)]


def _first_of_row(titles: list[Start]) -> list[Start]:
    """One title a row: a converter that fills merged cells repeats it in every column."""
    return list({title.row: title for title in reversed(titles)}.values())[::-1]


def _side_by_side(titles: list[Start]) -> list[Start]:
    """Titles in one row share its columns between them."""
    result = []
    for i, title in enumerate(titles):
        left = title.col if i and titles[i - 1].row == title.row else 0
        beside = i + 1 < len(titles) and titles[i + 1].row == title.row
        result.append(title._replace(left=left, right=titles[i + 1].col - 1 if beside else None))
    return result


def _untitled(starts: list[Start], headers: list[int], lines: Lines) -> list[Start]:
    """A start for every indicator header that no title claims: the first label above it that opens a form."""
    titled = [start.row for start in starts]
    result, after = [], -1
    for header in dict.fromkeys(headers):
        earlier = bisect_right(titled, header)
        if earlier == 0 or titled[earlier - 1] <= after:
            opening = _opening(after + 1, header, lines)
            if opening is None and after < 0:
                opening = header
            if opening is not None and _is_scored(lines, header):
                result.append(Start(opening, lines[opening][0][0], ""))
            elif opening is not None and _states_completion(lines, opening, header):
                result.append(_under_other_title(lines, opening))
        after = header
    return result


def _on_pages(starts: list[Start]) -> list[Start]:
    """The starts, those without a title with the row of the one above: it may say the year of the whole page."""
    found, page = [], None
    for start in starts:
        page = start.row if start.title else page
        found.append(start if start.title or page is None else start._replace(page=page))
    return found


def _opening(top: int, header: int, lines: Lines) -> int | None:
    """The first row of *top* … *header* with a label that stands above the indicators of a form."""
    for row in range(top, header):
        line = lines.get(row)
        if line and closing_role(line[0][1]) is None and _opens(line):
            return row
    return None


def _opens(line: Line) -> bool:
    if sum(fund_column_role(text) is not None for _, text in line) > 2:
        return True
    return any(
        head_role(text) in _OPENING_ROLES or nature_side(text) or goal_role(text) == "achieved" for _, text in line
    )


def _is_scored(lines: Lines, header: int) -> bool:
    """Has the header scores, and no 评分标准, which in a header of two rows stands in the upper one?"""
    *above, own = ({column_role(text) for _, text in lines.get(row, ())} for row in range(header - 2, header + 1))
    return "score" in own and "standard" not in own.union(*above)


def _states_completion(lines: Lines, opening: int, header: int) -> bool:
    """Has the header, without scores, both what was to be reached and what was, at the year's end (no 绩效运行监控)?"""
    own = {column_role(text) for _, text in lines[header]}
    if not {"target", "actual"} <= own or "standard" in own:
        return False
    above = (text for row in range(max(opening - _TITLE_ABOVE, 0), header + 2) for _, text in lines.get(row, ()))
    return not any(word in text for text in above for word in _DURING_THE_YEAR)


def _under_other_title(lines: Lines, opening: int) -> Start:
    """A form whose title does not speak of 自评: 绩效目标完成情况表."""
    for row in range(opening - 1, max(opening - _TITLE_ABOVE, 0) - 1, -1):
        for col, text in lines.get(row, ()):
            if text.endswith("情况表"):
                return Start(row, col, text)
    return Start(opening, lines[opening][0][0], "")


def _below(other: Start, start: Start) -> bool:
    """Does *other* begin below *start* in the same columns?"""
    beside = (start.right is not None and other.left > start.right) or (
        other.right is not None and other.right < start.left
    )
    return other.row > start.row and not beside


def _kind(start: Start, bottom: int, lines: Lines) -> str:
    """整体 or 项目, by the title, else by the labels below it."""
    if "整体" in start.title:
        return WHOLE
    if any([word in start.title for word in ("项目", "专项", "转移支付", "补助资金", "发展资金")]):
        return PROJECT
    upper = range(start.row, min(bottom, start.row + 12) + 1)
    labels = (head_role(text) for row in upper for _, text in lines.get(row, ()))
    return PROJECT if "project_name" in labels else WHOLE
