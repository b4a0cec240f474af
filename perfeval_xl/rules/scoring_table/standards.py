"""What the words of the standards (评分标准) give away without any data: points, quoted documents, template's words."""

from collections.abc import Iterator
from decimal import Decimal

from ...core.patterns import Pattern
from ...domain.standards import CHECKLIST
from ...domain.unit_forms import ScoringItem, ScoringTable
from .recompute import read_law, rows_under

_NUMBER = Pattern(r"(?:《(?P<title>[^《》]{2,80})》[^《》。；;\n]{0,6}?)?[〔\[【（(](?P<year>20[0-9]{2})[〕\]】）)]\s*(?:第)?[0-9]{1,4}\s*号")
_TITLE_YEAR = Pattern(r"《[^《》]*?(?P<year>20[0-9]{2})年度?(?!以来|以前|底|前)[^《》]*(?:通知|方案|要点|意见|责任书|任务书|补充通知|办法)》")
# A document for several years (三年行动方案 2021—2023年) is no annual one.
_YEARS = Pattern(r"20[0-9]{2}年?度?\s*[-—–－~～至到、]+\s*20[0-9]{2}年")
# What only a document of one year is about, and what a document that stays in force is called.
_ANNUAL = ("考评", "考核")
_PERMANENT = tuple("办法 规定 条例 准则 制度 规程 规则 细则 法 框架 标准".split())
_NAMED_BEFORE = Pattern(r"([^（(《》〈〉“”，,、：:]{2,30})[（(][^（()）]{0,8}$")  # 考核办法（某发〔2019〕5号）
_SENTENCE = Pattern(r"[^。；;\n]+")

# Words with which the template asks for a standard instead of giving one.
_TEMPLATE = (
    Pattern(r"细化(?:成|为)?(?:相应的?)?个性化指标"),
    Pattern(r"必须考虑的共性要素|有选择的?地?进行设置"),
    Pattern(r"(?:部门|单位|部门（单位）)应?(?:可)?(?:按|根据)(?:本)?(?:部门|单位)?实际[^。；;\n]{0,20}(?:调整|选择|设置)"),
)
_ADAPT = Pattern(r"(?:修改|调整)[^。；\n]{0,60}(?:本表|评分表)|(?:本表|评分表)[^。；\n]{0,30}(?:修改|调整)")


def full_points(table: ScoringTable) -> Iterator[tuple[ScoringItem, Decimal, Decimal]]:
    """(item, points, weight) where the points that the standard states for a whole are not the item's weight.

    Of a checklist the points are the sum of its items. Cells merged over several rows come once.
    """
    for item, weight in _with_standard(table):
        law = read_law(item.standard.text, weight)
        if law is None:
            continue
        points = law.item_total if law.kind == CHECKLIST else law.full if law.stated and not law.shares else None
        if points is not None and points != weight:
            yield item, points, weight


def _with_standard(table: ScoringTable) -> Iterator[tuple[ScoringItem, Decimal]]:
    """Items with a standard and a weight of their own: words for several rows, or one weight for them, prove nothing."""
    standards, weights = rows_under(table, "standard"), rows_under(table, "weight")
    for item in table.indicators:
        standard, weight = item.standard, item.weight
        if standard is None or standard.blank or weight is None or not weight.number:
            continue
        if standards[standard.row, standard.col] == weights[weight.row, weight.col] == 1:
            yield item, weight.number


def stale_documents(table: ScoringTable, year: int | None) -> Iterator[tuple[ScoringItem, list[str]]]:
    """Items whose standard quotes annual documents of another year, with these as they are written.

    A document issued in the year after the evaluated one is that year's too: the evaluation is done then.
    """
    for item in _each_standard(table) if year is not None else ():
        if "20" not in item.standard.text:
            continue
        documents = [
            said for sentence in _SENTENCE.findall(item.standard.text) for said, told in _annual(sentence) if told not in (year, year + 1)
        ]
        if documents:
            yield item, list(dict.fromkeys(documents))


def _annual(sentence: str) -> Iterator[tuple[str, int]]:
    """The annual documents of a sentence, each as it is written, with the year it is of."""
    titles = list(_TITLE_YEAR.finditer(sentence))
    if titles:
        yield from ((one.group(), int(one["year"])) for one in titles if not _YEARS.search(one.group()))
        return
    if not any(word in sentence for word in _ANNUAL):
        return
    for match in _NUMBER.finditer(sentence):
        named = _NAMED_BEFORE.search(sentence[max(0, match.start() - 48) : match.start()])
        if not (match["title"] or (named[1] if named else "")).endswith(_PERMANENT):
            yield match.group(), int(match["year"])


def template_words(table: ScoringTable) -> Iterator[tuple[ScoringItem, str]]:
    """Items whose standard still has the template's words and states no law, with the first of these words."""
    for item in _each_standard(table):
        if item.weight is not None and item.weight.number and read_law(item.standard.text, item.weight.number):
            continue
        found = next(filter(None, (pattern.search(item.standard.text) for pattern in _TEMPLATE)), None)
        if found:
            yield item, found.group()


def asks_to_adapt(note: str) -> bool:
    """Whether a note tells the department to adapt the table to what it changed elsewhere."""
    return _ADAPT.search(note) is not None


def _each_standard(table: ScoringTable) -> Iterator[ScoringItem]:
    """The first item of every standard: one merged over several rows is one."""
    seen = set()
    for item in table.indicators:
        if item.standard is not None and item.standard.filled and item.standard.place not in seen:
            seen.add(item.standard.place)
            yield item
