"""Run: everything one check has to say about one file. Its ``to_dict`` is the one view model of all reports."""

from .cells import Box
from .findings import ERROR, INFO, ROUNDING, WARNING, Finding, NotApplicable, Unchecked
from .record import Record

FAILED, ATTENTION, PASSED, UNREADABLE = "failed", "attention", "passed", "unreadable"
STATUS_NAMES = {FAILED: "未通过", ATTENTION: "须核实", PASSED: "通过", UNREADABLE: "无法检查"}


class FormSummary(Record):
    """What was recognised, for the reader: where, which kind, and the totals of a scored form."""

    kind: str
    sheet: str
    box: Box
    title: str
    unit_name: str
    year: int | None
    key: str
    table: str = ""  # of a final-account table
    weight_total: object = None
    stated_total: object = None
    computed_total: object = None
    grade: str | None = None
    missing: tuple[str, ...] = ()


class Run(Record):
    """The result for one file. ``reason`` says why an unreadable one could not be checked."""

    path: str = ""
    sha256: str = ""
    profile: str = ""
    forms: tuple = ()  # the typed forms
    summaries: tuple[FormSummary, ...] = ()
    findings: tuple[Finding, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    logical_rules: frozenset[str] = frozenset()  # codes of the rules whose finding is an error
    reason: str = ""
    unmatched: tuple = ()  # core.explanations.Given of findings that there are no more
    other_forms: tuple = ()  # recognition.other_forms.OtherForm: forms that are named and nothing of which is checked
    sealed: object = None  # core.seal_changes.Sealed of a workbook that was sealed (封存)

    @property
    def status(self) -> str:
        """failed | attention | passed | unreadable (contract.md)."""
        if self.reason:
            return UNREADABLE
        counts = self.summary
        if counts[ERROR]:
            return FAILED
        if self.unexplained or self.seal_broken or any(u.rule in self.logical_rules for u in self.unchecked):
            return ATTENTION
        return PASSED

    @property
    def seal_broken(self) -> bool:
        """Whether the workbook was sealed and can no longer be told to be as it was."""
        return self.sealed is not None and not self.sealed.intact

    @property
    def explained(self) -> int:
        """How many warnings that count have an accepted explanation."""
        return len([f for f in self.findings if f.severity == WARNING and f.explanation is not None and f.counts])

    @property
    def unexplained(self) -> int:
        """How many have none."""
        return len([f for f in self.findings if f.severity == WARNING and f.explanation is None and f.counts])

    @property
    def summary(self) -> dict[str, int]:
        """Counts by severity, consequences left out."""
        told = [f.severity for f in self.findings if f.caused_by is None or f.severity == ROUNDING]
        counts = {severity: told.count(severity) for severity in (ERROR, WARNING, INFO)}
        return {**counts, "unchecked": len(self.unchecked), ROUNDING: told.count(ROUNDING)}

    def to_dict(self) -> dict:
        """One entry of ``files`` in the JSON of ``check`` (contract.md)."""
        entry = {
            "path": self.path,
            "sha256": self.sha256,
            "status": self.status,
            "profile": self.profile,
            "forms": [_form(summary) for summary in self.summaries],
            "findings": [finding_entry(finding) for finding in self.findings],
            "unchecked": [u._asdict() for u in self.unchecked],
            "not_applicable": [n._asdict() for n in self.not_applicable],
            "sealed": None if self.sealed is None else self.sealed.to_dict(),
            "summary": self.summary,
        }
        if self.unmatched:
            entry["unmatched_explanations"] = [{"key": given.key, "explanation": given.text} for given in self.unmatched]
        if self.other_forms:
            entry["other_forms"] = [one._asdict() for one in self.other_forms]
        if self.reason:
            entry["reason"] = self.reason
        return entry


def _form(summary: FormSummary) -> dict:
    entry = {
        "kind": summary.kind,
        "sheet": summary.sheet,
        "range": summary.box.a1,
        "title": summary.title,
        "unit_name": summary.unit_name,
        "year": summary.year,
    }
    if summary.table:
        entry["table"] = summary.table
    for name in ("weight_total", "stated_total", "computed_total"):
        value = getattr(summary, name)
        if value is not None:
            entry[name] = _number(value)
    if summary.grade is not None:
        entry["grade"] = summary.grade
    if summary.missing:
        entry["missing"] = list(summary.missing)
    return entry


def _number(value) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def finding_entry(finding: Finding) -> dict:
    """A finding in JSON (contract.md)."""
    return {
        "rule": finding.rule,
        "key": finding.key,
        "severity": finding.severity,
        "sheet": finding.field.sheet,
        "cell": finding.field.cell,
        "message": finding.text,
        "expected": finding.expected,
        "actual": finding.actual,
        "difference": finding.difference,
        "basis": finding.basis,
        "related": [{"sheet": field.sheet, "cell": field.cell} for field in finding.related],
        "caused_by": finding.caused_by,
        "explanation": finding.explanation,
        **({"reopened": finding.reopened} if finding.reopened else {}),
    }
