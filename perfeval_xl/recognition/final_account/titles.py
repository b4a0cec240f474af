"""Which of the nine tables a title names. By name only: the numbers differ from province to province and year to year."""

from functools import lru_cache

from ...core.patterns import Pattern
from ...domain.forms import TABLE_NAMES

_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』＂＇")
_BY_SUBJECTS = Pattern(r"\(按?(?:支出)?(?:功能|经济)[^()]*\)", words=("功能", "经济"))
_TAIL = Pattern(
    r"[-—()公开表附件续空万元单位页:\d一二三四五六七八九十]*"
    r"(?:\([^()]*(?:无|没有|空|不涉及)[^()]*\)|(?:\w{2})?(?:部门|单位)(?:名称)?:.*)?"  # (本单位无此项收支); 部门：…… in the same cell
)
_TITLE_LENGTH = 70

# The table names as published in different years, without quotation marks.
_NAMES = {name.translate(_QUOTES): table for table, name in TABLE_NAMES.items()} | {
    "收入支出总决算表": "income_expenditure_total",
    "收入支出决算表": "income_expenditure_total",
    "收入决算总表": "income",
    "支出决算总表": "expenditure",
    "财政拨款收入支出决算表": "fiscal_appropriation_total",
    "财政拨款收入支出总决算表": "fiscal_appropriation_total",
    "一般公共预算支出决算表": "general_public_budget",
    "一般公共预算财政拨款收入支出决算表": "general_public_budget",
    "一般公共预算财政拨款基本支出决算表": "basic_expenditure_detail",
    "一般公共预算财政拨款基本支出明细表": "basic_expenditure_detail",
    "一般公共预算基本支出决算表": "basic_expenditure_detail",
    "一般公共预算基本支出决算明细表": "basic_expenditure_detail",
    "政府性基金预算财政拨款支出决算表": "government_fund",
    "政府性基金预算收入支出决算表": "government_fund",
    "政府性基金预算支出决算表": "government_fund",
    "国有资本经营预算财政拨款收入支出决算表": "state_capital",
    "国有资本经营预算收入支出决算表": "state_capital",
    "国有资本经营预算支出决算表": "state_capital",
}
# Words of a title that are written in several ways, by what the names above say; 公共预算 as it was called before 2015.
_REWRITTEN = (
    ("决算情况", "决算"),
    ("决算统计表", "决算表"),
    ("收支决算", "收入支出决算"),
    ("公共财政预算", "公共预算"),
    ("一般公共预算", "公共预算"),
    ("公共预算", "一般公共预算"),
    ("预算拨款", "预算财政拨款"),
    ("政府性基金财政", "政府性基金预算财政"),
    ("国有资本经营财政", "国有资本经营预算财政"),
)
# “三公”经费, alone or with 会议费 and 培训费, has too many names to list.
_THREE_PUBLIC, _THREE_PUBLIC_END, _MOST_BETWEEN = "三公经费", "决算表", 16
# With the running of the office (机关运行经费) in the same table; the general budget may have one of its own beside it.
_WITH_RUNNING = ("情况表", "机构运行信息表")
TITLE_WORDS = ("决算", *_WITH_RUNNING)
# The longest name that a title ends with is the one it means.
_BY_LENGTH = sorted(_NAMES, key=len, reverse=True)

_IN_SENTENCES = (",", ";", "。", "；", "详见", "反映", "核对", "的说明")

# Words before a name that make it the name of some other table: 项目支出决算表, 机关运行经费支出决算表, 政府采购支出决算表.
_OTHER_TABLE = tuple("拨款 预算 经费 费 采购 基本 项目 资金 收入 支出 基金 专户 往来 明细 结转 结余".split())
# A province that prints the “三公” expenses of these by themselves prints them beside the table that counts.
_OTHER_FUNDS = ("政府性基金", "国有资本")


@lru_cache(maxsize=1024)
def table_of(text: str) -> str | None:
    """The table that a squeezed text is the title of (a key of TABLE_NAMES), or None."""
    if "表" not in text or len(text) > _TITLE_LENGTH or any(words in text for words in _IN_SENTENCES):
        return None
    title = text.translate(_QUOTES)
    for written, known in _REWRITTEN:
        title = title.replace(written, known)
    if _BY_SUBJECTS.search(title):
        return _table_by_subjects(title)
    if "决算" not in text:
        return "three_public" if _is_of_running(_without_tail(title)) else None
    for tried in (title, _without_tail(title)):
        if _is_three_public(tried):
            return "three_public"
        for name in _BY_LENGTH:
            if tried.endswith(name):
                return None if tried[: -len(name)].endswith(_OTHER_TABLE) else _NAMES[name]
    return None


def _table_by_subjects(title: str) -> str | None:
    """“……支出决算表(按功能分类科目)”, “……(功能科目)”: the nine are by function, all but the detail of the basic expenditure."""
    table = table_of(_BY_SUBJECTS.sub("", title, count=1))
    return table if ("经济" in title) == (table == "basic_expenditure_detail") else None


def _is_three_public(title: str) -> bool:
    name = title.removesuffix(_THREE_PUBLIC_END)
    named = name != title and _THREE_PUBLIC in name[-len(_THREE_PUBLIC) - _MOST_BETWEEN :]
    return named and not any(fund in name for fund in _OTHER_FUNDS)


def _is_of_running(title: str) -> bool:
    if _THREE_PUBLIC in title:
        return title.endswith("情况表") and not any(fund in title for fund in _OTHER_FUNDS)
    return title.endswith("机构运行信息表")


def _without_tail(title: str) -> str:
    """A title without what may follow its name: “(公开01表)”, “(续)”, “公开09表”."""
    end = max(map(title.rfind, TITLE_WORDS))
    body, tail = title[:end], title[end:]
    head, found, rest = tail.partition("表")
    return body + head + found if found and (not rest or _TAIL.fullmatch(rest)) else title
