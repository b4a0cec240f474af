"""A Run as edits of its own workbook: marks on the cells, and the sheet 校验结果.

Knows nothing of files or of a running spreadsheet: the patcher and the live hosts apply what is described here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from ..core.cells import Box, parse_address
from ..core.edits import (
    COMMENT_START,
    FILLS,
    SHEET_NAME,
    Cell,
    Chart,
    Edits,
    Mark,
    NewSheet,
    Place,
    PreviousFill,
    Series,
)
from ..core.explanations import LONGEST, SHORTEST, fingerprint
from ..core.findings import ERROR, INFO, ROUNDING, SEVERITIES, SEVERITY_NAMES, WARNING, Finding, Unchecked
from ..core.findings_sheet import COLUMNS, HIDDEN, SHOWN
from ..core.record import Record
from ..core.run import STATUS_NAMES, Run
from .sealed import line
from .verdict import counted

_WIDTHS = (7.5, 8, 16, 8, 46, 15, 15, 10, 26, 30)
_MARKED = (ERROR, WARNING, INFO)
_UNCHECKED = "unchecked"
_CHART_COLOURS = {ERROR: "C00000", WARNING: "FFC000", INFO: "5B9BD5", _UNCHECKED: "A6A6A6"}
_LEVEL_NAMES = {**SEVERITY_NAMES, _UNCHECKED: "未检"}
_LINE = 13.5  # points of a line of text of 10 points
_CHARACTER = 0.95  # width of a character of 10 points, in those that columns are measured in
_TOLD_ROW = 2  # of the sheet: what is told of the check itself
_LONGEST_COMMENT = 1500  # a box larger than the screen is not read


class Told(Record):
    """What the sheet says of the check itself."""

    tool: str  # version of this package
    catalogue: str  # version of the rule set
    profile: str  # the profile's name and title
    time: str  # when it was checked, as it is to be read
    sha256: str  # of the file that was checked; empty for a workbook that was open


def edits(run: Run, told: Told) -> Edits:
    """Everything that is to be written for *run*."""
    return Edits(tuple(_marks(run)), _sheet(run, told))


def timed(described: Edits, told: Told) -> Edits:
    """The same edits with what is told of the check said anew."""
    rows = [*described.sheet.rows]
    rows[_TOLD_ROW] = (Cell(_about(told), "told"),)
    return described._replace(sheet=described.sheet._replace(rows=tuple(rows)))


# -- the marks -----------------------------------------------------------------------------------------------------


def _marks(run: Run) -> Iterator[Mark]:
    """One mark a cell, by its gravest finding; consequences and tail differences are listed in the sheet only."""
    by_place: dict[Place, list[Finding]] = {}
    for finding in run.findings:
        if finding.counts and finding.severity in _MARKED:
            by_place.setdefault(_place(finding), []).append(finding)
    for place, findings in by_place.items():
        findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
        # A line each, whatever the form's own words: by this they are told from what the user writes around them.
        comment = "\n".join(" ".join(f"{COMMENT_START}{f.rule}】{_sentence(f)}".split()) for f in findings)
        if len(comment) > _LONGEST_COMMENT:
            comment = comment[:_LONGEST_COMMENT] + f"……（共 {len(findings)} 条，见“{SHEET_NAME}”）"
        yield Mark(place, findings[0].severity, comment)


def _place(finding: Finding) -> Place:
    return Place(finding.field.sheet, finding.field.row, finding.field.col)


def _sentence(finding: Finding) -> str:
    explained = f"（核实说明：{finding.explanation}）" if finding.explanation else ""
    return f"{SEVERITY_NAMES[finding.severity]}：{_message(finding)}{explained}"


def _message(finding: Finding) -> str:
    return finding.text + (f"（原核实说明须重写：{finding.reopened}）" if finding.reopened else "")


# -- the sheet -----------------------------------------------------------------------------------------------------


def _sheet(run: Run, told: Told) -> NewSheet:
    width = len(SHOWN)
    seal = f"。{line(run.sealed)}" if run.sealed is not None else ""
    head = [
        [Cell("绩效校验结果", "title")],
        [Cell(f"{STATUS_NAMES[run.status]}：{counted(run.summary)}{_settled(run)}{seal}", "verdict")],
        [Cell(_about(told), "told")],
        [Cell(_how_to(), "told")],
    ]
    header = len(head)
    rows = [*head, [Cell(label, "header" if label in SHOWN else "hidden") for label in COLUMNS]]
    rows += _findings(run)
    rows += _unchecked(run.unchecked)
    last = max(len(rows) - 1, header)
    counts = _counts(run)
    chart = None
    if counts:
        first = last + 2
        chart, figures = _chart(counts, first, width + len(HIDDEN))
        rows += [[], *figures]
    return NewSheet(
        name=SHEET_NAME,
        rows=tuple(tuple(row) for row in rows),
        widths=(*_WIDTHS, *[10] * (len(HIDDEN) + 1 + len(_CHART_COLOURS))),
        heights=tuple(_heights(rows, header)),
        hidden=tuple(range(width, width + len(HIDDEN) + 1 + len(_CHART_COLOURS))),
        merges=tuple(Box(row, 0, row, width - 1) for row in range(header)),
        frozen_rows=header + 1,
        filtered=Box(header, 0, last, width - 1),
        repeated=(header, header),
        printed=Box(0, 0, chart.place.bottom if chart else last, width - 1),
        chart=chart,
    )


def _heights(rows: Sequence[Sequence[Cell | None]], header: int) -> Iterator[tuple[int, float]]:
    """Row heights in points that show every text whole: not every spreadsheet fits rows when it opens a file."""
    yield 0, 28
    whole = sum(_WIDTHS)
    for number in range(1, header):
        yield number, _LINE * _lines(rows[number][0].value, whole) + 6
    for number, row in enumerate(rows[header:], header):
        lines = [_lines(cell.value, width) for cell, width in zip(row, _WIDTHS) if cell and isinstance(cell.value, str)]
        yield number, _LINE * max(lines, default=1) + 4


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of *width* characters; a Chinese one is twice as wide, as in GBK."""
    if 2 * _CHARACTER * len(text) < width - 1 and "\n" not in text:  # most of them
        return 1
    return sum(max(1, ceil(len(line.encode("gbk", "replace")) * _CHARACTER / (width - 1))) for line in text.split("\n"))


def _settled(run: Run) -> str:
    return f"，其中 {run.explained} 条已说明" if run.explained else ""


def _about(told: Told) -> str:
    checked = f"被校验文件的 SHA-256：{told.sha256}" if told.sha256 else "校验的是打开着的工作簿"
    return (
        f"perfeval-xl {told.tool}，规则目录 {told.catalogue}，方案 {told.profile}；校验时间 {told.time}；{checked}"
    )


def _how_to() -> str:
    return (
        "点“单元格”一栏跳到有结论的格子。逻辑性必须改；核实性要么改，要么在“核实说明”栏写明原因和依据"
        f"（{SHORTEST} 到 {LONGEST} 字），再校验时随结论保留，数变了须重写。运行“清除标记”可去掉本表和全部标记。"
    )


def _findings(run: Run) -> Iterator[list[Cell]]:
    """The gravest first; consequences behind what counts, tail differences last. Within a level as in the book."""
    marked: set[Place] = set()
    for finding in sorted(run.findings, key=lambda f: (SEVERITIES.index(f.severity), not f.counts)):
        place = _place(finding)
        remember = finding.counts and finding.severity in _MARKED and place not in marked
        if remember:
            marked.add(place)
        yield _finding(finding, place, PreviousFill(place) if remember else "")


def _finding(finding: Finding, place: Place, previous: PreviousFill | str) -> list[Cell]:
    counts = finding.counts
    level = SEVERITY_NAMES[finding.severity] if counts else "连带"
    return [
        Cell(finding.rule, "code"),
        Cell(level, finding.severity if counts and finding.severity in FILLS else "code"),
        Cell(place.sheet),
        Cell(finding.field.cell, "link", place),
        Cell(_message(finding)),
        *(Cell(value, "figure") for value in (finding.expected, finding.actual, finding.difference)),
        Cell(finding.basis),
        Cell(finding.explanation or "", "input" if counts and finding.severity != ROUNDING else "text"),
        *(Cell(value, "hidden") for value in (finding.key, fingerprint(finding), previous, finding.reopened or "")),
    ]


def _unchecked(entries: Sequence[Unchecked]) -> Iterator[list[Cell]]:
    for entry in entries:
        place = Place(entry.sheet, *parse_address(entry.cell)) if entry.sheet and entry.cell else None
        yield [
            Cell(entry.rule, "code"),
            Cell(_LEVEL_NAMES[_UNCHECKED], "code"),
            Cell(entry.sheet),
            Cell(entry.cell, "link" if place else "code", place),
            Cell(entry.reason),
            *[Cell()] * (len(SHOWN) - 5),
        ]


# -- the chart -----------------------------------------------------------------------------------------------------


def _counts(run: Run) -> dict[str, Counter]:
    """Findings that count, by form and level, and what is unchecked by sheet; forms without any are left out."""
    counts: dict[str, Counter] = {}
    for finding in run.findings:
        if finding.counts and finding.severity in _MARKED:
            counts.setdefault(finding.form or finding.field.sheet, Counter())[finding.severity] += 1
    names = {summary.sheet: summary.key for summary in run.summaries}
    for entry in run.unchecked:
        if entry.sheet:
            counts.setdefault(names.get(entry.sheet, entry.sheet), Counter())[_UNCHECKED] += 1
    return counts


def _chart(counts: Mapping[str, Counter], first: int, col: int) -> tuple[Chart, list[list[Cell | None]]]:
    """The chart under the table, and its figures in hidden columns beside it from row *first* on."""
    levels = [level for level in _CHART_COLOURS if any(count[level] for count in counts.values())]
    figures: list[list[Cell | None]] = [
        [*[None] * col, Cell(name, "hidden"), *(Cell(count[level], "hidden") for level in levels)]
        for name, count in counts.items()
    ]
    last = first + len(counts) - 1
    series = tuple(
        Series(_LEVEL_NAMES[level], Box(first, col + 1 + i, last, col + 1 + i), _CHART_COLOURS[level])
        for i, level in enumerate(levels)
    )
    place = Box(first, 0, first + len(counts) + 5, 4)
    return Chart("各表结论数", Box(first, col, last, col), series, place), figures
