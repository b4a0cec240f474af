"""Two values side by side: numbers in one unit, words that mean a figure, deadlines against dates."""

from decimal import Decimal

from ..core.money import HUNDRED, ONE, ZERO, decimal
from ..core.patterns import Pattern
from .directions import DOWN, TIMES, Nature, direction_of
from .units import MAGNITUDES, a_year, convert, is_calendar, is_magnitude, is_percent, magnitude_of, unit_of
from .values import Period, Value, bare_words, none_occurred, parse_value

# 30 or 31 days are one month, 365 or 366 days one year.
_CALENDAR_SLACK = Decimal("0.02")
_TWICE = Decimal(2)
# Words beside a figure that mean a figure themselves: 未发生 is 0, 全覆盖 is 100 %, 下降 is any fall.
_ALL_COVERED = frozenset(("全覆盖", "全部覆盖", "全面覆盖", "已全覆盖", "实现全覆盖"))
_HOW = "同比|环比|较上年|比上年|与上年相比|逐年|逐步|持续|稳步|稳中有?|明显|显著|有效|有所|不断|进一步|实现"
_TREND = Pattern(rf"(?:{_HOW})*(?P<way>下降|减少|降低|压减|增长|增加|提高|提升|上升)")
# A rate that is to grow, or not to: which way, and how it compares with no change.
_CHANGES = dict.fromkeys(("正增长", "实现正增长", "保持正增长"), ("增长", ">")) | {"负增长": ("下降", ">")}
_CHANGES |= dict.fromkeys(("只减不增", "不增长", "零增长"), ("下降", ">="))
# Counters that count alike, by their dimensions: 个 counts most things (12个 schools are 12所), 次 most turns.
_THINGS = """项 所 家 处 座 条 起 栋 间 门 种 台 支 例 盏 块 篇 册 份 张 部 面 株 头 只 艘 组 队 床 班 标段 点 站 眼 口
    村 社区 乡 镇 乡镇 街道 县 区 市""".split()
_TURNS = "批 批次 车次 班次 频次 期次 期 场 趟 遍 回 轮".split()
_BY_TWO_WORDS = """户家 所家 座处 份册 份张 份篇 篇条 项起 块面 眼口 只头 盏台 部台 期班""".split()
_COUNT_ALIKE = frozenset(
    [frozenset(("个", thing)) for thing in _THINGS]
    + [frozenset(("次", turn)) for turn in _TURNS]
    + [frozenset(pair) for pair in (*_BY_TWO_WORDS, ("批", "批次"), ("册", "册次"))]  # books lent are counted in both
)
_AT_ONCE, _SAME_DAY = frozenset(("即时", "实时")), frozenset(("当天", "当日", "即日"))
_A_CALENDAR_YEAR = 1900  # 2024年 is one, 3年 a length
_FROM_JANUARY_TO_DECEMBER = (101, 1231)
_WHOLE_YEAR = frozenset(("全年", "全年度", "整年", "一整年"))
_ALL_DONE = Pattern(r"(?:已|做到|实现)?应(.)尽\1")  # 应补尽补
_DIGITS_OF_DATE = Pattern(r"(20\d\d)(?:\.(\d{1,2})|(\d\d)(\d\d))")  # 2024.12, 20241231
# 2023年培训210人; not 2023年-2025年, 2023年和2024年, 2023年底前, 2023年12月.
_OF_A_YEAR = Pattern(r"20\d\d年(?:度|全年)?[,:]?(?!.*年|[-—–~～至到/前底末初内]|[0-9]{1,2}[月日.])")
# 11月底完成100%, 12月31日前达到95%
_BY_A_DAY = Pattern(r"(?:(?:20\d\d|当|本)年)?(?:\d{1,2}月(?:底|末|\d{1,2}[日号]|(?=[以之]?前))|年[底末])(?:[以之]?前)?,?")
_MONTH_ALONE = Pattern(r"(\d{1,2})月份?")
_FALLS = ("下降", "减少", "降低", "下降率", "降低率", "压减", "压缩", "降幅", "下降幅度", "负增长")
_GROWS = ("增长", "增加", "提高", "提升", "上升", "增长率", "增幅", "增长幅度")


def common_numbers(target: Value, actual: Value) -> tuple[Decimal, Decimal] | None:
    """The two numbers in the target's unit, or None when the units cannot be converted.

    A bare number beside % is a fraction up to 1 (0.98 is 98 %) and percentage points beyond; beside any other
    unit it is in that unit, because the unit was left out (rule T02 says so).
    """
    number = actual.number if actual.unit == target.unit else _in_unit_of(target, actual)
    if number is None:
        return None
    opposite = (target.label or actual.label) and _opposite(target, actual)
    return target.number, -number if opposite else number


def limit_in_unit_of(target: Value, actual: Value) -> Decimal | None:
    """The far end of an actual that is a range (“3-5天”), in the target's unit; None for a single figure."""
    return None if actual.upper is None else _in_unit_of(target, actual._replace(number=actual.upper))


def is_count_of_any_period(target: Value, actual: Value) -> bool:
    """Whether an actual repeats the figure of a frequency without its period: “1次” beside “每月1次”."""
    return actual.number == target.number and a_year(actual.unit, target.unit) != actual.unit


def _in_unit_of(target: Value, actual: Value) -> Decimal | None:
    if actual.unit == target.unit:
        return actual.number
    if is_percent(target.unit) and actual.unit == "":
        return convert(_points(actual.number), "%", target.unit)
    if is_percent(actual.unit) and target.unit == "":
        points = convert(actual.number, actual.unit, "%")
        return points / HUNDRED if abs(target.number) <= ONE else points
    if "" in (actual.unit, target.unit):
        return _unit_left_out(target, actual)
    if (actual.unit, target.unit) == ("天", "工作日"):  # 12 days are no more than 12 working days; 25 may be 18 of them
        return actual.number if actual.number <= target.number else None
    number = _convert(actual.number, a_year(actual.unit, target.unit), a_year(target.unit, actual.unit))
    if number is None:
        return _for_each_left_out(target, actual)
    if is_calendar(actual.unit) != is_calendar(target.unit) or _by_weeks(actual, target):
        return target.number if abs(number - target.number) <= abs(target.number) * _CALENDAR_SLACK else number
    return number


def _by_weeks(one: Value, other: Value) -> bool:
    """Whether only one of two frequencies is by the week, of which a year has no whole number."""
    return one.unit.endswith("/周") != other.unit.endswith("/周")


def _unit_left_out(target: Value, actual: Value) -> Decimal | None:
    """A bare number is in the other side's unit, unless that is a hundredfold off: 126000 beside 12.5万人 counts 人, and 120
    beside 1200000元 is 万元."""
    number = _convert(actual.number, actual.unit, target.unit)
    if number == actual.number and _far_apart(target.number, number):
        named = target.unit or actual.unit
        factor = magnitude_of(named) if magnitude_of(named) != ONE else unit_of(named).factor / unit_of(named).per
        factor = ONE / MAGNITUDES["万"] if named == "元" else factor
        counted = number / factor if target.unit else number * factor
        if not _far_apart(target.number, counted):
            return counted
    return number


def _far_apart(one: Decimal, other: Decimal, times: Decimal = HUNDRED) -> bool:
    low, high = sorted((one, other))
    return low > 0 and high >= low * times


def _for_each_left_out(target: Value, actual: Value) -> Decimal | None:
    """22学时 beside 20学时/人 are those of each person, for those of two would be twice as many; so is 元/月 beside 元/人·月."""
    (counted, _, each), (wanted, _, of) = actual.unit.partition("/"), target.unit.partition("/")
    some, more = sorted((set(each.split("·")) - {""}, set(of.split("·")) - {""}), key=len)
    number = _convert(actual.number, counted, wanted) if some < more else None
    return None if number is None or _far_apart(target.number, number, _TWICE) else number


def _points(number: Decimal) -> Decimal:
    """A bare number where a percentage is meant, in percentage points."""
    return number * HUNDRED if abs(number) <= ONE else number


def _convert(number: Decimal, source: str, target: str) -> Decimal | None:
    """As convert, and with a unit left out on one side."""
    if source == "" or target == "":
        if is_magnitude(source) or is_magnitude(target):
            return convert(number, source, target)
        return number
    if is_magnitude(source) or is_magnitude(target):
        return number * magnitude_of(source) / magnitude_of(target)  # 10万 beside 10万件, 2.4万 beside 24000亩
    counted, _, each = source.partition("/")
    wanted, _, of = target.partition("/")
    if each == of != "":  # “每亩300” beside 300元/亩, 万/月 beside 万元/月: what is paid was left out on one side
        return _convert(number, counted, wanted)
    one, other = unit_of(source), unit_of(target)
    if frozenset((one.dimension, other.dimension)) in _COUNT_ALIKE:  # 2.9万册 beside 30000册次
        return number * (one.factor * other.per) / (one.per * other.factor)
    return convert(number, source, target)


def _opposite(target: Value, actual: Value) -> bool:
    """Whether one side fell and the other grew (“下降5%” against “增长3%” or “-5%”)."""
    falls = target.label.endswith(_FALLS), actual.label.endswith(_FALLS)
    grows = target.label.endswith(_GROWS), actual.label.endswith(_GROWS)
    if falls[0] and grows[1] or falls[1] and grows[0]:
        return True
    if falls[0] != falls[1]:
        return (actual if falls[0] else target).number < 0
    return False


_ABOUT = frozenset("大约为 大约 约为 约 大概 平均约 左右 上下".split())


def is_about(goal: Value, target: Decimal, actual: Decimal) -> bool:
    """Whether *actual* comes to an approximate target at its significant digits, of which a round number (约1000) has two."""
    if goal.fuzzy not in _ABOUT:
        return False
    last = min(target.normalize().as_tuple().exponent, target.adjusted() - 1)
    return 2 * abs(actual - target) <= Decimal(1).scaleb(last)


def fell_below(goal: Value, done: Value) -> bool:
    """Whether only the actual says that something fell: “下降6%” beside “≤5%” may be a growth of at most 5 %, or such a fall."""
    return goal.label == "" and goal.number > 0 and done.number > 0 and done.label.endswith(_FALLS)


def pairs(goal: Value, done: Value) -> list[tuple[Value, Value]]:
    """Which figure answers which: by name where both sides name them all, else in order; none if they do not match."""
    if done.kind != "several":
        # “≥90%，≤95%” sets two bounds to one figure; “28个，65个” asks for two figures.
        bounds = all(part.comparator and not part.label for part in goal.parts)
        return [(part, done) for part in goal.parts] if bounds else []
    if len(goal.parts) != len(done.parts):
        return []
    named = {part.label: part for part in done.parts}
    if len(named) == len(done.parts) and set(named) == {part.label for part in goal.parts}:
        return [(part, named[part.label]) for part in goal.parts]
    return list(zip(goal.parts, done.parts))


def as_figures(goal: Value, done: Value, nature: Nature) -> tuple[Value, Value]:
    """Target and actual of different kinds, with the words of one read as a figure where the other makes that plain."""
    kinds = goal.kind, done.kind
    if kinds == ("number", "text"):
        return goal, _done_in_words(goal, done, nature)
    if kinds == ("text", "number"):
        return _goal_in_words(goal, done), done
    if kinds == ("date", "number"):
        return goal, _dated(done)
    if kinds == ("number", "date"):
        return _beside_date(goal, done)
    return goal, done


def _beside_date(goal: Value, done: Value) -> tuple[Value, Value]:
    """“≤12月” beside “12月” or “12月20日”, “≤2024年” beside “2024年8月”: no length, but when; “1年” beside “2024年1月至12月”: its length."""
    month = _MONTH_ALONE.fullmatch(bare_words(done.text)) if goal.unit == "月" else None
    if month:
        return goal, _figure(done, decimal(month[1]), "月")
    is_year = goal.unit == "年" and goal.number >= _A_CALENDAR_YEAR
    if not is_year and _is_part_of_year(goal.unit) and (done.period.first, done.period.last) == _FROM_JANUARY_TO_DECEMBER:
        return goal, _figure(done, ONE, "年")
    named = is_year or goal.unit == "月" and "个月" not in goal.text
    deadline = parse_value(f"{goal.number}{goal.unit}") if named and goal.comparator in ("", "=", "<=") else goal
    return (deadline._replace(text=goal.text) if deadline.kind == "date" else goal), done


def _done_in_words(goal: Value, done: Value, nature: Nature) -> Value:
    if none_occurred(done.text) and (not goal.number or direction_of(nature, goal) == DOWN):
        return _figure(done, ZERO, goal.unit)
    if bare_words(done.text) in _WHOLE_YEAR and _is_part_of_year(goal.unit):
        return _figure(done, ONE, "年")
    within = unit_of(goal.unit).dimension in TIMES and direction_of(nature, goal) == DOWN
    said = bare_words(done.text) if within else ""
    if said in _AT_ONCE or said in _SAME_DAY and (convert(goal.number, goal.unit, "天") or ONE) >= ONE:
        return _figure(done, ZERO, goal.unit)
    if goal.label and (named := bare_words(done.text)).startswith(goal.label):  # “PM2.5浓度≤35” beside “PM2.5浓度32”
        found = parse_value(named[len(goal.label):])
        return found._replace(text=done.text) if found.kind == "number" else done
    return _figure(done, HUNDRED, "%") if _covers_all(done, goal) else _behind_a_time(done)


def _goal_in_words(goal: Value, done: Value) -> Value:
    if none_occurred(goal.text):
        return _figure(goal, ZERO, done.unit)
    if _covers_all(goal, done):
        return _figure(goal, HUNDRED, "%")
    if bare_words(goal.text) in _WHOLE_YEAR and _is_part_of_year(done.unit):
        return _figure(goal, ONE, "年")._replace(comparator=">=")
    change = _CHANGES.get(bare_words(goal.text))
    if change and (is_percent(done.unit) or _TREND.match(done.label)):
        return _figure(goal, ZERO, done.unit)._replace(comparator=change[1], label=change[0])
    trend = done.label and _TREND.fullmatch(bare_words(goal.text))
    if trend:  # “同比下降” beside “同比下降6%”
        return _figure(goal, ZERO, done.unit)._replace(comparator=">", label=trend["way"])
    return _behind_a_time(goal)


def _is_part_of_year(unit: str) -> bool:
    return unit == "天" or is_calendar(unit)


def _behind_a_time(words: Value) -> Value:
    """The figure behind the year or the deadline that is named before it, beside a figure; else the words as they are."""
    said = bare_words(words.text)
    year = _OF_A_YEAR.match(said)
    time = year or _BY_A_DAY.match(said)
    found = parse_value(said[time.end():]) if time else words
    if found.kind != "number":
        return words
    return found._replace(text=words.text, period=None if year else parse_value(time[0]).period)


def _covers_all(words: Value, figure: Value) -> bool:
    said = bare_words(words.text)
    return is_percent(figure.unit) and (said in _ALL_COVERED or _ALL_DONE.fullmatch(said) is not None)


def _dated(number: Value) -> Value:
    """A bare number beside a date, as the date it may be."""
    match = _DIGITS_OF_DATE.fullmatch(bare_words(number.text))
    if match is None:
        return number
    year, month, *month_and_day = match.groups()
    read = parse_value(f"{year}年{month}月" if month else "{}年{}月{}日".format(year, *month_and_day))
    return read._replace(text=number.text) if read.kind == "date" else number


def _figure(words: Value, number, unit: str) -> Value:
    return Value("number", words.text, number=number, unit=unit)


def met_deadline(deadline: Period, done: Period) -> bool | None:
    """Whether *done* lies within *deadline*: None when the texts leave it open.

    A year that only one side names is taken to be the same. “9月前” does not say whether September counts.
    """
    if deadline.year and done.year and deadline.year != done.year:
        return done.year < deadline.year
    if deadline.before and deadline.whole_month and done.first <= deadline.last and done.last >= deadline.first:
        return None
    if done.last <= deadline.last:
        return True
    return False if done.first > deadline.last else None
