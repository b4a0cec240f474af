"""Runs rules over a submission: who runs, who cannot, what counts, in which order. Rules only yield."""

from collections.abc import Iterable, Mapping, Sequence

from .causes import fold
from .cells import Missing
from .findings import Finding, NotApplicable, Unchecked
from .record import Record
from .rules import Rule


class Submission:
    """What the engine must know of the material: which forms there are, and what is lacking as a whole."""

    some_illegible: bool  # whether labels of some form cannot be read

    def forms_for(self, rule: Rule) -> Sequence:
        """The forms that a rule with ``each`` is run on."""

    def lacking(self, rule: Rule) -> str | None:
        """Why the rule does not apply at all (“没有决算公开表”), or None."""

    def partly_lacking(self, rule: Rule) -> str | None:
        """Which part of what the rule compares was not submitted (“没有《…》，…没有核对”), or None."""

    def ambiguous(self, rule: Rule) -> str | None:
        """Why the rule cannot tell what to compare with what, or None."""

    def assert_legible(self, rule: Rule, form) -> None:
        """Raises Missing where labels that the rule goes by cannot be read, of the form or of those it needs."""


class Outcome(Record):
    """What all rules together said: findings in the order of the book, what could not be checked, what does not apply."""

    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    not_applicable: tuple[NotApplicable, ...]


def run(rules: Iterable[Rule], submission: Submission, severities: Mapping[str, str], sheets: Sequence[str]) -> Outcome:
    """Every rule over the submission.

    *severities* are the profile's overrides by rule code; *sheets* the sheet names in the order of the book, which
    is the order of the findings.
    """
    rules = tuple(rules)
    findings, unchecked, not_applicable, seen = [], [], [], {}
    for rule in rules:
        reason = submission.lacking(rule)
        if reason:
            not_applicable.append(NotApplicable(rule.code, reason))
            continue
        reason = submission.ambiguous(rule)
        if reason:
            unchecked.append(Unchecked(rule.code, reason))
            continue
        reason = submission.partly_lacking(rule) if rule.tables else None
        if reason:
            not_applicable.append(NotApplicable(rule.code, reason))
        override = severities.get(rule.code)
        for result in _results(rule, submission):
            if isinstance(result, Unchecked):
                unchecked.append(result)
            else:
                findings.append(_under_policy(result, rule, override, seen))
    findings = fold(findings, {rule.code: rule for rule in rules})
    position = {name: i for i, name in enumerate(sheets)}
    findings.sort(key=lambda f: (position.get(f.field.sheet, len(position)), f.field.row, f.field.col, f.rule))
    return Outcome(tuple(findings), tuple(dict.fromkeys(unchecked)), tuple(not_applicable))


def _results(rule: Rule, submission: Submission) -> list[Finding | Unchecked]:
    """One rule's results, form by form; a form it cannot handle does not stop the next one."""
    results, asks = [], submission.some_illegible and rule.by_labels
    for form in submission.forms_for(rule) if rule.each else (None,):
        try:
            if asks:
                submission.assert_legible(rule, form)
            for result in rule.check(submission, form) if rule.each else rule.check(submission):
                results.append(result)
        except Missing as missing:
            field = missing.field
            results.append(Unchecked(rule.code, missing.reason, field.sheet if field else "", field.cell if field else ""))
        except Exception as crash:  # a rule's own fault must neither stop the others nor pass for a data error
            reason = f"本条规则自身出错（{type(crash).__name__}：{crash}），不是填报错误，请反馈给工具维护者"
            results.append(Unchecked(rule.code, reason))
    return results


def _under_policy(finding: Finding, rule: Rule, override: str | None, seen: dict[str, int]) -> Finding:
    """The finding at the severity that the profile gives it (*override*), if it does.

    The second finding of the same rule on the same subject gets ``#2`` behind its key.
    """
    key = finding.key
    seen[key] = count = seen.get(key, 0) + 1
    if override is None and count == 1:
        return finding
    return finding._replace(
        severity=override if override and finding.severity in rule.severities else finding.severity,
        key=key if count == 1 else f"{key}#{count}",
    )
