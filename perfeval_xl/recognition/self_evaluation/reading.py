"""One form, put together from its blocks."""

from decimal import Decimal
from functools import lru_cache
from itertools import chain

from ...core.cells import Box, Field
from ...core.money import ONE, decimal, places_of
from ...core.patterns import Pattern
from ...core.record import Record
from ...domain.forms import NO_FUNDS, NO_INDICATORS, NOTHING_FILLED, FundRow, NatureItem, SelfEvaluation
from ..families import Anchor
from ..grid import Grid, squeeze, with_text
from ..texts import Texts
from .closing import Closing, read_closing
from .funds import find_funds_header, read_funds
from .goals import find_goals, read_goals
from .head import Head, money_unit, read_head, year_of_page
from .header import Header, find_header
from .indicators import Indicators, read_indicators
from .management import read_management
from .natures import find_natures, read_natures
from .zone import Lines, Rows, Start, Zone

_LISTS_PROJECTS = "汇总"  # 自评结果汇总表: a row for each project, no indicators
_LONGEST_UPPER = 40  # rows; how far below its title a form without indicators is looked at
_DECIMALS = (
    ("one_decimal", ("一位", "1位"), Pattern(r"小数点?后?(?:保留)?[一1]位|[一1]位小数")),
    ("two_decimals", ("两位", "二位", "2位"), Pattern(r"小数点?后?(?:保留)?[两二2]位|[两二2]位小数")),
    ("whole_numbers", ("整", "个位"), Pattern(r"得分(?!率)[^。;；不]{0,12}(?:取整|整数|个位)")),
)
_PROPORTIONAL = Pattern(
    r"得分[=＝]\S{0,20}(?:实现|完成)(?:比例|率|程度)\S{0,8}[*＊×xX]|得分[=＝]\S{0,12}分值[*＊×xX]\S{0,20}(?:实现|完成)"
)


class Upper(Record):
    """Everything between the title and the indicators."""

    head: Head
    unit: str | None  # None: nowhere stated
    funds: tuple[FundRow, ...]
    natures: dict[str, tuple[NatureItem, ...]] | None  # None: the form has no such blocks
    goals: dict[str, Field]

    @property
    def last_row(self) -> int:
        """The last row of what was recognised; -1 if nothing was."""
        items = [item for side in (self.natures or {}).values() for item in side]
        fields = [*self.head.entries.values(), *self.goals.values(), *(item.amount for item in items)]
        return max([field.row for field in fields] + [row.label.row for row in self.funds], default=-1)


def read_form(lines: Lines, start: Start, limit: int, grid: Grid, anchor: Anchor, bottom: int) -> SelfEvaluation | None:
    """The form that begins at *start*; None if it is a rule-scored table (规则评分表), or the heading of the next form.

    *limit* is the last row before the next self-evaluation form in the same columns, *bottom* the last one before the
    next form of any family; a form beside this one does not end it.
    """
    beside = start.left > 0 or start.right is not None
    zone = Zone(grid, lines, start.row, limit if beside else min(limit, bottom), start.left, start.right)
    header = find_header(zone, start.row)
    if header is None and _is_heading(zone, limit):
        return None
    if header is None:
        upper = _read_upper(zone, start.title, min(zone.bottom, start.row + _LONGEST_UPPER) + 1)
        indicators = Indicators((), (), zone.bottom + 1)
        closing = Closing(None, None, None, (), None, max(start.row, upper.last_row))
    elif "standard" in header.columns and not ("target" in header.columns and "actual" in header.columns):
        return None
    else:
        upper = _read_upper(zone, start.title, header.first)
        indicators = read_indicators(zone, header)
        management = read_management(zone, start.row, header)
        if management is not None:
            rows, headings = management.rows + indicators.rows, management.headings + indicators.headings
            subtotals = management.subtotals + indicators.subtotals
            indicators = indicators._replace(rows=rows, headings=headings, subtotals=subtotals)
        last = indicators.rows[-1].row if indicators.rows else header.last
        totals = indicators.unnamed_total, indicators.total_above
        closing = read_closing(zone, indicators.end, header.columns, last, *totals)
        if closing.total_score is None and "total_score" not in upper.head.entries:
            upper = upper._replace(head=_with_total_above(zone, upper.head, header.first - 1))
    form = _assemble(zone, start, anchor.kind, upper, header, indicators, closing)
    return form if form.year or start.page is None else form._replace(year=year_of_page(lines, start.page))


def _with_total_above(zone: Zone, head: Head, bottom: int) -> Head:
    """The head with 自评得分 and 绩效等级 where they stand between the funds and the indicators."""
    found = read_head(zone, "", bottom).entries
    if "total_score" not in found or found["total_score"].number is None:
        return head  # or it is the heading of a column
    later = {role: found[role] for role in ("total_score", "grade") if role in found}
    return head._replace(entries={**later, **head.entries})


def _is_heading(zone: Zone, limit: int) -> bool:
    """Whether the next self-evaluation form follows, with nothing before it that could be a table: “附件1”, “（2024年度）”."""
    followed = zone.bottom == limit < zone.grid.height - 1
    return followed and all(len(line) == 1 for _, line in zone.lines(top=zone.top + 1))


def _read_upper(zone: Zone, title: str, end: int) -> Upper:
    """Reads the rows above *end*. Each block goes down to the next one, in whatever order they stand."""
    rows = zone.lines(bottom=end - 1)
    goals_at, natures_at = find_goals(zone, rows), find_natures(zone, rows)
    funds_from, funds_at, columns = find_funds_header(zone, rows) or (None, None, {})
    starts = sorted([row for row in (funds_from, natures_at, goals_at, end) if row is not None])
    bottom = {row: following - 1 for row, following in zip(starts, starts[1:])}
    head = read_head(zone, title, starts[0] - 1)
    near_funds = None if funds_at is None else money_unit(zone, funds_at, funds_at + 1)
    stated = near_funds or head.unit or money_unit(zone, zone.top, end - 1)
    unit = stated or "万元"
    return Upper(
        head,
        stated,
        _read_funds(zone, rows, funds_at, columns, bottom.get(funds_from, funds_at), unit),
        None if natures_at is None else read_natures(zone, natures_at, bottom.get(natures_at, natures_at), unit),
        {} if goals_at is None else read_goals(zone, goals_at, end - 1),
    )


def _read_funds(
    zone: Zone, rows: Rows, at: int | None, columns: dict[str, int], bottom: int | None, unit: str
) -> tuple[FundRow, ...]:
    if at is not None:
        return read_funds(zone, at, columns, bottom, unit)
    from .funds_beside import read_funds_beside  # few forms lack the header

    return read_funds_beside(zone, rows, unit)


def _assemble(
    zone: Zone, start: Start, kind: str, upper: Upper, header: Header | None, indicators: Indicators, closing: Closing
) -> SelfEvaluation:
    columns = header.columns if header else {}
    entries, natures = upper.head.entries, upper.natures or {}
    box, texts = _extent(zone, closing.bottom, columns)
    title = zone.grid.field(start.row, start.col, "表名")
    return SelfEvaluation(
        kind=kind,
        sheet=zone.grid.name,
        box=box,
        title=title if start.title else with_text(title, ""),
        year=upper.head.year,
        unit_name=entries.get("unit_name"),
        supervisor=entries.get("supervisor"),
        reporting_unit=entries.get("reporting_unit"),
        project_name=entries.get("project_name"),
        unit=upper.unit or "万元",
        unit_stated=upper.unit is not None,
        funds=upper.funds,
        income=natures.get("income", ()),
        expenditure=natures.get("expenditure", ()),
        expected_goals=upper.goals.get("expected"),
        achieved_goals=upper.goals.get("achieved"),
        indicators=indicators.rows,
        headings=indicators.headings,
        subtotals=indicators.subtotals,
        total_weight=closing.total_weight,
        total_score=closing.total_score or entries.get("total_score"),
        head_score=entries.get("total_score"),
        grade=closing.grade or entries.get("grade"),
        notes=closing.notes,
        signatures=closing.signatures,
        contacts=upper.head.contacts,
        features=_features(zone.grid, upper, columns, closing) | _lists_projects(zone, header),
        missing=_missing(start.title, upper, columns, indicators, closing),
        texts=texts,
        unprinted=_unprinted(
            zone.grid,
            [row.score for row in (*upper.funds, *indicators.rows, *indicators.subtotals)],
            [closing.total_score, entries.get("total_score")],
        ),
    )


def _unprinted(grid: Grid, *scores: list[Field | None]) -> dict[tuple[str, int, int], Decimal]:
    """What scores have behind the decimals that they print: a spreadsheet adds up what its cells hold."""
    found = {}
    for field in chain(*scores):
        if field is not None and field.number is not None:
            value = grid.rows[field.row][field.col]
            if value.__class__ is float and value != field.number:
                over = decimal(value) - field.number
                if 0 < 2 * abs(over) <= ONE.scaleb(-places_of(field.number)):
                    found[field.place] = over
    return found


def _features(grid: Grid, upper: Upper, columns: dict[str, int], closing: Closing) -> frozenset[str]:
    traits = set(_note_traits("".join([note.text for note in closing.notes]))) if closing.notes else set()
    if not grid.sheet.tells_formats:
        traits.add("no_number_formats")
    if upper.natures is not None:
        traits.add("funds_by_nature")
    if "nature" in columns:
        traits.add("nature_column")
    if "unit" in columns:
        traits.add("unit_column")
    if columns and "weight" not in columns:
        traits.add("no_weight_column")
    return frozenset(traits)


def _lists_projects(zone: Zone, header: Header | None) -> frozenset[str]:
    """A table with the indicators of several projects has their names in a column of its own."""
    named = header is not None and any(text == "项目名称" for _, text in zone.line(header.row))
    return frozenset(("lists_projects",)) if named else frozenset()


@lru_cache(maxsize=256)
def _note_traits(notes: str) -> tuple[str, ...]:
    """What the notes say of decimals and of scoring."""
    traits, squeezed = [], squeeze(notes)
    for trait, places, said in _DECIMALS if "得分" in squeezed or "小数" in squeezed else ():
        if any(words in squeezed for words in places) and said.search(squeezed):
            traits.append(trait)
    if ("得分=" in squeezed or "得分＝" in squeezed) and _PROPORTIONAL.search(squeezed):
        traits.append("proportional_note")
    return tuple(traits)


def _missing(
    title: str, upper: Upper, columns: dict[str, int], indicators: Indicators, closing: Closing
) -> tuple[str, ...]:
    """What a reader of the result must know was not found, in words."""
    if _LISTS_PROJECTS in title and not columns:
        return () if upper.funds else (NO_FUNDS,)
    lacks = (
        (NO_FUNDS, not upper.funds),
        (NO_INDICATORS, not columns),
        (NOTHING_FILLED, columns and not indicators.rows and indicators.headings),
        ("没有认出任何指标", columns and not indicators.rows and not indicators.headings),
        ("没有指标值列", columns and "target" not in columns),
        ("没有完成值列", columns and "actual" not in columns),
        ("没有得分列", columns and "score" not in columns),
        ("没有总分行", (closing.total_score or closing.total_weight or upper.head.entries.get("total_score")) is None),
    )
    return tuple([words for words, lacking in lacks if lacking])


def _extent(zone: Zone, last_row: int, columns: dict[str, int]) -> tuple[Box, Texts]:
    """The cells the form covers, and its texts."""
    rows = zone.lines(bottom=last_row)
    left = min([line[0][0] for _, line in rows], default=0)
    last = {row: line[-1][:1] for row, line in rows}
    right = max([zone.grid.reach(last), left, *columns.values()])
    return Box(zone.top, left, last_row, right), Texts(zone.grid, rows)
