"""The tables with one row an account subject (科目): 02, 03, 05, 07, 08 of the usual numbering."""

from collections.abc import Sequence
from functools import lru_cache

from ...core.patterns import Pattern
from ...core.record import Record, new
from ...domain.forms import SubjectRow
from ..grid import squeeze, tidy
from .amounts import AmountColumns, AmountReader, Amounts
from .frame import Column, Header, Region, has_figure, header_of

# What the headers of the columns of codes and of names contain, or are as a whole.
_CODE_PARTS, _CODES = ("科目代码", "科目编码", "分类科目", "项目代码", "项目编码", "功能分类", "经济分类"), "代码 编码 类 款 项".split()
_NAME_PARTS, _NAMES = ("科目名称", "项目名称"), ("名称", "科目")
TOTAL_NAMES = frozenset(("合计", "总计", "本年合计", "支出合计", "收入合计", "本年支出合计", "本年收入合计"))
_ITEM = ("项目", "项目(功能分类)", "项目(按功能分类)", "项目(经济分类)", "项目(按经济分类)")
_SUM_WORDS = frozenset(("小计", "合计", "金额", "决算数", "总计"))
_BRACKET_BEHIND = Pattern(r"\([^()]*\)$")
_CODE_WITH_NAME = Pattern(r"[\[【(]?(\d{3,7})(\D.*)?$")

_OPENING, _AROUND_NAME = frozenset("[【("), " \u3000]】)-—"
_EXPENDITURE_PARTS = {
    "基本支出": "basic",
    "项目支出": "project",
    **dict.fromkeys(("上缴上级支出", "上缴上级"), "superior"),
    "经营支出": "business",
    **dict.fromkeys(("对附属单位补助支出", "对附属单位补助", "对附属单位补助支出合计"), "subordinate"),
}
_TOTAL_EXPENDITURE = dict.fromkeys(
    ("本年支出合计", "本年支出小计", "本年支出", "支出合计", "支出小计", *_SUM_WORDS), "total"
)
_THIS_YEARS_INCOME = ("本年收入合计", "本年收入小计", "本年收入")
_BUDGET_TABLE = _TOTAL_EXPENDITURE | _EXPENDITURE_PARTS | dict.fromkeys(_THIS_YEARS_INCOME, "income")

# Header word → role, by table. A word that is not here is a column the rules do not speak of.
ROLES = {
    "income": {
        **dict.fromkeys((*_THIS_YEARS_INCOME, "收入合计", "收入小计", *_SUM_WORDS), "total"),
        "财政拨款收入": "fiscal",
        "财政拨款": "fiscal",
        "上级补助收入": "superior",
        "事业收入": "service",
        "经营收入": "business",
        **dict.fromkeys(("附属单位上缴收入", "附属单位缴款"), "subordinate"),
        "其他收入": "other",
    },
    "expenditure": _TOTAL_EXPENDITURE | _EXPENDITURE_PARTS,
    "general_public_budget": _BUDGET_TABLE,
    "government_fund": _BUDGET_TABLE,
    "state_capital": _BUDGET_TABLE,
}
ROLE_NAMES = {
    "opening": "年初结转和结余",
    "income": "本年收入",
    "basic": "基本支出",
    "project": "项目支出",
    "business": "经营支出",
    "closing": "年末结转和结余",
    "fiscal": "财政拨款收入",
    "service": "事业收入",
    "other": "其他收入",
}
_NAMES_BY_TABLE = {
    "income": {
        "total": "本年收入合计",
        "superior": "上级补助收入",
        "business": "经营收入",
        "subordinate": "附属单位上缴收入",
    },
    "expenditure": {"total": "本年支出合计", "superior": "上缴上级支出", "subordinate": "对附属单位补助支出"},
    "general_public_budget": {"total": "小计"},
    "government_fund": {"total": "本年支出小计"},
    "state_capital": {"total": "本年支出合计"},
}
# In these tables a further column is a further kind of income or expenditure: it belongs to the sum across, and its own
# header is its role.
_OPEN_ENDED = ("income", "expenditure")
_FURTHER_COLUMNS = ("收入", "支出", "资金", "补助", "上缴", "缴款")
_REQUIRED = {
    "income": ("total", "fiscal"),
    "expenditure": ("total", "basic", "project"),
    "general_public_budget": ("total", "basic", "project"),
    "government_fund": ("total",),
    "state_capital": ("total",),
}


class Columns(Record):
    """Where a subject table keeps its code (in one column, or split up 类、款、项), its name, and its amounts."""

    code: tuple[int, ...]
    split: bool
    name: int | None
    amounts: dict[str, int]


def role_name(table: str, role: str) -> str:
    """What a column is called in labels: ``basic`` → 基本支出."""
    return _NAMES_BY_TABLE.get(table, {}).get(role) or ROLE_NAMES.get(role, role)


def subject_header(region: Region) -> Header | None:
    def begins_body(texts: dict[int, str], columns: dict[int, Column]) -> bool:
        """The 合计 row, told from the column heading 合计 by standing under the code or the name."""
        return any(
            text in TOTAL_NAMES and col in columns and (_is_code(columns[col]) or _is_name(columns[col]))
            for col, text in texts.items()
        )

    header = header_of(region, begins_body)
    return header and _with_headings_beside_total(region, header)


def _with_headings_beside_total(region: Region, header: Header) -> Header:
    """上海's 07 and 08 print the last headings (合计、基本支出、项目支出 below 本年支出) in the row 合计 of the body."""
    row = header.body
    texts = region.rows.get(row, {})
    if _EXPENDITURE_PARTS.keys().isdisjoint(texts.values()) or has_figure(region.grid.rows[row]):
        return header
    labels = columns_of(header, "expenditure")
    words = _TOTAL_EXPENDITURE | _EXPENDITURE_PARTS
    beside = {col: text for col, text in texts.items() if text in words and col not in (*labels.code, labels.name)}
    columns = {col: (*header.columns.get(col, ()), text) for col, text in beside.items()}
    return header._replace(columns=header.columns | columns, cells=header.cells | {col: (row, col) for col in beside})


def by_economic_class(header: Header) -> bool:
    """Whether the rows of a table are subjects by economic class (经济分类), not by function (功能分类)."""
    words = "".join(text for path in header.columns.values() for text in path)
    return "经济分类" in words and "功能" not in words


def read_subjects(region: Region, table: str, header: Header, read: AmountReader, body: range) -> dict:
    columns = columns_of(header, table)
    names = {role: "·" + role_name(table, role) for role in columns.amounts}
    amounts = AmountColumns.of(read, columns.amounts, names, body)
    name_col = columns.name if columns.name is not None else columns.code[0] if columns.code else 0
    code_col = columns.code[0] if columns.code else name_col
    grid = region.grid
    total, rows, uncoded, parts = None, [], [], []
    for row in region.within(body):
        cells = grid.rows[row]
        code, parts = code_below(cells, columns, parts)
        if not code and _is_total_row(region, row, columns):
            if total is None:
                total = new(SubjectRow, ("", "合计", Amounts(amounts, row, "合计"), grid.name, row, code_col, name_col))
            continue
        label = cells[name_col] if name_col < len(cells) else ""
        label = tidy(label) if label.__class__ is str else ""
        if not code:
            if label and columns.code:
                uncoded.append(new(SubjectRow, ("", label, Amounts(amounts, row, label), grid.name, row, code_col, name_col)))
            continue
        split_name = _CODE_WITH_NAME.match(label) if name_col in columns.code else None
        name = (split_name[2] or "").strip(_AROUND_NAME) if split_name else label
        called = Amounts(amounts, row, f"{code} {name}")
        rows.append(new(SubjectRow, (code, name, called, grid.name, row, code_col, name_col)))
    return {
        "total": total,
        "rows": tuple(rows),
        "uncoded": tuple(uncoded),
        "columns": header.of_roles(grid, columns.amounts),
        "missing": tuple(_missing(table, columns, total is not None or _is_empty(table, region, body))),
    }


def columns_of(header: Header, table: str) -> Columns:
    cells = sorted(header.cells)
    coded = [col for col in cells if _is_code(header.columns[col])]
    name = next((col for col in cells if _is_name(header.columns[col]) and col not in coded), None)
    split = len(coded) > 1
    if coded and not split and name is not None and name > coded[0] + 1:
        coded = [col for col in range(coded[0], name) if col == coded[0] or col not in header.cells]
    if not coded:  # one column 项目 or 科目名称 that holds “2010301 行政运行”
        coded = [name] if name is not None else [col for col in cells if header.columns[col][-1] in _ITEM][:1]
    amounts = {}
    for col in cells:
        role = role_of(header.columns[col], table)
        if role and col not in coded and col != name:
            amounts.setdefault(role, col)
    return Columns(tuple(coded), len(coded) > 1, name, amounts)


@lru_cache(maxsize=1024)
def role_of(path: Column, table: str) -> str | None:
    """The role of an amount column from its header texts; a part of a part (其中：教育收费) has none."""
    if path[-1].startswith("其中"):
        return None
    words = [_plain(text) for text in path]
    roles = ROLES[table]
    meant = words[-1]
    above = words[:-1]
    if meant in _SUM_WORDS:
        meant = next((word for word in reversed(above) if word in roles or _balance_role(word)), meant)
        above = above[: above.index(meant)] if meant in above else above
    if any(_balance_role(word) or roles.get(word, "total") != "total" for word in above):
        return None
    role = _balance_role(meant) or roles.get(meant)
    return meant if role is None and table in _OPEN_ENDED and _is_further_column(meant) else role


def _is_further_column(word: str) -> bool:
    """Whether a header names some kind of income or expenditure, and is not just 收入 or 支出."""
    return word.endswith(_FURTHER_COLUMNS) and word not in _FURTHER_COLUMNS and ":" not in word


def code_below(cells: Sequence, columns: Columns, above: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The digits of the subject's code in a row, "" if there is none, and what the next row stands below."""
    if not columns.split:
        return code_part(cells[columns.code[0]]) if columns.code and columns.code[0] < len(cells) else "", above
    parts = _code_parts(cells, columns, above)
    code = _joined_code(parts)
    return code, parts if code else above


def _code_parts(cells: Sequence, columns: Columns, above: Sequence[str]) -> list[str]:
    """What a row holds in the columns 类、款、项; of a staircase (类 only where it begins) with what stands *above*."""
    width = len(cells)
    parts = [code_part(cells[col]) if col < width else "" for col in columns.code]
    first = next((at for at, part in enumerate(parts) if part), 0)
    if first and len(parts[first]) <= 2 and above and all(above[:first]):
        parts[:first] = above[:first]
    return parts


def _joined_code(parts: Sequence[str]) -> str:
    code = ""
    for part in parts:
        if part and code and len(part) < 2:
            part = "0" + part
        # The columns 类、款、项 hold either their own digits or the whole code down to their level.
        code = part if code and len(part) > 2 and part.startswith(code) else code + part
    return code


@lru_cache(maxsize=8192, typed=True)
def code_part(value) -> str:
    """``2010301.0`` ``"2010301"`` ``"2010301行政运行"`` → ``"2010301"``; anything else is no code."""
    if value.__class__ is str:
        if not value:
            return ""
        text = squeeze(value)
        if text.isdecimal() and text.isascii():
            return text
        found = _CODE_WITH_NAME.match(text) if text[:1].isdecimal() or text[:1] in _OPENING else None
        return found[1] if found else ""
    if value.__class__ in (float, int) and value % 1 == 0 and value > 0:
        return str(int(value))
    return ""


def _is_total_row(region: Region, row: int, columns: Columns) -> bool:
    texts = region.rows.get(row, {})
    first_amount = min(columns.amounts.values(), default=0)
    return any(
        text in TOTAL_NAMES
        for col, text in texts.items()
        if col < first_amount or col in columns.code or col == columns.name
    )


@lru_cache(maxsize=1024)
def _is_code(path: Column) -> bool:
    own = path[-1]
    return (own in _CODES or any(part in own for part in _CODE_PARTS)) and not _is_name(path)


@lru_cache(maxsize=1024)
def _is_name(path: Column) -> bool:
    own = path[-1]
    return own in _NAMES or any(part in own for part in _NAME_PARTS)


def _plain(text: str) -> str:
    """A header word without “其中:” and a bracket behind it: “本年支出合计(1)”."""
    return (_BRACKET_BEHIND.sub("", text) if text.endswith(")") else text).removeprefix("其中:")


def _balance_role(word: str) -> str | None:
    """“opening” for 年初结转和结余 and its like, “closing” for 年末结转和结余."""
    kept = "结转" in word[2:] or "结余" in word[2:]
    if kept and word.startswith(("年初", "上年")):
        return "opening"
    return "closing" if kept and word.startswith("年末") or word.startswith("结转下年") else None


def _is_empty(table: str, region: Region, body: range) -> bool:
    """Whether a table that many departments have no use for was left without any row, not even 合计."""
    return table in ("government_fund", "state_capital") and not any(has_figure(region.grid.rows[row]) for row in body)


def _missing(table: str, columns: Columns, totalled: bool):
    if not columns.code:
        yield "没有认出“科目代码”列"
    for role in _REQUIRED[table]:
        if role not in columns.amounts:
            yield f"没有认出“{role_name(table, role)}”列"
    if not totalled:
        yield "没有认出“合计”行"
