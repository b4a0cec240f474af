"""K15–K17: the “三公” table within itself, against the report's text, and against the basic expenditure by subject."""

from collections.abc import Iterable, Iterator

from ...core.cells import Field
from ...core.findings import ERROR, WARNING, Finding, key_of
from ...core.money import ZERO, total_of
from ...core.relations import SAME_FIGURE
from ...core.rules import rule
from ...domain.accounts import THREE_PUBLIC_SUBJECTS
from ...domain.forms import FINAL_ACCOUNT, NARRATIVE, TITLE_ONLY, FinalAccount
from ..context import Context
from .checks import at_most, check_sum, incomplete
from .empty_tables import EXPLAINED
from .identities import identities

BASIS = "部门决算公开表《财政拨款“三公”经费支出决算表》"


@rule("K15", "“三公”表横向", ERROR, basis=BASIS, each=(FINAL_ACCOUNT,), tables=("three_public",))
def three_public_adds_up(context: Context, form: FinalAccount):
    """“三公”表的合计应等于因公出国（境）费、公务用车费、公务接待费之和，公务用车小计应等于购置费加运行维护费。

    预算数和决算数各自成立；表里另有会议费、培训费的，合计包含或不包含它们都可以。

    为何重要：“三公”经费是公开检查的重点，合计与分项不符会被直接追问。
    怎样改：核对提示的合计与各分项，漏填的补上。
    """
    if TITLE_ONLY in form.missing:
        return
    unusable = incomplete(context, three_public_adds_up, form)
    if unusable:
        yield from unusable
        return
    for identity in identities().within[("K15", "three_public")]:
        stated = form.figures.get(identity.stated.path[0])
        terms = [form.figures.get(term.path[0]) for term in identity.terms]
        if stated is None or any(term is None for term in terms):
            continue
        kind, _, item = identity.stated.path[0].partition("_")
        meetings = _meetings(form, kind) if item == "total" else {}
        counted = _are_counted(stated, terms, meetings.values())
        terms += meetings.values() if counted else ()
        meaning = "＋".join([identity.meaning, *meetings]) if counted else identity.meaning
        yield from check_sum(context, three_public_adds_up, stated, [(1, term) for term in terms], meaning)


def _meetings(form: FinalAccount, kind: str) -> dict[str, Field]:
    """What some layouts print beside, and some of them count in the total."""
    keys = {"会议费": f"{kind}_conference", "培训费": f"{kind}_training"}
    return {name: form.figures[key] for name, key in keys.items() if key in form.figures}


def _are_counted(total: Field, terms: Iterable[Field], meetings: Iterable[Field]) -> bool:
    """Whether the total comes nearer to the sum with the meetings than to the one without."""
    if total.number is None:
        return False
    without, more = (sum([field.number or ZERO for field in fields], ZERO) for fields in (terms, meetings))
    return abs(total.number - without - more) < abs(total.number - without)


@rule("K16", "“三公”↔正文", ERROR, WARNING, basis=BASIS + "；部门决算情况说明", needs=(FINAL_ACCOUNT, NARRATIVE), tables=("three_public",))
def three_public_agrees_with_text(context: Context):
    """正文写的“三公”经费决算数、预算数应与“三公”表一致。

    决算数必须相等；预算合计不等是错误，预算分项不等须核实口径；
    正文写明“年初预算”而表注是调整后预算的，口径不同，不比。

    为何重要：正文与附表同时公开，两个数对不上最容易被发现。
    怎样改：以决算表为准改正文；预算口径不同的，在正文里写明是年初预算还是调整后预算。
    """
    from ...recognition.final_account.three_public import ITEM_NAMES  # only beside a report

    form, text = context.accounts.three_public, context.narrative
    for key, figure in form.figures.items():
        kind, _, item = key.partition("_")
        names = ["决算"] if kind == "final" else ["预算"] if _adjusted_budget(form) else ["预算", "年初预算"]
        severity = WARNING if kind == "budget" and item != "total" else ERROR
        for name in names:
            for said in text.facts.get(f"三公经费·{name}·{ITEM_NAMES[item]}", ()):
                yield from _same(context, figure, said, severity)


def _adjusted_budget(form: FinalAccount) -> bool:
    return any("调整" in note.text for note in form.notes)


def _same(context: Context, figure: Field, said: Field, severity: str) -> Iterator:
    if said.number is None:
        return
    stated, other = (said, figure) if figure.blank else (figure, said)
    message = "“三公”表与正文不一致：“{label}”一处是 {actual}，另一处是 {expected}，相差 {difference}；请核对后统一"
    yield from context.equal(
        three_public_agrees_with_text, stated, total_of, [other], message,
        tolerance=SAME_FIGURE, severity=severity, subject=figure.label,
    )  # fmt: skip


@rule(
    "K17",
    "“三公”↔基本支出明细",
    ERROR,
    basis=BASIS + "；《一般公共预算财政拨款基本支出决算明细表》",
    needs=(FINAL_ACCOUNT,), tables=("basic_expenditure_detail+three_public",),
)
def basic_part_within_three_public(context: Context):
    """基本支出明细表里属于“三公”的科目，各自不应大于“三公”表对应的决算数。

    30212 因公出国（境）费用、31013 公务用车购置、30231 公务用车运行维护费、30217 公务接待费；
    “三公”表还包括项目支出里的部分，所以只要求不大于，不要求相等。整张“三公”表空着的由 K14 报。

    为何重要：部分大于总数，两张表必有一张填错。
    怎样改：核对该科目的账面发生额，改正填错的一张表。
    """
    detail, form = context.accounts.basic_expenditure_detail, context.accounts.three_public
    if form.missing:
        if TITLE_ONLY not in form.missing:
            yield from incomplete(context, basic_part_within_three_public, form)
        return
    if TITLE_ONLY in detail.missing:
        if any(field.number for field in form.figures.values()):
            yield from incomplete(context, basic_part_within_three_public, detail)
        return
    untold = key_of("K14", context.form_name(form.title), EXPLAINED)  # a table left empty is told there, if it says nothing of it
    message = "{label} {actual} 大于“三公”表对应项 {bound}，多出 {difference}；请核对两表，改正填错的一处"
    filled = {key.partition("_")[0] for key, field in form.figures.items() if field.filled}
    final_left_empty = filled == {"budget"}
    if final_left_empty:
        message += "；“三公”表的决算数一格也没有填，请先补填"
    first = ""
    for row in detail.rows:
        if row.code not in THREE_PUBLIC_SUBJECTS:
            continue
        limit = form.figures.get(f"final_{THREE_PUBLIC_SUBJECTS[row.code]}")
        amount = row.amounts.get("amount")
        if limit is not None and amount is not None and amount.filled:
            for found in at_most(context, basic_part_within_three_public, amount, [limit], message):
                if isinstance(found, Finding):
                    found = found._replace(caused_by=first or untold)
                    first = first or (found.key if final_left_empty else "")  # one gap: the others follow from it
                yield found
