"""Root cause first: which findings are one mistake seen several times.

Five ways to be a consequence:

* declared: a rule yields to another on the same subject (S06 to S05, S04 to S03, most to T01), or names
  the finding that its own goes with;
* a slip of the unit: taking a whole sheet's amounts for 元 instead of 万元, or the other way round, makes several
  failing relations to other sheets hold at once;
* a row too many or too few is told by every column of it (rows.py);
* exchanged: two figures stand in each other's cells, or one in the cell beside its own (exchanged.py);
* proven: changing one cell makes several failing relations hold at once (proven.py).

The most upstream of the findings of one mistake stays, the others name it in ``caused_by``.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal

from .findings import ERROR, ROUNDING, SEVERITIES, Finding
from .relations import Trial
from .rules import Rule

_TEN_THOUSAND = Decimal(10_000)


def fold(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """The same findings, consequences marked. Order is kept. *findings* must have their keys."""
    declared = _fold_declared(_with_causes_told(findings), rules)
    failing = [
        i for i, each in enumerate(declared) if each.relation is not None and each.severity != ROUNDING and each.counts
    ]
    several = len(failing) > 1 or (failing and any([finding.doubled for finding in declared]))
    folded = _fold_failing(declared, failing, rules) if several else declared
    causes = {finding.key: finding.caused_by for finding in folded if finding.caused_by}
    if not causes:
        return folded
    lesser = {finding.key for finding in folded if finding.severity != ERROR}
    return [_counted(_under_its_root(finding, causes) if finding.caused_by in causes else finding, lesser) for finding in folded]


def _counted(finding: Finding, lesser: Collection[str]) -> Finding:
    """An error counts for itself where its cause is none: who explains the cause, a warning, must not silence the error."""
    return finding._replace(caused_by=None) if finding.severity == ERROR and finding.caused_by in lesser else finding


def _fold_failing(findings: list[Finding], failing: Sequence[int], rules: Mapping[str, Rule]) -> list[Finding]:
    """The same findings; of those whose relations are *failing* for one mistake, all name the first."""
    from .exchanged import fold_exchanged  # only where several fail
    from .proven import fold_proven
    from .rows import fold_columns, fold_rows_twice

    trials = {i: Trial(findings[i].relation) for i in failing}
    order = tuple(rules)

    def rank(finding: Finding, place: tuple | None = None) -> tuple:
        return _rank(finding, place, rules[finding.rule], order.index(finding.rule))

    findings = fold_rows_twice(_fold_unit_slip(findings, trials, rank), trials)
    findings = fold_proven(fold_exchanged(findings, trials, rank), trials, rank)
    return fold_columns(findings, trials, rules)


def _with_causes_told(findings: Sequence[Finding]) -> Sequence[Finding]:
    """What a rule named as the cause of its own finding counts for nothing where it was not told."""
    if not any([finding.caused_by for finding in findings]):
        return findings
    keys = {finding.key for finding in findings}
    return [f if f.caused_by is None or f.caused_by in keys else f._replace(caused_by=None) for f in findings]


def _under_its_root(finding: Finding, causes: Mapping[str, str]) -> Finding:
    """The cause of a cause is the root; rules yield one way only, so this ends."""
    root = finding.caused_by
    while root in causes:
        root = causes[root]
    return finding._replace(caused_by=root)


def _fold_declared(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    told = {finding.rule for finding in findings}
    yielding = {code: told.intersection(rules[code].yields_to) for code in told}
    stronger = set().union(*yielding.values())
    present = {
        (f.form, f.subject, f.rule): f.key for f in findings if f.rule in stronger and f.severity != ROUNDING
    }
    lesser = {finding.key for finding in findings if finding.severity != ERROR}
    return [_counted(_declared(f, rules, present), lesser) if yielding[f.rule] else f for f in findings]


def _declared(finding: Finding, rules: Mapping[str, Rule], present: Mapping[tuple, str]) -> Finding:
    """*present* are the keys of the findings that others yield to, by form, subject and rule."""
    if finding.severity != ROUNDING:
        for code in rules[finding.rule].yields_to:
            cause = present.get((finding.form, finding.subject, code))
            if cause:
                return finding._replace(caused_by=cause)
    return finding


def _fold_unit_slip(findings: list[Finding], trials: Mapping[int, Trial], rank: Callable[[Finding], tuple]) -> list[Finding]:
    """A sheet whose amounts are all ten thousand times too large or too small is one mistake, told at its first total."""
    across = [
        (i, trial, sorted({field.sheet for field in trial.fields}))
        for i, trial in trials.items()
        # What is stated comes first, an amount and not the points for it; what another sheet says of it second or last.
        if trial.fields[0].unit and len({field.sheet for field in (*trial.fields[:2], trial.fields[-1])}) > 1
    ]
    if len(across) < 2:
        return findings
    sheet, settled = "", []
    for factor in (_TEN_THOUSAND, 1 / _TEN_THOUSAND):
        holding = {name: [] for _, _, sheets in across for name in sheets}
        for i, trial, sheets in across:
            for each in sheets:
                if trial.holds_scaled(each, factor):
                    holding[each].append(i)
        for each, numbers in holding.items():
            # A limit is easily kept: two equalities prove it.
            if len(numbers) > len(settled) and sum(not trials[i].bound for i in numbers) > 1:
                sheet, settled = each, numbers
    if not settled:
        return findings
    root = min(settled, key=lambda i: (findings[i].field.sheet != sheet, rank(findings[i])))
    result = list(findings)
    for i in settled:
        if i != root:
            result[i] = result[i]._replace(caused_by=findings[root].key)
    hint = f"；“{sheet}”的金额与其他表都差一万倍，请先核对这张表的金额单位，改好后再检"
    result[root] = result[root]._replace(hint=hint)
    return result


def _rank(finding: Finding, place: tuple | None, rule: Rule, ordinal: int) -> tuple:
    """The most upstream first: never a warning before an error; within one form before between forms; the relation
    that states the wrong cell before those that use it; a row (few cells) before the total it enters."""
    relation = finding.relation
    between_forms = rule.between_kinds or len({field.sheet for field in relation.fields}) > 1
    uses_it = place is not None and relation.fields[0].place != place
    severity = SEVERITIES.index(finding.severity)
    return severity, between_forms, uses_it, len(relation.fields), ordinal
