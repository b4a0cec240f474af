"""JUnit XML for continuous integration: one suite a file, one case a finding, and one for every rule without any."""

import re
from collections.abc import Iterator, Sequence

from ..core.findings import ERROR, ROUNDING, SEVERITY_NAMES, WARNING, Finding
from ..core.run import UNREADABLE, Run
from ..rules.catalogue import catalogue
from .verdict import reaches, verdict

# Characters that XML 1.0 does not allow at all, escaped or not.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


def render(runs: Sequence[Run], fail_on: str = ERROR) -> str:
    """The report. Findings that reach *fail_on* are failures, others pass with their sentence as output."""
    suites = [_suite(run, fail_on) for run in runs]
    head = f'<testsuites name="perfeval-xl" {_counts([case for cases in suites for case in cases])}>'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head]
    for run, cases in zip(runs, suites):
        lines.append(f"  <testsuite {_attributes(name=run.path)} {_counts(cases)}>")
        lines += [f"    {line}" for _, line in cases]
        lines.append(f"    <system-out>{_escaped(verdict([run]))}</system-out>")
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"])


def _suite(run: Run, fail_on: str) -> list[tuple[str, str]]:
    """(outcome, element) of each case: ``failure``, ``error``, ``skipped`` or ``passed``."""
    if run.status == UNREADABLE:
        body = f'<error {_attributes(type="unreadable", message=run.reason)}/>'
        return [("error", _case(run.path, "打开文件、认表", body))]
    return list(_cases(run, fail_on))


def _cases(run: Run, fail_on: str) -> Iterator[tuple[str, str]]:
    if run.sealed is not None:
        yield _of_seal(run, fail_on)
    told = set()
    titles = {rule.code: f"{rule.code} {rule.title}" for rule in catalogue()}
    for finding in run.findings:
        told.add(finding.rule)
        yield _of_finding(run, finding, titles[finding.rule], fail_on)
    for entry in (*run.unchecked, *run.not_applicable):
        told.add(entry.rule)
        where = f" {entry.sheet}!{entry.cell}" if getattr(entry, "sheet", "") else ""
        body = f"<skipped {_attributes(message=entry.reason)}/>"
        yield "skipped", _case(run.path, titles[entry.rule] + where, body)
    for code, title in titles.items():
        if code not in told:
            yield "passed", _case(run.path, title)


def _of_seal(run: Run, fail_on: str) -> tuple[str, str]:
    """A workbook that was changed since it was sealed is something to explain, as a warning is."""
    from .sealed import changes, line

    told = _escaped("\n".join((line(run.sealed), *changes(run.sealed))))
    if run.seal_broken and fail_on == WARNING:
        body = f"<failure {_attributes(type='sealed', message=line(run.sealed))}>{told}</failure>"
        return "failure", _case(run.path, "封存", body)
    return "passed", _case(run.path, "封存", f"<system-out>{told}</system-out>")


def _of_finding(run: Run, finding: Finding, title: str, fail_on: str) -> tuple[str, str]:
    name = f"{title} {finding.field.sheet}!{finding.field.cell}"
    lines = finding.text, _expectation(finding), finding.basis, _explanation(finding)
    told = "\n".join(line for line in lines if line)
    if reaches(finding, fail_on):
        body = f"<failure {_attributes(type=finding.severity, message=finding.text)}>{_escaped(told)}</failure>"
        return "failure", _case(run.path, name, body)
    level = SEVERITY_NAMES[finding.severity] if finding.counts or finding.severity == ROUNDING else "连带"
    return "passed", _case(run.path, name, f"<system-out>{_escaped(f'[{level}] {told}')}</system-out>")


def _expectation(finding: Finding) -> str:
    if not finding.expected:
        return ""
    off = f"，差 {finding.difference}" if finding.difference else ""
    return f"应为 {finding.expected}，现为 {finding.actual or '空'}{off}"


def _explanation(finding: Finding) -> str:
    if finding.explanation is not None:
        return f"核实说明：{finding.explanation}"
    return f"原核实说明须重写：{finding.reopened}" if finding.reopened is not None else ""


def _case(path: str, name: str, body: str = "") -> str:
    attributes = _attributes(classname=path, name=name)
    return f"<testcase {attributes}>{body}</testcase>" if body else f"<testcase {attributes}/>"


def _counts(cases: Sequence[tuple[str, str]]) -> str:
    outcomes = [outcome for outcome, _ in cases]
    return _attributes(
        tests=str(len(cases)),
        failures=str(outcomes.count("failure")),
        errors=str(outcomes.count("error")),
        skipped=str(outcomes.count("skipped")),
    )


def _attributes(**values: str) -> str:
    return " ".join(f'{name}="{_escaped(value)}"' for name, value in values.items())


def _escaped(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text).translate(_ESCAPES)
