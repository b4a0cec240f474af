"""A Run as edits of its own workbook: marks on the cells, and the sheet 校验结果.

Knows nothing of files or of a running spreadsheet: the patcher and the live hosts apply what is described here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..core.cells import Box, parse_address
from ..core.edits import (
    COMMENT_START,
    CUT_OFF,
    EXPLAINED,
    FILLS,
    SHEET_NAME,
    Chart,
    Edits,
    Mark,
    NewSheet,
    Place,
    Row,
    Series,
)
from ..core.explanations import LONGEST, SHORTEST, Given, fingerprint
from ..core.findings import ERROR, INFO, ROUNDING, SEVERITIES, SEVERITY_NAMES, WARNING, Finding, Unchecked
from ..core.findings_rows import NO_FINDING, OURS, row_mark, texts_mark, waiting, with_reopened
from ..core.findings_sheet import CELL, COLUMNS, HIDDEN, PREVIOUS_FILL, ROW_MARK, SHOWN, TITLE, TOLD
from ..core.record import Record, new
from ..core.run import STATUS_NAMES, Run
from .row_heights import WIDTHS, head_height, heights
from .sealed import line
from .verdict import counted_and_explained

_MARKED = (ERROR, WARNING, INFO)
_UNCHECKED = "unchecked"
_CHART_COLOURS = {ERROR: "C00000", WARNING: "FFC000", INFO: "5B9BD5", _UNCHECKED: "A6A6A6"}
# The chart, in rows: title and legend; a bar. In the lowest rows, those of LibreOffice, a bar has room for a name of two
# lines; with less room a spreadsheet leaves out every second name. Its last column, and the longest name, in characters.
_CHART_FRAME, _CHART_BAR, _CHART_RIGHT, _CHART_NAME = 5, 2, 6, 40
_LEVEL_NAMES = {**SEVERITY_NAMES, _UNCHECKED: "未检"}
_RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_LINKED, _PREVIOUS_FILL = COLUMNS.index(CELL), COLUMNS.index(PREVIOUS_FILL)
_HIDDEN_LOOK = ("hidden",) * len(HIDDEN)
_TOLD_ROW, _HEADER = 2, 4  # of the sheet: what is told of the check itself, and the labels of the columns
_LONGEST_COMMENT = 1500  # a box larger than the screen is not read


def _look(severity: str, counts: bool) -> tuple[str, ...]:
    """The styles of a finding's row."""
    level = severity if counts and severity in FILLS else "code"
    typed = "input" if counts and severity != ROUNDING else "text"
    return ("code", level, "text", "link", "text", "figure", "figure", "figure", "text", typed, *_HIDDEN_LOOK)


_LOOKS = {(severity, counts): _look(severity, counts) for severity in SEVERITIES for counts in (True, False)}


class Told(Record):
    """What the sheet says of the check itself."""

    tool: str  # version of this package
    catalogue: str  # version of the rule set
    profile: str  # the profile's name and title
    time: str  # when it was checked, as it is to be read
    sha256: str  # of the file that was checked; empty for a workbook that was open


class _Said(Record):
    """A finding, the cell it is about, and the sentence that a person reads of it."""

    finding: Finding
    place: Place
    message: str
    marked: bool  # whether the cell shows it: consequences and tail differences are listed in the sheet only


def edits(run: Run, told: Told) -> Edits:
    """Everything that is to be written for *run*."""
    return telling(described(run), told)


def described(run: Run) -> Edits:
    """The same without what is told of the check itself: two runs that describe the same have found the same."""
    said = [_said(finding) for finding in run.findings]
    return Edits(tuple(_marks(said)), _sheet(run, said))


def telling(described: Edits, told: Told) -> Edits:
    """The edits with what is told of the check, and with the mark of all texts."""
    sheet, about = described.sheet, _about(told)
    rows, high = [*sheet.rows], [*sheet.heights]
    rows[_TOLD_ROW] = Row((about,), ("told",))
    high[_TOLD_ROW] = _TOLD_ROW, head_height(about)
    return described._replace(sheet=sheet._replace(rows=_with_mark(rows), heights=tuple(high)))


def _said(finding: Finding) -> _Said:
    message = with_reopened(finding.text, finding.reopened)
    return new(_Said, (finding, new(Place, finding.field.place), message, _is_marked(finding)))


# -- the marks -----------------------------------------------------------------------------------------------------


def _marks(said: Sequence[_Said]) -> Iterator[Mark]:
    """One mark a cell, by its gravest finding."""
    by_place: dict[Place, list[_Said]] = {}
    for one in said:
        if one.marked:
            by_place.setdefault(one.place, []).append(one)
    for place, here in by_place.items():
        if len(here) > 1:
            here.sort(key=lambda one: _RANKS[one.finding.severity])
        comment = "\n".join([_line(one) for one in here])
        if len(comment) > _LONGEST_COMMENT:
            comment = comment[:_LONGEST_COMMENT] + f"{CUT_OFF}{len(here)} 条，见“{SHEET_NAME}”）"
        yield new(Mark, (place, here[0].finding.severity, comment))


def _is_marked(finding: Finding) -> bool:
    return finding.severity in _MARKED and finding.counts


def _line(said: _Said) -> str:
    """A line of the comment, whatever the form's own words: by this it is told from what the user writes around it."""
    finding = said.finding
    explained = f"{EXPLAINED}{finding.explanation}）" if finding.explanation else ""
    return " ".join(f"{COMMENT_START}{finding.rule}】{SEVERITY_NAMES[finding.severity]}：{said.message}{explained}".split())


# -- the sheet -----------------------------------------------------------------------------------------------------


def _sheet(run: Run, said: Sequence[_Said]) -> NewSheet:
    width = len(SHOWN)
    seal = f"。{line(run.sealed)}" if run.sealed is not None else ""
    head = [
        Row((TITLE,), ("title",)),
        Row((f"{STATUS_NAMES[run.status]}：{counted_and_explained(run)}{seal}",), ("verdict",)),
        Row(("",), ("told",)),
        Row((_how_to(),), ("told",)),
    ]
    header = _HEADER
    rows = [*head, Row(COLUMNS, ("header",) * width + _HIDDEN_LOOK)]
    rows += [*_findings(said), *_unchecked(run.unchecked), *_other_forms(run), *_unmatched(run.unmatched)]
    last = max(len(rows) - 1, header)
    counts = _counts(run, said)
    chart = None
    if counts:
        chart, figures = _chart(counts, last + 2, width + len(HIDDEN))
        rows += [Row(), *figures]
    everything = len(COLUMNS) - 1  # who sorts by a visible column takes the hidden ones along
    return NewSheet(
        name=SHEET_NAME,
        rows=tuple(rows),
        widths=(*WIDTHS, *[10] * (len(HIDDEN) + 1 + len(_CHART_COLOURS))),
        heights=tuple(heights(rows, header)),
        hidden=tuple(range(width, width + len(HIDDEN) + 1 + len(_CHART_COLOURS))),
        merges=tuple(Box(row, 0, row, width - 1) for row in range(header)),
        frozen_rows=header + 1,
        filtered=Box(header, 0, last, everything),
        repeated=(header, header),
        printed=Box(0, 0, chart.place.bottom if chart else last, width - 1),
        chart=chart,
    )


def _with_mark(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with the mark of all their texts beside the title, hidden: a sealed copy tells by it whether they were changed."""
    below = [row.values[: len(OURS)] for row in rows[_HEADER + 1 :] if len(row.values) >= len(OURS) and row.values[0]]
    mark = texts_mark([row.values[0] for row in rows[:_HEADER]], below)
    gap = COLUMNS.index(ROW_MARK) - 1
    title = Row((rows[0].values[0], *[None] * gap, mark), ("title", *["hidden"] * (gap + 1)))
    return title, *rows[1:]


def _about(told: Told) -> str:
    checked = f"被校验文件的 SHA-256：{told.sha256}" if told.sha256 else "校验的是打开着的工作簿"
    return (
        f"{TOLD}{told.tool}，规则目录 {told.catalogue}，方案 {told.profile}；校验时间 {told.time}；{checked}"
    )


def _how_to() -> str:
    return (
        "点“单元格”一栏跳到有结论的格子。逻辑性必须改；核实性要么改，要么在“核实说明”栏写明原因和依据"
        f"（{SHORTEST} 到 {LONGEST} 字），再校验时随结论保留，数变了须重写。运行“清除标记”可去掉本表和全部标记。"
    )


def _findings(said: Sequence[_Said]) -> Iterator[Row]:
    """The gravest first; consequences behind what counts, tail differences last. Within a level as in the book."""
    marked: set[Place] = set()
    for one in sorted(said, key=lambda one: (_RANKS[one.finding.severity], not one.finding.counts)):
        finding, place, message, is_marked = one
        first_mark = is_marked and place not in marked
        if first_mark:
            marked.add(place)
        counts = finding.counts
        values = (
            finding.rule,
            SEVERITY_NAMES[finding.severity] if counts else "连带",
            place.sheet,
            finding.field.cell,
            message,
            finding.expected,
            finding.actual,
            finding.difference,
            finding.basis,
            finding.explanation or "",
            finding.key,
            fingerprint(finding),
            "",
            finding.reopened or "",
            row_mark(finding.rule, place.sheet, finding.field.cell, message),
        )
        fill = _PREVIOUS_FILL if first_mark else None
        yield new(Row, (values, _LOOKS[finding.severity, counts], place, _LINKED, fill))


def _unchecked(entries: Sequence[Unchecked]) -> Iterator[Row]:
    for entry in entries:
        yield _told_row(entry.rule, _LEVEL_NAMES[_UNCHECKED], entry.sheet, entry.cell, entry.reason)


def _other_forms(run: Run) -> Iterator[Row]:
    """Forms of which nothing is checked, each with the reason."""
    for one in run.other_forms:
        yield _told_row("", "没有核对", one.sheet, one.cell, f"《{one.title}》{one.reason}")


def _told_row(rule: str, level: str, sheet: str, cell: str, reason: str) -> Row:
    """A row that nobody is asked to explain."""
    place = Place(sheet, *parse_address(cell)) if sheet and cell else None
    look = ("code", "code", "text", "link" if place else "code", *["text"] * (len(SHOWN) - 4))
    values = (rule, level, sheet, cell, reason, *[""] * (len(SHOWN) - 5))
    return Row(values, look, place, _LINKED if place else None)


def _unmatched(entries: Sequence[Given]) -> Iterator[Row]:
    """Explanations without a finding: they wait here until it is found again, or somebody deletes the row."""
    for given in entries:
        rule, _, subject = given.key.partition("/")
        message = with_reopened(waiting(subject), given.reopened)
        shown = (rule, NO_FINDING, "", "", message, "", "", "", "", given.text)
        hidden = (given.key, given.fingerprint, "", given.reopened, row_mark(rule, "", "", message))
        yield Row((*shown, *hidden), _LOOKS[WARNING, False])


# -- the chart -----------------------------------------------------------------------------------------------------


def _counts(run: Run, said: Sequence[_Said]) -> dict[str, Counter]:
    """Findings that count, by form and level, and what is unchecked by sheet; forms without any are left out."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for finding, place, _, is_marked in said:
        if is_marked:
            counts[finding.form or place.sheet][finding.severity] += 1
    names = {summary.sheet: summary.key for summary in run.summaries}
    for entry in run.unchecked:
        if entry.sheet:
            counts[names.get(entry.sheet, entry.sheet)][_UNCHECKED] += 1
    return counts


def _chart(counts: Mapping[str, Counter], first: int, col: int) -> tuple[Chart, list[Row]]:
    """The chart under the table, and its figures in hidden columns beside it from row *first* on."""
    levels = [level for level in _CHART_COLOURS if any(count[level] for count in counts.values())]
    look = ("hidden",) * (col + 1 + len(levels))
    figures = [Row((*[None] * col, _chart_name(name), *[count[level] for level in levels]), look) for name, count in counts.items()]
    last = first + len(counts) - 1
    series = tuple(
        Series(_LEVEL_NAMES[level], Box(first, col + 1 + i, last, col + 1 + i), _CHART_COLOURS[level])
        for i, level in enumerate(levels)
    )
    place = Box(first, 0, first + _CHART_FRAME + _CHART_BAR * len(counts) - 1, _CHART_RIGHT)
    return Chart("各表结论数", Box(first, col, last, col), series, place), figures


def _chart_name(name: str) -> str:
    """The name of a form beside its bar. Of one that would leave the bar no room its end is kept too: projects differ there."""
    half = _CHART_NAME // 2
    return name if len(name) <= _CHART_NAME else f"{name[:half]}…{name[-half:]}"
