"""Profiles: what one jurisdiction fixes for some years. Data in TOML; unknown keys are refused."""

import os
from decimal import Decimal
from functools import lru_cache

from .findings import SEVERITIES
from .money import decimal
from .record import Record
from .toml import parse_toml

DIRECTORY = os.path.join(os.path.dirname(os.path.dirname(__file__)), "profiles")


class ProfileError(Exception):
    """A profile that cannot be used; the sentence names the key or the file."""


class Match(Record):
    """Where a profile applies: years from–to, and any of these features of the form or names of places."""

    years: tuple[int, int] = (0, 9999)
    features: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Profile(Record):
    """The options of a jurisdiction and year. Percentages are in points, scores and amounts are Decimal."""

    name: str
    title: str
    basis: str
    score_decimals: int
    deviation_threshold: Decimal  # 完成值÷指标值 at which over-achievement must be explained, in %
    adjustment_threshold: Decimal  # 预算调整幅度 beyond which an explanation is due, in %
    total_score: Decimal
    missed_lower_is_better: str  # how a missed ≤ target is scored: inverse_ratio | zero
    qualitative_bands: tuple[tuple[Decimal, Decimal], ...]  # of the weight, in %, best first
    grades: tuple[tuple[str, Decimal], ...]  # (等级, 下限), best first
    severities: dict[str, str]  # rule code → severity, each with a reason in the file
    match: Match

    def grade(self, total: Decimal) -> str:
        """The grade (等级) of a total score."""
        return next((name for name, floor in self.grades if total >= floor), self.grades[-1][0])


def profile_names() -> tuple[str, ...]:
    """The profiles that come with the package."""
    return _names_in(DIRECTORY)


@lru_cache(maxsize=None)
def _names_in(directory: str) -> tuple[str, ...]:
    return tuple(sorted(entry[:-5] for entry in os.listdir(directory) if entry.endswith(".toml")))


@lru_cache(maxsize=None)
def load_profile(name: str) -> Profile:
    """A profile by name. Raises ProfileError with the names that exist."""
    options = _merged(name)
    return _profile(name, options)


def infer_profile(year: int | None, features: frozenset[str], text: str) -> Profile:
    """The profile that the form itself points to; mof-standard when nothing does.

    *features* are the layout's traits, *text* the unit's name and title, *year* the year of the form.
    """
    for name in profile_names():
        profile = load_profile(name)
        match = profile.match
        if not (match.features or match.places):
            continue
        first, last = match.years
        if year is None or not first <= year <= last:
            continue
        if features.intersection(match.features) or any(place in text for place in match.places):
            return profile
    return load_profile("mof-standard")


_KEYS = frozenset(
    ("title", "basis", "extends", "score_decimals", "deviation_threshold", "adjustment_threshold", "total_score")
    + ("missed_lower_is_better", "qualitative_bands", "grades", "severities", "match")
)


def _merged(name: str) -> dict:
    options = _read(name)
    _refuse_unknown(name, options, _KEYS)
    _refuse_unknown(name, options.get("match", {}), frozenset(Match._fields))
    for code, entry in options.get("severities", {}).items():
        if entry.get("severity") not in SEVERITIES or not entry.get("reason"):
            raise ProfileError(f"方案 {name} 改了 {code} 的级别，须写明 severity（{'、'.join(SEVERITIES)}）和 reason")
    parent = options.pop("extends", None)
    if parent is None:
        return options
    inherited = _merged(parent)
    tables = {table: {**inherited.get(table, {}), **options.get(table, {})} for table in ("severities", "match")}
    return {**inherited, **options, **tables}


def _refuse_unknown(name: str, options: dict, known: frozenset[str]) -> None:
    unknown = sorted(set(options) - known)
    if unknown:
        raise ProfileError(f"方案 {name} 里有不认识的项 {'、'.join(unknown)}，可用的有：{'、'.join(sorted(known))}")


def _read(name: str) -> dict:
    if name not in profile_names():
        raise ProfileError(f"没有名为 {name} 的方案，可用的有：{'、'.join(profile_names())}")
    return dict(_parsed(os.path.join(DIRECTORY, f"{name}.toml")))


@lru_cache(maxsize=None)
def _parsed(path: str) -> dict:
    """A file as it stands, read once: the other profiles that extend it ask for it again."""
    with open(path, encoding="utf-8") as file:
        return parse_toml(file.read())


def _profile(name: str, options: dict) -> Profile:
    match = options.get("match", {})
    return Profile(
        name=name,
        title=options["title"],
        basis=options["basis"],
        score_decimals=options["score_decimals"],
        deviation_threshold=decimal(options["deviation_threshold"]),
        adjustment_threshold=decimal(options["adjustment_threshold"]),
        total_score=decimal(options["total_score"]),
        missed_lower_is_better=options["missed_lower_is_better"],
        qualitative_bands=tuple((decimal(top), decimal(bottom)) for top, bottom in options["qualitative_bands"]),
        grades=tuple((grade, decimal(floor)) for grade, floor in options["grades"]),
        severities={code: entry["severity"] for code, entry in options.get("severities", {}).items()},
        match=Match(
            tuple(match.get("years", (0, 9999))), tuple(match.get("features", ())), tuple(match.get("places", ()))
        ),
    )
