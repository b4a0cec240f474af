"""Dates, months and deadlines: ``12月31日前`` ``2024年12月`` ``2025-5-16`` ``年底前`` ``三季度末``."""

from ...core.patterns import Pattern
from .record import Period, Value

_PART = "上旬|中旬|下旬|初|中|底|末"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_DAY_FORMS = (
    Pattern(rf"{_YEAR}(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})"),
    Pattern(rf"(?:{_YEAR}年度?|当年|本年|今年)?(?P<month>[0-9]{{1,2}})月份?(?:(?P<day>[0-9]{{1,2}})[日号]|(?P<part>{_PART}))?"),
    Pattern(rf"{_YEAR}[-/](?P<month>[0-9]{{1,2}})"),
    Pattern(rf"(?:{_YEAR}年?|当年|本年|今年)?第?(?P<quarter>[一二三四1-4])季度?(?:(?P<close>底|末)|内)?"),
    Pattern(rf"(?:{_YEAR}年?|当年|本年|今年)?(?P<half>[上下])半年(?:(?P<close>底|末)|内)?"),
    Pattern(rf"(?:{_YEAR}|当|本|今)?年?年(?P<end>底|末|终)"),
    Pattern(rf"(?:{_YEAR}年|当年|本年|年)度?(?P<within>内)"),
    Pattern(rf"{_YEAR}年度?(?:全年)?"),
)
_BEFORE = ("之前", "以前", "止", "前")
_DONE = Pattern(r"(?:全部|全面|已|按时|按期)?(?:完成|办结|到位|竣工|完工|验收|交付|发放|拨付|支付|投入使用|实施)$")
_LEAD = tuple("于 在 截至 截止 不迟于 不晚于 计划于 计划 预计 实际 已于 完成时间: 完成时间 完成时限: 完成时限".split())
_LIMIT_LEAD = ("不迟于", "不晚于", "截至", "截止")
_CLOCK = Pattern(r"(?<=[0-9日号])[ T]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$")
_DOTTED = Pattern(rf"{_YEAR}(?:\.(?P<month>[0-9]{{1,2}})|(?P<digits>[0-9]{{2}}))")  # only of a span; alone it is a number
# A hyphen also stands within a date: the other signs come first.
_SPANS = (Pattern(r"(.+?)(?:至|到|—+|–|~|～|--+)(.+)"), Pattern("(.+?)-(.+)"))
_MONTH_BEFORE_SPAN = Pattern(f"(?:{_YEAR}年)?[0-9]{{1,2}}")  # 1 and 2024年1 of 2024年1-12月

_LENGTHS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PARTS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0), "初": (1, 10), "中": (11, 20), "底": (0, 0), "末": (0, 0)}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_CALENDAR = frozenset("年月季底末")
_NUMERIC = Pattern("(?:19|20)[0-9]{2}(?:[-/.]|[0-9]{2}[-—–~～至到])[0-9]")
_DIGITS = frozenset("0123456789")
# One of these is in every date without a digit.
_IN_WORDS = ("季", "半年", "年底", "年末", "年终", "年内", "年度内")
_LONGEST_DATE = 40


def read_date(text: str, cleaned: str) -> Value | None:
    """The date or deadline that *cleaned* (half-width, no spaces) states, or None."""
    if len(cleaned) > _LONGEST_DATE or not _may_be_date(cleaned):
        return None
    body, before = _bare(cleaned)
    period = _day(body) or _span(body)
    if period is None:
        return None
    return Value("date", text, comparator="<=" if before else "", period=period._replace(before=before))


def _may_be_date(cleaned: str) -> bool:
    """Whether the forms of dates are worth trying, which nearly no value is."""
    if _CALENDAR.isdisjoint(cleaned):
        return ("19" in cleaned or "20" in cleaned) and _NUMERIC.search(cleaned) is not None
    return not _DIGITS.isdisjoint(cleaned) or any(words in cleaned for words in _IN_WORDS)


def _bare(cleaned: str) -> tuple[str, bool]:
    """The date without the words around it, and whether they make it a limit."""
    body = _DONE.sub("", cleaned)
    lead = next((words for words in _LEAD if body.startswith(words)), "")
    body = body[len(lead):]
    if ":" in body:
        body = _CLOCK.sub("", body)
    limit = next((words for words in _BEFORE if body.endswith(words)), "")
    return body.removesuffix(limit), lead in _LIMIT_LEAD or limit != ""


def _day(body: str) -> Period | None:
    """One point in the calendar, as the days it covers."""
    for form in _DAY_FORMS:
        match = form.fullmatch(body)
        if match:
            return _period(match.groupdict())
    return None


def _dotted(body: str) -> Period | None:
    match = _DOTTED.fullmatch(body)
    return _in_month(int(match["year"]), int(match["month"] or match["digits"]), None, None) if match else None


def _period(found: dict) -> Period | None:
    year = int(found.get("year") or 0)
    if found.get("month"):
        return _in_month(year, int(found["month"]), found.get("day"), found.get("part"))
    if found.get("quarter"):
        return _months(year, _QUARTERS[found["quarter"]] * 3, 3, bool(found["close"]))
    if found.get("half"):
        return _months(year, 6 if found["half"] == "上" else 12, 6, bool(found["close"]))
    return Period(year, 1231 if found.get("end") else 101, 1231)


def _in_month(year: int, month: int, day: str | None, part: str | None) -> Period | None:
    if not 1 <= month <= 12:
        return None
    length = _LENGTHS[month]
    if day is not None:
        return Period(year, month * 100 + int(day), month * 100 + int(day)) if 1 <= int(day) <= length else None
    if part is not None:
        first, last = _PARTS[part]
        return Period(year, month * 100 + (first or length), month * 100 + (last or length))
    return Period(year, month * 100 + 1, month * 100 + length, whole_month=True)


def _months(year: int, last: int, count: int, close: bool) -> Period:
    """The *count* months that end with the month *last*, or only their closing day (三季度末)."""
    end = last * 100 + _LENGTHS[last]
    return Period(year, end if close else (last - count + 1) * 100 + 1, end)


def _span(body: str) -> Period | None:
    """“1-12月”, “2024年1月至12月”: from the first day of the one to the last of the other."""
    match = next((match for form in _SPANS if (match := form.fullmatch(body))), None)
    if match is None:
        return None
    start = match[1] + "月" if _MONTH_BEFORE_SPAN.fullmatch(match[1]) else match[1]
    first, last = _day(start) or _dotted(start), _day(match[2]) or _dotted(match[2])
    if first is None or last is None or (last.year and first.year != last.year) or first.first > last.last:
        return None
    return Period(first.year or last.year, first.first, last.last)
