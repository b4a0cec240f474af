"""参数: the profile (方案) and the year (年度) of the workbook, the known profiles, the units, how comparators are spelled."""

from ...core.profiles import packaged_profile, profile_names
from .comparators import written_list
from .names import PROFILE, SETTINGS
from .page import Page, span

_LIST_COL, _UNIT_COL = 3, 9
_FIRST = 3  # first row of both lists
_SPARE = 8
_UNKNOWN = '"没有这个方案，请从下拉列表中选择"'
# Each of these is read by the native formulas as it is by the functions. 年、月、日 are left out: they also write dates.
UNITS = (
    "% 个 件 万件 人 人次 万人次 次 场 场次 户 家 项 套 台 份 篇 期 批次 座 处 条 名 本 起 公里 米 平方米 亩 公顷 吨 千克 "
    "元 万元 亿元 天 工作日 个工作日 小时 分钟 个月 倍"
).split()


def units_range():
    """The list behind the drop-down 度量单位, spare cells included."""
    return f"{SETTINGS}!{span(_FIRST, _UNIT_COL, _FIRST + len(UNITS) + _SPARE - 1, _UNIT_COL)}"


def profiles_range(col=0):
    """A column of the list of profiles: 0 its name, 1 title, 2 decimals, 3 weight of the execution, 4 缺口计 0 分."""
    last = _FIRST + len(profile_names()) - 1
    return f"{SETTINGS}!{span(_FIRST, _LIST_COL + col, last, _LIST_COL + col)}"


def looked_up(col, otherwise):
    """What the list says of the chosen profile."""
    return f"IFERROR(INDEX({profiles_range(col)},MATCH({PROFILE},{profiles_range()},0)),{otherwise})"


def settings(book, styles, profile, year):
    """The sheet 参数."""
    page = Page(book, SETTINGS, styles, "#7F7F7F")
    page.columns(16, 26, 3, 16, 50, 12, 14, 17, 3, 12, 3, 14, 8, 8)
    page.put(0, 0, "参数", "title", across=2)
    page.height(0, 30)
    page.put(1, 0, "浅黄格可以改，其余由公式算出。", "note", across=2)
    rows = (
        ("方案", "input", profile.name),
        ("年度", "input_year", year),
        ("得分小数位", looked_up(2, 2), profile.score_decimals),
        ("预算执行分值", looked_up(3, 10), float(profile.execution_weight)),
        ("反向指标未达标", looked_up(4, '"按比例"'), _missed(profile)),
        ("方案说明", looked_up(1, _UNKNOWN), f"{profile.title}。"),
    )
    for row, (label, content, value) in enumerate(rows, start=2):
        page.put(row, 0, label, "header")
        if content.startswith("input"):
            page.put(row, 1, value, content)
        else:
            page.formula(row, 1, content, "centre", value)
    page.height(7, 34)
    page.choose(2, 2, 1, f"={profiles_range()}", "方案", "决定得分小数位、预算执行分值等；与本表结构一致的才选。")
    page.sheet.data_validation(
        3, 1, 3, 1,
        {"validate": "integer", "criteria": "between", "minimum": 2000, "maximum": 2099,
         "error_title": "年度", "error_message": "年度请填四位数字，如 2024。"},
    )  # fmt: skip
    _profile_list(page)
    _unit_list(page)
    written_list(page)
    page.print_set_up(_FIRST + len(profile_names()) - 1, _UNIT_COL - 2, landscape=True)
    page.freeze(2)
    page.finish()
    return page


def _missed(profile):
    return "记 0 分" if profile.missed_lower_is_better == "zero" else "按比例"


def _profile_list(page):
    page.put(1, _LIST_COL, "可用的方案", "heading", across=5)
    page.row_of(2, _LIST_COL, ("方案名称", "适用范围", "得分小数位", "预算执行分值", "反向指标未达标"), "header")
    for row, name in enumerate(profile_names(), start=_FIRST):
        known = packaged_profile(name)
        page.put(row, _LIST_COL, name, "left")
        page.put(row, _LIST_COL + 1, f"{known.title}。", "left")
        page.put(row, _LIST_COL + 2, known.score_decimals)
        page.put(row, _LIST_COL + 3, float(known.execution_weight))
        page.put(row, _LIST_COL + 4, _missed(known))


def _unit_list(page):
    page.put(1, _UNIT_COL, "可选单位", "heading")
    page.put(2, _UNIT_COL, "单位名称", "header")
    for offset, unit in enumerate(UNITS):
        page.put(_FIRST + offset, _UNIT_COL, unit, "input_text")
    for offset in range(_SPARE):
        page.put(_FIRST + len(UNITS) + offset, _UNIT_COL, None, "input_text")
