"""Number formats of a document: which of its numbers are dates, times or truth values, and how the others print.

LibreOffice API: com.sun.star.util.NumberFormat (the kinds, which are bits), XNumberFormats.
"""

import datetime

from ...core.book import Shown
from ...core.record import Record
from ...io.number_formats import shown

_DATE, _TIME, _TEXT, _LOGICAL = 2, 4, 256, 1024
_DAY = 86_400  # seconds


class NumberFormat(Record):
    """What the number format of a cell makes of its number."""

    kind: int
    code: str

    @property
    def is_text(self) -> bool:
        return self.kind & _TEXT != 0

    @property
    def is_number(self) -> bool:
        """Whether a number in it stays one."""
        return not self.kind & (_DATE | _TIME | _LOGICAL)

    @property
    def shown(self) -> Shown | None:
        return None if self.is_text else shown(self.code)

    def value(self, number: float, first_day: datetime.date):
        """What the number stands for: a truth value, a date, a time, a duration (``[HH]:MM``), or itself."""
        if self.kind & _LOGICAL:
            return number != 0
        if not self.kind & (_DATE | _TIME):
            return number
        try:
            return _moment(number, first_day, self.kind & _DATE != 0, "[" in self.code)
        except OverflowError:  # no calendar has such a day
            return number


def _moment(number: float, first_day: datetime.date, has_date: bool, is_duration: bool):
    """As files are read: without a day it is a time, without a time of day it is a date."""
    seconds = datetime.timedelta(seconds=round(number * _DAY))
    if is_duration and not has_date:
        return seconds
    point = datetime.datetime.combine(first_day, datetime.time()) + seconds
    if 0 <= number < 1:
        return point.time()
    return point.date() if point.time() == datetime.time() else point


def text_format(document) -> int:
    """The key of the format of texts, which in every language is the same."""
    return document.NumberFormats.getStandardFormat(_TEXT, document.CharLocale)


class Formats:
    """The number formats of one document by their keys; each is looked up once."""

    def __init__(self, document):
        first = document.NullDate
        self.first_day = datetime.date(first.Year, first.Month, first.Day)
        self._formats = document.NumberFormats
        self._known: dict[int, NumberFormat] = {}

    def of(self, key: int) -> NumberFormat:
        """The format that cells have as their property NumberFormat."""
        if key not in self._known:
            properties = self._formats.getByKey(key)
            self._known[key] = NumberFormat(properties.Type, properties.FormatString)
        return self._known[key]
