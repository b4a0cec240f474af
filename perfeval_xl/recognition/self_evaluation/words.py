"""The words on a self-evaluation form: column headings, row labels, and what each of them means here.

All texts are squeezed (``grid.squeeze``): no white space, half-width brackets and colons.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from ...core.patterns import Pattern
from ..grid import unadorned

# Headings of the indicator block (指标区), and of the funds block where they are the same.
_COLUMNS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标 三级指标内容 三级指标名称 指标名称 指标内容 具体指标 绩效指标名称",
    "nature": "指标性质 绩效指标性质 指标方向 比较符 比较符号 计算符号 运算符号 运算符 指标符号 符号 指标值符号 数值符号 指标值比较符",
    "target": "年度指标值 指标值 年初指标值 目标值 年度目标值 年初目标值 预期指标值 预期值 计划值 计划指标值 全年目标值 年度目标 设定值 年初设定值 标准值 目标数值 预期绩效值",
    "unit": "度量单位 绩效度量单位 计量单位 指标单位 单位 指标值单位 数值单位 数量单位",
    "actual": "实际完成值 全年完成值 全年实际完成值 完成值 实际值 年度完成值 实际完成情况 实际完成指标值 完成情况 实际完成 实际达成值 达成值 实际绩效值 实现值 实际实现值 实绩",
    "weight": "分值 权重 标准分 标准分值 指标分值 分值权重 权重分值 满分 基础分",
    "score": "得分 自评得分 自评分 实际得分 自评分值 单位自评得分 指标得分 折算得分 自评打分 自我评分 评分 打分",
    "reason": "偏差原因分析及改进措施 未完成原因分析 偏差原因分析 原因分析 未完成原因 偏差原因",
}
_COLUMN_ROLES = {word: role for role, words in _COLUMNS.items() for word in words.split()}
_OF_OTHER_YEARS = ("上年", "上一年", "去年", "往年", "历史", "基期", "前年", "前三年", "近三年")
_NAMES_RIGHT_OF_LEVELS = frozenset("绩效指标 考核指标 指标 指标名 具体指标内容 绩效指标内容 年度绩效指标".split())
_HOW_IT_IS_FOUND = tuple("方式 公式 方法 来源 依据 口径 解释 释义".split())  # 指标值计算公式和数据获取方式 holds none of the values
_PLANNED = ("计划", "应完成", "预计", "预期", "年初计划")
# What a heading that is none of these contains, the first that applies.
_COLUMN_PARTS = (
    ("standard", [what + how for what in "评分 评价 计分 扣分 打分 得分 得分计算".split() for how in "标准 细则 规则 办法 方法 要点 公式".split()]),
    ("reason", ("原因", "改进措施", "偏差", "未完成", "扣分说明")),
    ("score", ("得分", "自评分")),
    ("weight", ("分值", "权重")),
    ("actual", ("完成值", "完成数", "完成情况", "完成结果", "完成指标", "实际值")),
    ("target", ("指标值", "目标值", "预期值", "计划值")),
)


def _joined(*parts: str) -> tuple[str, ...]:
    """Every word that one alternative of each part makes; the alternatives stand between “|”."""
    return tuple(map("".join, product(*(part.split("|") for part in parts))))


# Headings of the funds block (资金区): what they begin with, and those that are known as a whole.
_FUND_BEGINNINGS = (
    ("initial_budget", _joined("年初|当年", "|部门", "|批复", "预算")),
    ("annual_budget", _joined("全年|调整|调整后|年度调整|年度调整后", "|的", "预算")),
    ("executed", (*_joined("|全年|预算|实际|年度", "|实际", "执行|支出|支付", "数|金额"), "决算数", "实际支出")),
)
_FUND_WORDS = {
    "initial_budget": "年初数 年初批复数 年初安排数 年初下达数 年初指标数 年初计划数 初始预算数 部门预算批复数",
    "annual_budget": "预算数 预算调整数 年度预算数 年度预算 预算金额 预算总额 预算安排数 预算批复数 批复预算数 调整后全年预算数 调整后全年预算 "
    "调整数 年中调整数 调整后数 年中调整预算数 经调整后的预算数 追加后预算数 变更后预算数 实际预算数 最终预算数 年末预算数 本年预算数 本年预算 "
    "全年安排数 全年指标数 预算指标数 可执行指标数 应执行数 下达预算数 预算下达数 下达额度",
    "executed": "全年执行 使用数 实际使用数 资金使用数 实际使用 实际发生数 实际发生额 已支出数 累计支出 累计支出数 全年实际支出 全年实际支出数",
}
_FUND_COLUMNS = {word: role for role, words in _FUND_WORDS.items() for word in words.split()}
_FUND_ENDS = ("执行数", "决算数")  # 累计执行数、截至12月31日执行数、年度决算数
_LOOSE_FUNDS = (("executed", ("执行", "支出", "支付", "使用")), ("annual_budget", ("预算", "安排", "下达")))
_OTHER_FUNDS = ("年初", "结余", "结转", "剩余", "到位", "增减", "调整")
_RATES = ("执行率", "支出率", "执行进度", "支出进度", "支付进度", "资金使用率", "预算完成率")
_POINTS = ("分值", "权重", "得分")

# Labels above the funds block, as a whole or by their ends.
_HEAD_LABELS = {
    **dict.fromkeys((*_joined("填报|编制|填表|报送", "单位|部门"), "单位", "部门"), "reporting_unit"),
    **dict.fromkeys((*_joined("|项目", "实施|承担|使用|用款|资金使用|预算", "单位"), "项目单位"), "unit_name"),
    **dict.fromkeys((*_joined("自评|评价|项目|项目自评|绩效自评", "总分|得分|总得分"), "总分", "总得分"), "total_score"),
    "联系电话": "person",
}
_PROJECTS = ("项目", "专项", "转移支付", "资金", "一级项目", "二级项目", "预算项目")
_LONGEST_BETWEEN = 6  # 项目……名称
_HEAD_ENDS = (
    ("supervisor", _joined("主管部门|主管单位", "|名称|及代码")),
    ("unit_name", _joined("部门|单位", "全称|名称")),
    ("grade", ("等级", "等次")),
)
_PERSONS = _joined("|项目|单位|部门|财务", "负责人|联系人")

# What nearly every form says word for word, and the patterns for the others.
_GOALS = {
    **dict.fromkeys(("年度总体目标", "年度目标", "年度绩效目标", "预期目标"), "expected"),
    **dict.fromkeys(("实际完成情况", "实际完成"), "achieved"),
}
_EXPECTED = Pattern(r"^(?:项目)?(?:年度|年初|预期|预定|全年|绩效)?(?:总体|设定|预期|绩效|主要|工作)*目标$", words=("目标",))
_ACHIEVED = Pattern(
    r"^(?:\S{0,8}目标)?(?:全年|年度)?(?:实际)?(?:完成|实现)(?:目标)?(?:情况|程度)(?:综述)?$",
    words=("完成情况", "实现情况", "目标情况", "程度"),
)
_TOTALS = frozenset(("总分", "合计", "总计", "总得分"))
_TOTAL = Pattern(
    r"^(?:自评|绩效自评|项目自评|项目|指标)?(?:总分值?|合计|总计|总得分|得分合计|合计得分|得分总计|综合得分|最终得分)(?:合计)?(?:\(\S*\))?(?::?\d[\d.]*分?)?:?$",
    words=("总分", "合计", "总计", "总得分", "综合得分", "最终得分"),
)
_SUBTOTALS = frozenset(("小计", "分项小计", "小计得分", "小计分值"))
_TOTAL_OF_LEVEL = Pattern(r"^(?:决策|投入|过程|管理|成本|产出|效益|效果|满意度)(?:指标)?(?:得分|分值)?(?:合计|总分|总计)$", words=("合计", "总分", "总计"))
_NOTES = ("备注", "填表说明", "填报说明")
_SHORT_NOTES = ("注释", "说明", "注")  # only with one of these signs behind them, or alone
_BEHIND_SHORT_NOTES = ":1一.、("
_CLOSING = tuple(
    """
    评价结论 自评结论 改进措施 其他需 其他说明 主要经验 主要问题 有关建议 结论 自评情况 自评总体结论 绩效自评结论 偏差原因 偏差大
    问题及 下一步
    """.split()
)
_NUMERALS = frozenset("一二三四五六七八九十")
SIGNER = Pattern(
    r"(?P<label>(?:项目|实施|主管|预算|单位|部门|财政|意见|自评)*(?:填表|填报|制表|经办|编制|审核|复核|联系|收集|责任)人(?:姓名)?"
    r"|(?:填报|填表|制表|报送)(?:日期|时间)|联[系络](?:电话|方式)|电话"
    r"|(?:预算|实施|填报|专项|单位|部门|科室|项目|财务|会计|机构|主要|分管)*(?:负责人|领导))"
    r"(?P<manner>(?:[及和/、]?(?:联系)?(?:电话|方式)|[(（]?(?:签字|签章|签名|盖章|审签|签批意见)(?:[、/或]?(?:签字|签章|签名|盖章))?[)）]?)?)"
    r"\s*(?P<colon>[:：]?)"
)
_TELEPHONE = Pattern(r"(?:电话|手机|联系方式)\d{7}")  # 部门联系人某某联系电话8000000: whoever left the colons out
# A signature line may begin with whom it is signed for: “填报单位(盖章):某某局  填报人:某某”.
_SIGNED_FOR = ("填报单位", "填表单位", "填报部门", "编制单位", "自评单位", "单位(", "单位盖章", "单位公章", "(盖章)", "(公章)")

TITLE = Pattern(r"自评(?:价|情况|结果|得分)?(?:汇总)?表(?:\(.*\)|[-—_.]?(?:\d{1,3}|一|二|三|四|五|六|七|八|九|十))?$", words=("自评",))
_CONTINUED = tuple(f"表{before}续{behind}" for before in ("", "(") for behind in ("", "表", ")", "表)", "一)", "二)", "1)", "2)"))
_NO_TITLE_BEGINS = ("备注", "注:", "注1", "说明")
NO_TITLE = ("。", "；", ";", "详见", "附后", "如下", "填报人", "请")


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """Does this text name a self-evaluation form, rather than mention one?"""
    if len(text) > 60 or text.startswith(_NO_TITLE_BEGINS) or any(part in text for part in NO_TITLE):
        return False
    named = text.endswith("自评表") or TITLE.search(text) is not None
    return named and not _is_listed(text) and not is_continued(text)


def is_continued(text: str) -> bool:
    """“……自评表（续）”: the title again, on the next page of the same form, or “第1页 共2页” at the end of one."""
    return text.endswith(_CONTINUED) or text[:1] == "第" and "页" in text[2:5] and len(text) <= 12


def _is_listed(text: str) -> bool:
    """“2.……自评表” or “(一)……自评表”: an entry of a list of forms."""
    if text[:1].isdecimal():
        return text.lstrip("0123456789")[:1] in (".", "、") and not text[:3].isdecimal()
    return text.removeprefix("(")[:1] in _NUMERALS and text.removeprefix("(")[1:2] in (")", "、")


@lru_cache(maxsize=4096)
def column_role(text: str) -> str | None:
    """Which column of the indicator block a heading names; “standard” is that of a rule-scored table."""
    if len(text) > 40:
        return None
    bare = unadorned(text)
    if bare in _COLUMN_ROLES:
        return _COLUMN_ROLES[bare]
    if bare.startswith(_OF_OTHER_YEARS):
        return None
    if bare.startswith(_PLANNED) and "完成" in bare:
        return "target"
    without_rates = bare.replace("得分率", "").replace("得分系数", "").replace("自评分率", "")  # which are no scores
    for role, parts in _COLUMN_PARTS:
        if any(part in without_rates for part in parts):
            return role if role in ("standard", "reason") or not bare.endswith(_HOW_IT_IS_FOUND) else None
    return "name" if bare.startswith("三级指标") else None


def names_indicators(text: str) -> bool:
    """Does the text head the indicators' names where no column says 三级指标? In the corner it is the block's name."""
    return unadorned(text) in _NAMES_RIGHT_OF_LEVELS


@lru_cache(maxsize=4096)
def is_heading_word(text: str) -> bool:
    """Is the text, word for word, a heading of the indicator block?"""
    return unadorned(text) in _COLUMN_ROLES


@lru_cache(maxsize=4096)
def fund_column_role(text: str) -> str | None:
    """Which column of the funds block a heading names."""
    if len(text) > 24:
        return None
    bare = unadorned(text)
    if bare.endswith(_POINTS):  # 执行率权重、执行率得分
        return _COLUMN_ROLES.get(bare[-2:])
    role = _FUND_COLUMNS.get(bare) or next((role for role, words in _FUND_BEGINNINGS if bare.startswith(words)), None)
    if role is None and bare.endswith(_FUND_ENDS) and not bare.startswith(_OF_OTHER_YEARS):
        return "executed"
    if role is None and any(rate in bare for rate in _RATES):
        return "rate"
    return role or (_COLUMN_ROLES.get(bare) if _COLUMN_ROLES.get(bare) in ("weight", "score") else None)


def loose_fund_role(text: str) -> str | None:
    """What a heading of amounts beside 执行率 names, by a word in it: 预算安排, 预算执行; “other” for 到位, 结余 and their like."""
    bare = unadorned(text)
    if bare.startswith(_OF_OTHER_YEARS) or any(word in bare for word in _OTHER_FUNDS):
        return "other"
    return next((role for role, words in _LOOSE_FUNDS if any(word in bare for word in words)), None)


def lists_tasks(texts: Iterable[str]) -> bool:
    """Do the headings begin a list of tasks (年度主要任务), whose rows are parts of no stated total?"""
    return any("任务名称" in text or "主要内容" in text for text in texts)


@lru_cache(maxsize=4096)
def head_role(text: str) -> str | None:
    """Which entry above the funds block a label names: project_name, supervisor, unit_name, reporting_unit …"""
    label = unadorned(text.partition(":")[0])
    if not 2 <= len(label) <= 20:
        return None
    if label in _HEAD_LABELS:
        return _HEAD_LABELS[label]
    project = next(filter(label.startswith, _PROJECTS), None)
    label = label.removesuffix("及编码") if project else label
    if project and label.endswith("名称") and len(label) <= len(project) + _LONGEST_BETWEEN + len("名称"):
        return "project_name"
    role = next((role for role, ends in _HEAD_ENDS if label.endswith(ends)), None)
    if role is None and "/" in label:  # 项目实施单位/项目负责人
        first, _, second = label.partition("/")
        return head_role(first) if head_role(second) == "person" else None
    return "person" if role is None and label.startswith(_PERSONS) else role


@lru_cache(maxsize=4096)
def goal_role(text: str) -> str | None:
    """“expected” for a label like 预期目标, “achieved” for one like 实际完成情况."""
    if len(text) > 24:
        return None
    bare = unadorned(text)
    if bare in _GOALS:
        return _GOALS[bare]
    return "achieved" if _ACHIEVED.search(bare) else "expected" if _EXPECTED.search(bare) else None


def nature_side(text: str) -> str | None:
    """“income” for 按收入性质分, “expenditure” for 按支出性质分."""
    if text[:1] != "按":
        return None
    if text.startswith(("按收入", "按资金来源", "按资金性质")):
        return "income"
    return "expenditure" if text.startswith("按支出") else None


@lru_cache(maxsize=4096)
def closing_role(text: str) -> str | None:
    """What a row is that is no indicator: total, subtotal, note, signature, grade, closing; None for an indicator."""
    if text in _TOTALS or len(text) <= 24 and _TOTAL.search(text):
        return "total"
    if text in _SUBTOTALS or len(text) <= 14 and text.endswith(("小计", "分项合计")) or _TOTAL_OF_LEVEL.search(text):
        return "subtotal"
    if _is_note(text):
        return "note"
    signer = SIGNER.match(text) or (SIGNER.search(text) if text.startswith(_SIGNED_FOR) else None)
    if signer and (signer["colon"] or signer.end() == len(text) or _TELEPHONE.search(text)):
        return "signature"
    if len(text) <= 40 and head_role(text) == "grade":
        return "grade"
    remarks = text.startswith(_CLOSING) or text.startswith("存在") and "问题" in text[2:8]
    return "closing" if remarks and len(text) <= 24 else None


def _is_note(text: str) -> bool:
    bare = text[1:] if text[0] in "*★※" else text
    if bare.startswith(_NOTES):
        return True
    return any(bare.startswith(word) and bare[len(word) :][:1] in _BEHIND_SHORT_NOTES for word in _SHORT_NOTES)


def is_numbered(text: str) -> bool:
    """“2.……” or “(一)……”: a line of a list, such as what continues 备注 below it."""
    body = text.removeprefix("(")
    digits = 2 if body[:2].isdecimal() else 1
    return (body[:digits].isdecimal() or body[:1] in _NUMERALS) and body[digits : digits + 1] in (")", "、", ".")
