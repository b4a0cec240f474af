"""A row too many or too few (多列、漏列一行): every column of it is told, and it is one mistake.

A row listed twice names the cells that go with it: the sums that hold without them are its consequences. A row left
out leaves nothing; what gives it away are the sums of two columns over the same rows that are off by the same.
"""

from collections.abc import Mapping, Sequence

from .cells import Field
from .findings import ROUNDING, Finding
from .money import ZERO, in_unit, plain
from .relations import Relation
from .rules import Rule

_EVERY_COLUMN = 3  # so many columns off to the same side are one row, even by different amounts


def fold_rows_twice(findings: list[Finding]) -> list[Finding]:
    """The same findings; sums that hold without a row listed twice name its finding as their cause."""
    result = findings
    for i, root in enumerate(findings):
        if not root.doubled or not root.counts:
            continue
        without = {field.place: ZERO for field in root.doubled}
        settled = [
            k
            for k, finding in enumerate(result)
            if finding.relation is not None and finding.counts and finding.severity != ROUNDING and k != i
            if any(field.place in without for field in finding.relation.fields) and finding.relation.holds_changed(without)
        ]
        # A figure that no such sum complains of is counted where it should be: then the row is not one too many.
        if without.keys() <= {field.place for k in settled for field in result[k].relation.fields}:
            result = list(result) if result is findings else result
            result[i] = root._replace(hint=f"；删去多出的这一行，{_cells(root, [result[k] for k in settled])} 也就相符")
            for k in settled:
                result[k] = result[k]._replace(caused_by=root.key)
    return result


def fold_columns(findings: list[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """The same findings; sums over the rows of another sum, off like that, name it as their cause."""
    told = {finding.rule for finding in findings}
    pairs = {(code, other) for code in told for other in rules[code].beside if other in told}
    if not pairs:
        return findings
    result = list(findings)
    involved = {code for pair in pairs for code in pair}
    open_ = [i for i, finding in enumerate(findings) if finding.rule in involved and _is_a_sum_off(finding)]
    for root in open_:
        beside = [
            i
            for i in open_
            if (findings[i].rule, findings[root].rule) in pairs and findings[i].form == findings[root].form and i != root and not findings[i].hint
            if result[i].counts and result[root].counts and _same_rows(findings[root].relation, findings[i].relation)
        ]
        off = findings[root].relation.difference()
        alike = [i for i in beside if findings[i].relation.difference() == off]
        one_side = [i for i in beside if (findings[i].relation.difference() > 0) == (off > 0)]
        if len(one_side) + 1 >= _EVERY_COLUMN:
            alike = one_side
        if alike:
            result[root] = _row_hint(findings[root], [findings[i] for i in alike])
            for i in alike:
                result[i] = result[i]._replace(caused_by=findings[root].key)
    return result


def _is_a_sum_off(finding: Finding) -> bool:
    """And not as the consequence of another."""
    told = finding.relation is not None and finding.severity != ROUNDING
    return told and finding.counts and not finding.relation.bound


def _same_rows(one: Relation, other: Relation) -> bool:
    """Whether the parts of one sum stand in the rows of the other's, in cells of their own."""
    if not {field.place for field in one.fields}.isdisjoint([field.place for field in other.fields]):
        return False
    rows, others = ({(field.sheet, field.row) for field in relation.fields[1:]} for relation in (one, other))
    return len(rows | others) > 1 and bool(rows and others) and (rows <= others or others <= rows)


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
