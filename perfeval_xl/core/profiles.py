"""Profiles: what one jurisdiction fixes for some years. Data in TOML; unknown keys are refused."""

import os
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from .profile_settings import OPTIONAL, SETTINGS, Expected, Match, check_together, read_setting
from .record import Record
from .toml import parse_toml

DIRECTORY = os.path.join(os.path.dirname(os.path.dirname(__file__)), "profiles")
STANDARD = "mof-standard"  # where nothing points to a profile
SETTINGS_SHEET = "参数"  # the worksheet on which a workbook names its profile
_LONGEST_NAME = 40  # of a name that messages repeat
_QUOTES = str.maketrans("", "", "“”\"《》 ")


class ProfileError(Exception):
    """A profile that cannot be used; the sentence names the key or the file."""


class Profile(Record):
    """The options of a jurisdiction and year. Percentages are in points, scores and amounts are Decimal."""

    name: str
    title: str
    basis: str
    score_decimals: int
    total_score: Decimal
    execution_weight: Decimal  # 预算执行的分值
    structure: tuple[tuple[str, Decimal], ...]  # (一级指标, 分值); () where each form sets its own
    deviation_threshold: Decimal  # 完成值÷指标值 at which over-achievement must be explained, in %
    adjustment_threshold: Decimal  # 预算调整幅度 beyond which an explanation is due, in %
    explanation_below: Decimal  # score or completion, in % of the weight, below which a deduction must be explained
    surplus_rate_threshold: Decimal  # 累计结余÷收入合计 beyond which an explanation is due, in %
    missed_lower_is_better: str  # how a missed ≤ target is scored: inverse_ratio | zero
    qualitative_bands: tuple[tuple[Decimal, Decimal], ...]  # of the weight, in %, best first
    grades: tuple[tuple[str, Decimal], ...]  # (等级, 下限), best first
    severities: dict[str, str]  # rule code → severity, each with a reason in the file
    match: Match
    law_files: tuple[str, ...] = ()  # the nearest last

    @property
    def indicator_weight(self) -> Decimal:
        """What the indicators (指标) weigh together."""
        return self.total_score - self.execution_weight

    def grade(self, total: Decimal) -> str:
        """The grade (等级) of a total score."""
        return next((name for name, floor in self.grades if total >= floor), self.grades[-1][0])

    def laws(self) -> Mapping[str, Mapping]:
        """The scoring laws (评分标准) by the name of the indicator, as data for ``domain.standards.law_from_data``.

        Read on demand: only rule-scored tables ask. Raises ProfileError for a file that cannot be read.
        """
        laws = {}
        for path in self.law_files:
            laws.update(_tables(path, _changed(path)))
        return laws


class Step(Record):
    """One profile in a line of inheritance: its name, how messages call it, and the settings that it states itself."""

    name: str
    called: str
    path: str
    stated: Mapping[str, object]


def profile_names() -> tuple[str, ...]:
    """The profiles that come with the package."""
    return _names_in(DIRECTORY)


@lru_cache(maxsize=None)
def _names_in(directory: str) -> tuple[str, ...]:
    return tuple(sorted(entry[:-5] for entry in os.listdir(directory) if entry.endswith(".toml")))


def load_profile(name: str) -> Profile:
    """A profile by name, or one's own by the path of its file, which ends in ``.toml``.

    Raises ProfileError: with the names that exist, or with what in the file is wrong.
    """
    return _own(name) if is_path(name) else packaged_profile(name)


def packaged_profile(name: str) -> Profile:
    """A profile that comes with the package, for names out of a workbook: these must not open any file they like."""
    return _packaged(DIRECTORY, name)


def is_path(name: str) -> bool:
    """Whether a profile is given by the path of its file."""
    return name.endswith(".toml")


@lru_cache(maxsize=None)
def _packaged(directory: str, name: str) -> Profile:
    if name not in _names_in(directory):
        raise ProfileError(unknown(name))
    return _profile(lineage(name))


def _own(path: str) -> Profile:
    """Read anew each time: its author may be at work on it. Its laws are read at once, so that mistakes show here."""
    profile = _profile(lineage(path))
    profile.laws()
    return profile


def infer_profile(year: int | None, features: frozenset[str], text: str) -> Profile:
    """The profile that the form itself points to; mof-standard when nothing does.

    *features* are the layout's traits, *text* the unit's name and title, *year* the year of the form.
    """
    if year is not None:
        for name, match in _candidates(DIRECTORY):
            if match.holds(year, features, text):
                return packaged_profile(name)
    return packaged_profile(STANDARD)


@lru_cache(maxsize=None)
def _candidates(directory: str) -> tuple[tuple[str, Match], ...]:
    """(name, where it applies) of the profiles that say so, those of a city before that of its province, which they extend.

    Of their other settings nothing is read: one of them will apply, and that is read as a whole.
    """
    lines = [(name, _claims(directory, name)) for name in _names_in(directory)]
    lines.sort(key=lambda line: -len(line[1]))
    matches = [
        (name, Match(**{key: value for claim in reversed(claims) for key, value in claim.get("match", {}).items()}))
        for name, claims in lines
    ]
    return tuple((name, match) for name, match in matches if match.features or match.places)


def _claims(directory: str, name: str | None) -> list[Mapping[str, object]]:
    """What a profile and those it extends state of ``extends`` and ``match``, itself first."""
    known, claims = _names_in(directory), []
    while name in known and len(claims) < len(known):  # a ring is told of when one of its profiles is read
        path, called = os.path.join(directory, f"{name}.toml"), f"方案 {name}"
        table = _packaged_table(path, called)
        claims.append(_stated(called, {key: table[key] for key in ("extends", "match") if key in table}, path))
        name = claims[-1].get("extends")
    return claims


def lineage(name: str) -> tuple[Step, ...]:
    """The profile and those it extends, itself first. Raises ProfileError as load_profile does."""
    steps = []
    while name is not None:
        step = _step(name, steps[-1] if steps else None)
        if step.path in [other.path for other in steps]:
            ring = " → ".join(other.name for other in (*steps, step))
            raise ProfileError(f"{steps[0].called} 的 extends 绕成了圈：{ring}；请去掉其中一个 extends")
        steps.append(step)
        name = step.stated.get("extends")
    return tuple(steps)


def _step(name: str, heir: Step | None) -> Step:
    """A profile of the line; *heir* is the one that extends it, and its folder is where a relative path starts."""
    if not is_path(name):
        if name not in profile_names():
            raise ProfileError(unknown(name) if heir is None else f"{heir.called} 的 extends 写错了：{unknown(name)}")
        return _packaged_step(os.path.join(DIRECTORY, f"{name}.toml"), name)
    folder = "" if heir is None else os.path.dirname(heir.path)
    path = os.path.realpath(os.path.join(folder, os.path.expanduser(name)))
    called = f"方案文件 {name}" if heir is None else f"方案文件 {name}（{heir.name} 所继承的）"
    return Step(os.path.basename(name), called, path, _stated(called, _table(path, called), path))


@lru_cache(maxsize=None)
def _packaged_step(path: str, name: str) -> Step:
    """A file as it stands, read once: the other profiles that extend it ask for it again."""
    called = f"方案 {name}"
    return Step(name, called, path, _stated(called, _packaged_table(path, called), path))


def unknown(name: str) -> str:
    """The sentence for a name that no profile has: the names there are, and the one that was probably meant."""
    from difflib import get_close_matches

    meant = get_close_matches(name.lower(), profile_names(), 1)
    shown = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
    sentence = f"没有名为 {shown} 的方案，可用的有：{'、'.join(profile_names())}"
    if meant:
        return f"{sentence}；最接近的是 {meant[0]}"
    return sentence + ("；自己的方案文件名要以 .toml 结尾" if "/" in name or "\\" in name else "")


def _stated(called: str, table: Mapping, path: str) -> dict[str, object]:
    """The settings of a file, each read and held to what it may be."""
    unknown_keys = sorted(set(table) - set(SETTINGS))
    if unknown_keys:
        raise ProfileError(f"{called} 里有不认识的项 {'、'.join(unknown_keys)}，可用的有：{'、'.join(SETTINGS)}")
    stated = {}
    for key, value in table.items():
        try:
            stated[key] = read_setting(key, value)
        except Expected as expected:
            now = f"；现为 {value!r}" if isinstance(value, (str, int, float)) else ""
            raise ProfileError(f"{called} 的 {key} 应为：{expected}{now}") from None
    if "laws" in stated:
        stated["laws"] = os.path.join(os.path.dirname(path), stated["laws"])
    return stated


def _profile(line: tuple[Step, ...]) -> Profile:
    """The first step of the line with what it inherits."""
    options = {"severities": {}, "match": {}}
    for step in reversed(line):
        tables = {key: {**options[key], **step.stated.get(key, {})} for key in ("severities", "match")}
        options = {**options, **step.stated, **tables}
    called = line[0].called
    lacking = [key for key in SETTINGS if key not in options and key not in OPTIONAL]
    if lacking:
        raise ProfileError(f"{called} 没有写 {'、'.join(lacking)}；请补上，或用 extends = \"{STANDARD}\" 继承")
    try:
        check_together(options)
    except Expected as expected:
        raise ProfileError(f"{called} 应使 {expected}") from None
    files = tuple(step.stated["laws"] for step in reversed(line) if "laws" in step.stated)
    settings = {key: options[key] for key in Profile._fields if key in options}
    settings |= {"name": line[0].name, "match": Match(**options["match"]), "law_files": files}
    return Profile(**{**settings, "severities": {code: rule.severity for code, rule in options["severities"].items()}})


# -- files -----------------------------------------------------------------------------------------------------------


def _changed(path: str) -> int:
    """When a file was last changed; 0 where it cannot be told, and reading it will say why."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=16)
def _tables(path: str, changed: int) -> dict[str, dict]:
    """A file of scoring laws: a table for each indicator, called without quotation marks, as rules look it up."""
    called = f"评分标准文件 {os.path.basename(path)}"
    tables = _table(path, called)
    stray = [name for name, table in tables.items() if not isinstance(table, dict)]
    if stray:
        raise ProfileError(f"{called} 里的 {'、'.join(stray)} 不在任何指标之下；每个指标写成一段，以 [\"指标名\"] 开头")
    return {name.translate(_QUOTES): table for name, table in tables.items()}


@lru_cache(maxsize=None)
def _packaged_table(path: str, called: str) -> dict:
    return _table(path, called)


def _table(path: str, called: str) -> dict:
    """A TOML file. Raises ProfileError with one sentence."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return parse_toml(file.read().removeprefix("\ufeff"))  # which some editors put before UTF-8
    except FileNotFoundError:
        raise ProfileError(f"找不到{called}，请核对路径") from None
    except UnicodeDecodeError:
        raise ProfileError(f"{called} 不是 UTF-8 编码，请用记事本另存为 UTF-8") from None
    except OSError as error:
        denied = "没有读取权限" if isinstance(error, PermissionError) else error.strerror or type(error).__name__
        why = "这是文件夹" if os.path.isdir(path) else denied
        raise ProfileError(f"{called} 打不开：{why}") from None
    except ValueError as error:
        raise ProfileError(f"{called} 不是有效的 TOML：{_where(str(error))}写法不对；文字要加英文双引号，如 title = \"某市方案\"") from None


def _where(complaint: str) -> str:
    """“第 3 行第 5 列” out of tomllib's “… (at line 3, column 5)”."""
    numbers = [part for part in complaint.replace(")", " ").replace(",", " ").split() if part.isdigit()]
    return f"第 {numbers[-2]} 行第 {numbers[-1]} 列" if "(at line" in complaint and len(numbers) >= 2 else "文件末尾"
