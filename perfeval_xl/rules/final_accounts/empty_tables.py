"""K14: a table without figures says that there are none."""

from collections.abc import Iterator

from ...core.cells import Field
from ...core.findings import ERROR, INFO
from ...core.patterns import Pattern
from ...core.rules import rule
from ...domain.forms import FINAL_ACCOUNT, TITLE_ONLY, FinalAccount
from ..context import Context, per_check
from ..reading import all_text
from .checks import incomplete
from .figures import BALANCE_TABLES, figures_of_lines, numbers_of

# The tables that many departments have nothing to enter in.
_MAY_BE_EMPTY = ("government_fund", "state_capital", "three_public", "basic_expenditure_detail")
EXPLAINED = "空表说明"
_NOTHING_WORDS = ("没有", "无数据", "空表", "为空", "不涉及", "不存在", "为零", "为0")
_NOTHING = Pattern(
    r"未(?:发生|安排|使用|取得|收到|列支)|无.{0,24}(?:收入|支出|收支|预算|拨款|安排|发生|经费|内容|此项)", words=("未", "无")
)


@rule("K14", "空表说明", ERROR, INFO, basis="部门决算公开表表式说明", each=(FINAL_ACCOUNT,), tables=_MAY_BE_EMPTY)
def empty_table_says_so(context: Context, form: FinalAccount):
    """空表应附“无数据”的说明，合计行各栏应一律留空或一律填 0.00。

    查政府性基金表、国有资本经营预算表、“三公”表和基本支出明细表；
    有标题没有表体、而别的表有数的基本支出明细表由 K13 报，整套没有填由 B01 报。

    为何重要：没有说明，看的人分不清是没有这项收支还是漏填。
    怎样改：在表下写明“我单位没有……，故本表无数据”；合计行统一填 0.00 或统一留空。
    """
    if _has_figures(context, form) or _detail_is_due(context, form) or nothing_is_filled_in(context):
        return
    if form.missing and TITLE_ONLY not in form.missing:  # what was not recognised may hold figures
        yield from incomplete(context, empty_table_says_so, form)
        return
    if not _says_nothing_to_report(context, form):
        yield context.finding(
            empty_table_says_so,
            form.title,
            "《{table}》没有数据，也没有“无数据”的说明；请在表下写明原因，有数的请补填",
            subject=EXPLAINED,
            table=form.key,
        )
    totals = _totals(form)
    zeros = [field for field in totals if field.number is not None]
    if zeros and any([field.blank for field in totals]):
        yield context.finding(
            empty_table_says_so,
            zeros[0],
            "空表的合计行有的栏填 {actual}、有的栏留空，请统一填 0.00 或统一留空",
            *zeros[1:],
            severity=INFO,
            subject="合计行填法",
        )


@per_check
def nothing_is_filled_in(context: Context) -> bool:
    """Whether the tables that no department leaves empty are there, and neither they nor the others hold a figure."""
    forms = context.forms_of((FINAL_ACCOUNT,))
    if not any(form.table not in _MAY_BE_EMPTY and not form.missing for form in forms):
        return False
    # A set that is filled in shows it in its first table.
    if any(_has_figures(context, form) for form in forms):
        return False
    return not any(field.filled for form in forms for field in _amounts(form))


def _says_nothing_to_report(context: Context, form: FinalAccount) -> bool:
    """Whether the title, a note or any line around the table says that it is empty."""
    return any(map(_says_nothing, (all_text(context, form), *(field.text for field in (form.title, *form.notes)))))


def _says_nothing(text: str) -> bool:
    text = "\n".join(["".join(line.split()) for line in text.splitlines()])  # 本 表 无 数 据
    return any(map(text.__contains__, _NOTHING_WORDS)) or _NOTHING.search(text) is not None


def _totals(form: FinalAccount) -> tuple[Field, ...]:
    amounts = form.total.amounts if form.total else form.figures
    return tuple(amounts.values())


def _has_figures(context: Context, form: FinalAccount) -> bool:
    """Whether any figure but 0 is filled in, or a cell that cannot be read as one."""
    if form.table in BALANCE_TABLES:
        if figures_of_lines(context, form):
            return True
    else:
        numbers = numbers_of(context, form)
        if numbers is not None and any(map(any, numbers.columns.values())):
            return True
    return any(field.number or (field.number is None and field.filled) for field in _amounts(form))


def _amounts(form: FinalAccount) -> Iterator[Field]:
    yield from _totals(form)
    for row in (*form.rows, *form.lines):
        yield from row.amounts.values()


def _detail_is_due(context: Context, form: FinalAccount) -> bool:
    """A detail table without figures is K13's, unless the department is known to have no basic expenditure."""
    if form.table != "basic_expenditure_detail":
        return False
    basic = context.accounts.total("general_public_budget", "basic")
    return basic is None or basic.unreadable or bool(basic.number)
