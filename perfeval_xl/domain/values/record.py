"""What a target (指标值) or an actual (完成值) says, as one immutable record."""

from decimal import Decimal

from ...core.record import Record


class Period(Record):
    """The days a date or deadline covers: month × 100 + day, first and last. ``year`` is 0 when the text names none."""

    year: int
    first: int
    last: int
    before: bool = False  # 前: the period is a limit (“12月31日前”), not a time at which something was done
    whole_month: bool = False  # only a month is named, so “9月前” leaves open whether September counts


class Value(Record):
    """The reading of one cell text. Which fields are set depends on ``kind``.

    number       number, unit, comparator, upper (of a range), fuzzy, label
    date         period
    several      parts, each a number or a date of its own
    text         words; see words.reached, words.vague
    blank        nothing is filled in (“/”, “无”)
    placeholder  the form's own sample text was left standing (“……”, “指标1：”, “XX”)
    """

    kind: str
    text: str
    comparator: str = ""  # ">=", ">", "<=", "<", "=" or ""
    number: Decimal | None = None  # as printed, in ``unit``
    unit: str = ""  # normalised; "" for a bare number
    upper: Decimal | None = None  # the far end of a range: 5 of “3-5天”
    fuzzy: str = ""  # the word that makes it no exact figure: 以上, 约, 预估 …
    sign: str = ""  # the comparator as written: “≥”, “＞=”, “不低于”
    odd_spelling: bool = False  # the sign is a symbol other than ≥ ≤ > < = ＞ ＜ ＝
    label: str = ""  # what stands before the figure: 窗口数 of “窗口数65个”
    period: Period | None = None  # of a number: the deadline before it (11月底完成100%)
    parts: tuple["Value", ...] = ()
