"""重算得分: write the recomputed scores into the score cells; they are those that ``perfeval-xl score`` shows."""

from collections.abc import Iterator

from ..core.book import Book
from ..core.cells import Field
from ..core.host import Host, HostError
from ..core.money import plain
from ..core.record import Record
from ..rules.score_sheet import COMPUTED, ScoreReport, score_book

_NAMED = 6  # cells that a question names


class NewScore(Record):
    """A score cell whose value is not the recomputed one."""

    field: Field
    score: object  # Decimal


def rescore(host: Host) -> ScoreReport:
    """Write every score that can be recomputed, and the totals, where a figure was typed; formulas stay formulas.

    Asks before anything is changed. Rows that a person must judge keep their score. Raises HostError.
    """
    host.progress("正在重算得分……")
    book = host.book()
    report = score_book(book)
    if report.reason:
        raise HostError(f"没有重算：{report.reason.rstrip('。')}。")
    changes, formulas = _divided(book, list(_new_scores(report)))
    judged = sum(row.state != COMPUTED for sheet in report.sheets for row in sheet.rows)
    if not changes:
        host.tell(f"得分不用改：能复算的得分都与复算一致。{_rest(formulas, judged)}")
        return report
    if not host.confirm(f"将改写 {len(changes)} 个得分：{_listed(changes)}。{_rest(formulas, judged)}要改写吗？"):
        return report
    with host.changing("正在写得分……"):
        for sheet in dict.fromkeys(change.field.sheet for change in changes):
            here = [change for change in changes if change.field.sheet == sheet]
            host.write(sheet, {(one.field.row, one.field.col): float(one.score) for one in here})
    host.tell(f"已改写 {len(changes)} 个得分。{_rest(formulas, judged)}")
    return report


def _new_scores(report: ScoreReport) -> Iterator[NewScore]:
    for sheet in report.sheets:
        for row in sheet.rows:
            if row.state == COMPUTED and row.field is not None and row.stated != row.computed:
                yield NewScore(row.field, row.computed)
        if sheet.total is not None and sheet.computed_total is not None and sheet.stated_total != sheet.computed_total:
            yield NewScore(sheet.total, sheet.computed_total)


def _divided(book: Book, changes: list[NewScore]) -> tuple[list[NewScore], int]:
    """Those to be written, and how many cells hold a formula, which computes itself."""
    formulas = {sheet.name: sheet.formulas or {} for sheet in book.sheets}
    typed = [one for one in changes if (one.field.row, one.field.col) not in formulas[one.field.sheet]]
    return typed, len(changes) - len(typed)


def _listed(changes: list[NewScore]) -> str:
    named = [f"“{one.field.sheet}”{one.field.cell} {one.field.text or '空'} → {plain(one.score)}" for one in changes[:_NAMED]]
    return "、".join(named) + (f" 等 {len(changes)} 格" if len(changes) > _NAMED else "")


def _rest(formulas: int, judged: int) -> str:
    parts = []
    if formulas:
        parts.append(f"另有 {formulas} 个得分是公式，与复算不一致，没有改动，请核对公式；另填了“人工评分”的，请核对人工评分。")
    if judged:
        parts.append(f"{judged} 行要由人评定，保留填报分。")
    return "".join(parts)
