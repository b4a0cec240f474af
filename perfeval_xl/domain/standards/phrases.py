"""The phrases of a 评分标准 that give or take points, each as one named pattern over normalised words."""

from ...core.patterns import Pattern
from .ranges import FIGURE, UNITS

FORMULA, BASE, DEDUCT, MOST, PARTIAL, TAIL, PROPORTION, PRODUCT, POINTS = KINDS = (
    "formula base deduct most partial tail proportion product points".split()
)

_F = r"[0-9]{1,4}(?:\.[0-9]{1,4})?"
_WEIGHT = (
    r"(?:该项|本项|此项|该指标|本指标|指标|该|本|项){0,3}(?:分值|权重分值|权重分|权重|标准分值|标准分|满分值|满分|总分)"
)
_UP = "超过|超出|超|高于|高出|高|增加|增长|增|上升|提高|上浮|多"
_DOWN = "低于|低|减少|减|少|降低|下降|下浮|降|差|欠"
_BOTH = "偏离|相差|偏差|增减|超过或低于|高于或低于|低于或高于|低于或超过|增加或减少|减少或增加|超过或减少|±"
_MARK = r"(?:标准值?|基准值?|目标值?|规定)?"
_TO_THE_END = (
    r"(?:直[至到])?(?:扣完|扣光|扣尽|扣满|扣[至到]0分?)(?:该|本|此|项|指标){0,3}"
    rf"(?:分值|分数|得分|{_F}分|分)?(?:为止|即止|止)?"
)


def _share(first: str, second: str) -> str:
    """A share of the weight, “分值的5%” or “5%的分值”; the figure is in the one or the other group."""
    return rf"(?:{_WEIGHT}的?(?P<{first}>{_F})%(?:的?分数?)?|(?P<{second}>{_F})%的?(?:{_WEIGHT}|分数|分))"


_PATTERNS = {
    # The formula of the rate, given along with the standard.
    FORMULA: r"(?:计算公式|公式)?:?[^0-9,;:=≤≥<>×]{2,24}=(?P<formula_text>[^;=≤≥<>]{3,120}?×100%)",
    BASE: rf"以(?P<base_figure>{FIGURE})(?P<base_unit>{UNITS})?为(?:满分标准|标准值?|基准值?|目标值?|基数)",
    DEDUCT: rf"按?每(?:(?P<both>{_BOTH})|(?P<up>{_UP})|(?P<down>{_DOWN})){_MARK}(?:(?P<origin>{FIGURE})%)?的?"
    rf"(?P<step>{_F})个?(?P<step_unit>百分点|{UNITS})(?:以内|的|,|则|相应|应){{0,3}}扣(?:减|除|掉)?"
    rf"(?:(?P<lost>{_F})分|{_share('lost_share', 'lost_share_before')})(?:的标准(?:扣分|计分))?",
    MOST: rf"(?:累计|合计)?(?:最多|最高|至多)扣(?:减|除)?(?P<most_points>{_F})分"
    rf"|扣分(?:最高|最多)?(?:不超过|≤)(?P<most_limit>{_F})分",
    PARTIAL: rf"(?:<|不足|不满)(?:1个?(?:百分点|%)|{_F}个百分点)的?,?(?:(?P<whole>不扣分|不扣|不计算|不计(?!分)|忽略不计|舍去|不予扣分)"
    rf"|(?:按照?|视为|视同){_F}个?(?:百分点|%)(?P<started>计算|计|扣分|扣)?"
    r"|(?P<in_proportion>按比例)(?:扣分|扣减|扣))",
    TAIL: rf"{_TO_THE_END}|最低(?:为|得)?0分|不(?:计|出现|得|倒扣)负分|不倒扣|(?:以此|依此|依次)类推"
    r"|(?:最高|最多)(?:不超过|得|≤)(?:该项|本项)?(?:满分|分值|标准分|权重分)|满分为止"
    r"|(?:超过|>)100%的?,?按100%(?:计算|计分|计)",
    PROPORTION: r"(?:按照?|根据)(?:实际|其|完成|相应|同等|对应|所占|执行|到位|的){0,4}"
    r"(?:比例|比率|百分比|完成率|执行率|到位率)(?:情况)?(?:折算|计算|核算|相应)?(?:扣减|扣除|计|得|赋|给|扣|算|折)?得?分数?",
    PRODUCT: r"(?:(?:本项|该项|此项|本指标|该指标|指标|自评|实际|评价|最终){0,2}得分=|按|以)?"
    rf"(?P<rate>[^0-9,;:=≤≥<>×÷+\-]{{1,20}}[率度例重])(?:×100%?)?×"
    rf"(?:(?P<product_points>{_F})分?|{_WEIGHT}(?:\((?P<product_full>{_F})分?\))?)(?:计算得分|计得分|计算|计分|得分|计)?",
    POINTS: rf"(?:可|应|(?<!否)则)?(?:得|计|记|给|赋|评|获|为)?(?:(?P<nothing>不(?:得|计|记|给|赋)(?:该项|本项|此项)?分)"
    rf"|{_share('share', 'share_before')}"
    rf"|(?P<full>(?:该项|本项|此项|指标|全部){{0,2}}(?:满分|全分|标准分|权重分|全部分值))(?:[(,]?(?P<full_points>{_F})分\)?)?"
    rf"|分?(?P<figure>{_F})分值?)",
}
TOKEN = Pattern("|".join(f"(?P<{kind}>{_PATTERNS[kind]})" for kind in KINDS))
