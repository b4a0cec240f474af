"""健康检查 on 首页: which engine computed, for which year and profile, and what is still to be done."""

from .names import BY_FORMULA, BY_FUNCTION, DUE, EXPENDITURE_TOTAL, INCOME_TOTAL, PROFILE, YEAR
from .settings import looked_up, profiles_range

_NOT_YET = "还没有算出得分"
_BY_FUNCTION, _BY_FORMULA = "perfeval-xl 函数", "表内公式（没有启用函数；超出公式范围的显示 #N/A，由人定分）"
_BY_BOTH = ("函数算出 ", " 个，表内公式算出 ", " 个；启用函数后按 Ctrl+Alt+F9 全部重算")


def health(profile, year, whole):
    """(label, formula, its value in the empty template) of each cell. *whole* is the form 整体自评表."""
    return (
        ("得分由谁计算", _engine(), _NOT_YET),
        ("年度和方案", _settings(), f"{year}年度，{profile.title}。"),
        ("整体自评表分值", _weights(whole.total_weight), "还没有填分值"),
        ("要由人定分的指标", f'IF({DUE}=0,"没有",{DUE}&" 个，请填“人工评分”")', "没有"),
        ("决算收支总计", _balance(), "还没有填公开01表"),
    )


def _engine():
    """Which engine computed the scores that stand in the forms now; in a saved file, which one computed them then."""
    both = f'"{_BY_BOTH[0]}"&{BY_FUNCTION}&"{_BY_BOTH[1]}"&{BY_FORMULA}&"{_BY_BOTH[2]}"'
    some = f'IF({BY_FORMULA}=0,"{_BY_FUNCTION}",IF({BY_FUNCTION}=0,"{_BY_FORMULA}",{both}))'
    return f'IF({BY_FUNCTION}+{BY_FORMULA}=0,"{_NOT_YET}",{some})'


def _settings():
    unknown = f'"不认识方案“"&{PROFILE}&"”，请在“参数”里重新选择"'
    return f'IF(COUNTIF({profiles_range()},{PROFILE})=1,{YEAR}&"年度，"&{looked_up(1, PROFILE)},{unknown})'


def _weights(total):
    return f'IF({total}="","还没有填分值",IF({total}=100,"合计 100 分","合计 "&{total}&" 分，应为 100 分"))'


def _balance():
    empty = f'AND({INCOME_TOTAL}="",{EXPENDITURE_TOTAL}="")'
    return f'IF({empty},"还没有填公开01表",IF({INCOME_TOTAL}={EXPENDITURE_TOTAL},"相等","不相等，请核对公开01表"))'
