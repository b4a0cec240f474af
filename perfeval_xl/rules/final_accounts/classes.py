"""K11: the tables by subject added up by class (类) against the lines of the balance tables."""

from collections.abc import Iterator
from decimal import Decimal

from ...core.findings import ERROR, Finding
from ...core.money import ZERO
from ...core.rules import rule
from ...domain.accounts import class_code
from ...domain.forms import FINAL_ACCOUNT, FinalAccount
from ..context import Context
from .carried_over import nothing_carried_over
from .checks import check_sum, unread_columns
from .figures import kinship, numbers_of, roots
from .identities import ClassIdentity, identities

BASIS = "《部门决算管理办法》（财库〔2021〕36号）；部门决算公开表表间关系"


@rule("K11", "功能类合计", ERROR, basis=BASIS, needs=(FINAL_ACCOUNT,), tables=("expenditure+income_expenditure_total", "general_public_budget+fiscal_appropriation_total", "income+income_expenditure_total"))
def classes_agree_with_balance_tables(context: Context):
    """科目代码前三位汇总的各类金额，应与总表支出方同一类的金额相等。

    支出决算表对收入支出决算总表，一般公共预算表对财政拨款总表的一般公共预算栏；
    收入决算表只在没有结转结余时与收入支出决算总表比。

    为何重要：类与科目不符，说明科目代码用错或总表填串了行。
    怎样改：核对这一类的各科目代码和金额，再核对总表是否填在了对应的行。
    """
    for identity in identities().classes["K11"]:
        yield from _of_classes(context, identity)


def _of_classes(context: Context, identity: ClassIdentity) -> Iterator:
    subjects, lines = getattr(context.accounts, identity.subjects), getattr(context.accounts, identity.lines)
    if subjects is None or lines is None or not any(row.code for row in subjects.rows):
        return
    if identity.when == "nothing_carried_over" and not nothing_carried_over(context):
        return
    if any(["total" in row.amounts for row in subjects.rows]):
        yield from _classes(context, subjects, lines, identity)
    else:
        yield unread_columns(context, classes_agree_with_balance_tables, subjects, ("total",))


def _classes(context: Context, subjects: FinalAccount, lines: FinalAccount, identity: ClassIdentity) -> Iterator:
    if _classes_agree(context, subjects, lines, identity):
        return
    by_class = {}
    for row in roots(subjects):
        by_class.setdefault(row.code[:3], []).append(row)
    for line in lines.lines:
        code = class_code(line.name) if line.side == "expenditure" else None
        stated = line.amounts.get(identity.role)
        rows = by_class.get(code, ())
        if code is None or stated is None or not (rows or stated.number):
            continue
        terms = [(1, row.amounts["total"]) for row in rows if "total" in row.amounts]
        meaning = (
            f"《{subjects.key}》{code} 类各科目之和" if rows else f"《{subjects.key}》{code} 类的数（没有这一类科目）"
        )
        yield from check_sum(context, classes_agree_with_balance_tables, stated, terms, meaning)


def _classes_agree(context: Context, subjects: FinalAccount, lines: FinalAccount, identity: ClassIdentity) -> bool:
    """Whether all classes agree on the bare numbers."""
    of_subjects, of_lines = numbers_of(context, subjects), numbers_of(context, lines, "expenditure")
    if of_subjects is None or of_lines is None or "total" not in of_subjects.columns:
        return False
    parts = {row for row, parent in kinship(of_subjects.names) if of_subjects.names[parent]}
    by_class = {}
    for row, (code, number) in enumerate(zip(of_subjects.names, of_subjects.columns["total"])):
        if code and row not in parts:
            by_class[code[:3]] = by_class.get(code[:3], ZERO) + number
    column = of_lines.columns.get(identity.role, ())
    stated = [(class_code(name), number) for name, number in zip(of_lines.names, column)]
    return all([number == by_class.get(code, ZERO) for code, number in stated if code])


def told_by_classes(context: Context, subjects: str, lines: str, difference: Decimal) -> str | None:
    """The key of what K11 tells first of the classes of two tables, where in all they differ by just so much (万元)."""
    for classes in identities().classes["K11"]:
        if (classes.subjects, classes.lines) == (subjects, lines):
            told = [one for one in _of_classes(context, classes) if isinstance(one, Finding) and one.severity == ERROR]
            if told and sum([one.relation.difference() for one in told]) == difference:
                return told[0].key
    return None
