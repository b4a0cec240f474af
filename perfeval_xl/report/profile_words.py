"""The settings of a profile in words: what each holds, and which profile of the line of inheritance states it."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from ..core.findings import SEVERITY_NAMES
from ..core.money import plain
from ..core.profile_settings import SETTINGS, Match
from ..core.profiles import Profile, Step, lineage
from ..core.record import Record
from ..domain.standards import describe, law_from_data

_BANDS = ("达成", "部分达成", "未达成")
_MISSED = {"inverse_ratio": "得分＝分值×指标值÷完成值", "zero": "不得分"}
_FEATURES = {
    "funds_by_nature": "资金区分收入、支出性质两列",
    "nature_column": "有指标性质列",
    "unit_column": "有度量单位列",
    "scoring_table": "规则评分表",
}


class Entry(Record):
    """One setting of one profile.

    key       as in the file; of a table with its own keys “match.years”, “severities.F10”, “laws.资金结余”
    words     what it holds, in Chinese
    value     the same as plain data
    source    the name of the profile that states it
    """

    key: str
    title: str
    words: str
    value: object
    source: str


def entries(profile: Profile, line: tuple[Step, ...]) -> list[Entry]:
    """Every setting that applies, in the order of SETTINGS. *line* is the profile's lineage.

    Raises ValueError for a scoring law that cannot be read.
    """
    listed = []
    for key, setting in SETTINGS.items():
        if key in _TABLES:
            listed += [
                Entry(f"{key}.{name}", f"{setting.title}·{title}", words, value, _source(line, key, name))
                for name, title, words, value in _TABLES[key](profile, line)
            ]
        elif key not in ("title", "basis", "extends"):
            value = getattr(profile, key)
            listed.append(Entry(key, setting.title, _WORDS[key](value, profile), plain_data(value), _source(line, key)))
    return listed


def entries_of(name: str) -> tuple[Profile, tuple[Step, ...], list[Entry]]:
    """A profile by name or path with its lineage and its settings. Raises ProfileError."""
    from ..rules.check import named_profile

    profile, line = named_profile(name), lineage(name)
    return profile, line, entries(profile, line)


def years(match: Match) -> str:
    """“2024 年度起”, “2020—2023 年度”, “不限”."""
    first, last = match.years
    if (first, last) == (0, 9999):
        return "不限"
    return f"{first} 年度起" if last == 9999 else f"{first}—{last} 年度"


def plain_data(value):
    """A setting as JSON holds it; amounts stay texts, as in the file."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, tuple):
        return [plain_data(part) for part in value]
    return value


def _source(line: tuple[Step, ...], key: str, part: str = "") -> str:
    """The nearest profile of the line that states it."""
    for step in line:
        stated = step.stated.get(key)
        if stated is not None and (not part or not isinstance(stated, Mapping) or part in stated):
            return step.name
    return line[-1].name


def _points(value: Decimal, profile: Profile) -> str:
    return f"{plain(value)} 分"


def _percent(value: Decimal, profile: Profile) -> str:
    return f"{plain(value)}%"


def _execution(value: Decimal, profile: Profile) -> str:
    return f"{plain(value)} 分，指标 {plain(profile.indicator_weight)} 分"


def _structure(value, profile: Profile) -> str:
    parts = "、".join(f"{name} {plain(weight)}" for name, weight in value)
    return parts or f"由各表自定，合计 {plain(profile.indicator_weight)} 分"


_WORDS: dict[str, Callable[[object, Profile], str]] = {
    "score_decimals": lambda value, _: f"{value} 位" if value else "整数",
    "total_score": _points,
    "execution_weight": _execution,
    "structure": _structure,
    "deviation_threshold": _percent,
    "adjustment_threshold": _percent,
    "explanation_below": lambda value, _: "凡扣分都要说明" if value == 100 else f"低于 {plain(value)}%",
    "surplus_rate_threshold": _percent,
    "missed_lower_is_better": lambda value, _: _MISSED[value],
    "qualitative_bands": lambda bands, _: "、".join(
        f"{name} {plain(top)}–{plain(bottom)}" for name, (top, bottom) in zip(_BANDS, bands)
    ),
    "grades": lambda grades, _: "、".join(f"{name} {plain(floor)} 分起" for name, floor in grades),
}


def _severities(profile: Profile, line: tuple[Step, ...]) -> list[tuple]:
    told = []
    for code, severity in profile.severities.items():
        stated = (step.stated.get("severities", {}).get(code) for step in line)
        reason = next(override.reason for override in stated if override is not None)
        told.append((code, code, f"{SEVERITY_NAMES[severity]}，{reason}", severity))
    return told


def _laws(profile: Profile, line: tuple[Step, ...]) -> list[tuple]:
    return [(name, name, describe(law_from_data(data, name)), dict(data)) for name, data in profile.laws().items()]


def _match(profile: Profile, line: tuple[Step, ...]) -> list[tuple]:
    match = profile.match
    told = [("years", "年度", years(match))]
    told += [("needs", "必须是", "、".join(_FEATURES.get(name, name) for name in match.needs))]
    told += [("features", "表式特征", "、".join(_FEATURES.get(name, name) for name in match.features))]
    told += [("places", "地名", "、".join(match.places))]
    return [(name, title, words, plain_data(getattr(match, name))) for name, title, words in told if words]


_TABLES: dict[str, Callable[[Profile, tuple[Step, ...]], list[tuple]]] = {"severities": _severities, "laws": _laws, "match": _match}
