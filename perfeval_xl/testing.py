"""For other people's tests: check a workbook from a test and fail with sentences that name sheet and cell.

    from perfeval_xl.testing import assert_workbook_passes

    def test_our_form():
        assert_workbook_passes("整体自评表.xlsx")

Plain functions; they need no plugin and no particular test runner.
"""

import os
from collections.abc import Collection

from .api import check
from .core.findings import WARNING, Finding
from .core.run import PASSED, Run
from .report.sealed import line as seal_line
from .report.verdict import reaches, unreadable, verdict


def check_workbook(path: str | os.PathLike, profile: str | None = None) -> Run:
    """The Run of a workbook, whatever its outcome; the same as ``perfeval_xl.check``."""
    return check(path, profile)


def assert_workbook_passes(
    path: str | os.PathLike, profile: str | None = None, *, allow: Collection[str] = ()
) -> Run:
    """Check a workbook and raise AssertionError, one line for each reason, unless it passes (通过).

    It passes without errors, without unexplained warnings, and with every logical rule checked; hints (提示) and
    tail differences (尾差) never fail it; a change since the workbook was sealed (封存) does. *allow* names what is
    accepted besides: rule codes (``"T06"``), levels (``"warning"``, ``"unchecked"``), ``"sealed"``. Returns the Run.
    """
    run = check(path, profile)
    if run.reason:
        raise AssertionError(unreadable(run))
    reasons = [_line(f) for f in run.findings if reaches(f, WARNING) and not {f.rule, f.severity} & set(allow)]
    reasons += [
        f"{entry.sheet}!{entry.cell} {entry.rule} 未检：{entry.reason}"
        for entry in run.unchecked
        if entry.rule in run.logical_rules and not {entry.rule, "unchecked"} & set(allow)
    ]
    if run.seal_broken and "sealed" not in allow:
        reasons.append(seal_line(run.sealed))
    if run.status != PASSED and reasons:
        raise AssertionError("\n  ".join([f"{run.path} {verdict([run])}", *reasons]))
    return run


def _line(finding: Finding) -> str:
    line = f"{finding.field.sheet}!{finding.field.cell} {finding.rule} {finding.text}"
    return f"{line}（应为 {finding.expected}，现为 {finding.actual or '空'}）" if finding.expected else line
