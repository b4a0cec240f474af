"""A satisfaction that running text states as reached: “企业群众好评率达99.99%” is one, “满意度达到98%以上” is none."""

from collections.abc import Iterable
from decimal import Decimal

from ..core.cells import Field
from ..core.money import HUNDRED, ZERO, read_number
from ..core.patterns import Pattern
from ..core.record import Record
from .grid import squeeze

_STATED = Pattern(
    r"(?P<what>(?<!不)满意度|(?<!不)满意率|好评率)(?:评价|测评|调查|结果|平均|综合|总体|已|均|也|全部)*"
    r"(?:高达|达到|达至|达|为|是|保持在|稳定在|提升到|提升至|提高到|提高至|上升到|上升至|:)?"
    r"(?P<figure>\d{1,3}(?:\.\d+)?)%(?!以上|及以上|以内|以下|左右|上下|的?目标|[-—~～至])"
)
_SENTENCE_ENDS = "。;!?\n"
_PHRASE_ENDS = ",、:" + _SENTENCE_ENDS
# What says that the figure is wished for, demanded, or another year's; or that it is not the public that is satisfied.
_NOT_REACHED = Pattern("目标|力争|确保|争取|计划|预期|预计|要求|不低于|标准|指标值")
_TIME = Pattern(r"(20\d\d)年|本年|今年|当年|(上年|去年|上一年|同期|往年)")
_NOT_THE_PUBLIC = Pattern("职工|干部|员工|培训|内部|食堂|物业")
_OVERALL = Pattern("总体|综合|整体|平均")
_THE_PUBLIC = Pattern("群众|公众|企业|服务对象|办事|用户|社会|受益|市民|居民")
_SENTENCE = 200  # characters before the word that are looked at
_PHRASE = 24  # characters before the word that say whose satisfaction it is


class _Statement(Record):
    rank: tuple[int, int]
    field: Field


def stated_satisfaction(fields: Iterable[Field], year: int | None) -> Field | None:
    """The most apt statement, its number in percentage points; None where there is none, or where they disagree.

    满意度 and 满意率 come before 好评率; a figure of the whole before one of the public, and that before any other.
    """
    found = [statement for field in fields for statement in _statements(field, year)]
    best = min((statement.rank for statement in found), default=None)
    apt = [statement.field for statement in found if statement.rank == best]
    return apt[0] if apt and len({field.number for field in apt}) == 1 else None


def _statements(field: Field, year: int | None) -> Iterable[_Statement]:
    if "%" not in field.text and "％" not in field.text:
        return
    text = squeeze(field.text)
    for match in _STATED.finditer(text):
        number = read_number(match["figure"])
        before = text[max(match.start() - _SENTENCE, 0) : match.start()]
        sentence = before[max(map(before.rfind, _SENTENCE_ENDS)) + 1 :]
        phrase = before[max(map(before.rfind, _PHRASE_ENDS)) + 1 :][-_PHRASE:]
        if not _is_percentage(number) or _NOT_REACHED.search(sentence) or _NOT_THE_PUBLIC.search(phrase):
            continue
        if _is_of_another_year(sentence, year):
            continue
        what = match["what"]
        whose = 0 if _OVERALL.search(phrase + match.group()) else 1 if _THE_PUBLIC.search(phrase) else 2
        stated = field._replace(text=f"{match['figure']}%", number=number, label=what)
        yield _Statement((int(what == "好评率"), whose), stated)


def _is_percentage(number: Decimal | None) -> bool:
    return number is not None and ZERO < number <= HUNDRED


def _is_of_another_year(sentence: str, year: int | None) -> bool:
    """Whether the last word of time before a figure speaks of a year other than the form's."""
    times = _TIME.findall(sentence)
    if not times:
        return False
    named, last = times[-1]
    return bool(last) or bool(named) and year is not None and int(named) != year
