"""Targets and actuals in each other's cells: of one row (指标值与完成值填反), or of rows one below the other (填串了行)."""

from collections.abc import Iterator, Sequence

from ..core.findings import Finding
from ..core.money import ONE
from ..domain.forms import SelfEvaluation
from ..domain.scoring import INCOMPARABLE, judge
from .context import Context, per_form
from .reading import Row, filled_rows, has_comparator

NUMBER, DATE = "number", "date"
_LEAST_RUN = 3  # two rows may be exchanged; from here on a column has slid


def of_one_slip(told: Sequence[tuple[Row, Finding]]) -> Iterator[Finding]:
    """The T01 findings of rows in their order: those of rows that answer each other are one, told at the first.

    Only figures and dates tell: rows where they do not fit, and fit when each takes the value of its neighbour. A figure
    beside words (“完成”) is a mistake that people make in any row.
    """
    at = end = 0
    while at < len(told):
        if end == at:
            end = _end_of_those_together(told, at)
        run = _run(told, at, end)
        root = told[at][1]
        if len(run) > 1:
            root = root._replace(hint=_hint(run), related=(*root.related, *[row.indicator.actual for row, _ in run[1:]]))
        yield root
        yield from [finding._replace(caused_by=root.key) for _, finding in run[1:]]
        at += len(run)


def _end_of_those_together(told: Sequence[tuple[Row, Finding]], at: int) -> int:
    """Behind the last of the rows that stand one below the other from *at* on."""
    end = at + 1
    while end < len(told) and _stand_together(told[end - 1][0], told[end][0]):
        end += 1
    return end


def _run(told: Sequence[tuple[Row, Finding]], at: int, end: int) -> Sequence[tuple[Row, Finding]]:
    """The rows from *at* on, before *end*, that one slip explains: two exchanged, or three and more that slid by one row."""
    row = told[at][0]
    if end - at > 1 and _fits(row, told[at + 1][0]) and _fits(told[at + 1][0], row):
        return told[at : at + 2]
    for step in (1, -1):  # the actuals slid down, or up
        last = at + 1
        while last < end and _fits(*(told[last - 1][0], told[last][0])[::step]):
            last += 1
        if last - at >= _LEAST_RUN:
            return told[at:last]
    return told[at : at + 1]


def _stand_together(row: Row, other: Row) -> bool:
    kinds = {row.goal.kind, row.done.kind, other.goal.kind, other.done.kind}
    return kinds <= {NUMBER, DATE} and other.indicator.row == row.indicator.row + 1


def _fits(row: Row, other: Row) -> bool:
    """Whether the *other* row's actual answers the target of *row*."""
    return judge(row.goal.text, other.done.text, ONE, row.nature, row.indicator_class).verdict != INCOMPARABLE


def _hint(run: Sequence[tuple[Row, Finding]]) -> str:
    first, last = run[0][0], run[-1][0]
    if len(run) == 2:
        return f"；与下一行“{last.indicator.subject}”的“{last.done.text}”像是填反了，对调后两行都对得上"
    way = "下" if _fits(first, run[1][0]) else "上"
    back = "上" if way == "下" else "下"
    cells = f"{first.indicator.actual.cell}:{last.indicator.actual.cell}"
    return f"；{cells} 的完成值像是整段往{way}错了一行，{back}移一行后各行都对得上"


def exchanged_in_row(context: Context, form: SelfEvaluation, row: Row) -> bool:
    """Whether target and actual of a row look exchanged: the comparator stands with the actual, while other rows of the
    form have it with the target."""
    goal, done = row.goal, row.done
    if goal.kind != NUMBER or done.kind != NUMBER or goal.comparator or done.comparator in ("", "=") or row.nature:
        return False
    return any(other is not row for other in _with_comparator(context, form))


@per_form
def _with_comparator(context: Context, form: SelfEvaluation) -> list[Row]:
    return [row for row in filled_rows(context, form) if has_comparator(row)]


def said_exchanged(row: Row) -> str:
    """What a finding adds of such a row."""
    target, actual = row.indicator.target, row.indicator.actual
    return f"；比较符“{row.done.sign}”写在完成值上，{target.cell} 和 {actual.cell} 像是填反了，请先核对"
