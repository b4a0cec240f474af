"""Text for a person: file by file, sheet by sheet, the worst first; one verdict at the end."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ..core.findings import ERROR, INFO, ROUNDING, SEVERITIES, SEVERITY_NAMES, WARNING, Finding, Unchecked
from ..core.patterns import Pattern
from ..core.run import ATTENTION, FAILED, PASSED, STATUS_NAMES, UNREADABLE, Run
from ..domain.forms import KIND_NAMES, TABLE_NAMES
from ..rules.catalogue import catalogue
from .verdict import counted_and_explained, painter, partly, root_of, unreadable, verdict, worst

# Line breaks and control characters of a cell: they would break the layout, or speak to the terminal.
_CONTROL = Pattern(r"[\x00-\x1f\x7f-\x9f]+")

_ERROR = Pattern(r" ((?:的公式没有缓存值|是错误值).*)$")  # as core.cells.why_bad words it
_NAMED_CELLS = 3  # of more with the same error the first are named and all are counted
_NAMED_RULES = 6  # of more that one cell keeps from being checked only the codes are told
_RED, _YELLOW, _GREEN, _CYAN, _BOLD = "31", "33", "32", "36", "1"
_COLOURS = {
    ERROR: _RED, WARNING: _YELLOW, INFO: _CYAN,
    FAILED: _RED, UNREADABLE: _RED, ATTENTION: _YELLOW, PASSED: _GREEN,
}  # fmt: skip


def render(runs: Sequence[Run], colour: bool = False) -> str:
    """The report. *colour*: with ANSI colours, for a terminal."""
    paint = painter(colour)
    titles = {rule.code: rule.title for rule in catalogue()}
    lines = [line for run in runs for line in (*_file(run, titles, paint), "")]
    return "\n".join([*lines, paint(verdict(runs), _COLOURS[worst(runs)])])


def _one_line(text: str) -> str:
    """What stands in cells as it can stand in a line of a report."""
    return text if text.isprintable() else _CONTROL.sub(" ", text)


def _file(run: Run, titles: dict[str, str], paint) -> Iterator[str]:
    status = paint(STATUS_NAMES[run.status], _COLOURS[run.status])
    if run.status == UNREADABLE:
        yield f"{status}  {unreadable(run)}"
        return
    yield f"{paint(run.path, _BOLD)}  {status}：{counted_and_explained(run)}（方案 {run.profile}）"
    yield from _sealed(run, paint)
    yield "认出的表"
    for form, summary in zip(run.forms, run.summaries):
        yield f"  {_form(form, summary)}"
        if summary.missing:
            yield f"    {partly(summary.missing)}"
    yield from _findings(run, titles, paint)
    yield from _rounding(run)
    yield from _unchecked(run, titles)
    yield from _unmatched(run)
    yield from _not_applicable(run)


def _unmatched(run: Run) -> Iterator[str]:
    if run.unmatched:
        yield ""
        yield f"核实说明没有对应的结论 {len(run.unmatched)} 条（已改正、改了名称或这次没有检到）"
        yield from (f"  {_one_line(given.key)}：{_one_line(given.text or given.reopened)}" for given in run.unmatched)


def _sealed(run: Run, paint) -> Iterator[str]:
    if run.sealed is not None:
        from .sealed import changes, line  # few workbooks are sealed

        said = line(run.sealed)
        yield paint(said, _RED) + "：" if run.sealed.changes else said
        yield from (f"  {_one_line(change)}" for change in changes(run.sealed))


def _form(form, summary) -> str:
    """“部门整体支出绩效自评表”A1:I40 整体自评表，2024 年度，某某局，金额单位万元，填报 98 分、复算 96.1 分（优）."""
    kind = KIND_NAMES[summary.kind] + (f"·{TABLE_NAMES[summary.table]}" if summary.table else "")
    told = [f"“{summary.sheet}”{summary.box.a1}  {kind}"]
    told.append(f"{summary.year} 年度" if summary.year else "年度不明")
    told.append(summary.unit_name or "单位不明")
    if getattr(form, "unit", ""):
        told.append(f"金额单位{form.unit}" + ("" if form.unit_stated else "（表上没写，按此读）"))
    if summary.stated_total is not None:
        told.append(f"填报 {summary.stated_total} 分")
    if summary.computed_total is not None:
        told.append(f"复算 {summary.computed_total} 分" + (f"（{summary.grade}）" if summary.grade else ""))
    return _one_line("，".join(told))


def _findings(run: Run, titles: dict[str, str], paint) -> Iterator[str]:
    """Roots by sheet, the worst first, each with its consequences under it."""
    by_key = {finding.key: finding for finding in run.findings}
    consequences: dict[str, list[Finding]] = {}
    shown = []
    for finding in run.findings:
        root = root_of(finding, by_key)
        if finding.severity == ROUNDING:
            continue
        if finding.counts or root is None:
            shown.append(finding)
        else:
            consequences.setdefault(root.key, []).append(finding)
    for sheet, group in groupby(shown, lambda finding: finding.field.sheet):
        yield ""
        yield paint(_one_line(sheet), _BOLD)
        ordered = sorted(group, key=lambda f: SEVERITIES.index(f.severity))
        for finding, alike in _alike_together(ordered, consequences):
            yield from _finding(finding, consequences.get(finding.key, ()), titles, paint)
            if alike:
                yield f"      同类还有 {len(alike)} 处：{'、'.join(dict.fromkeys(other.field.cell for other in alike))}"


def _alike_together(
    findings: Sequence[Finding], consequences: Mapping[str, Sequence[Finding]]
) -> Iterator[tuple[Finding, list[Finding]]]:
    """Each finding with those that a reader learns nothing more from but their cells: it is told in full only once.

    They are the further hints (提示) of a rule on the sheet, and of anything worse what says the very same.
    """
    told: dict[object, tuple[Finding, list[Finding]]] = {}
    for finding in findings:
        alone = {finding.explanation, finding.reopened, finding.caused_by} != {None} or finding.key in consequences
        kind = finding.key if alone else (finding.rule, finding.severity) if finding.severity == INFO else _said(finding)
        if kind in told:
            told[kind][1].append(finding)
        else:
            told[kind] = finding, []
    yield from told.values()


def _said(finding: Finding) -> tuple:
    """What a finding tells, whichever its cell is."""
    sentence = finding.text.replace(finding.field.cell, "", 1)
    return finding.rule, finding.severity, sentence, finding.expected, finding.actual, finding.related


def _finding(finding: Finding, consequences: Sequence[Finding], titles: dict[str, str], paint) -> Iterator[str]:
    level = paint(f"[{SEVERITY_NAMES[finding.severity]}]", _COLOURS[finding.severity])
    yield f"  {level} {finding.field.cell}  {finding.rule} {titles[finding.rule]}：{_one_line(finding.text)}"
    if finding.severity != INFO:
        details = _details(finding)
        if details:
            yield f"      {details}"
    if finding.explanation is not None:
        still = "（逻辑性结论不因说明而免，仍须改正）" if finding.severity == ERROR else ""
        yield f"      核实说明：{_one_line(finding.explanation)}{still}"
    if finding.reopened is not None:
        yield f"      原核实说明须重写：{_one_line(finding.reopened)}"
    if finding.caused_by is not None:
        yield f"      是另一个文件里“{_one_line(finding.caused_by)}”这条的连带，不计数"
    if consequences:
        sheet = finding.field.sheet
        places = "、".join(f"{_place(f.field, sheet)}（{f.rule} {titles[f.rule]}）" for f in consequences)
        yield f"      连带 {len(consequences)} 处，不计数：{places}"


def _details(finding: Finding) -> str:
    parts = []
    if finding.expected:
        parts.append(f"应为 {finding.expected}")
        parts.append(f"现为 {finding.actual or '空'}")
    if finding.difference:
        parts.append(f"差 {finding.difference}")
    if finding.related:
        parts.append("对照 " + "、".join(dict.fromkeys(_place(f, finding.field.sheet) for f in finding.related)))
    if finding.basis:
        parts.append(f"依据 {finding.basis}")
    return _one_line("，".join(parts))


def _place(field, sheet: str) -> str:
    """A cell's address, with its sheet when that is not *sheet*."""
    return field.cell if field.sheet == sheet else f"“{field.sheet}”{field.cell}"


def _rounding(run: Run) -> Iterator[str]:
    places = [f"{_place(f.field, '')}（{f.rule}，差 {f.difference}）" for f in run.findings if f.severity == ROUNDING]
    if places:
        yield ""
        yield f"尾差 {len(places)} 处，四舍五入所致，不用改：{'、'.join(places)}"


def _unchecked(run: Run, titles: dict[str, str]) -> Iterator[str]:
    """Rules that one cell keeps from being checked stand on one line, and so do many cells of a sheet with the same error."""
    alike: dict[tuple, dict[str, None]] = {}
    for entry in run.unchecked:
        alike.setdefault((entry.sheet, _error_in(entry)), {})[entry.cell] = None
    by_cause: dict[tuple, list[str]] = {}
    for entry in run.unchecked:
        error, cell, reason = _error_in(entry), entry.cell, entry.reason
        cells = alike[entry.sheet, error]
        if error and len(cells) > _NAMED_CELLS:
            cell, reason = f"{'、'.join([*cells][:_NAMED_CELLS])} 等 {len(cells)} 格", error
        by_cause.setdefault((entry.sheet, cell, reason), []).append(entry.rule)
    if by_cause:
        yield ""
        yield f"未检 {len(run.unchecked)} 条，补齐后再检"
    for (sheet, cell, reason), codes in by_cause.items():
        where = f"“{sheet}”{cell}  " if sheet else ""
        codes = sorted(dict.fromkeys(codes))
        named = [f"{code} {titles[code]}" for code in codes]
        rules = "、".join(named) if len(codes) <= _NAMED_RULES else f"{_codes(codes)}，共 {len(codes)} 条规则"
        yield f"  {where}{_one_line(reason)}（{rules}）"


def _error_in(entry: Unchecked) -> str:
    """“是错误值 #REF!，请先改正公式” of a cell that is one; "" where the reason is another."""
    found = _ERROR.search(entry.reason) if entry.cell and entry.reason.startswith(entry.cell) else None
    return found[1] if found else ""


def _not_applicable(run: Run) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for entry in run.not_applicable:
        by_reason.setdefault(entry.reason, []).append(entry.rule)
    if by_reason:
        yield ""
        yield "不适用：" + "；".join(f"{reason}（{_codes(codes)}）" for reason, codes in by_reason.items())


def _codes(codes: Sequence[str]) -> str:
    """“F11、K01–K03”: three codes or more in a row are a range."""
    runs: list[list[str]] = []
    for code in sorted(codes):
        if runs and code == f"{runs[-1][-1][0]}{int(runs[-1][-1][1:]) + 1:02}":
            runs[-1].append(code)
        else:
            runs.append([code])
    return "、".join("、".join(run) if len(run) < 3 else f"{run[0]}–{run[-1]}" for run in runs)
