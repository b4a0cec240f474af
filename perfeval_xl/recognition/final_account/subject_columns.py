"""The columns of the tables with one row an account subject: which hold the code, the name, and which amounts."""

from collections.abc import Iterable
from functools import lru_cache

from ...core.patterns import Pattern
from ...core.record import Record
from .figure_rows import has_figure
from .frame import Column, Header, Region, header_of, of_other_figures

# What the headers of the columns of codes and of names contain, or are as a whole.
_CODE_PARTS, _CODES = ("科目代码", "科目编码", "分类科目", "项目代码", "项目编码", "功能分类", "经济分类"), "代码 编码 类 款 项".split()
_NAME_PARTS, _NAMES = ("科目名称", "项目名称"), ("名称", "科目")
_OF_SUBJECTS = ("科目编码", "科目代码", "科目名称")
TOTAL_NAMES = frozenset(("合计", "总计", "本年合计", "支出合计", "收入合计", "本年支出合计", "本年收入合计"))
_ITEM = ("项目", "项目(功能分类)", "项目(按功能分类)", "项目(经济分类)", "项目(按经济分类)")
_SUM_WORDS = frozenset(("小计", "合计", "金额", "决算数", "总计"))
_BRACKET_BEHIND = Pattern(r"\([^()]*\)$")
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

PART = "·"  # in the role of a column beside the 小计 of one heading: “fiscal·政府性基金预算财政拨款” is a part of “fiscal”
OF_WHICH = "其中"  # begins the name of a part that does not make up the whole with others: “service·其中:教育收费”

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
_FURTHER_COLUMNS = ("收入", "支出", "资金", "补助", "上缴", "缴款", "拨款")
REQUIRED = {
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
    unread: dict[int, int]  # the others, of which nobody knows what they hold


def role_name(table: str, role: str) -> str:
    """What a column is called in labels: ``basic`` → 基本支出, ``basic·人员经费`` → 基本支出·人员经费."""
    whole, part, name = role.partition(PART)
    return (_NAMES_BY_TABLE.get(table, {}).get(whole) or ROLE_NAMES.get(whole, whole)) + part + name


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


def has_codes(header: Header) -> bool:
    """Whether a column of a table is headed 科目编码, 科目代码 or 科目名称."""
    return any(word in path[-1] for path in header.columns.values() for word in _OF_SUBJECTS)


def by_economic_class(header: Header) -> bool:
    """Whether the rows of a table are subjects by economic class (经济分类), not by function (功能分类)."""
    words = "".join(text for path in header.columns.values() for text in path)
    return "经济分类" in words and "功能" not in words


def columns_of(header: Header, table: str) -> Columns:
    cells = sorted(header.cells)
    coded = [col for col in cells if _is_code(header.columns[col])]
    name = next((col for col in cells if _is_name(header.columns[col]) and col not in coded), None)
    if coded and name is None:  # under another heading the names stand there as well
        beside = next((col for col in cells if col > coded[-1]), None)
        name = beside if beside is not None and role_of(header.columns[beside], table) is None else None
    split = len(coded) > 1
    if coded and not split and name is not None and name > coded[0] + 1:
        coded = [col for col in range(coded[0], name) if col == coded[0] or col not in header.cells]
    if not coded:  # one column 项目 or 科目名称 that holds “2010301 行政运行”
        coded = [name] if name is not None else [col for col in cells if header.columns[col][-1] in _ITEM][:1]
    amounts, unread = {}, {}
    others = of_other_figures(header.columns)
    for col in cells:
        if col in coded or col == name or col in others:
            continue
        role = role_of(header.columns[col], table)
        if role and role not in amounts:
            amounts[role] = col
        elif role != "":  # a second 小计 is that of a heading which nobody knows
            unread[col] = col
    amounts = {role: col for role, col in amounts.items() if PART not in role or _is_one_of_parts(role, amounts)}
    return Columns(tuple(coded), len(coded) > 1, name, amounts, unread)


@lru_cache(maxsize=1024)
def role_of(path: Column, table: str) -> str | None:
    """The role of an amount column from its header texts; "" of a part of nothing that is known, None if nobody knows."""
    if path[-1].startswith(OF_WHICH):
        whole = role_of(path[:-1], table) if len(path) > 1 else None
        return "" if whole in (None, "", "total") or PART in whole else whole + PART + path[-1]
    words = [_plain(text) for text in path]
    roles = ROLES[table]
    at = len(words) - 1
    if words[-1] in _SUM_WORDS:
        at = next((i for i in reversed(range(at)) if words[i] in roles or _balance_role(words[i])), at)
    wholes = [_balance_role(word) or roles.get(word, "total") for word in words[: at + 1]]
    below = words[at + 1 : -1]  # what stands between a heading and the 小计 of one of its parts
    if wholes[-1] == "total" or not below:
        wholes, below = wholes[:-1], words[at : at + 1]
    within = [i for i, whole in enumerate(wholes) if whole != "total"]
    if within:
        part = [*words[within[-1] + 1 : len(wholes)], *below]
        return wholes[within[-1]] + PART + part[0] if len(part) == 1 else ""
    role = _balance_role(words[at]) or roles.get(words[at])
    return words[at] if role is None and table in _OPEN_ENDED and _is_further_column(words[at]) else role


def _is_one_of_parts(role: str, amounts: Iterable[str]) -> bool:
    """Whether the whole that a part belongs to is there, and another part beside it unless it is an “其中”."""
    whole, _, name = role.partition(PART)
    return whole in amounts and (name.startswith(OF_WHICH) or len(parts_of(amounts).get(whole, ())) > 1)


def parts_of(roles: Iterable[str], of_which: bool = False) -> dict[str, list[str]]:
    """The roles that make up another, by that one; *of_which*: those that are an “其中” of it."""
    found: dict[str, list[str]] = {}
    for role in roles:
        whole, part, name = role.partition(PART)
        if part and name.startswith(OF_WHICH) == of_which:
            found.setdefault(whole, []).append(role)
    return found


def _is_further_column(word: str) -> bool:
    """Whether a header names some kind of income or expenditure, and is not just 收入 or 支出."""
    return word == "其他" or word.endswith(_FURTHER_COLUMNS) and word not in _FURTHER_COLUMNS and ":" not in word


@lru_cache(maxsize=1024)
def _is_code(path: Column) -> bool:
    own = path[-1]
    return (own in _CODES or any(part in own for part in _CODE_PARTS)) and not _is_name(path)


@lru_cache(maxsize=1024)
def _is_name(path: Column) -> bool:
    own = path[-1]
    return own in _NAMES or any(part in own for part in _NAME_PARTS)


def _plain(text: str) -> str:
    """A header word without “其中:”, and a bracket or a colon behind it: “本年支出合计(1)”."""
    return (_BRACKET_BEHIND.sub("", text) if text.endswith(")") else text).removeprefix("其中:").removesuffix(":")


def _balance_role(word: str) -> str | None:
    """“opening” for 年初结转和结余 and its like, “closing” for 年末结转和结余."""
    kept = "结转" in word[2:] or "结余" in word[2:] or word.endswith("余额")
    if kept and word.startswith(("年初", "上年", "期初")):
        return "opening"
    return "closing" if kept and word.startswith(("年末", "期末")) or word.startswith("结转下年") else None
