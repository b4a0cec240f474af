"""What the forms of these tests say, apart from how they are laid out. Invented figures, in 万元."""

from typing import NamedTuple


class Item(NamedTuple):
    """One third-level indicator."""

    level1: str
    level2: str
    name: str
    sign: str
    value: str
    unit: str
    actual: str
    weight: str
    score: str
    reason: str = ""


class Content(NamedTuple):
    kind: str
    year: int
    unit_name: str
    project_name: str | None
    supervisor: str | None
    funds: tuple  # (role, label, initial, annual, executed, weight, rate, score)
    income: tuple  # (role, label, amount)
    expenditure: tuple
    expected_goals: str
    achieved_goals: str
    level1_weights: dict
    items: tuple
    total: tuple  # (weight, score)
    grade: str
    note: str
    signatures: tuple  # (label, text)


_ITEMS = (
    Item("产出指标", "数量指标", "进驻窗口数", "≥", "65", "个", "66个", "15", "15"),
    Item("产出指标", "数量指标", "培训场次", "≥", "10", "场", "9场", "10", "9", "疫情停办一场"),
    Item("产出指标", "质量指标", "按时办结率", "≥", "95", "%", "97.5%", "15", "15"),
    Item("产出指标", "成本指标", "部门总成本", "≤", "564.82", "万元", "560.05万元", "10", "10"),
    Item("效益指标", "社会效益指标", "跑动次数压减率", "≥", "60", "%", "63%", "30", "30"),
    Item("满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90", "%", "98%", "10", "9.5"),
)
_SIGNATURES = (("填表人", "某某甲"), ("填报日期", "2025-03-20"), ("联系电话", "13800000000"), ("单位负责人签字", ""))
_WEIGHTS = {"产出指标": "50", "效益指标": "30", "满意度指标": "10"}

WHOLE_CONTENT = Content(
    "whole_self_evaluation",
    2024,
    "云岭市青禾区政务服务局",
    None,
    None,
    (("total", "年度资金总额", "344.7", "564.82", "560.05", "10", "99.16%", "9.9"),),
    (
        ("total", "按收入性质分", "560.05"),
        ("general_public_budget", "一般公共预算", "461.77"),
        ("government_fund", "政府性基金拨款", ""),
        ("special_account", "纳入专户管理的非税收入拨款", ""),
        ("other", "其他资金", "98.28"),
    ),
    (("total", "按支出性质分", "560.05"), ("basic", "基本支出", "179.77"), ("project", "项目支出", "380.28")),
    "1.窗口进驻齐全；\n2.按时办结。",
    "1.窗口进驻66个；\n2.按时办结率97.5%。",
    _WEIGHTS,
    _ITEMS,
    ("100", "98.4"),
    "优",
    "备注：得分=绩效目标实现比例*分值，得分精确到小数点后一位。",
    _SIGNATURES,
)

PROJECT_CONTENT = WHOLE_CONTENT._replace(
    kind="project_self_evaluation",
    unit_name="青禾区政务服务中心",
    project_name="2023年大厅运行经费",
    supervisor="青禾区政务服务局124001",
    funds=(
        ("total", "年度资金总额", "84", "84", "82.5", "10", "98.21%", "9.8"),
        ("current", "其中：当年财政拨款", "80", "80", "78.5", "", "98.13%", ""),
        ("carried_over", "上年结转资金", "4", "4", "4", "", "100%", ""),
        ("other", "其他资金", "", "", "", "", "", ""),
    ),
    income=(),
    expenditure=(),
)
