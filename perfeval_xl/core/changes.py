"""Resubmission (再次报送): what became of the findings between two checks of the same material.

Findings are matched by their stable key: an inserted row or a renamed sheet makes no new finding.
"""

from collections import Counter

from .findings import ERROR, ROUNDING, Finding, Unchecked
from .record import Record
from .run import Run


class Changes(Record):
    """Findings that count, tail differences left out."""

    fixed: tuple[Finding, ...]  # 已改: as they were in the old file
    open: tuple[Finding, ...]  # 未改: as they are in the new file
    new: tuple[Finding, ...]  # 新增
    settled: tuple[Finding, ...]  # 未改而已说明: warnings with an accepted explanation
    reopened: tuple[Finding, ...]  # 核实说明须重写: those of open and new whose explanation no longer stands
    untold: tuple[Finding, ...]  # 这次没有检到: gone because their rule could not be checked, or their form is not there
    unchecked: tuple[Unchecked, ...]  # of the new file


def changes(old: Run, new: Run) -> Changes:
    """What changed from *old* to *new*; both must have been checked (no ``reason``)."""
    before, after = _counted(old), _counted(new)
    # What was absent before, or could not be checked at the same place, had no finding there then.
    untold_now = {*new.unchecked, *new.not_applicable}.difference(old.unchecked, old.not_applicable)
    unchecked = {entry.rule for entry in untold_now}
    missing = _missing_forms(old, new)
    gone = [finding for key, finding in before.items() if key not in after]
    untold = [finding for finding in gone if finding.rule in unchecked or finding.form in missing]
    lost = {finding.key for finding in untold}
    still = [finding for key, finding in after.items() if key in before]
    fresh = tuple(finding for key, finding in after.items() if key not in before)
    return Changes(
        fixed=tuple(finding for finding in gone if finding.key not in lost),
        open=tuple(finding for finding in still if finding.explanation is None or finding.severity == ERROR),
        new=fresh,
        settled=tuple(finding for finding in still if finding.explanation is not None and finding.severity != ERROR),
        reopened=tuple(finding for finding in (*still, *fresh) if finding.reopened is not None),
        untold=tuple(untold),
        unchecked=new.unchecked,
    )


def _missing_forms(old: Run, new: Run) -> set[str]:
    """The keys of forms that were not handed in again: nothing on them was put right.

    A form whose project was renamed has another key, and is there all the same: then there are as many of its kind.
    """
    before, after = ({(form.kind, form.key) for form in run.summaries} for run in (old, new))
    fewer = Counter(kind for kind, _ in before) - Counter(kind for kind, _ in after)
    return {key for kind, key in before - after if kind in fewer}


def differences_of_material(old: Run, new: Run) -> tuple[str, ...]:
    """Why the two may be no submissions of the same material, in sentences: another unit, another year.

    A unit may be written in full on one form and in short on another (行政审批服务局): one in the other is the same.
    """
    units = [list(dict.fromkeys(form.unit_name for form in run.summaries if form.unit_name)) for run in (old, new)]
    years = [sorted({form.year for form in run.summaries if form.year}) for run in (old, new)]
    said = []
    if all(units) and not any(one in other or other in one for one in units[0] for other in units[1]):
        was, now = ("、".join(names) for names in units)
        said.append(f"两份文件写的单位不同（上次 {was}，这次 {now}），不像同一单位的再次报送，请核对文件")
    if all(years) and not {*years[0]} & {*years[1]}:
        was, now = ("、".join(str(year) for year in found) for found in years)
        said.append(f"两份文件写的年度不同（上次 {was}，这次 {now}），不像同一年度的再次报送，请核对文件")
    return tuple(said)


def _counted(run: Run) -> dict[str, Finding]:
    return {finding.key: finding for finding in run.findings if finding.counts and finding.severity != ROUNDING}
