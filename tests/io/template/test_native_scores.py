"""The native formulas, computed by LibreOffice, agree with PERF_SCORE wherever they give a score at all."""

import io
from itertools import product

import openpyxl
import pytest
import xlsxwriter

from perfeval_xl.core.cells import Field
from perfeval_xl.core.money import read_number
from perfeval_xl.core.profiles import packaged_profile
from perfeval_xl.domain.directions import NATURE_WAYS
from perfeval_xl.domain.unit_column import actual_with_unit, with_unit
from perfeval_xl.domain.values.words import SIGNS, WORDS_AFTER, WORDS_BEFORE
from perfeval_xl.functions import call
from perfeval_xl.io.template.names import SETTINGS
from perfeval_xl.io.template.package import finished
from perfeval_xl.io.template.scoring import FIRST_STEP, STEPS, Row, steps
from perfeval_xl.io.template.settings import UNITS, settings
from perfeval_xl.io.template.styles import Styles
from tests.support.calc import recomputed
from tests.support.office import program

pytestmark = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed: native formulas not recomputed")
PROFILE = "hunan-2024"

# target, unit, actual, weight, nature, class: what a native formula must be able to score.
COVERED = [
    ("≥90%", "", "98%", 10, "", "数量指标"),
    ("≥90%", "", "45%", 10, "", "数量指标"),
    ("90", "%", "81", 5, "≥", "质量指标"),
    (90, "%", 81, 5, "≥", "质量指标"),
    ("＞＝95％", "", "94.6%", 6, "", "质量指标"),
    (">=95", "%", "94.6", 6, "", "质量指标"),
    ("≥90", "%", 0.952, 10, "", "质量指标"),
    ("≥98", "%", 0.9, 10, "", "质量指标"),
    ("≥98%", "%", "0.9", 10, "", "质量指标"),
    (100, "％", 1, 10, "", "质量指标"),
    ("≥49", "%", 0.9, 10, "", "质量指标"),
    ("≥98", "%", 0, 10, "", "质量指标"),
    ("≥98", "%", 1.2, 10, "", "质量指标"),
    ("不低于95%", "", "90.2%", 5, "", "质量指标"),
    ("98%以上", "", "97%", 5, "", "质量指标"),
    ("98%及以上", "", "97%", 5, "", "质量指标"),
    ("≤3天", "", "2.4天", 6, "", "时效指标"),
    ("≤3天", "", "4天", 6, "", "时效指标"),
    ("3天以内", "", "4天", 6, "", "时效指标"),
    ("3", "天", "4", 6, "", "时效指标"),
    ("控制在344.7万元以内", "", "560.05万元", 10, "", "成本指标"),
    ("不超过344.7万元", "", "300万元", 10, "", "成本指标"),
    ("=1755.87万元", "", "=1489.93万元", 15, "", "经济成本指标"),
    ("1755.87万元", "", "1800万元", 15, "", "成本指标"),
    ("＝12个", "", "11个", 8, "", "数量指标"),
    ("12", "个", "13", 8, "＝", "数量指标"),
    ("＞185万人次", "", "132万人次", 5, "", "数量指标"),
    (">90%", "", "90%", 7, "", "满意度指标"),
    ("＜5%", "", "5%", 7, "", "质量指标"),
    ("0起", "", "0起", 5, "≤", "数量指标"),
    ("0", "件", "2", 5, "≤", "数量指标"),
    ("0", "件", "2", 5, "", "数量指标"),
    ("0.9", "", "98%", 5, "", "质量指标"),
    ("≥90%", "", 0.85, 5, "", "质量指标"),
    ("≥90%", "", "85", 5, "", "质量指标"),
    ("100", "", "87", 3, "反向", "数量指标"),
    ("100", "", "187", 3, "反向", "数量指标"),
    ("=100%", "", "100%", 8, "", "质量指标"),
    ("完成", "", "完成", 20, "", "数量指标"),
    ("持续提升", "", "已完成", 20, "定性", "社会效益指标"),
    ("不得低于95%", "", "90.2%", 5, "", "质量指标"),
    ("大于或等于95%", "", "90.2%", 5, "", "质量指标"),
    ("小于等于4天", "", "5天", 5, "", "时效指标"),
    ("≮95%", "", "90.2%", 5, "", "质量指标"),
    ("严格控制在344.7万元（含）以内", "", "560.05万元", 10, "", "成本指标"),
    ("最多4天", "", "5天", 5, "", "时效指标"),
    ("4天之内", "", "5天", 5, "", "时效指标"),
    ("100", "", "187", 3, "不高于", "数量指标"),
    ("100", "", "87", 3, "大于等于", "数量指标"),
    ("100", "", "187", 3, "越小越好", "数量指标"),
]  # fmt: skip
# What only a person or the function can score: the native formula must say #N/A, whatever the function says.
LEFT_OPEN = [
    ("=1天", "", "完成", 5, "", "时效指标"),
    ("部门28个，窗口数65个", "", "部门28个，窗口数65个", 5, "", "数量指标"),
    ("12月31日前", "", "11月30日", 5, "", "时效指标"),
    ("9月", "", "8月", 5, "", "时效指标"),
    ("2024.12", "", "2024.11", 5, "", "时效指标"),
    ("2024.12.1", "", "2024.11.30", 5, "", "时效指标"),
    ("≥1万元", "", "9000元", 5, "", "成本指标"),
    ("3-5天", "", "4天", 5, "", "时效指标"),
    ("持续提升", "", "部分达成", 5, "定性", "社会效益指标"),
    ("定性", "", "推进", 15, "", "社会效益指标"),
    ("持续提升", "", "*", 15, "定性", "社会效益指标"),
    ("??", "", "??", 15, "", "数量指标"),
    ("……", "", "完成", 5, "定性", "社会效益指标"),
    ("约50人", "", "48人", 5, "", "数量指标"),
    ("≥-5%", "", "-6%", 5, "", "数量指标"),
    ("≥90%", "", "98%", "十分", "", "数量指标"),
    ("4天左右", "", "5天", 5, "", "时效指标"),
    ("超标率5%", "", "4%", 5, "", "质量指标"),
    ("控制在3-5天", "", "4天", 5, "", "时效指标"),
]  # fmt: skip

_TARGETS = [
    "≥90%", "90%", "=90%", "≤90%", ">90", "0.9", "1", "=1", "0", "≤0件", "98%以上", "5天以内", "30", "≥30个", "＝30个", "65",
    "2024年", "一年", "12月", "30日", "3年", "2万件", "1.5", "1,200人", "不低于98％", "达到95%", "100", "6个月", "工期6个月", "/", "无",
    "第3名", "2024.5", "10万", "≧90%", "﹦90%", "至少30个", "3~5天", "2.5.1", "90分", "≥90 %", "1/2", "50‰", "定性", "完成",
]  # fmt: skip
_ACTUALS = [
    "98%", "90%", "45.5%", "0.85", "0.9", "1", "0", "89.99", "90", "0件", "28个", "30个", "30", "6天", "5天", "65个", "完成", "已完成",
    "无", "11月", "31日", "2年", "1.9万件", "1,200人", "1199人", "7个月", "≥98%", "-3%", "约90%", "95.0%", "0.5.5", "120", "10万", "未完成",
]  # fmt: skip
_NATURES = [("", "数量指标"), ("", "成本指标"), ("", "时效指标"), ("≤", "数量指标"), ("定性", "社会效益指标"), ("适度", "数量指标")]
# Every target against every actual, each pair in two of the six ways in turn.
MANY = [
    (target, "", actual, 7, *_NATURES[(number + turn) % len(_NATURES)])
    for number, (target, actual) in enumerate(product(_TARGETS, _ACTUALS))
    for turn in (0, 2)
]
_UNITS = [(f"≥{number}{unit}", "", f"{done}{unit}", 9, "", "数量指标") for unit in UNITS for number, done in ((7, 6), (0.5, 0.4))]
# Every spelling of a comparator that the package knows, in front of a figure, behind it, and as 指标性质; joined and doubled.
_MET = ("90%", "95%", "101.5%", "3天", "4天", "5天", "90", "0")
_WORDED = [
    (f"{word}{target}", "", actual, 7, "", indicator_class)
    for word in (*SIGNS, *WORDS_BEFORE)
    for (target, indicator_class), actual in product((("95%", "数量指标"), ("4天", "时效指标"), ("4天", "成本指标")), _MET)
]
_WORDED += [
    (f"{front}{target}{word}", "", actual, 7, "", "数量指标")
    for word in WORDS_AFTER
    for front, target, actual in product(("", "控制在", "不低于", "≥", "小于"), ("95%", "4天", "4"), _MET)
]
_WORDED += [(target, "", actual, 7, word, "数量指标") for word in NATURE_WAYS for target in ("95%", "≤4天") for actual in _MET]
_WORDED += [
    (target, "", actual, 7, "", "数量指标")
    for target in (
        "超标率5%", "达标4天", "大于 4天", "不 低于95%", "控制在≤4天", "≥不低于95%", "力争达到≥95%", "低于", "内", "以内", "至少30人以上",
        "4天（含）以内", "4天以内（含）", "(含)4天以上", "4天以上(含)以内", "最多4天以内", "不低于95％以上", "4天左右", "达2024年", "超30日内",
        "不超过3-5天", "不足4天。", "约不超过4天", "12月内", "4月以内", "2024年以内", "5起以上", "少于5起", "4人以内人", "多于四天",
    )
    for actual in (*_MET, "5起", "35人")
]
ALL = [*COVERED, *LEFT_OPEN, *MANY, *_UNITS, *_WORDED]


@pytest.fixture(scope="module")
def native(tmp_path_factory):
    """The native score of every case: a number, “#N/A”, or None for an empty text."""
    folder = tmp_path_factory.mktemp("native")
    path = folder / "cases.xlsx"
    path.write_bytes(_workbook())
    sheet = openpyxl.load_workbook(recomputed(path, folder), data_only=True)["案例"]
    last = FIRST_STEP + len(STEPS)
    return dict(zip(ALL, (sheet.cell(2 + number, last).value for number in range(len(ALL)))))


def _workbook():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("案例")
    book.add_worksheet(SETTINGS)
    settings(book, Styles(book), packaged_profile(PROFILE), 2024)
    for row, (target, unit, actual, weight, nature, indicator_class) in enumerate(ALL, start=1):
        for col, value in ((2, indicator_class), (4, nature), (5, target), (6, unit), (7, actual), (8, weight)):
            if value != "":
                sheet.write(row, col, value)
        for offset, formula in enumerate(steps(Row(row, (row, 1), (row, 2), "$A$1"))):
            sheet.write_formula(row, FIRST_STEP + offset, f"={formula}", None, "")
    book.close()
    return finished(out.getvalue())


def _by_function(target, unit, actual, weight, nature, indicator_class):
    if unit:
        goal, done, of_both = (Field("", 0, 0, str(text), read_number(str(text))) for text in (target, actual, unit))
        target, actual = with_unit(goal, of_both), actual_with_unit(goal, done, of_both)
    return call("PERF_SCORE", (target, actual, weight, f"{nature}、{indicator_class}", PROFILE))


@pytest.mark.parametrize("case", COVERED, ids=str)
def test_what_the_formulas_cover_is_scored_as_by_the_function(native, case):
    assert isinstance(native[case], (int, float)), native[case]
    assert native[case] == _by_function(*case)


@pytest.mark.parametrize("case", LEFT_OPEN, ids=str)
def test_what_they_do_not_cover_is_left_to_a_person(native, case):
    assert native[case] == "#N/A"


def test_no_score_differs_from_the_function_in_any_case(native):
    wrong = [
        (case, score, _by_function(*case))
        for case, score in native.items()
        if isinstance(score, (int, float)) and score != _by_function(*case)
    ]
    assert not wrong, f"{len(wrong)} of {len(native)}: {wrong[:12]}"


def test_every_case_is_a_score_or_not_available(native):
    assert {score for score in native.values() if not isinstance(score, (int, float))} <= {"#N/A"}


def test_every_unit_of_the_list_is_scored(native):
    assert all(isinstance(native[case], (int, float)) for case in _UNITS)


def test_every_comparator_of_the_grammar_is_scored(native):
    """In front of a figure or behind it, whatever the way it is written."""
    one = [case for case in _WORDED if case[0].endswith("95%") and case[2] == "90%" and case[4] == "" and case[5] == "数量指标"]
    words = {case[0].removesuffix("95%") for case in one if isinstance(native[case], (int, float))}
    assert words >= {*SIGNS, *WORDS_BEFORE}
    behind = {case[0].removeprefix("95%") for case in _WORDED if case[0].startswith("95%") and isinstance(native[case], (int, float))}
    assert behind - {""} == {word for word, sign in WORDS_AFTER.items() if sign}
    natures = {case[4] for case in _WORDED if case[4] and isinstance(native[case], (int, float))}
    assert natures == set(NATURE_WAYS)
