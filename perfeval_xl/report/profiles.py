"""Profiles for people and programs: the list, one in words, two compared. Text, Markdown (the manual's page), JSON."""

from collections.abc import Sequence

from ..core.profile_settings import SETTINGS
from ..core.profiles import Profile, lineage, load_profile, profile_names
from .json import written
from .profile_words import Entry, entries_of, years
from .table import aligned

SCHEMA = "perfeval-xl/profiles/1"
_LIST_LIMITS = (16, 60, 20, 200)
_DIFFERENCE_LIMITS = (40, 60, 60)


def listed() -> list[Profile]:
    """The profiles that come with the package."""
    return [load_profile(name) for name in profile_names()]


def differences(name: str, other: str) -> list[tuple[str, str, Entry | None, Entry | None]]:
    """(key, title, of the one, of the other) of every setting in which two profiles differ."""
    ones, others = ({entry.key: entry for entry in entries_of(each)[2]} for each in (name, other))
    found = []
    for key in dict.fromkeys([*ones, *others]):
        one, two = ones.get(key), others.get(key)
        if one is None or two is None or one.value != two.value:
            found.append((key, (one or two).title, one, two))
    return sorted(found, key=lambda row: list(SETTINGS).index(row[0].partition(".")[0]))


# -- text --------------------------------------------------------------------------------------------------------------


def list_as_text() -> str:
    """One line for each profile."""
    rows = [(each.name, each.title, years(each.match), each.basis) for each in listed()]
    lines = aligned([("方案", "名称", "适用年度", "依据"), *rows], _LIST_LIMITS)
    return "\n".join([*lines, "", "某个方案的各项口径：perfeval-xl profiles 方案；两个方案的不同：perfeval-xl profiles 方案 方案"])


def page_as_text(name: str) -> str:
    """Every setting of a profile, with where it is inherited from and what it does."""
    profile, line, listed_entries = entries_of(name)
    lines = [f"{profile.name}  {profile.title}", f"依据：{profile.basis}"]
    if len(line) > 1:
        lines.append("继承：" + " → ".join(step.name for step in line[1:]))
    explained = ""
    for entry in listed_entries:
        key = entry.key.partition(".")[0]
        if key != explained:
            lines += ["", f"{SETTINGS[key].title}（{key}）：{SETTINGS[key].explanation}"]
            explained = key
        name = entry.title.partition("·")[2]
        origin = "" if entry.source == profile.name else f"（继承自 {entry.source}）"
        lines.append(f"  {name}：{entry.words}{origin}" if name else f"  {entry.words}{origin}")
    return "\n".join(lines)


def differences_as_text(name: str, other: str) -> str:
    """The settings in which two profiles differ, side by side."""
    found = differences(name, other)
    if not found:
        return f"{name} 和 {other} 的各项口径相同。"
    rows = [(title, *("—" if entry is None else entry.words for entry in pair)) for _, title, *pair in found]
    return "\n".join(aligned([("项", name, other), *rows], _DIFFERENCE_LIMITS))


# -- Markdown ----------------------------------------------------------------------------------------------------------


def as_markdown() -> str:
    """The manual's chapter on profiles."""
    lines = ["# 方案", "", *_INTRODUCTION, "", "## 随包的方案", "", "| 方案 | 名称 | 适用年度 | 依据 |", "|---|---|---|---|"]
    lines += [_row(f"`{each.name}`", each.title, years(each.match), each.basis) for each in listed()]
    lines += ["", "## 可以写的项", "", "| 项 | 名称 | 说明 | mof-standard |", "|---|---|---|---|"]
    standard = {entry.key.partition(".")[0]: entry.words for entry in entries_of("mof-standard")[2]}
    lines += [_row(f"`{s.key}`", s.title, s.explanation, standard.get(s.key, "")) for s in SETTINGS.values()]
    for profile in listed():
        own = [entry for entry in entries_of(profile.name)[2] if entry.source == profile.name]
        parents = " → ".join(f"`{step.name}`" for step in lineage(profile.name)[1:])
        lines += ["", f"## {profile.name}", "", f"{profile.title}。" + (f"没有列出的取自 {parents}。" if parents else "")]
        lines += ["", "| 项 | 取值 |", "|---|---|", *(_row(entry.title, entry.words) for entry in own)]
    return "\n".join(lines)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


_INTRODUCTION = (
    "一个方案写明一个地方、一种表式、若干年度的口径。检查和复算时这样选方案：`--profile` 写明的优先；其次是工作簿里“参数”",
    "工作表“方案”右边一格写的方案名；再次按表的年度、特征和地名识别；都没有时用 `mof-standard`。",
    "",
    "自己的口径写成一个 `.toml` 文件，用 `--profile ./我的方案.toml` 给出。没有写的项用 `extends` 从随包的方案或另一个文件继承：",
    "",
    "```toml",
    'extends = "hunan-2024"',
    'title = "某市某局自评口径（2025 年度）"',
    'basis = "某市财政局 2025 年度自评通知"',
    "score_decimals = 2",
    'deviation_threshold = "150"',
    "",
    "[severities]",
    'F10 = { severity = "info", reason = "本市年中统一调整过预算" }',
    "```",
    "",
    "金额、分值、百分比都写成带引号的数。不认识的项、读不懂的值不会被忽略，会说明是哪个文件的哪一项、应当怎样写。",
    "",
    "规则评分表的评分标准另写一个文件（`laws = \"评分标准.toml\"`），一个指标一段，指标名不带引号和括号；`full` 是分值，另有分值的表",
    "按比例折算。表上的评分标准读得懂时以表为准。",
    "",
    "```toml",
    "# 每超过 100% 一个百分点扣 0.5 分；达到多少为满分的写 full_from",
    '["财政供养人员控制率"]',
    'kind = "deduction"',
    'full = "5"',
    'full_to = "100"',
    'deduct = "0.5"',
    "",
    "# 分档：from 含、above 不含下限，to 含、below 不含上限",
    '["重点支出安排率"]',
    'kind = "bands"',
    'full = "5"',
    'bands = [{ from = "90", points = "5" }, { from = "60", below = "90", points = "2" }, { below = "60", points = "0" }]',
    "",
    "# 按比例：得分＝分值×比率",
    '["政府采购执行率"]',
    'kind = "proportional"',
    "",
    "# 由人逐项评定",
    '["管理制度健全性"]',
    'kind = "checklist"',
    'full = "3"',
    'items = [{ text = "制度已经制定", points = "1" }, { text = "制度得到执行", points = "2" }]',
    "```",
)


# -- JSON --------------------------------------------------------------------------------------------------------------


def list_as_json() -> str:
    """The profiles that come with the package."""
    return _json({"profiles": [_head(profile) for profile in listed()]})


def page_as_json(name: str) -> str:
    """Every setting of a profile."""
    profile, line, listed_entries = entries_of(name)
    settings = [
        {
            "key": entry.key,
            "title": entry.title,
            "value": entry.value,
            "words": entry.words,
            "from": entry.source,
            "explanation": SETTINGS[entry.key.partition(".")[0]].explanation,
        }
        for entry in listed_entries
    ]
    return _json({"profiles": [{**_head(profile), "extends": [step.name for step in line[1:]], "settings": settings}]})


def differences_as_json(name: str, other: str) -> str:
    """The settings in which two profiles differ; null where one has none."""
    found = [
        {"key": key, "title": title, "values": _both(pair, "value"), "words": _both(pair, "words")}
        for key, title, *pair in differences(name, other)
    ]
    return _json({"profiles": [_head(load_profile(each)) for each in (name, other)], "differences": found})


def _both(pair: Sequence[Entry | None], part: str) -> list:
    return [None if entry is None else getattr(entry, part) for entry in pair]


def _head(profile: Profile) -> dict:
    return {
        "name": profile.name,
        "title": profile.title,
        "basis": profile.basis,
        "years": list(profile.match.years),
    }


def _json(document: dict) -> str:
    return written({"schema": SCHEMA, **document})
