"""The recomputed total (复算总分) of the form around a cell: PERF_SCORE() without arguments."""

from decimal import Decimal

from ..core.money import plain
from ..core.record import Record
from ..domain.forms import SCORED, SCORING_TABLE


class Total(Record):
    """The total, None where a figure is missing, and the sentence for it."""

    score: Decimal | None
    said: str


def total_at(caller) -> Total | None:
    """The total of the scored form that holds the calling cell; None in no such form. Raises ProfileError."""
    from ..rules.check import summary

    workbook = caller.workbook
    index = workbook.form_at(caller.sheet, caller.row, caller.col)
    if index < 0 or workbook.forms[index].kind not in SCORED:
        return None
    form = workbook.forms[index]
    told = summary(workbook.context, form)
    stated, computed = told.stated_total, told.computed_total
    if computed is None:
        return Total(None, f"{form.key}里没有可以计分的行，或有的行既不能复算、又没有填得分，填好后才能复算总分")
    also = "" if form.kind == SCORING_TABLE else "，另加预算执行得分"
    filled = "" if stated is None else f"；表内总分填 {plain(stated)}"
    return Total(
        computed, f"{form.key}的复算总分是 {plain(computed)}：能复算的行用复算分，要人定分的行用填报分{also}{filled}"
    )
