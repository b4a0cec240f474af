"""Resubmission (再次报送): what became of the findings between two checks of the same material.

Findings are matched by their stable key: an inserted row or a renamed sheet makes no new finding.
"""

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
    untold: tuple[Finding, ...]  # 这次没有检到: gone because their rule could not be checked this time
    unchecked: tuple[Unchecked, ...]  # of the new file


def changes(old: Run, new: Run) -> Changes:
    """What changed from *old* to *new*; both must have been checked (no ``reason``)."""
    before, after = _counted(old), _counted(new)
    absent = set(new.not_applicable).difference(old.not_applicable)  # what was absent before had no finding then
    unchecked = {entry.rule for entry in (*new.unchecked, *absent)}
    gone = [finding for key, finding in before.items() if key not in after]
    still = [finding for key, finding in after.items() if key in before]
    fresh = tuple(finding for key, finding in after.items() if key not in before)
    return Changes(
        fixed=tuple(finding for finding in gone if finding.rule not in unchecked),
        open=tuple(finding for finding in still if finding.explanation is None or finding.severity == ERROR),
        new=fresh,
        settled=tuple(finding for finding in still if finding.explanation is not None and finding.severity != ERROR),
        reopened=tuple(finding for finding in (*still, *fresh) if finding.reopened is not None),
        untold=tuple(finding for finding in gone if finding.rule in unchecked),
        unchecked=new.unchecked,
    )


def _counted(run: Run) -> dict[str, Finding]:
    return {finding.key: finding for finding in run.findings if finding.counts and finding.severity != ROUNDING}
