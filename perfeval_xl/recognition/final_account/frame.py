"""The frame of a table: its region, where the body ends (注、说明、部门 below it), and the header's columns."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from ...core.cells import Field
from ...core.patterns import Pattern
from ...core.record import Record
from ..grid import Grid
from ..sheet_texts import Cell, SheetTexts
from .amounts import HeaderCells
from .figure_rows import has_figure, is_numbering

UNIT_NAME = Pattern(
    r"(?:部门(?:\(单位\))?|单位)(?:名称)?(?:\(.{0,6}\))?:"  # 编制单位、公开部门……: what stands before it says nothing
    r"(?P<name>(?!万?元|千元|亿元|百元).*?)"
    r"(?=\(?(?:公开\w{1,4}表|20\d\d(?:财政)?年(?:度|\)?$|\(?(?:金额|计量)?单位:)|(?:会计|财政)?年度:|(?:金额|计量)?单位:)|$)"
)
MONEY_UNIT = Pattern(r"单位:?\(?(?:人民币)?(百万元|万元|千元|百元|亿元|元)")
_TABLE_NUMBER = Pattern(r"公开\w{1,4}表")
_YEAR_OF_ACCOUNTS = Pattern(r"20\d\d(?=年度?决算)", words=("20",))
_NOTE = Pattern(
    r"\(?(?:注|说明|备注|附注)[:\d.、)]|.*(?:无数据|空表|表为空|没有.{0,30}(?:收入|支出)|无.{0,20}(?:收支|预算|拨款|此项))",
    words=("注", "说明", "无", "空", "没有"),
)
_NOTE_BEGINS = ("注:", "说明:", "备注:")  # as most of them do
_SIGNATURE = Pattern(  # who filled the table in, on a line below it
    r"(?:(?:单位|部门|财务|分管|机构)?负责人|(?:填表|制表|经办|审核|复核|填报|联系)人|制表|审核|联系电话|(?:填表|填报|报送)日期)(?:\(.*\))?(?::|$)",
    words=("负责人", "表", "经办", "审核", "复核", "填报", "联系", "报送"),
)
_NO_DATA = ("无数据", "为空", "空表")
# What a header is, with or without a bracket behind it, and what it contains.
_HEADER_WORDS = frozenset("项目 收入 支出 行次 合计 栏次 科目 功能分类 经济分类".split())
_HEADER_PARTS = tuple("科目代码 科目编码 科目名称 分类科目 项目( 预算数 决算数 因公出国 人员经费 公用经费 本年收入 本年支出".split())
_KINDS = ("预算数", "决算数")
_HEADER_ROWS = 8  # a header that is longer is none
_LEAST_TELEPHONE = 1_000_000
ROWS_ABOVE = 3  # lines over a title that may belong to its table

Column = tuple[str, ...]  # the header texts over a column, top to bottom; the last is its own
_NOTHING: Mapping[int, str] = {}


class Region(Record):
    """The rows of one table, from its title to the row before the next form."""

    grid: Grid
    top: int
    bottom: int
    rows: dict[int, dict[int, str]]  # its squeezed texts by row and column
    above: list[Cell]  # those of the few lines above the title, which may belong to it
    heads: frozenset[int] = frozenset()  # rows inside the body that head a further printed page

    def within(self, body: range) -> Sequence[int]:
        """The rows of the body that head no page."""
        return [row for row in body if row not in self.heads] if self.heads else body

    def cells(self, top: int, stop: int) -> list[Cell]:
        """The texts of the rows from *top* to the one before *stop*."""
        return [(row, col, text) for row in range(top, stop) for col, text in self.rows.get(row, _NOTHING).items()]


class Header(Record):
    """Columns by number, each the path of its header texts; the cell of the lowest text; where the body begins."""

    top: int
    columns: dict[int, Column]
    cells: dict[int, tuple[int, int]]
    body: int

    def of_roles(self, grid: Grid, cols: Mapping[str, int]) -> HeaderCells:
        """The header cells of the columns that some roles stand in."""
        return HeaderCells(grid, {role: self.cells[col] for role, col in cols.items()})


def region_of(grid: Grid, texts: SheetTexts, top: int, bottom: int) -> Region:
    lines = texts.lines
    rows = {row: dict(line) for row in range(top, bottom + 1) if (line := lines.get(row))}
    above = [(row, *cell) for row in range(max(top - ROWS_ABOVE, 0), top) for cell in lines.get(row, ())]
    return Region(grid, top, bottom, rows, above)


class Body(Record):
    """The rows of the body, and the texts around it and its header."""

    rows: range
    before: list[Cell]
    remarks: list[Cell]  # sentences that stand inside it
    after: list[Cell]


def body_of(region: Region, header: "Header | None") -> Body:
    """From below the header to the row before the notes, or before the lines 部门 and 单位 printed below."""
    below = region.bottom + 1
    if header is None:
        return Body(range(0), [], [], region.cells(region.top, below))
    stop, remarks = _end_of_body(region, header.body)
    return Body(range(header.body, stop), region.cells(region.top, header.top), remarks, region.cells(stop, below))


def _end_of_body(region: Region, first: int) -> tuple[int, list[Cell]]:
    """The row before which a body ends that begins at row *first*, and the remarks inside it, notes under a page too."""
    remarks: list[Cell] = []
    last_page = max(region.heads, default=first)
    for row in range(first, region.bottom + 1):
        for col, text in region.rows.get(row, _NOTHING).items():
            standing = _standing(text)
            if not standing or has_figure(region.grid.rows[row][:col]):  # “见公开05表” behind the figures of a row
                continue
            if standing is _ENDS and row >= last_page:
                return row, [remark for remark in remarks if remark[0] < row]
            remarks.append((row, col, text))
    return region.bottom + 1, remarks


_ENDS, _REMARK = "ends the body", "remark"


@lru_cache(maxsize=8192)
def _standing(text: str) -> str:
    """What a text means that stands in a column of the body; "" for most, which are account names."""
    if _SIGNATURE.match(text):
        return _ENDS
    note = is_note(text)
    # A note with none of these is a name that sounds like one, or a sentence too short to end a table.
    if (":" in text or len(text) > 14 or "注" in text or "说明" in text or "公开" in text) and (
        note or is_frame_line(text)
    ):
        return _ENDS
    return _REMARK if note and (len(text) > 5 or text.endswith(_NO_DATA)) else ""


@lru_cache(maxsize=8192)
def is_note(text: str) -> bool:
    """Whether a squeezed text is a 注, a 说明, or the sentence that a table is empty."""
    return text.startswith(_NOTE_BEGINS) or _NOTE.match(text) is not None


@lru_cache(maxsize=1024)
def is_frame_line(text: str) -> bool:
    """Whether a squeezed text is a line 部门、单位 or 公开0X表."""
    return bool(_TABLE_NUMBER.search(text) or MONEY_UNIT.search(text) or UNIT_NAME.search(text))


def signed_numbers(region: Region, body: Body) -> list[Cell]:
    """Telephone numbers that were typed as numbers on the lines of signatures below the body, as texts."""
    found = []
    for row in {row: None for row, _, text in body.after if _SIGNATURE.match(text)}:
        for col, value in enumerate(region.grid.rows[row]):
            if value.__class__ in (int, float) and value >= _LEAST_TELEPHONE:
                found.append((row, col, str(int(value))))
    return found


def notes_of(region: Region, body: Body) -> tuple[Field, ...]:
    """注 and 说明, with the lines that continue them."""
    notes = []
    for row, col, text in (*body.before, *body.remarks, *body.after):
        if row != region.top and (is_note(text) or (notes and not is_frame_line(text))):
            notes.append(region.grid.field(row, col, "说明", merged=False))
    return tuple(notes)


def header_of(region: Region, begins_body: Callable[[dict[int, str], dict[int, Column]], bool]) -> Header | None:
    """The header band: from the first row with header words to the row before the body.

    The body begins behind the row 栏次, else at the first row with a figure, else where *begins_body* says so of a
    row's texts and the columns so far.
    """
    top = next((row for row, cells in region.rows.items() if row > region.top and _is_header(cells.values())), None)
    if top is None:
        return None
    columns, cells = {}, {}
    seen = 0
    for row in range(top, region.bottom + 1):
        texts = region.rows.get(row, {})
        values = region.grid.rows[row]
        if is_numbering(values):
            return Header(top, columns, cells, row + 1)
        figures = has_figure(values) and not _is_row_of_kinds(texts)
        if not texts and not figures:
            continue
        seen += 1
        if seen > _HEADER_ROWS or (row > top and (figures or begins_body(texts, columns))):
            return Header(top, columns, cells, row)
        if any([is_note(text) and col <= max(cells, default=-1) for col, text in texts.items()]):
            return Header(top, columns, cells, row)
        _add_header_row(columns, cells, row, texts, region)
    return Header(top, columns, cells, region.bottom + 1)


def repeated_headers(region: Region, header: Header) -> list[int]:
    """The rows below the header at which it begins again, as converters leave it at the top of every printed page."""
    first = region.rows[header.top]
    return [row for row in range(header.body, region.bottom + 1) if region.rows.get(row) == first]


def of_other_figures(columns: Mapping[int, Column]) -> set[int]:
    """The columns that hold a budget, last year's accounts or a change: what stands beside the accounts of the year."""
    others = {col for col, path in columns.items() if any(map(_is_other, path))}
    years = {col: year[0] for col, path in columns.items() if (year := _YEAR_OF_ACCOUNTS.search("".join(path)))}
    return others | {col for col, year in years.items() if year < max(years.values())}


def _is_other(text: str) -> bool:
    return "预算数" in text or "增减" in text or "上年" in text and "结" not in text


def _is_header(texts) -> bool:
    words = [text for text in texts if not is_frame_line(text)]
    return len(words) > 1 and any(map(_is_header_word, words)) and not is_note(words[0])


@lru_cache(maxsize=1024)
def _is_header_word(text: str) -> bool:
    word, bracket, _ = text.partition("(")
    return word in _HEADER_WORDS and (not bracket or text[-1] == ")") or any(part in text for part in _HEADER_PARTS)


def _is_row_of_kinds(texts: Mapping[int, str]) -> bool:
    """Whether 预算数 and 决算数 stand over one column after the other: a heading, also where a merged figure of a last
    column without them (机关运行经费) begins in its row."""
    return sum([text in _KINDS for text in texts.values()]) > 2


def _add_header_row(columns: dict, cells: dict, row: int, texts: dict[int, str], region: Region) -> None:
    """A text is its column's own; over the columns to its right, up to the next text, it is a heading in common.

    A column with a text of its own above ends what is in common. Works alike for merged headers (covered cells are
    empty) and for headers whose cells were left unmerged.
    """
    width = max(map(len, region.grid.rows[region.top : row + 4]))
    for (col, text), end in zip(texts.items(), [*texts, width][1:]):
        if columns.get(col, ())[-1:] != (text,):  # a merge that was undone may repeat its text below
            columns[col] = (*columns.get(col, ()), text)
        cells[col] = (row, col)
        for covered in range(col + 1, end):
            if covered in cells:
                break
            columns[covered] = (*columns.get(covered, ()), text)
