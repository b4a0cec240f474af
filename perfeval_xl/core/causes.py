"""Root cause first: which findings are one mistake seen several times.

Five ways to be a consequence:

* declared: a rule yields to another on the same subject (S06 to S05, S04 to S03, most to T01), or names
  the finding that its own goes with;
* a slip of the unit: taking a whole sheet's amounts for 元 instead of 万元, or the other way round, makes several
  failing relations to other sheets hold at once;
* a row too many or too few is told by every column of it (rows.py);
* exchanged: two figures stand in each other's cells, or one in the cell beside its own (exchanged.py);
* proven: changing one cell makes several failing relations hold at once, so they are one mistake. The most
  upstream of them stays, the others name it in ``caused_by``.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from .cells import COUNTED_AS_ZERO, Field, address
from .exchanged import fold_exchanged
from .findings import ERROR, ROUNDING, SEVERITIES, Finding
from .money import in_unit, places_of, plain, round_half_up
from .relations import INFINITY
from .rows import fold_columns, fold_rows_twice
from .rules import Rule

_TEN_THOUSAND = Decimal(10_000)


def fold(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """The same findings, consequences marked. Order is kept. *findings* must have their keys."""
    declared = fold_rows_twice(_fold_unit_slip(_fold_declared(_with_causes_told(findings), rules), rules))
    proven = _fold_proven(fold_exchanged(declared, lambda finding: _rank(finding, None, rules)), rules)
    folded = fold_columns(proven, rules)
    causes = {finding.key: finding.caused_by for finding in folded if finding.caused_by}
    if not causes:
        return folded
    lesser = {finding.key for finding in folded if finding.severity != ERROR}
    return [_counted(_under_its_root(finding, causes) if finding.caused_by in causes else finding, lesser) for finding in folded]


def _counted(finding: Finding, lesser: Collection[str]) -> Finding:
    """An error counts for itself where its cause is none: who explains the cause, a warning, must not silence the error."""
    return finding._replace(caused_by=None) if finding.severity == ERROR and finding.caused_by in lesser else finding


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
    return [_declared(f, rules, present) if yielding[f.rule] else f for f in findings]


def _declared(finding: Finding, rules: Mapping[str, Rule], present: Mapping[tuple, str]) -> Finding:
    """*present* are the keys of the findings that others yield to, by form, subject and rule."""
    if finding.severity != ROUNDING:
        for code in rules[finding.rule].yields_to:
            cause = present.get((finding.form, finding.subject, code))
            if cause:
                return finding._replace(caused_by=cause)
    return finding


def _fold_unit_slip(findings: list[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """A sheet whose amounts are all ten thousand times too large or too small is one mistake, told at its first total."""
    across = [
        (i, {field.sheet for field in finding.relation.fields})
        for i, finding in enumerate(findings)
        # What is stated comes first, an amount and not the points for it, and what another sheet says of it last.
        if finding.relation is not None and finding.relation.fields[0].sheet != finding.relation.fields[-1].sheet
        if finding.relation.fields[0].unit
        if finding.severity != ROUNDING and finding.counts
    ]
    if len(across) < 2:
        return findings
    sheet, settled = "", []
    for factor in (_TEN_THOUSAND, 1 / _TEN_THOUSAND):
        for each in dict.fromkeys(name for _, sheets in across for name in sorted(sheets)):
            holding = [i for i, sheets in across if each in sheets and findings[i].relation.holds_scaled(each, factor)]
            # A limit is easily kept: two equalities prove it.
            if len(holding) > len(settled) and sum(not findings[i].relation.bound for i in holding) > 1:
                sheet, settled = each, holding
    if not settled:
        return findings
    root = min(settled, key=lambda i: (findings[i].field.sheet != sheet, _rank(findings[i], None, rules)))
    result = list(findings)
    for i in settled:
        if i != root:
            result[i] = result[i]._replace(caused_by=findings[root].key)
    hint = f"；“{sheet}”的金额与其他表都差一万倍，请先核对这张表的金额单位，改好后再检"
    result[root] = result[root]._replace(hint=hint)
    return result


def _fold_proven(findings: list[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    open_at = _failing_relations_by_place(findings)
    result, known = list(findings), {}
    while open_at:
        repairs = _best_repairs(open_at, findings, known)
        if not repairs:
            break
        place, value, group = repairs[0]
        # Several cells may repair the same findings equally well; then nobody can say which one is wrong.
        certain = len(repairs) == 1
        root, *others = sorted(group, key=lambda i: _rank(findings[i], place if certain else None, rules))
        if certain:
            result[root] = _with_hint(findings[root], place, value)
        for i in others:
            result[i] = result[i]._replace(caused_by=findings[root].key)
        settled = set(group)
        open_at = {p: left for p, numbers in open_at.items() if len(left := [i for i in numbers if i not in settled]) > 1}
    return result


def _rank(finding: Finding, place: tuple | None, rules: Mapping[str, Rule]) -> tuple:
    """The most upstream first: never a warning before an error; within one form before between forms; the relation
    that states the wrong cell before those that use it; a row (few cells) before the total it enters."""
    relation = finding.relation
    between_forms = rules[finding.rule].between_kinds or len({field.sheet for field in relation.fields}) > 1
    uses_it = place is not None and relation.fields[0].place != place
    severity = SEVERITIES.index(finding.severity)
    return severity, between_forms, uses_it, len(relation.fields), list(rules).index(finding.rule)


def _failing_relations_by_place(findings: Sequence[Finding]) -> dict[tuple, list[int]]:
    """Places that at least two failing relations share, with the findings' indices."""
    at = defaultdict(list)
    for i, finding in enumerate(findings):
        if finding.relation is not None and finding.severity != ROUNDING and finding.counts:
            for place in dict.fromkeys(field.place for field in finding.relation.fields):
                at[place].append(i)
    return {place: numbers for place, numbers in at.items() if len(numbers) > 1}


def _best_repairs(open_at: Mapping[tuple, list[int]], findings: Sequence[Finding], known: dict) -> list[tuple]:
    """(place, value, findings it settles) of the one-cell changes that settle the most, and those most exactly.

    Equalities count first: a limit is easily kept, so it proves little. Last comes whether the value has the decimals
    that the cell is printed with. All that are returned settle the same findings; none when no change settles enough
    to prove one mistake. *known* keeps what was found at each place: one mistake settled leaves most places as they were.
    """
    best, merit = {}, (0, 0, -INFINITY, False)
    for place, numbers in open_at.items():
        if place not in known or known[place][0] != numbers:
            known[place] = numbers, list(_repairs_at(place, numbers, findings))
        for found, value, settled in known[place][1]:
            if found > merit:
                best, merit = {}, found
            if found == merit and place not in best:
                best[place] = (place, value, settled)
    repairs = list(best.values())
    return [repair for repair in repairs if set(repair[2]) == set(repairs[0][2])]


def _repairs_at(place: tuple, numbers: Sequence[int], findings: Sequence[Finding]) -> Iterator[tuple]:
    """(merit, value, findings it settles) of the values of one cell that prove a mistake."""
    for value, as_printed in _candidates(place, numbers, findings).items():
        left = {i: findings[i].relation.left_with(place, value) for i in numbers}
        settled = [i for i in numbers if left[i] <= findings[i].relation.tolerance.rounding]
        if _proves(settled, findings):
            equalities = sum(not findings[i].relation.bound for i in settled)
            yield (equalities, len(settled), -sum(left[i] for i in settled), as_printed), value, settled


def _proves(settled: Sequence[int], findings: Sequence[Finding]) -> bool:
    """Two equalities that one value settles are one mistake; so is one beside the breach of a hard limit (an error)."""
    equalities = sum(not findings[i].relation.bound for i in settled)
    limits = sum(findings[i].relation.bound and findings[i].severity == ERROR for i in settled)
    return equalities > 1 or (equalities == 1 and limits > 0)


def _candidates(place: tuple, numbers: Sequence[int], findings: Sequence[Finding]) -> dict[Decimal, bool]:
    """Values that would settle one of the relations, and whether each has the cell's own printed decimals, such first."""
    values: dict[Decimal, bool] = {}
    for i in numbers:
        relation = findings[i].relation
        value = relation.solved_for(place)
        if value is None:
            continue
        printed = next(field.number for field in relation.fields if field.place == place)
        if _is_plausible(value, printed) and not _follows_from_blanks(relation.fields, place, printed):
            values.setdefault(round_half_up(value, places_of(printed)) if printed is not None else value, True)
            values.setdefault(value, False)
    return values


def _is_plausible(value: Decimal, printed: Decimal | None) -> bool:
    """Budgets, scores and rates are not negative: nobody mistypes -22 as 5, but a sign may be left out."""
    return value >= 0 or (printed is not None and (printed < 0 or value == -printed))


def _follows_from_blanks(fields: Sequence[Field], place: tuple, printed: Decimal | None) -> bool:
    """Cells that nobody has filled in yet say nothing against one that somebody has."""
    return bool(printed) and not any(
        field.filled and field.text != COUNTED_AS_ZERO for field in fields if field.place != place
    )


def _with_hint(root: Finding, place: tuple, value: Decimal) -> Finding:
    """The root says which one change would settle its cascade."""
    sheet, row, col = place
    field = next(f for f in root.relation.fields if f.place == place)
    shown = plain(round_half_up(in_unit(value, field.unit), 4))
    where = address(row, col) if sheet == root.field.sheet else f"“{sheet}”{address(row, col)}"
    related = root.related if field.place == root.field.place or field in root.related else (*root.related, field)
    return root._replace(related=related, hint=f"；把 {where} 改为 {shown}，连带各处也就相符")

