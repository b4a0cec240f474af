"""Scoring an indicator (指标得分): the target and the actual as written, and the weight, give a verdict and a score.

The law is that of 《项目支出绩效评价管理办法》（财预〔2020〕10号）: a quantitative target reached earns the full
weight, one missed earns its share by degree of completion, and a qualitative one is put in a band.
"""

from decimal import Decimal
from functools import lru_cache

from ..core.money import HUNDRED, ZERO, plain, round_half_up
from ..core.patterns import Pattern
from ..core.record import Record, new
from .comparison import (
    as_figures,
    common_numbers,
    fell_below,
    is_about,
    is_count_of_any_period,
    limit_in_unit_of,
    met_deadline,
    pairs,
)
from .directions import DOWN, EXACT, UP, Nature, direction_of, is_strict, may_be_exceeded, nature_of
from .score_law import STANDARD, ScoringOptions, completion_terms, full_score, proportional_score
from .units import is_percent, is_price
from .values import (
    Value,
    answers,
    bare_words,
    missed,
    none_of_it_occurred,
    not_reached,
    parse_value,
    partly_reached,
    reached,
)

REACHED, MISSED, INCOMPARABLE, QUALITATIVE, BLANK = "reached", "missed", "incomparable", "qualitative", "blank"


class Judgement(Record):
    """The verdict on one indicator.

    verdict      "reached", "missed", "incomparable" (types or units differ), "qualitative" (a person must judge)
                 or "blank"
    score        rounded to the options' decimals; None where only a person can score
    ratio        actual ÷ target in one unit, unrounded; None where there are no two numbers or the target is 0
    explanation  one Chinese sentence: how it came about, put together only when it is read
    """

    verdict: str
    score: Decimal | None
    ratio: Decimal | None
    message: str
    arguments: tuple = ()

    @property
    def explanation(self) -> str:
        return self.message.format(*map(_readable, self.arguments))


def _readable(argument: Decimal | str) -> str:
    """A text as written, in one line of bearable length; a number with six decimals at most: 10 天 are 1.428571 周."""
    if isinstance(argument, str):
        words = " ".join(argument.split())
        return words if len(words) <= _LONGEST_QUOTED else words[:_LONGEST_QUOTED] + "…"
    long = argument.as_tuple().exponent < -6 and abs(argument) < 10**9
    return plain(round_half_up(argument, 6) if long else argument)


_LONGEST_QUOTED = 60


class _Case(Record):
    """One indicator on its way to a verdict."""

    goal: Value
    done: Value
    weight: Decimal
    nature: Nature
    options: ScoringOptions


@lru_cache(maxsize=1024)
def judge(
    target: str,
    actual: str,
    weight: Decimal,
    nature: str = "",
    indicator_class: str = "",
    options: ScoringOptions = STANDARD,
) -> Judgement:
    """Judge one indicator from the texts of 指标值 and 完成值. *weight* is 分值; never raises on any text.

    A separate unit column (度量单位) is joined to both texts by the caller.
    """
    goal, done, of = parse_value(target), parse_value(actual), nature_of(nature, indicator_class)
    if goal.kind != done.kind:
        goal, done = as_figures(goal, done, of)
    case = new(_Case, (goal, done, weight, of, options))
    goal, done = goal.kind, done.kind
    if goal == done == "number" and not case.nature.qualitative:
        return _judge_numbers(case)
    if goal in UNFILLED or done in UNFILLED:
        return _judge_unfilled(case)
    if goal == "text" or case.nature.qualitative:
        return _judge_words(case)
    if goal == "date":
        return _judge_date(case)
    if done in ("text", "date"):
        return _incomparable(case)
    return _judge_several(case) if goal == "several" else _judge_among(case)


UNFILLED = frozenset(("blank", "placeholder"))


def _judge_unfilled(case: _Case) -> Judgement:
    goal, done = case.goal, case.done
    if done.text.strip() in ("无", "暂无") and goal.kind == "number":
        # “无” against “≤2起” may well mean that none occurred.
        if goal.number == 0 or direction_of(case.nature, goal) == DOWN:
            return _by_person(case, "完成值写“无”，可能是没有发生，请改填 0")
    field, value = ("指标值", goal) if goal.kind in UNFILLED else ("完成值", done)
    state = "仍是占位文字" if value.kind == "placeholder" else "没有填"
    return Judgement(BLANK, None, None, "{}{}，填好后才能算分", (field, state))


def _judge_words(case: _Case) -> Judgement:
    goal, done = case.goal.text, case.done.text
    if bare_words(goal) == bare_words(done) and answers(goal):
        return _full(case, "定性指标，完成值与指标值相同，按达成得满分 {}", (case.weight,))
    if reached(done) or none_of_it_occurred(goal, done):
        return _full(case, "定性指标，完成值写明“{}”，按达成得满分 {}", (done, case.weight))
    if case.goal.kind == "text" and case.done.kind in ("number", "several"):
        return _by_own_law(case) if _HOW_IT_SCORES.search(bare_words(goal)) else _incomparable(case)
    return _by_person(case, "定性指标须由人评定", (), MISSED if missed(goal, done) else QUALITATIVE)


def _by_own_law(case: _Case) -> Judgement:
    """A target that says how it scores: 满意率90%以上得10分，每降5%扣1分."""
    return _by_person(case, "指标值“{}”里写了怎样计分，完成值“{}”得几分须由人评定", (case.goal.text, case.done.text))


_HOW_IT_SCORES = Pattern("得满分|(?:得|扣|计)[0-9.]+分|不得分", words=("分",))


def _judge_date(case: _Case) -> Judgement:
    goal, done = case.goal, case.done
    if done.kind in ("number", "several"):
        return _incomparable(case)
    if done.kind == "text":
        if reached(done.text):
            return _full(case, "时限“{}”，完成值写明“{}”，得满分 {}", (goal.text, done.text, case.weight))
        verdict = MISSED if missed(goal.text, done.text) else QUALITATIVE
        return _by_person(case, "时限“{}”，完成值没有写日期，须由人评定", (goal.text,), verdict)
    repeated = bare_words(goal.text) == bare_words(done.text)
    met = True if repeated else met_deadline(goal.period, done.period)
    if met is None:
        return _by_person(case, "看不出“{}”是否在“{}”的时限内，须由人评定", (done.text, goal.text))
    if met:
        return _full(case, "“{}”在时限“{}”内，得满分 {}", (done.text, goal.text, case.weight))
    return _by_person(case, "“{}”晚于时限“{}”，须由人评定", (done.text, goal.text), MISSED)


def _judge_several(case: _Case) -> Judgement:
    """Full when each is reached; a part missed leaves the score to a person, for the parts have no weights."""
    both = pairs(case.goal, case.done)
    verdicts = {_judge_part(case._replace(goal=goal, done=done)) for goal, done in both}
    if not both or INCOMPARABLE in verdicts:
        return _incomparable(case)
    if verdicts == {REACHED}:
        return _full(case, "各项都达到指标值“{}”，得满分 {}", (case.goal.text, case.weight))
    verdict = MISSED if MISSED in verdicts else QUALITATIVE
    return _by_person(case, "指标值“{}”含几项，没有全部达到，得分须由人评定", (case.goal.text,), verdict)


def _judge_part(case: _Case) -> str:
    if case.goal.kind != case.done.kind:
        return INCOMPARABLE
    verdict = (_judge_date(case) if case.goal.kind == "date" else _judge_numbers(case)).verdict
    return QUALITATIVE if verdict == MISSED and _is_open_price(case) else verdict


def _is_open_price(case: _Case) -> bool:
    """“260套，230元/套” at 225元/套: where nothing says so, a price may be a ceiling or a standard to be paid out."""
    return is_price(case.goal.unit) and not (case.goal.comparator or case.nature.way or case.nature.cost)


def _judge_among(case: _Case) -> Judgement:
    """One target, several figures in the actual (“完成65个，完成率100%”): the one in the target's unit answers.

    Where each of them is in it (教师95%，学生93%), each has to reach it; what they come to together only a person knows.
    """
    goal = case.goal
    fitting = [
        part
        for part in case.done.parts
        if part.kind == "number" and bool(part.unit) == bool(goal.unit) and common_numbers(goal, part)
    ]
    if len(fitting) == 1:
        return _judge_numbers(case._replace(done=fitting[0]))
    if len(fitting) != len(case.done.parts):
        return _incomparable(case)
    reached_by_each = all(_judge_numbers(case._replace(done=part)).verdict == REACHED for part in fitting)
    if reached_by_each and (is_percent(goal.unit) or direction_of(case.nature, goal) == UP):
        return _full(case, "完成值“{}”的各个数都达到指标值“{}”，得满分 {}", (case.done.text, goal.text, case.weight))
    return _by_person(case, "完成值“{}”有几个数，指标值“{}”只有一个，须由人评定", (case.done.text, goal.text))


def _judge_numbers(case: _Case) -> Judgement:
    goal, done, weight, nature, _ = case
    numbers = common_numbers(goal, done)
    if numbers is None:
        return _incomparable(case)
    target, actual = numbers
    way = direction_of(nature, goal)
    strict = is_strict(nature, goal, way)
    met = _met(goal, target, actual, way, strict)
    far = limit_in_unit_of(goal, done)
    if far is not None and met != _met(goal, target, far, way, strict):
        return _by_person(case, "完成值“{}”是一个区间，一端达到一端没有达到，须由人评定", (done.text,))
    if not met and 2 * actual < target and is_count_of_any_period(goal, done):  # twice a year and done once is half missed
        return _by_person(case, "看不出完成值“{}”是不是全年的数（指标值是“{}”），须由人评定", (done.text, goal.text))
    if not met and way == DOWN and fell_below(goal, done):
        return _by_person(case, "完成值“{}”是下降，看不出指标值“{}”是不是也指下降，须由人评定", (done.text, goal.text))
    ratio = actual / target if target else None
    if met and goal.period is not None:
        return _by_person(case, "完成值“{}”达到了，指标值“{}”还有时限，是否按时须由人评定", (done.text, goal.text))
    if met:
        arguments = (done.text, goal.text, _WAYS[way], weight)
        return _full(case, "完成值“{}”达到指标值“{}”（{}），得满分 {}", arguments, ratio)
    if goal.upper is not None and actual > goal.upper:
        if may_be_exceeded(nature, goal):
            return _by_person(case, "完成值“{}”超出指标值“{}”的范围，超出好不好须由人评定", (done.text, goal.text))
        target = goal.upper
    if _HOW_IT_SCORES.search(bare_words(goal.text)):  # 100%（≥95%得满分）
        return _by_own_law(case)
    if is_about(goal, target, actual):
        return _by_person(case, "指标值“{}”是约数，完成值“{}”与它相近，算不算达到须由人评定", (goal.text, done.text))
    return _missed(case, target, actual, way, ratio)


_WAYS = {UP: "越大越好", DOWN: "越小越好", EXACT: "应相等"}


def _met(goal: Value, target: Decimal, actual: Decimal, way: str, strict: bool) -> bool:
    if way == UP:
        return actual > target if strict else actual >= target
    ceiling = target if goal.upper is None else goal.upper
    if way == DOWN:
        return actual < ceiling if strict else actual <= ceiling
    return target <= actual <= ceiling


def _missed(case: _Case, target: Decimal, actual: Decimal, way: str, ratio: Decimal | None) -> Judgement:
    texts = (case.done.text, case.goal.text, _WAYS[way])
    if way == DOWN and case.options.missed_lower_is_better == "zero":
        return Judgement(MISSED, ZERO, ratio, "完成值“{}”没有达到指标值“{}”（{}），按方案不得分", texts)
    numerator, denominator = completion_terms(target, actual, way)
    score = proportional_score(case.weight, numerator, denominator, case.options)
    if numerator == 0:
        why = "指标值为 0" if target == 0 else "实现比例为 0"
        return Judgement(MISSED, score, ratio, "完成值“{}”没有达到指标值“{}”（{}），{}，得 0 分", (*texts, why))
    message = "完成值“{}”没有达到指标值“{}”（{}），得分＝分值 {}×{}÷{}＝{}"
    return new(Judgement, (MISSED, score, ratio, message, (*texts, case.weight, numerator, denominator, score)))


def _full(case: _Case, message: str, arguments: tuple, ratio: Decimal | None = None) -> Judgement:
    return new(Judgement, (REACHED, full_score(case.weight, case.options), ratio, message, arguments))


def _incomparable(case: _Case) -> Judgement:
    message = "指标值“{}”与完成值“{}”类型或单位不同，无法比较，请改成同一种写法和单位"
    return Judgement(INCOMPARABLE, None, None, message, (case.goal.text, case.done.text))


def _by_person(case: _Case, reason: str, arguments: tuple = (), verdict: str = QUALITATIVE) -> Judgement:
    """Only a person can score this: the sentence ends with the bands (财预〔2020〕10号) in points of the weight."""
    return Judgement(verdict, None, None, reason + "，分值区间：{}", (*arguments, _bands(case)))


def _bands(case: _Case) -> str:
    """The band that the words point to, or all of them."""
    bands = [
        f"{name} {plain(case.weight * low / HUNDRED)}–{plain(case.weight * high / HUNDRED)} 分"
        for name, (high, low) in zip(("达成", "部分达成", "未达成"), case.options.qualitative_bands)
    ]
    if not_reached(case.done.text):
        return bands[-1]
    return bands[1] if partly_reached(case.done.text) else "、".join(bands)
