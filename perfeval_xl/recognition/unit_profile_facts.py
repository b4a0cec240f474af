"""Labels with their values beside them: 人员编制、实有人数 and what else 基本概况 states, and the result of the evaluation."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..core.cells import Field
from ..core.patterns import Pattern
from ..core.record import Record
from .grid import BRACKETED, tidy, with_text
from .self_evaluation.head import after_colon
from .self_evaluation.zone import Line, Lines, Zone

_YEAR = Pattern(r"^(?:20\d\d年(?:度|末|底)?|年末|年底|年度)")
_LABELS = (
    ("staff_quota", Pattern(r"^(?:人员|核定|批复|实际)*编制(?:总)?(?:人数|数|总数|员额)?$")),
    (
        "staff",
        Pattern(
            r"^(?=.*(?:实有|在职|在编))(?:实有|实际|现有|年末|年底)*(?:在职|在编|在岗)*(?:人员|职工)?(?:总)?(?:人数|数|总数)?$"
        ),
    ),
    ("person", Pattern("^联系人$")),
    ("phone", Pattern("^(?:联络|联系)电话$|^(?:联络|联系)方式$")),
    ("duties", Pattern("^(?:部门|单位|主要)*(?:职能|职责)+(?:概述|概况)?$")),
    ("work", Pattern("^(?:年度)?主要工作(?:内容|任务)?$")),
    ("results", Pattern("^(?:年度)?(?:部门|单位)?总体运行情况及(?:取得的)?成[绩效]$")),
    ("self_score", Pattern("^绩效(?:自评|评价)综合得分$|^自评综合得分$")),
    ("grade", Pattern("^(?:绩效)?(?:自评|评价)(?:等次|等级|结果等级|结论等级)$")),
)
_TELLING = frozenset(("staff_quota", "staff", "duties"))
_LONGEST = 30
_APART = 15  # rows from one label of a block to the next
_OTHERS = ("控制率", "财政供养人员情况")  # on the same row: it is one of a base-data table


class Facts(Record):
    """A block of labels: its rows, and the place of each label by its role."""

    top: int
    bottom: int
    places: Mapping[str, tuple[int, int]]

    @property
    def concludes(self) -> bool:
        """Whether the block is the result of the evaluation (评价结论)."""
        return "self_score" in self.places


def find_facts(lines: Lines, last: int) -> Iterator[Facts]:
    """Every block of labels down to row *last*, top to bottom."""
    places: dict[str, tuple[int, int]] = {}
    for row, line in lines.items():
        if row > last:
            break
        found = _roles(line)
        if not found or any(text.startswith(_OTHERS) for _, text in line):
            continue
        begun = max([at for at, _ in places.values()], default=row)
        if row > begun + _APART or "self_score" in found or not places.keys().isdisjoint(found):
            yield from _block(places)
            places = {}
        places.update({role: (row, col) for role, col in found.items()})
    yield from _block(places)


def _roles(line: Line) -> dict[str, int]:
    roles: dict[str, int] = {}
    for col, text in line:
        role = fact_role(text)
        if role is not None:
            roles.setdefault(role, col)
    return roles


def _block(places: Mapping[str, tuple[int, int]]) -> Iterator[Facts]:
    """The block, if its labels are those of a profile or of a conclusion, and no single word that stands anywhere."""
    if "self_score" in places or len(places) > 1 and not _TELLING.isdisjoint(places):
        rows = [row for row, _ in places.values()]
        yield Facts(min(rows), max(rows), dict(places))


@lru_cache(maxsize=1024)
def fact_role(text: str) -> str | None:
    """What a squeezed label states: an input of domain.inputs, or person, phone, duties, work, results, self_score, grade."""
    if len(text) > _LONGEST:
        return None
    bare = _YEAR.sub("", BRACKETED.sub("", text.partition(":")[0]))
    return next((role for role, pattern in _LABELS if pattern.search(bare)), None)


def value_of(zone: Zone, place: tuple[int, int], label: str) -> Field:
    """What is filled in beside a label, or behind its colon; blank where nothing is."""
    row, col = place
    inside = after_colon(tidy(zone.grid.rows[row][col]))
    if inside:
        return with_text(zone.grid.field(row, col, label), inside)
    others = [at for at, text in zone.line(row) if at > col and fact_role(text)]
    return zone.right_of(row, col, min(others, default=zone.last_col + 1), label)
