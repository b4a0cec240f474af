"""What all reports say alike: which findings decide, how counts read, how a place is named."""

import os
from collections.abc import Callable, Sequence

from ..core.findings import ERROR, INFO, ROUNDING, SEVERITY_NAMES, WARNING, Finding
from ..core.run import ATTENTION, FAILED, PASSED, STATUS_NAMES, UNREADABLE, Run
from ..domain.forms import NOTHING_FILLED

_WORST_FIRST = (UNREADABLE, FAILED, ATTENTION, PASSED)


def reaches(finding: Finding, level: str) -> bool:
    """Whether *finding* is one that ``--fail-on`` *level* (error, warning) asks for.

    A consequence (caused_by) never is, nor is a warning that has been explained (核实说明).
    """
    if not finding.counts:
        return False
    return finding.severity == ERROR or level == WARNING == finding.severity and finding.explanation is None


def worst(runs: Sequence[Run]) -> str:
    """The status of several files taken together."""
    statuses = {run.status for run in runs}
    return next((status for status in _WORST_FIRST if status in statuses), PASSED)


def totals(runs: Sequence[Run]) -> dict[str, int]:
    """The counts of ``summary`` over several files."""
    counts = {name: 0 for name in (ERROR, WARNING, INFO, "unchecked", ROUNDING)}
    for run in runs:
        for name, count in run.summary.items():
            counts[name] += count
    return counts


def counted(counts: dict[str, int]) -> str:
    """“逻辑性 1 条、核实性 2 条”; what there is none of is left out."""
    names = {**SEVERITY_NAMES, "unchecked": "未检"}
    return "、".join(f"{names[name]} {count} 条" for name, count in counts.items() if count) or "没有结论"


def counted_and_explained(run: Run) -> str:
    """The same of a Run, and how many of its warnings have been explained."""
    return counted(run.summary) + _explained(run.explained)


def _explained(count: int) -> str:
    return f"，其中 {count} 条已说明" if count else ""


def verdict(runs: Sequence[Run]) -> str:
    """The last line of a report: status, how many files, how many findings, consequences apart."""
    status = worst(runs)
    folded = sum(not finding.counts for run in runs for finding in run.findings)
    parts = [f"{len(runs)} 个文件"]
    unread = sum(run.status == UNREADABLE for run in runs)
    if unread:
        parts.append(f"{unread} 个无法检查")
    if unread < len(runs):
        parts.append(counted(totals(runs)) + _explained(sum(run.explained for run in runs)))
    if folded:
        parts.append(f"连带 {folded} 条不计")
    broken = sum(run.seal_broken for run in runs)
    if broken:
        parts.append(f"{broken} 个封存后有改动")
    return f"结论：{STATUS_NAMES[status]}。{'，'.join(parts)}。"


def root_of(finding: Finding, by_key: dict[str, Finding]) -> Finding | None:
    """The finding at the end of the chain of ``caused_by``; None when it is not among *by_key* (another file's)."""
    seen = set()
    while finding.caused_by is not None:
        if finding.key in seen or finding.caused_by not in by_key:
            return None
        seen.add(finding.key)
        finding = by_key[finding.caused_by]
    return finding


def partly(missing: Sequence[str]) -> str:
    """What of a form was not recognised; a form that is merely blank (空白表) was recognised whole."""
    said = "；".join(missing)
    return said if list(missing) == [NOTHING_FILLED] else f"只认出一部分：{said}"


def unreadable(run: Run) -> str:
    """Why a file could not be checked."""
    return refusal(run.path, run.reason, "无法检查")


def refusal(path: str, reason: str, what: str) -> str:
    """Why something (*what*: 无法检查) cannot be done with a file: one sentence that names the file once."""
    reason = reason.rstrip("。") + "。"
    return reason if reason.startswith((path, os.path.basename(path))) else f"{path} {what}：{reason}"


def painter(colour: bool) -> Callable[[str, str], str]:
    """What gives a text an ANSI colour (“31”), or leaves it as it is."""
    return (lambda text, code: f"\x1b[{code}m{text}\x1b[0m") if colour else (lambda text, code: text)
