"""The final-account tables of a submission, and account subjects (科目) as they use them: functional classes, economic
classes, levels of a code.

Source: 《政府收支分类科目》. Only the classes (类) are held here: sections and items change every year and are never needed
by name. Names are those in force; earlier names of the same class are kept as aliases.
"""

from collections.abc import Sequence

from ..core.cells import Field, Missing
from .forms import TABLE_NAMES, FinalAccount

UNCERTAIN = "表间核对不知以哪张为准，请按单位和年度分成几个文件再检"

# 支出功能分类科目, 类, in the order in which the balance tables list them as 一、二、三…
FUNCTIONAL_CLASSES = {
    "201": "一般公共服务支出",
    "202": "外交支出",
    "203": "国防支出",
    "204": "公共安全支出",
    "205": "教育支出",
    "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出",
    "208": "社会保障和就业支出",
    "209": "社会保险基金支出",
    "210": "卫生健康支出",
    "211": "节能环保支出",
    "212": "城乡社区支出",
    "213": "农林水支出",
    "214": "交通运输支出",
    "215": "资源勘探工业信息等支出",
    "216": "商业服务业等支出",
    "217": "金融支出",
    "219": "援助其他地区支出",
    "220": "自然资源海洋气象等支出",
    "221": "住房保障支出",
    "222": "粮油物资储备支出",
    "223": "国有资本经营预算支出",
    "224": "灾害防治及应急管理支出",
    "227": "预备费",
    "229": "其他支出",
    "230": "转移性支出",
    "231": "债务还本支出",
    "232": "债务付息支出",
    "233": "债务发行费用支出",
    "234": "抗疫特别国债安排的支出",
}

_EARLIER_NAMES = {
    "文化体育与传媒支出": "207",
    "医疗卫生支出": "210",
    "医疗卫生与计划生育支出": "210",
    "资源勘探电力信息等支出": "215",
    "资源勘探信息等支出": "215",
    "国土海洋气象等支出": "220",
    "国土资源气象等支出": "220",
}

_CLASS_OF_NAME = {name: code for code, name in FUNCTIONAL_CLASSES.items()} | _EARLIER_NAMES

# 支出经济分类科目（部门预算），类; four of them until 2017 only.
ECONOMIC_CLASSES = {
    "301": "工资福利支出",
    "302": "商品和服务支出",
    "303": "对个人和家庭的补助",
    "304": "对企事业单位的补贴",
    "305": "转移性支出",
    "306": "赠与",
    "307": "债务利息及费用支出",
    "308": "债务还本支出",
    "309": "资本性支出（基本建设）",
    "310": "资本性支出",
    "311": "对企业补助（基本建设）",
    "312": "对企业补助",
    "313": "对社会保障基金补助",
    "399": "其他支出",
}

_GENERAL_BUDGET = "一般公共预算"
STAFF_CLASSES = ("301", "303")  # 人员经费; every other economic class is 公用经费

# The economic subjects that are part of the “三公” expenses, by the item of that table.
THREE_PUBLIC_SUBJECTS = {
    "30212": "abroad",  # 因公出国（境）费用
    "31013": "vehicle_purchase",  # 公务用车购置
    "30231": "vehicle_operation",  # 公务用车运行维护费
    "30217": "reception",  # 公务接待费
}


def class_code(name: str) -> str | None:
    """The functional class that a balance table's line names (``教育支出`` → ``205``), or None."""
    return _CLASS_OF_NAME.get(name)


def is_staff(code: str) -> bool:
    """Whether an economic subject is 人员经费 (301, 303); all others are 公用经费."""
    return code[:3] in STAFF_CLASSES


def is_slip_of(meant: str, printed: str) -> bool:
    """Whether *printed* is a code with one digit another, left out or added, or two neighbours exchanged."""
    same = next((i for i, (one, other) in enumerate(zip(printed, meant)) if one != other), min(len(printed), len(meant)))
    rest, due = printed[same:], meant[same:]
    return rest[1:] in (due, due[1:]) or rest == due[1:] or (rest[:2] == due[1::-1] and rest[2:] == due[2:])


def parent_code(code: str) -> str:
    """The code one level up: ``2010301`` → ``20103`` → ``201`` → ``""`` (the 合计 row)."""
    return code[:-2] if len(code) > 3 else ""


def whole_ones(tables: Sequence[FinalAccount]) -> Sequence[FinalAccount]:
    """Of several “三公” tables those of all appropriations (云南 prints that of the general budget beside it); else all."""
    whole = [table for table in tables if table.table == "three_public" and _GENERAL_BUDGET not in table.title.text]
    return whole or tables


class Accounts:
    """The final-account tables by name, each an attribute from when it is first asked for; None if not submitted.

    Asking for a table that is there more than once, or has an error among its labels, raises Missing: a rule that
    needs it is unchecked, the others run.
    Sets of 12 or 14 tables have relatives of a table beside it (国有资本经营预算财政拨款收入支出决算表 beside …支出决算表):
    the one with the name of the nine is meant. Of two “三公” tables that of all appropriations is meant, not the part of
    the general budget.
    """

    def __init__(self, tables: Sequence[FinalAccount]):
        self._tables = {}
        for table in tables:
            self._tables.setdefault(table.table, []).append(table)

    def __getattr__(self, name: str) -> FinalAccount | None:
        if name not in TABLE_NAMES:
            raise AttributeError(name)
        tables = self._tables.get(name, ())
        if len(tables) > 1:
            tables = [table for table in tables if TABLE_NAMES[name] in "".join(table.title.text.split())] or tables
        if len(tables) > 1:
            tables = whole_ones(tables)
        if len(tables) > 1:
            raise Missing(f"有几张《{TABLE_NAMES[name]}》，{UNCERTAIN}", tables[1].title)
        found = tables[0] if tables else None
        if found is not None and found.illegible is not None:
            raise Missing(found.illegible.why_unreadable(), found.illegible)
        setattr(self, name, found)
        return found

    def total(self, table: str, role: str) -> Field | None:
        """A figure of the 合计 row of a table by subject; None where there is none. Raises Missing as above."""
        form = getattr(self, table)
        return form.total.amounts.get(role) if form is not None and form.total is not None else None
