"""FUNCTIONS: every worksheet function, once. Hosts, generated files and the manual say nothing that is not here."""

from .checking import perf_check, perf_rule
from .definition import ALWAYS, WITHOUT_ARGUMENTS, Example, Function, Parameter
from .execution import perf_exec_score, perf_grade, perf_rate
from .scoring import perf_explain, perf_score
from .tables import perf_table

_PROFILE = Parameter(
    "profile", "方案", "方案名称，如 hunan-2024；不给时用“参数”表里的，再按表识别，最后用 mof-standard", optional=True
)
_INDICATOR = (
    Parameter("target", "指标值", "年度指标值，照表填写，如 ≥90%、=65个、≤344.7万元、12月底前"),
    Parameter("actual", "完成值", "全年实际完成值，如 98%、65个、已完成"),
    Parameter("weight", "分值", "这个指标的分值，0 或正数"),
    Parameter(
        "nature",
        "指标性质",
        "正向、反向、定性、≥、≤、＝，或二级指标名称，如 成本指标；两样都有时写成 ＝、成本指标",
        optional=True,
    ),
    _PROFILE,
)
_EXECUTION = (
    Parameter("executed", "执行数", "全年执行数"),
    Parameter("budget", "预算数", "全年预算数（调整后），与执行数同一单位"),
)

_PARTLY_BLANK = ("#N/A", "必填的几格里有的空、有的不空")

FUNCTIONS = (
    Function(
        "PERF_SCORE",
        "perfScore",
        "按指标值和完成值复算一个指标的得分；不给参数时，返回本格所在自评表的复算总分。",
        _INDICATOR,
        perf_score,
        "得分，按方案的小数位四舍五入，不小于 0、不大于分值；不给参数时为复算总分："
        "能复算的行用复算分，要人定分的行用填报分，另加预算执行得分。整行空白时为空文本。",
        (
            ("#N/A", "要由人定分（定性指标没有写明达成、几项没有全部达到等），或指标值、完成值不能比较，或没有填全"),
            ("#VALUE!", "分值读不成数或小于 0，或没有这个名称的方案，或几个区域形状不同"),
        ),
        (
            Example(("≥90%", "98%以上", 10)),
            Example(("≤344.7", "560.05", 10, "成本指标", "hunan-2024")),
            Example((">185万人次", "132万人次", 5, "", "hunan-2024")),
            Example(("≥90%", 0.98, 10)),
            Example(("持续提升", "部分达成", 10)),
            Example(("≥90%", "98%", "十分")),
            Example(((("≥90%",), ("=65个",), ("",)), (("81%",), ("65个",), ("",)), 10)),
            Example((), "整体自评表!I24"),
        ),
        volatile=WITHOUT_ARGUMENTS,
        needs_workbook=True,
        without_arguments=True,
    ),
    Function(
        "PERF_EXPLAIN",
        "perfExplain",
        "用一句话说明 PERF_SCORE 的得分是怎么算出来的，或为什么算不出来。",
        _INDICATOR,
        perf_explain,
        "一句话；要由人定分的说明分值区间；PERF_SCORE 返回 #N/A 或 #VALUE! 时说明原因。整行空白时为空文本。",
        (("错误值", "参数的格子本身是错误值时，返回同一个错误值"), ("#VALUE!", "几个区域形状不同")),
        (
            Example(("≤344.7", "560.05", 10, "成本指标", "hunan-2024")),
            Example(("持续提升", "部分达成", 10)),
            Example(("=1天", "完成", 10)),
            Example(("≥90%", "98%", "十分")),
            Example((), "整体自评表!I24"),
        ),
        volatile=WITHOUT_ARGUMENTS,
        needs_workbook=True,
        without_arguments=True,
    ),
    Function(
        "PERF_RATE",
        "perfRate",
        "执行率＝执行数÷预算数，不舍入。",
        _EXECUTION,
        perf_rate,
        "执行率，未舍入的小数（1 为 100%）。整行空白时为空文本。",
        (("#DIV/0!", "预算数为 0"), _PARTLY_BLANK, ("#VALUE!", "读不成数，或几个区域形状不同")),
        (Example((560.05, 564.82)), Example((0, 0)), Example(("约560万元", 564.82))),
    ),
    Function(
        "PERF_EXEC_SCORE",
        "perfExecScore",
        "预算执行得分＝分值×执行率，执行率超过 100% 的按 100% 计。",
        (
            *_EXECUTION,
            Parameter("weight", "分值", "预算执行的分值；不给时按方案（一般为 10）", optional=True),
            _PROFILE,
        ),
        perf_exec_score,
        "得分，按方案的小数位四舍五入，不小于 0、不大于分值。整行空白时为空文本。",
        (
            ("#DIV/0!", "预算数为 0"),
            _PARTLY_BLANK,
            ("#VALUE!", "读不成数，分值小于 0，没有这个名称的方案，或几个区域形状不同"),
        ),
        (Example((560.05, 564.82)), Example((560.05, 564.82, 20, "hunan-2024")), Example((1200, 1000))),
        needs_workbook=True,
    ),
    Function(
        "PERF_GRADE",
        "perfGrade",
        "按方案的分数线，把总分换成等级：优、良、中、差。",
        (Parameter("total", "总分", "自评总分"), _PROFILE),
        perf_grade,
        "等级。总分空白时为空文本。",
        (("#VALUE!", "总分读不成数或小于 0，或没有这个名称的方案"),),
        (Example((96.1,)), Example((89.99,)), Example((((95,), (82.5,), (59,)),))),
        needs_workbook=True,
    ),
    Function(
        "PERF_TABLE",
        "perfTable",
        "按表名、行名和列名，取本工作簿决算公开表里的一个数。",
        (
            Parameter("table_name", "表名", "决算公开表的名称，如 支出决算表；也可写工作表名称"),
            Parameter("row_name", "行", "行的名称或科目代码，如 合计、本年支出合计、2010301"),
            Parameter("column_name", "列", "列的表头文字，如 基本支出；不给时取第一个金额列", optional=True),
        ),
        perf_table,
        "表里的数，单位与该表相同；空格子为 0。表名和行都空白时为空文本。",
        (
            ("#N/A", "本工作簿没有这张表、这一行或这一列，或者重名分不清是哪一个"),
            ("#VALUE!", "那一格里不是数；格子本身是错误值时，返回同一个错误值"),
        ),
        (
            Example(("支出决算表", "合计", "基本支出"), "整体自评表!A1"),
            Example(("支出决算表", "2010301", "基本支出"), "整体自评表!A1"),
            Example(("收入支出决算总表", "本年支出合计"), "整体自评表!A1"),
            Example(("三公经费", "公务接待费", "决算数"), "整体自评表!A1"),
            Example(("支出决算表", "没有这一行"), "整体自评表!A1"),
        ),
        volatile=ALWAYS,
        needs_workbook=True,
    ),
    Function(
        "PERF_CHECK",
        "perfCheck",
        "核对整个工作簿，列出结论；给出范围时只列这个范围里的。",
        (
            Parameter(
                "scope",
                "范围",
                '只要哪些格子的结论：一个区域，或写成文字，如 "整体自评表!A1:I40"',
                optional=True,
                reference=True,
            ),
        ),
        perf_check,
        "结论数组，每行四列：规则码、级别、单元格、说明；尾差和连带的结论不列，没有检成的列为“未检”。没有结论时只有一行“通过”。",
        (
            ("#N/A", "本工作簿没有认出任何表"),
            ("#VALUE!", "范围写得不对，或没有这张工作表，或“参数”表里的方案名称不对"),
        ),
        (Example(("整体自评表!B14:H15",), "整体自评表!A1"), Example(("公开03表!A1:H23",), "整体自评表!A1")),
        volatile=ALWAYS,
        needs_workbook=True,
        without_arguments=True,
    ),
    Function(
        "PERF_RULE",
        "perfRule",
        "说明一条核对规则的题名和依据。",
        (Parameter("rule_code", "规则码", "规则码，如 F01"),),
        perf_rule,
        "题名和依据。规则码空白时为空文本。",
        (("#N/A", "没有这条规则"),),
        (Example(("F01",)), Example(((("S05",), ("K08",)),)), Example(("X99",))),
    ),
)
