"""Recognition of goal tables without scores (没有得分栏的定性、定量目标表).

Anchors are the header words: 预期目标｜实际完成 beside a label “定性目标”, or 评价内容｜绩效目标｜完成情况. The block
年度总体目标 of a self-evaluation form has the first pair of words too, but is labelled otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from ..core.cells import Box, Field
from ..core.patterns import Pattern
from ..core.record import Record
from ..domain.forms import GOAL_TABLE, GoalItem, GoalTable
from .families import CONTENT_HEADERS, DONE_HEADERS, QUALITATIVE, Anchor
from .grid import Grid, squeeze
from .sheet_texts import SheetTexts

_GOAL_HEADERS = frozenset(
    "预期目标 年度目标 绩效目标 年初目标 预期绩效目标 年度绩效目标 年初绩效目标 目标内容 定性目标 定量目标".split()
)
# A table with one of these columns is scored: a self-evaluation form or a rule-scored table.
_SCORED_HEADERS = frozenset(("分值", "得分", "自评得分", "权重", "评分标准", "年度指标值", "三级指标", "扣分原因"))
_QUANTITATIVE = "定量目标"
Names = Mapping[tuple[int, int], str]  # the texts with one of these words that are no column's heading, by cell
# Rows below a table that belong to what follows it.
_CLOSING = Pattern(
    "得分|总分|合计|评价等[次级]|评价人员|组长|签字|签章|签名|意见|填报人|填表人|备注|^注[:：]|^[一二三四五六七八九十]、"
)
_CLOSING_LENGTH = 30
_ITEM = Pattern(r"[★☆*]*(?:三级)?指标\s*[0-9０-９一二三四五六七八九十]{1,2}\s*[:：、.．]?")
_BEFORE_AN_ITEM = ("", *"\n \u3000\xa0。；;")
_ELLIPSIS_LINE = Pattern(r"\n\s*(?=[….]{1,6}\s*(?:\n|$))")
_YEAR = Pattern("(20[0-9]{2})年")


class Header(Record):
    """The header row: its row, the columns of content (None: a qualitative table), goal and completion."""

    row: int
    content: int | None
    goal: int
    done: int

    @property
    def first(self) -> int:
        """The leftmost of its columns."""
        return self.goal if self.content is None else self.content


def find(grid: Grid, texts: SheetTexts) -> Iterable[Anchor]:
    """Where goal tables begin. *texts* are the sheet's text cells."""
    done = [(row, col) for row, line in texts.lines.items() for col, text in line if text in DONE_HEADERS]
    headers = [header for row, col in done if (header := _header(grid, row, col)) is not None]
    names = _names(texts) if headers else {}
    for header in headers:
        label = _label(grid, header, names)
        if header.content is None and (label is None or QUALITATIVE not in names[label]):
            continue
        top, left = label or (header.row, header.first)
        yield Anchor(min(top, header.row), left, GOAL_TABLE, partial(_read, header))


def _names(texts: SheetTexts) -> Names:
    named = texts.having(QUALITATIVE, _QUANTITATIVE)
    return {(row, col): text for row, col, text in named if text not in _GOAL_HEADERS}


def _header(grid: Grid, row: int, done: int) -> Header | None:
    """The header that the completion column at (row, done) belongs to, if it can be a goal table's."""
    labels = [squeeze(value) if value.__class__ is str else "" for value in grid.rows[row]]
    goal = next((col for col in range(done - 1, -1, -1) if labels[col] in _GOAL_HEADERS), None)
    if goal is None or not _SCORED_HEADERS.isdisjoint(labels):
        return None
    content = next((col for col in range(goal) if labels[col] in CONTENT_HEADERS), None)
    return Header(row, content, goal, done)


def _label(grid: Grid, header: Header, names: Names) -> tuple[int, int] | None:
    """The cell that names the table: left of the header in its row (often merged downwards), or in the rows above."""
    if not names:
        return None
    for row in range(header.row, max(header.row - 3, -1), -1):
        for col in range(len(grid.rows[row]) if row < header.row else header.first):
            at = grid.anchor(row, col)
            if at in names:
                return at
    return None


def _read(header: Header, grid: Grid, anchor: Anchor, bottom: int) -> GoalTable:
    """The table below *header*, down to the first row that belongs to something else."""
    rows = list(_body_rows(grid, header, bottom))
    last = rows[-1] if rows else header.row
    title = grid.field(anchor.row, anchor.col)
    box = Box(anchor.row, anchor.col, last, max(_right(grid, header.row, header.done), header.done))
    found = _YEAR.search(title.text)
    table = GoalTable(
        GOAL_TABLE,
        grid.name,
        box,
        title,
        year=int(found.group(1)) if found else None,
        texts=tuple(_texts(grid, box)),
    )
    if not rows:
        return table._replace(missing=("没有认出表体",))
    if header.content is None and len(rows) == 1:
        return table._replace(
            expected_goals=_cell(grid, rows[0], header.goal, header.done, "预期目标"),
            achieved_goals=_cell(grid, rows[0], header.done, box.right + 1, "实际完成情况"),
        )
    return table._replace(items=tuple(_items(grid, rows, header, box.right)))


def _body_rows(grid: Grid, header: Header, bottom: int) -> Iterator[int]:
    """The rows that hold a goal; a merged goal counts where it begins, and empty rows between them do not matter."""
    for row in range(header.row + 1, min(bottom, grid.height - 1) + 1):
        if _closes(grid, row, header):
            return
        if _own(grid, row, header.goal, header.done) or _own(grid, row, header.done, header.done + 1):
            yield row


def _closes(grid: Grid, row: int, header: Header) -> bool:
    """Whether a row ends the table: its first words are a closing line's, or a header begins anew."""
    for col, value in enumerate(grid.rows[row][: header.done + 1]):
        text = squeeze(value) if value.__class__ is str else ""
        if not text:
            continue
        if col >= header.goal:
            return text in _GOAL_HEADERS or text in DONE_HEADERS
        if len(text) <= _CLOSING_LENGTH and _CLOSING.search(text) or QUALITATIVE in text or _QUANTITATIVE in text:
            return True
    return False


def _own(grid: Grid, row: int, left: int, right: int) -> bool:
    """Whether a row itself holds a text between two columns (the right one excluded)."""
    return any(value not in ("", None) for value in grid.rows[row][left:right])


def _cell(grid: Grid, row: int, left: int, right: int, label: str) -> Field:
    """The first filled cell of a column, which may be several grid columns wide; else the empty one at its left."""
    for col in range(left, right):
        field = grid.field(row, col, label)
        if field.text and left <= field.col < right:
            return field
    return grid.field(row, left, label)


def _items(grid: Grid, rows: Sequence[int], header: Header, right: int) -> Iterator[GoalItem]:
    """Every goal of every row; a cell that holds several (“指标1：… 指标2：…”) is taken apart."""
    category = ""
    for row in rows:
        category = _category(grid, row, header.first, header.goal) or category
        target = _cell(grid, row, header.goal, header.done, category)
        actual = _cell(grid, row, header.done, right + 1, "完成情况")
        for text in split_goals(target.text):
            subject = " ".join(_ITEM.sub("", text, count=1).split()) or text
            yield GoalItem(category, subject, target._replace(text=text, number=None), actual)


def split_goals(text: str) -> list[str]:
    """“指标1：… 指标2：…” one by one; [text] where there is at most one."""
    starts = [match.start() for match in _ITEM.finditer(text) if text[:match.start()][-1:] in _BEFORE_AN_ITEM]
    starts += [match.end() for match in _ELLIPSIS_LINE.finditer(text)]
    cuts = sorted({0, *starts})
    parts = (text[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(text)]))
    return [part for part in parts if part] or [text]


def _category(grid: Grid, row: int, left: int, right: int) -> str:
    """The innermost heading left of a goal: 数量指标, 社会效益; its explanation in brackets is left out."""
    for col in range(right - 1, left - 1, -1):
        text = grid.label(*grid.anchor(row, col))
        if text:
            return text.partition("(")[0] or text
    return ""


def _right(grid: Grid, row: int, col: int) -> int:
    return grid.span(row, col)[3]


def _texts(grid: Grid, box: Box) -> Iterator[Field]:
    for row in range(box.top, box.bottom + 1):
        for col in range(box.left, min(box.right + 1, len(grid.rows[row]))):
            value = grid.rows[row][col]
            if value.__class__ is str and value:
                yield grid.field(row, col)
