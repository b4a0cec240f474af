"""The settings (项) of a profile: how each is called, what it means, what it may hold. Said here and nowhere else."""

from collections.abc import Callable
from decimal import Decimal

from .findings import SEVERITIES
from .money import HUNDRED, ZERO, decimal, read_number
from .record import Record

MOST_DECIMALS = 4
MISSED_WAYS = ("inverse_ratio", "zero")  # 分值×指标值÷完成值；不得分


class Expected(ValueError):
    """A value that a setting cannot hold; ``str()`` says what it should be, in Chinese."""


class Setting(Record):
    """One setting: its key in the file, its Chinese name, one line on what it does, and how its value is read.

    ``read`` turns what TOML gave into the typed value, or raises Expected.
    """

    key: str
    title: str
    explanation: str
    read: Callable[[object], object]


class Match(Record):
    """Where a profile applies (适用范围): in these years, to forms with one of ``features`` or one of ``places``.

    ``needs`` are features without which it never applies. Features are the traits that recognition notes of a form;
    places are looked for in the names of the unit and of the form.
    """

    years: tuple[int, int] = (0, 9999)
    features: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def holds(self, year: int, features: frozenset[str], text: str) -> bool:
        """Whether a form of this year, with these features and with *text* for names, is meant."""
        if not self.years[0] <= year <= self.years[1] or not features.issuperset(self.needs):
            return False
        return not features.isdisjoint(self.features) or any(place in text for place in self.places)


def _text(value) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Expected("带引号的文字")
    return value


def _file(value) -> str:
    if not isinstance(value, str) or not value.endswith(".toml"):
        raise Expected("带引号的 .toml 文件名，相对于本方案所在的文件夹")
    return value


def _decimals(value) -> int:
    if type(value) is not int or not 0 <= value <= MOST_DECIMALS:
        raise Expected(f"0 到 {MOST_DECIMALS} 的整数，不带引号")
    return value


def _choice(*known: str) -> Callable[[object], str]:
    def read(value) -> str:
        if value not in known:
            raise Expected("、".join(known) + " 之一，带引号")
        return value

    return read


def _number(low: int, high: int) -> Callable[[object], Decimal]:
    """A reader of numbers from *low* to *high*. They are written as texts, for TOML's numbers would be floats."""

    def read(value) -> Decimal:
        number = read_number(value) if isinstance(value, str) else None
        if number is None or not low <= number <= high:
            raise Expected(f"带引号的数，从 {low} 到 {high}，如 \"{low}\"")
        return number

    return read


_points = _number(0, 1000)
_percentage = _number(0, 100)


def _pairs(value, expected: str, first: Callable, second: Callable) -> tuple[tuple, ...]:
    """[[a, b], …] with both sides read; Expected says *expected*, the shape as a whole."""
    if not isinstance(value, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in value):
        raise Expected(expected)
    try:
        return tuple((first(one), second(other)) for one, other in value)
    except Expected:
        raise Expected(expected) from None


def _bands(value) -> tuple[tuple[Decimal, Decimal], ...]:
    expected = '三档，从高到低首尾相接，从 100 到 0，如 [["100", "80"], ["80", "60"], ["60", "0"]]'
    bands = _pairs(value, expected, _percentage, _percentage)
    edges = [HUNDRED, *(bottom for _, bottom in bands)]
    if [top for top, _ in bands] != edges[:-1] or not _descending(edges) or len(bands) != 3:
        raise Expected(expected)
    return bands


def _grades(value) -> tuple[tuple[str, Decimal], ...]:
    expected = '等级和它的下限，从高到低，末一档为 0，如 [["优", "90"], ["良", "80"], ["中", "60"], ["差", "0"]]'
    grades = _pairs(value, expected, _text, _points)
    if not _descending([floor for _, floor in grades]) or len(dict(grades)) != len(grades):
        raise Expected(expected)
    return grades


def _descending(limits: list[Decimal]) -> bool:
    """Each lower than the one before, the last 0."""
    return limits[-1:] == [ZERO] and limits == sorted(set(limits), reverse=True)


def _structure(value) -> tuple[tuple[str, Decimal], ...]:
    expected = '一级指标和它的分值，如 [["产出指标", "50"], ["效益指标", "30"], ["满意度指标", "10"]]；由各表自定的写 []'
    structure = _pairs(value, expected, _text, _points)
    if len(dict(structure)) != len(structure):
        raise Expected(expected)
    return structure


class Override(Record):
    """What a profile makes of a rule's findings, and why."""

    severity: str
    reason: str


def _severities(value) -> dict[str, Override]:
    levels = "、".join(SEVERITIES)
    if not isinstance(value, dict):
        raise Expected(f'规则码各一行，如 F10 = {{ severity = "info", reason = "…" }}，severity 为 {levels} 之一')
    for code, entry in value.items():
        known = isinstance(entry, dict) and set(entry) == {"severity", "reason"}
        if not known or entry["severity"] not in SEVERITIES or not isinstance(entry["reason"], str) or not entry["reason"].strip():
            raise Expected(f'对 {code} 写明 severity（{levels} 之一）和 reason，如 {code} = {{ severity = "info", reason = "…" }}')
    return {code: Override(**entry) for code, entry in value.items()}


def _match(value) -> dict[str, tuple]:
    """The entries of [match] that are stated; those of an inherited profile come under them."""
    names = "、".join(Match._fields)
    if not isinstance(value, dict) or not set(value) <= set(Match._fields):
        raise Expected(f"一个表，其中可用的有：{names}")
    return {name: _years(entry) if name == "years" else _names(name, entry) for name, entry in value.items()}


def _years(value) -> tuple[int, int]:
    whole = isinstance(value, list) and len(value) == 2 and all(type(year) is int for year in value)
    if not whole or not 0 <= value[0] <= value[1] <= 9999:
        raise Expected("起止两个年份，如 years = [2024, 9999]")
    return tuple(value)


def _names(name: str, value) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry for entry in value):
        raise Expected(f'带引号的文字，放在方括号里，如 {name} = ["…"]')
    return tuple(value)


SETTINGS = {
    setting.key: setting
    for setting in (
        Setting("title", "名称", "方案叫什么，写明地方、表式和年度。", _text),
        Setting("basis", "依据", "这些口径出自哪里：文件名称和文号，或表式的填表说明。", _text),
        Setting("extends", "继承", "没有写的项取自哪个方案：随包方案的名字，或另一个 .toml 文件。", _text),
        Setting("score_decimals", "得分小数位", "得分四舍五入到几位小数；表注另写了位数的从表注。", _decimals),
        Setting("total_score", "总分", "一张自评表的满分。", _points),
        Setting("execution_weight", "预算执行分值", "预算执行得分的满分；指标分值是总分减去它。", _points),
        Setting("structure", "一级指标分值", "各一级指标分到多少分；空着的由各表自定。", _structure),
        Setting("deviation_threshold", "超目标说明线（%）", "正向指标的完成值达到指标值的这个百分比，须说明目标设定依据（T06）。", _number(100, 10000)),
        Setting("adjustment_threshold", "预算调整说明线（%）", "全年预算比年初预算调整超过这个百分比，须说明原因（F10）。", _number(0, 10000)),
        Setting("explanation_below", "扣分说明线（%）", "得分或完成程度低于分值的这个百分比，须写偏差原因（S03）；100 即凡扣分都要写。", _percentage),
        Setting("surplus_rate_threshold", "结余率说明线（%）", "累计结余占收入合计超过这个百分比，须说明原因（J02）。", _percentage),
        Setting("missed_lower_is_better", "反向指标未达标", "完成值高于“≤”的指标值时怎样计分：inverse_ratio 得分＝分值×指标值÷完成值，zero 不得分。", _choice(*MISSED_WAYS)),
        Setting("qualitative_bands", "定性指标分档（%）", "定性指标达成、部分达成、未达成各得分值的百分之几到几。", _bands),
        Setting("grades", "评价等级", "总分不低于多少分是哪一等。", _grades),
        Setting("severities", "改动的级别", "哪些规则的结论换一个级别，各写明理由。", _severities),
        Setting("laws", "评分标准", "规则评分表里各指标怎样计分，写在另一个文件里；表上的评分标准读得懂时以表为准。", _file),
        Setting("match", "适用范围", "没有指定方案时，哪些年度、表式特征、地名的表用这个方案。", _match),
    )
}  # fmt: skip

# What a profile may leave out although nothing is inherited.
OPTIONAL = ("extends", "severities", "laws", "match")


def read_setting(key: str, value):
    """The typed value of a setting. Raises Expected when the value does not fit, KeyError for an unknown key."""
    return SETTINGS[key].read(value)


def check_together(options: dict) -> None:
    """What several settings must agree in. Raises Expected, which names them."""
    total, execution = options["total_score"], options["execution_weight"]
    if execution > total:
        raise Expected(f"execution_weight（{execution}）不大于 total_score（{total}）")
    if options["grades"][0][1] > total:
        raise Expected(f"grades 的最高一档（{options['grades'][0][1]}）不大于 total_score（{total}）")
    parts = sum((weight for _, weight in options["structure"]), decimal(0))
    if options["structure"] and parts not in (total - execution, total):
        raise Expected(f"structure 各项之和（{parts}）等于 total_score 减 execution_weight（{total - execution}）")
