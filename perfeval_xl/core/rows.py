"""A row too many or too few (多列、漏列一行): every column of it is told, and it is one mistake.

A row listed twice names the cells that go with it: the sums that hold without them are its consequences. A row left
out leaves nothing; what gives it away are the sums of two columns over the same rows that are off by the same.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from .cells import Field
from .findings import Finding
from .money import ZERO, in_unit, plain
from .relations import Trial
from .rules import Rule

_EVERY_COLUMN = 3  # so many columns off to the same side are one row, even by different amounts


def fold_rows_twice(findings: list[Finding], trials: Mapping[int, Trial]) -> list[Finding]:
    """The same findings; sums that hold without a row listed twice name its finding as their cause.

    *trials* are those of the failing relations, by the number of the finding.
    """
    roots = [i for i, finding in enumerate(findings) if finding.doubled and finding.counts]
    if not roots:
        return findings
    result, at = list(findings), defaultdict(list)
    for k, trial in trials.items():
        for place in trial.places:
            at[place].append(k)
    for i in roots:
        root = findings[i]
        without = {field.place: ZERO for field in root.doubled}
        told = sorted({k for place in without for k in at.get(place, ())})
        settled = [k for k in told if k != i and result[k].counts and trials[k].holds_changed(without)]
        # A figure that no such sum complains of is counted where it should be: then the row is not one too many.
        if all([any([place in trials[k].places for k in settled]) for place in without]):
            result[i] = root._replace(hint=f"；删去多出的这一行，{_cells(root, [result[k] for k in settled])} 也就相符")
            for k in settled:
                result[k] = result[k]._replace(caused_by=root.key)
    return result


def fold_columns(findings: list[Finding], trials: Mapping[int, Trial], rules: Mapping[str, Rule]) -> list[Finding]:
    """The same findings; sums over the rows of another sum, off like that, name it as their cause."""
    told = {finding.rule for finding in findings}
    following = defaultdict(list)  # by the code of a rule, those that its sums take along
    for other in told:
        for code in told.intersection(rules[other].beside):
            following[code].append(other)
    if not following:
        return findings
    involved = {*following, *[other for others in following.values() for other in others]}
    result, rows, of_form = list(findings), {}, defaultdict(list)
    for i, trial in trials.items():
        finding = findings[i]
        if finding.rule in involved and finding.counts and not trial.bound:
            rows[i] = {(field.sheet, field.row) for field in trial.fields[1:]}
            of_form[finding.rule, finding.form].append(i)
    for root in rows:
        finding, off = findings[root], trials[root].difference
        beside = [
            i
            for i in sorted([i for code in following.get(finding.rule, ()) for i in of_form[code, finding.form]])
            if i != root and not findings[i].hint and result[i].counts and result[root].counts
            if trials[root].places.keys().isdisjoint(trials[i].places) and _same(rows[root], rows[i])
        ]
        alike = [i for i in beside if trials[i].difference == off]
        one_side = [i for i in beside if (trials[i].difference > 0) == (off > 0)]
        if len(one_side) + 1 >= _EVERY_COLUMN:
            alike = one_side
        if alike:
            result[root] = _row_hint(finding, [findings[i] for i in alike])
            for i in alike:
                result[i] = result[i]._replace(caused_by=finding.key)
    return result


def _same(rows: set, others: set) -> bool:
    """Whether the parts of one sum stand in the rows of the other's."""
    return bool(rows and others) and max(len(rows), len(others)) > 1 and (rows <= others or others <= rows)


def _row_hint(root: Finding, others: Sequence[Finding]) -> Finding:
    apart = sorted({plain(in_unit(abs(each.relation.difference()), each.field.unit)) for each in others})
    amounts = f"差 {apart[0]}" if len(apart) == 1 else "不符，而且都差在同一边"
    related = [each.field for each in others if each.field.place not in {field.place for field in (root.field, *root.related)}]
    return root._replace(hint=f"；{_cells(root, others)} 也{amounts}，{_suspicion([root, *others])}", related=(*root.related, *related))


def _suspicion(sums: Sequence[Finding]) -> str:
    if all(each.relation.fields[0].number == ZERO for each in sums):  # a total is left at 0 more often than a row is invented
        return "这几格填的都是 0，像是合计没有填"
    row = "漏列了一行，或有一行各栏都填少了" if sums[0].relation.difference() > 0 else "多列了一行，或有一行各栏都填多了"
    return f"像是{row}，请先核对有没有这样一行"


def _cells(root: Finding, findings: Sequence[Finding]) -> str:
    return "、".join(dict.fromkeys(_cell(each.field, root) for each in findings))


def _cell(field: Field, root: Finding) -> str:
    return field.cell if field.sheet == root.field.sheet else f"“{field.sheet}”{field.cell}"
