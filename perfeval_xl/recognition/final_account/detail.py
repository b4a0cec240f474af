"""一般公共预算财政拨款基本支出决算明细表: economic subjects, two or three groups of columns side by side, or one list."""

from collections.abc import Callable
from functools import lru_cache

from ...core.patterns import Pattern
from ...core.record import new
from ...domain.forms import SubjectRow
from .amounts import AmountColumns, AmountReader, Amounts
from .frame import Column, Header, Region, header_of, of_other_figures
from .subject_columns import Columns
from .subjects import code_below

_CODE = Pattern(r".*(?:科目代码|科目编码|分类科目)|代码$|编码$|类$|款$")
_NAME = Pattern(r".*(?:科目名称)|名称$|科目$|项目$")
_TOTALS = (
    (Pattern(r"人员经费(?:支出)?(?:合计|小计)?$"), "staff"),
    (Pattern(r"公用经费(?:支出)?(?:合计|小计)?$"), "public"),
    (Pattern(r"(?:基本支出)?(?:合计|总计)$"), "total"),
)
FIGURE_NAMES = {"staff": "人员经费合计", "public": "公用经费合计", "total": "合计"}


def detail_header(region: Region) -> Header | None:
    def begins_body(texts: dict[int, str], columns: dict[int, Column]) -> bool:
        """A total of the body, told from the headings 人员经费 and 公用经费 by standing under a code or a name."""
        return any(
            _figure_of(text) and col in columns and _is_label_column(columns[col]) for col, text in texts.items()
        )

    return header_of(region, begins_body)


def _is_label_column(path: Column) -> bool:
    return bool(_CODE.match(path[-1]) or _NAME.match(path[-1]))


def read_detail(region: Region, table: str, header: Header, read: AmountReader, body: range) -> dict:
    groups = groups_of(header) or groups_of(header, _is_name)  # “301 工资福利支出” in one column
    grid = region.grid
    placed = [
        (columns, AmountColumns.of(read, columns.amounts, dict.fromkeys(columns.amounts, ""), body))
        for columns in groups
    ]
    rows, figures, above = [], {}, [()] * len(placed)
    for row in region.within(body):
        cells = grid.rows[row]
        texts = region.rows.get(row, {})
        for at, (columns, amounts) in enumerate(placed):
            code, above[at] = code_below(cells, columns, above[at])
            if len(code) >= 3:
                name_col = columns.code[0] if columns.name is None else columns.name
                name = texts.get(name_col, "")
                if columns.name is None:
                    name = name.lstrip("0123456789")
                called = Amounts(amounts, row, f"{code} {name}")
                rows.append(new(SubjectRow, (code, name, called, grid.name, row, columns.code[0], name_col)))
        if any(map(_figure_of, texts.values())):
            _totals(region, row, groups, read, figures)
    missing = [] if groups and (rows or groups_of(header)) else ["没有认出“科目代码”和金额列"]
    if groups and not figures:
        missing.append("没有认出人员经费合计、公用经费合计行")
    amount_columns = {f"amount{i}": col for i, columns in enumerate(groups, 1) for col in columns.amounts.values()}
    return {
        "rows": tuple(rows),
        "figures": figures,
        "columns": header.of_roles(grid, amount_columns),
        "missing": tuple(missing),
    }


def _is_code(leaf: str) -> bool:
    return bool(_CODE.match(leaf) and not _NAME.match(leaf))


def _is_name(leaf: str) -> bool:
    return bool(_NAME.match(leaf))


def groups_of(header: Header, begins_group: Callable[[str], bool] = _is_code) -> list[Columns]:
    """Every run of code columns begins a group; behind it come the name and the amount.

    So does a further name: its codes stand before it, without a heading.
    """
    groups, codes, name, amounts = [], [], None, {}
    others = of_other_figures(header.columns)
    for col in [*sorted(header.cells), None]:
        leaf = header.columns[col][-1] if col is not None else ""
        unheaded = bool(codes) and name is not None and _is_name(leaf)
        if unheaded:  # what stands before it is no amount, though a heading above, 公用经费, reaches over it
            amounts = {role: at for role, at in amounts.items() if at != col - 1}
        if (col is None or unheaded or begins_group(leaf)) and amounts and codes:
            groups.append(Columns(tuple(codes), len(codes) > 1, name, amounts, {}))
            codes, name, amounts = [], None, {}
        if col is None:
            break
        if unheaded and not codes:
            codes, name = [col - 1], col
        elif begins_group(leaf):
            codes.append(col)
        elif _is_name(leaf):
            name = col
            if len(codes) == 1 and header.cells.keys().isdisjoint(range(codes[0] + 1, col)):
                codes = [*range(codes[0], col)]  # 类 and 款 stand beside 合计, under one merged heading
        elif codes and col not in others:
            amounts.setdefault({"人员经费": "staff", "公用经费": "public"}.get(leaf, "amount"), col)
    return groups


def _totals(region: Region, row: int, groups: list[Columns], amount: AmountReader, figures: dict) -> None:
    """人员经费合计, 公用经费合计 and 合计: the figure is in the first amount column behind the label and its merge."""
    for col, text in region.rows.get(row, {}).items():
        role = _figure_of(text)
        if role is None or role in figures:
            continue
        listed = groups[0].amounts if len(groups) == 1 else {}
        if role == "total" and "staff" in listed:  # a single list has all three in its 合计 row
            for name, key in (("amount", "total"), ("staff", "staff"), ("public", "public")):
                if name in listed:
                    figures.setdefault(key, amount(row, listed[name], FIGURE_NAMES[key]))
            continue
        at = _amount_behind(region, row, col, groups)
        if at is not None:
            figures[role] = amount(row, at, FIGURE_NAMES[role])


@lru_cache(maxsize=1024)
def _figure_of(text: str) -> str | None:
    """Which of the three totals a label names."""
    return next((role for pattern, role in _TOTALS if pattern.match(text)), None)


def _amount_behind(region: Region, row: int, col: int, groups: list[Columns]) -> int | None:
    labels = [other for other, text in region.rows[row].items() if other > col and _figure_of(text)]
    end = min(labels, default=None)
    right = region.grid.span(row, col)[3]
    behind = [c for g in groups for c in g.amounts.values() if c > max(col, right) and (end is None or c < end)]
    filled = [c for c in behind if region.grid.value(row, c) != ""]
    return next(iter(filled or behind), None)
