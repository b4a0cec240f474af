"""K13: the basic expenditure of the general public budget by economic subject."""

from collections.abc import Iterator

from ...core.cells import Field
from ...core.findings import ERROR
from ...core.money import ZERO
from ...core.rules import rule
from ...domain.accounts import is_staff
from ...domain.forms import FINAL_ACCOUNT, TITLE_ONLY, FinalAccount, SubjectRow
from ..context import Context
from .checks import check_sum, check_table, slipped
from .figures import Numbers, families, numbers_of, rests_of, tops

TABLE = "basic_expenditure_detail"


@rule(
    "K13",
    "基本支出明细表",
    ERROR,
    basis="《政府收支分类科目》；部门决算公开表《一般公共预算财政拨款基本支出决算明细表》",
    each=(FINAL_ACCOUNT,), tables=(TABLE, f"{TABLE}+general_public_budget"),
)
def basic_expenditure_adds_up(context: Context, form: FinalAccount):
    """基本支出明细表的人员经费加公用经费应等于合计，也应等于一般公共预算表的基本支出，类应等于款之和。

    人员经费是 301、303 两类，其余各类是公用经费；一个款的编码写错、一行列了两次，改过来就相等的，只报那一处；有标题没有表体或没有填数、而基本支出不为 0 的，也报本条。

    为何重要：人员经费和公用经费的占比、机关运行经费都由这张表算出。
    怎样改：核对提示的那一类；表体缺失的，请核原件，可能是图片或嵌入对象没有转换过来。
    """
    if TITLE_ONLY in form.missing:
        yield from _body_missing(context, form, _basic_expenditure(context))
        return
    yield from check_table(context, basic_expenditure_adds_up, form)
    if form.missing:
        return
    basic = _basic_expenditure(context)
    if not _has_figures(context, form):
        yield from _figures_missing(context, form, basic)
        return
    yield from _classes(context, form)
    staff, public = form.figures.get("staff"), form.figures.get("public")
    if basic is None:
        return
    if staff and public:
        terms = [(1, staff), (1, public)]
        meaning = "基本支出明细表的人员经费合计＋公用经费合计"
        yield from check_sum(context, basic_expenditure_adds_up, basic, terms, meaning)
    elif _is_one_list(form):
        terms = [(1, form.figures["total"])]
        yield from check_sum(context, basic_expenditure_adds_up, basic, terms, "基本支出明细表的合计", same_figure=True)


def _body_missing(context: Context, form: FinalAccount, basic: Field | None) -> Iterator:
    if basic is None:
        yield context.unchecked(
            basic_expenditure_adds_up, form.title, "基本支出明细表只有标题、没有表体，请核原件后补齐再检"
        )
        return
    message = "《{table}》只有标题、没有表体，而基本支出是 {expected}；请核原件，补上各经济分类科目的数"
    yield from _nothing_told(context, form, basic, message, "无表体")


def _figures_missing(context: Context, form: FinalAccount, basic: Field | None) -> Iterator:
    """The body is there, as a template has it, and nobody filled it in."""
    if basic is not None:
        message = "《{table}》没有填数，而基本支出是 {expected}；请照决算补填各经济分类科目的数"
        yield from _nothing_told(context, form, basic, message, "没有填数")


def _nothing_told(context: Context, form: FinalAccount, basic: Field, message: str, actual: str) -> Iterator:
    """The table should say how the 基本支出 is made up, where there is any."""
    if basic.unreadable:
        yield context.unchecked(basic_expenditure_adds_up, basic)
    if basic.number:
        yield context.finding(
            basic_expenditure_adds_up,
            form.title,
            message,
            basic,
            subject="表体",
            expected=basic.text,
            actual=actual,
            table=form.key,
        )


def _classes(context: Context, form: FinalAccount) -> Iterator:
    """类 = Σ款, and 人员经费, 公用经费 = Σ of their classes."""
    slip = context.slips.get(id(form))
    if slip:
        yield slipped(context, basic_expenditure_adds_up, slip)
    numbers = numbers_of(context, form)
    totals = [(total, rows, meaning) for total, rows, meaning in _totals(form) if rows]
    if rests_of(context, form) != {}:
        from .left_empty import left_empty  # only where a class does not add up

        sums = [each for parent, children in families(form) for each in _sums(parent, children)]
        above = [(total, [row.amounts["amount"] for row in rows if "amount" in row.amounts]) for total, rows, _ in totals]
        empty = left_empty([(stated, terms) for stated, terms, _ in sums], above)
        for stated, terms, meaning in sums:
            zero = stated.place in empty
            yield from check_sum(context, basic_expenditure_adds_up, stated, terms, meaning, blank_is_zero=zero)
    for stated, rows, meaning in totals:
        if not _is_sum(stated, rows, numbers):
            terms = [(1, row.amounts["amount"]) for row in rows if "amount" in row.amounts]
            yield from check_sum(context, basic_expenditure_adds_up, stated, terms, meaning)


def _totals(form: FinalAccount) -> Iterator[tuple[Field, list[SubjectRow], str]]:
    """人员经费 and 公用经费, or the 合计 of a list without them, with their classes, and what these are called."""
    top_rows = tops(form)
    for key, staff, meaning in (("staff", True, "301、303 两类之和"), ("public", False, "301、303 以外各类之和")):
        if key in form.figures:
            yield form.figures[key], [row for row in top_rows if is_staff(row.code) is staff], meaning
    if _is_one_list(form):
        yield form.figures["total"], top_rows, "各类之和"


def _is_one_list(form: FinalAccount) -> bool:
    """Whether the table is a single list of 类 and 款 with nothing but 合计 above or below; of several lists side by side
    each may have its own, and codes of another length are not those of one classification."""
    return (
        form.figures.keys() == {"total"}
        and len(form.columns) == 1
        and {len(row.code) for row in form.rows} <= {3, 5}
    )


def _is_sum(stated: Field, rows: list[SubjectRow], numbers: Numbers | None) -> bool:
    """Whether the bare numbers add up."""
    if numbers is None or "amount" not in numbers.columns or stated.number is None:
        return False
    column = numbers.columns["amount"]
    return stated.number == sum([column[numbers.at[row.code]] for row in rows], ZERO)


def _sums(parent: SubjectRow, children: list[SubjectRow]) -> Iterator[tuple[Field, list[tuple[int, Field]], str]]:
    """The figures of a class with what adds up to each, and its words."""
    for role, field in parent.amounts.items():
        terms = [(1, child.amounts[role]) for child in children if role in child.amounts]
        if terms:
            yield field, terms, f"“{parent.code} {parent.name}”下各款之和"


def _basic_expenditure(context: Context) -> Field | None:
    return context.accounts.total("general_public_budget", "basic")


def _has_figures(context: Context, form: FinalAccount) -> bool:
    numbers = numbers_of(context, form)
    if numbers is not None and any(map(any, numbers.columns.values())):
        return True
    fields = [*form.figures.values(), *(field for row in form.rows for field in row.amounts.values())]
    return any(field.number or field.unreadable for field in fields)
