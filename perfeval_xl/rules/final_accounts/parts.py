"""A column printed as 小计 and its parts: 财政拨款收入 by budget, 基本支出 as 人员经费 and 公用经费."""

from collections.abc import Callable, Sequence
from operator import le

from ...core.money import ZERO
from ...domain.forms import FinalAccount
from ...recognition.final_account.subject_columns import parts_of, role_name
from ..context import Context
from .checks import Result, at_most, check_sum
from .figures import adds_across, numbers_of

# What the names of all the parts contain where they are known to be all there are.
_ALL_THERE_ARE = (("公共预算", "政府性基金"), ("公共预算", "政府性基金", "国有资本"), ("人员", "公用"), ("基本支出", "项目支出"))
_TOO_MUCH = "“{label}”{actual} 大于它所在一栏的小计 {bound}，多出 {difference}；请核对两个数，改正填错的一处"
_UNKNOWN = "《{table}》“{whole}”下各栏的和与小计不等，看不出各栏是否列全，请人工核对各栏"


def parts_across(context: Context, rule: Callable, form: FinalAccount) -> Result:
    """Every row's 小计 equals the parts beside it, and no 其中 is more than it.

    Where nobody knows whether all parts are printed, that is left unchecked.
    """
    numbers = numbers_of(context, form)
    for whole, parts in parts_of(form.columns).items():
        if numbers is not None and adds_across(numbers, whole, [(1, part) for part in parts]):
            continue
        name = role_name(form.table, whole)
        told = [found for row in (form.total, *form.rows) if row for found in _row(context, rule, row.amounts, whole, parts)]
        if told and not _are_all(parts):
            yield context.unchecked(rule, form.columns[whole], _UNKNOWN.format(table=form.key, whole=name))
        else:
            yield from told
    for whole, parts in parts_of(form.columns, of_which=True).items():
        for part in parts:
            if numbers is None or not all(map(le, numbers.columns[part], numbers.columns[whole])):
                yield from _of_which(context, rule, form, whole, part)


def _of_which(context: Context, rule: Callable, form: FinalAccount, whole: str, part: str) -> Result:
    for row in (form.total, *form.rows):
        if row and (row.amounts[part].number or ZERO) > 0:
            yield from at_most(context, rule, row.amounts[part], [row.amounts[whole]], _TOO_MUCH)


def _row(context: Context, rule: Callable, amounts, whole: str, parts: Sequence[str]) -> Result:
    return check_sum(context, rule, amounts[whole], [(1, amounts[part]) for part in parts], "各分栏之和")


def _are_all(parts: Sequence[str]) -> bool:
    """Whether each of the parts is another one of a list that is known to be complete."""
    return any(
        len(words) == len(parts) and all([any([word in part for part in parts]) for word in words])
        for words in _ALL_THERE_ARE
    )
