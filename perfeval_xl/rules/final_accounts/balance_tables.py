"""K01–K04 and K10: the two balance tables, income on one side, expenditure on the other."""

from collections import Counter
from collections.abc import Collection, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from ...core.cells import Field
from ...core.findings import ERROR
from ...core.money import plain
from ...core.rules import rule
from ...domain.accounts import FUNCTIONAL_CLASSES, class_code
from ...domain.forms import FINAL_ACCOUNT, FinalAccount, Line
from ...domain.values import chinese_number
from ...recognition.grid import squeeze
from ..context import Context
from .checks import check_table, incomplete

BASIS = "《部门决算管理办法》（财库〔2021〕36号）；部门决算公开表《%s》"
TOTAL_TABLE = BASIS % "收入支出决算总表"
FISCAL_TABLE = BASIS % "财政拨款收入支出决算总表"

_MOST_LINES_CUT = 3  # lines that somebody may have deleted at once
_NUMERALS = "一二三四五六七八九十"
# Where a class stands in the full list 一、二、三… (classes without a line of their own left out).
_LISTED = [code for code in FUNCTIONAL_CLASSES if code not in ("209", "227", "230", "233")]


@rule("K01", "收入支出决算总表·收入", ERROR, basis=TOTAL_TABLE, each=(FINAL_ACCOUNT,), tables=("income_expenditure_total",))
def total_income_adds_up(context: Context, form: FinalAccount):
    """收入支出决算总表的本年收入合计应等于各项收入之和。

    各项收入是带“一、二、三……”序号的行，“其中”行不重复相加；空格按 0。

    为何重要：这是全套决算表的收入口径，后面各表都与它核对。
    怎样改：逐行核对各项收入，漏填的补上，填错的改正；各项都对的，改合计。
    """
    yield from check_table(context, total_income_adds_up, form)


@rule("K02", "收入支出决算总表·支出", ERROR, basis=TOTAL_TABLE, each=(FINAL_ACCOUNT,), tables=("income_expenditure_total",))
def total_expenditure_adds_up(context: Context, form: FinalAccount):
    """收入支出决算总表的本年支出合计应等于各功能类支出之和。

    为何重要：合计与分类不符，支出决算表和自评表的全年执行数就无从核对。
    怎样改：按支出决算表各科目代码前三位汇总，对照每一类改正；换算成万元产生的几分钱尾差不必改。
    """
    yield from check_table(context, total_expenditure_adds_up, form)


@rule("K03", "收入支出决算总表·总计", ERROR, basis=TOTAL_TABLE, each=(FINAL_ACCOUNT,), tables=("income_expenditure_total",))
def total_table_balances(context: Context, form: FinalAccount):
    """收入支出决算总表的收入总计与支出总计应各自等于组成项之和，并且彼此相等。

    收入总计＝本年收入合计＋使用非财政拨款结余＋年初结转和结余；
    支出总计＝本年支出合计＋结余分配＋年末结转和结余。

    为何重要：收支不平，说明结转结余或某项收支填错。
    怎样改：先核对年初、年末结转和结余与上年决算、本年账面是否一致，再核对合计。
    """
    yield from check_table(context, total_table_balances, form)


@rule("K10", "财政拨款收入支出决算总表", ERROR, basis=FISCAL_TABLE, each=(FINAL_ACCOUNT,), tables=("fiscal_appropriation_total",))
def fiscal_table_balances(context: Context, form: FinalAccount):
    """财政拨款收入支出决算总表的横向、纵向和收支总计应都相符。

    横向：合计＝一般公共预算＋政府性基金预算＋国有资本经营预算；
    纵向：本年支出合计＝各功能类之和，总计＝本年合计＋结转和结余；收支总计相等。

    为何重要：三类财政拨款分别公开，一处不符就会牵动一般公共预算表、基金表和国资表。
    怎样改：先看提示的那一行或那一栏，对照三张分表改正填错的一格。
    """
    yield from check_table(context, fiscal_table_balances, form)


@rule("K04", "行次、序号", ERROR, basis=BASIS % "收入支出决算总表、财政拨款收入支出决算总表", each=(FINAL_ACCOUNT,), tables=("income_expenditure_total", "fiscal_appropriation_total"))
def line_numbers_are_consecutive(context: Context, form: FinalAccount):
    """总表的行次应逐行加一，功能科目的序号应依次排列。

    没有行次列的表不查行次；只列有数的类而保留原序号、原行次的，不算断号。

    为何重要：行次断了，说明有行被删、被移或被改，按行次引用的数会错位。
    怎样改：恢复被删的行，或把行次、序号改为连续的数。
    """
    unusable = incomplete(context, line_numbers_are_consecutive, form)
    if unusable:
        yield from unusable
        return
    sides = [list(group) for _, group in groupby(form.lines, key=attrgetter("side"))]
    shortened = any(map(_leaves_out_classes, sides))
    for lines in sides:
        if shortened:
            yield from _shortened_side(context, lines)
            continue
        told = list(_line_numbers(context, lines))
        yield from told
        yield from _ordinals(context, lines, {found.field.row for found in told})


def _leaves_out_classes(lines: list[Line]) -> bool:
    """Whether a side lists only some functional classes, with their usual ordinals but for a slip."""
    ordinals = _own_ordinals(lines)
    if max([ordinal for _, ordinal in ordinals], default=0) <= len(ordinals) + 1:
        return False
    usual = [ordinal == _usual_ordinal(line.name) for line, ordinal in ordinals]
    return usual.count(True) > len(usual) / 2


def _shortened_side(context: Context, lines: list[Line]) -> Iterator:
    """In a table that leaves lines out the ordinals rise; 行次 count on, or go with the ordinals as in the whole table."""
    ordinals = _own_ordinals(lines)
    numbered = [line for line in lines if line.number_value is not None]
    if not all(after > before for (_, before), (_, after) in zip(ordinals, ordinals[1:])):
        yield from _ordinals(context, lines)
        return
    if not numbered or _count_up([*map(attrgetter("number_text"), numbered)]):
        return
    apart = Counter(line.number_value - ordinal for line, ordinal in ordinals if line.number_value is not None)
    usual = apart.most_common(1)[0][0] if apart else None
    due = {id(line): ordinal + usual for line, ordinal in ordinals} if apart else {}
    last = None
    for line, following in zip(numbered, [*numbered[1:], None]):
        number, expected = line.number_value, due.get(id(line))
        right = number == expected if expected is not None else _stands_between(last, number, following)
        if right:
            last = number
            continue
        yield context.finding(
            line_numbers_are_consecutive,
            line.number,
            "行次" + ("" if expected is None else "应为 {expected}，") + "填的是 {actual}，与上下各行接不上；请改正行次",
            subject=f"行次·{line.name}",
            expected="" if expected is None else plain(expected),
        )


def _stands_between(last: Decimal | None, number: Decimal, following: Line | None) -> bool:
    if last is not None and number <= last:
        return False
    return following is None or number < following.number_value or last is not None and following.number_value <= last


def _own_ordinals(lines: list[Line]) -> list[tuple[Line, int]]:
    """The lines with an ordinal, without the parts of a balance, which are counted anew."""
    numbered = [(line, _ordinal(line.text)) for line in lines if "·" not in line.name]
    return [(line, ordinal) for line, ordinal in numbered if ordinal is not None]


def _line_numbers(context: Context, lines: list[Line]) -> Iterator:
    """Each number is one more than the one before; behind a lasting shift counting goes on from the new number."""
    numbered = [line for line in lines if line.number_value is not None]
    if not numbered or _count_up([*map(attrgetter("number_text"), numbered)]):
        return
    numbers = [line.number for line in numbered]
    expected = _first_due(numbers)
    unnumbered = _unnumbered_above(lines, numbered[0].number_col)
    for field, following in zip(numbers, [*numbers[1:], None]):
        above = unnumbered.get(field.row, ())
        if expected is not None and above and field.number == expected + len(above):
            yield _without_number(context, above[0], expected)
            expected = field.number
        elif expected is not None and field.number != expected:
            yield context.finding(
                line_numbers_are_consecutive,
                field,
                "行次应为 {expected}，填的是 {actual}；请改正行次，或恢复缺少的行",
                subject=f"行次{expected}",
                expected=str(expected),
            )
            lasting = following is not None and following.number == field.number + 1
            expected = field.number if lasting else expected
        expected = (field.number if expected is None else expected) + 1


def _first_due(numbers: list[Field]) -> Decimal | None:
    """What the first 行次 should be where those below show that it is the wrong one: it stands above no gap."""
    first, second, third = ([field.number for field in numbers] + [None] * 3)[:3]
    if third is None or third != second + 1 or (first > 0 and 0 < second - first <= _MOST_LINES_CUT):
        return None
    return second - 1


def _unnumbered_above(lines: list[Line], col: int | None) -> dict[int, list[Field]]:
    """The cells for 行次 that hold no number, by the row of the next one that does."""
    found, waiting = {}, []
    for line in lines:
        if line.number_value is None:
            waiting.append(line.number or Field(line.sheet, line.row, line.col if col is None else col, "", label="行次"))
            continue
        if waiting and found.get(line.row) is None:
            found[line.row] = waiting
        waiting = []
    return found


def _without_number(context: Context, field: Field, expected: Decimal):
    return context.finding(
        line_numbers_are_consecutive,
        field,
        "行次应为 {expected}，" + ("填的是“{actual}”，请改正" if field.text else "没有填，请补填"),
        subject=f"行次{expected}",
        expected=str(expected),
        actual=field.text or "空",
    )


def _count_up(texts: list[str]) -> bool:
    first = int(texts[0]) if texts[0].isdecimal() else 0
    return texts == [*map(str, range(first, first + len(texts)))]


def _ordinals(context: Context, lines: list[Line], told: Collection[int] = ()) -> Iterator:
    """一、二、三… in order; a table that lists only the classes with figures may keep their usual ordinals.

    The parts of a balance (“年初结转和结余·…”) are counted anew. Behind a lasting shift counting goes on from the new
    ordinal; where a line is missing its 行次 has *told* of it already (rows).
    """
    last, numbered = {}, [(line, _ordinal(line.text)) for line in lines]
    numbered = [(line, ordinal) for line, ordinal in numbered if ordinal is not None]
    in_order = [ordinal for _, ordinal in numbered] == [*range(1, len(numbered) + 1)]
    if in_order and not any(["·" in line.name for line, _ in numbered]):
        return
    following = [ordinal for _, ordinal in numbered[1:]] + [None]
    for (line, ordinal), after in zip(numbered, following):
        balance = line.name.partition("·")[0] if "·" in line.name else ""
        previous = last.get(balance, 0)
        if ordinal != previous + 1 and not (ordinal > previous and ordinal == _usual_ordinal(line.name)):
            lasting = after == ordinal + 1 and ordinal > previous
            if lasting and line.row in told:
                last[balance] = ordinal
                continue
            yield context.finding(
                line_numbers_are_consecutive,
                line.label,
                "“{actual}”的序号应为第 {expected}，请改正序号，或恢复缺少的行",
                subject=f"序号·{line.name}",
                expected=str(previous + 1),
            )
            ordinal = ordinal if lasting else previous + 1
        last[balance] = ordinal


@lru_cache(maxsize=256)
def _ordinal(label: str) -> int | None:
    """“十二、农林水支出” → 12; None for a line without ordinal."""
    text = squeeze(label)
    behind = text.lstrip(_NUMERALS)
    numeral = text.removesuffix(behind)
    number = chinese_number(numeral) if numeral and behind.startswith(("、", ".")) else None
    return None if number is None else int(number)


def _usual_ordinal(name: str) -> int | None:
    code = class_code(name)
    return _LISTED.index(code) + 1 if code in _LISTED else None
