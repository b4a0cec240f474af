"""Profiles: which one applies, what it inherits, what it refuses, and one's own by path."""

import os
from decimal import Decimal

import pytest

from perfeval_xl.core import profiles
from perfeval_xl.core.profile_settings import SETTINGS
from perfeval_xl.core.profiles import (
    ProfileError,
    infer_profile,
    lineage,
    load_profile,
    packaged_profile,
    profile_names,
)

HUNAN_FORM = frozenset({"funds_by_nature"})
COLUMNS = frozenset({"nature_column", "unit_column"})
RULES_TABLE = frozenset({"scoring_table"})


@pytest.mark.parametrize(
    ("year", "features", "text", "name"),
    [
        (2024, HUNAN_FORM, "", "hunan-2024"),
        (2022, HUNAN_FORM, "", "hunan-2022"),
        (2024, frozenset(), "株洲市行政审批服务局", "zhuzhou-2024"),
        (2024, HUNAN_FORM, "株洲市某局", "zhuzhou-2024"),
        (2022, HUNAN_FORM, "株洲市渌口区某局", "hunan-2022"),
        (2024, HUNAN_FORM, "岳阳市屈原管理区某局", "hunan-2024"),
        (2021, RULES_TABLE, "岳阳市某局", "yueyang-2021"),
        (2021, RULES_TABLE, "某县某局", "mof-standard"),
        (2022, frozenset(), "岳阳市某局", "hunan-2022"),
        (2023, COLUMNS, "四川省某县教育局", "sichuan-2023"),
        (2022, COLUMNS, "四川省某县教育局", "mof-standard"),
        (2023, COLUMNS, "云南省某县教育局", "mof-standard"),
        (2021, frozenset(), "湖北省某市财政局", "hubei-2020"),
        (2024, frozenset(), "益阳市资阳区某局", "hunan-2024"),
        (2022, frozenset(), "某县教育局", "mof-standard"),
        (None, HUNAN_FORM, "", "mof-standard"),
    ],
)
def test_the_form_says_which_profile_applies(year, features, text, name):
    assert infer_profile(year, features, text).name == name


def test_a_profile_inherits_what_it_does_not_say():
    hunan, standard = load_profile("hunan-2024"), load_profile("mof-standard")
    assert (hunan.score_decimals, standard.score_decimals) == (1, 2)
    assert hunan.grades == standard.grades
    assert hunan.match.places == load_profile("hunan-2022").match.places


@pytest.mark.parametrize(
    ("name", "execution", "indicators", "explanation", "worst_band"),
    [("mof-standard", 10, 90, 100, 60), ("sichuan-2023", 10, 90, 90, 60), ("hubei-2020", 20, 80, 100, 50)],
)
def test_what_provinces_fix_differently(name, execution, indicators, explanation, worst_band):
    profile = load_profile(name)
    assert (profile.execution_weight, profile.indicator_weight) == (execution, indicators)
    assert profile.explanation_below == explanation
    assert profile.qualitative_bands[-1] == (worst_band, 0)


def test_zhuzhou_has_cost_as_a_heading_of_its_own():
    profile = load_profile("zhuzhou-2024")
    assert dict(profile.structure)["成本指标"] == 25
    assert sum(weight for _, weight in profile.structure) == profile.indicator_weight


def test_only_the_profile_of_a_rule_scored_table_has_laws():
    assert {name for name in profile_names() if load_profile(name).laws()} == {"yueyang-2021"}
    assert load_profile("yueyang-2021").laws()["三公经费控制率"]["deduct"] == "1"


@pytest.mark.parametrize(("total", "grade"), [("90", "优"), ("89.9", "良"), ("80", "良"), ("60", "中"), ("0", "差")])
def test_grades(total, grade):
    assert load_profile("mof-standard").grade(Decimal(total)) == grade


class TestUnknownNames:
    def test_an_unknown_name_is_refused_with_those_there_are_and_the_nearest(self):
        with pytest.raises(ProfileError, match="hunan-1999.*mof-standard.*最接近的是 hunan-20"):
            load_profile("hunan-1999")

    def test_a_file_without_the_ending_is_told_how_it_must_end(self):
        with pytest.raises(ProfileError, match="以 .toml 结尾"):
            load_profile("./我的方案")

    def test_a_name_as_long_as_a_paragraph_is_cut_short(self):
        with pytest.raises(ProfileError) as refused:
            load_profile("方案" * 500)
        assert len(str(refused.value)) < 300


@pytest.fixture
def own(tmp_path):
    """Write one's own profile and return its path."""

    def write(text: str | bytes, name="我的方案.toml") -> str:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def refused(path: str) -> str:
    with pytest.raises(ProfileError) as error:
        load_profile(path)
    assert "Traceback" not in str(error.value) and "\n" not in str(error.value)
    return str(error.value)


class TestOwnProfile:
    def test_it_extends_a_profile_that_comes_along(self, own):
        profile = load_profile(own('extends = "hunan-2024"\ntitle = "某局口径"\nscore_decimals = 2\n'))
        assert (profile.name, profile.title, profile.score_decimals) == ("我的方案.toml", "某局口径", 2)
        assert profile.basis == load_profile("hunan-2024").basis

    def test_it_extends_another_file_beside_it(self, own):
        own('extends = "hubei-2020"\ndeviation_threshold = "150"\n', "共用.toml")
        profile = load_profile(own('extends = "共用.toml"\ntitle = "某局口径"\n'))
        assert (profile.deviation_threshold, profile.execution_weight) == (150, 20)
        assert [step.name for step in lineage(own('extends = "共用.toml"\n'))][1:] == ["共用.toml", "hubei-2020", "mof-standard"]

    def test_a_path_may_be_relative(self, own, tmp_path, monkeypatch):
        own('extends = "mof-standard"\nscore_decimals = 0\n')
        monkeypatch.chdir(tmp_path)
        assert load_profile("./我的方案.toml").score_decimals == load_profile("我的方案.toml").score_decimals == 0

    def test_a_change_in_the_file_is_seen_at_once(self, own):
        path = own('extends = "mof-standard"\nscore_decimals = 0\n')
        assert load_profile(path).score_decimals == 0
        own('extends = "mof-standard"\nscore_decimals = 3\n')
        assert load_profile(path).score_decimals == 3

    def test_it_has_scoring_laws_in_a_file_beside_it_and_those_it_inherits(self, own):
        own('["“公务卡”刷卡率"]\nkind = "deduction"\nfull_from = "60"\ndeduct = "0.1"\n', "标准.toml")
        laws = load_profile(own('extends = "yueyang-2021"\nlaws = "标准.toml"\n')).laws()
        assert laws["公务卡刷卡率"]["full_from"] == "60", "the nearest profile's law holds"
        assert laws["资金结余"]["unit"] == "万元"

    def test_notepads_mark_before_utf8_does_not_matter(self, own):
        assert load_profile(own(b"\xef\xbb\xbf" + 'extends = "mof-standard"\ntitle = "某局"\r\n'.encode())).title == "某局"

    def test_a_workbook_cannot_have_a_file_opened(self, own):
        with pytest.raises(ProfileError, match="没有名为"):
            packaged_profile(own('extends = "mof-standard"\n'))


class TestFilesThatCannotBeUsed:
    def test_a_file_that_is_not_there(self):
        assert refused("./没有这个.toml") == "找不到方案文件 ./没有这个.toml，请核对路径"

    def test_a_folder(self, tmp_path):
        (tmp_path / "夹.toml").mkdir()
        assert "这是文件夹" in refused(str(tmp_path / "夹.toml")) or os.name == "nt"

    def test_text_without_quotes_names_the_place(self, own):
        assert "第 2 行第 9 列" in refused(own('extends = "mof-standard"\ntitle = 某市\n'))

    def test_another_encoding(self, own):
        assert "UTF-8" in refused(own('title = "某市"'.encode("gbk")))

    def test_extending_nobody_leaves_settings_out(self, own):
        assert "没有写 basis、score_decimals" in refused(own('title = "某市"\n'))

    def test_extending_a_misspelt_profile_names_both(self, own):
        sentence = refused(own('extends = "hunan2024"\n'))
        assert "我的方案.toml 的 extends" in sentence and "最接近的是 hunan-2024" in sentence

    def test_extending_a_file_that_is_not_there(self, own):
        assert "找不到方案文件 共用.toml（我的方案.toml 所继承的）" in refused(own('extends = "共用.toml"\n'))

    def test_extending_itself(self, own):
        assert "绕成了圈：我的方案.toml → 我的方案.toml" in refused(own('extends = "我的方案.toml"\n'))

    def test_two_that_extend_each_other(self, own):
        own('extends = "我的方案.toml"\n', "共用.toml")
        assert "我的方案.toml → 共用.toml → 我的方案.toml" in refused(own('extends = "./共用.toml"\n'))

    def test_laws_that_are_not_there(self, own):
        assert "找不到评分标准文件 标准.toml" in refused(own('extends = "mof-standard"\nlaws = "标准.toml"\n'))

    def test_laws_outside_any_indicator(self, own):
        own('kind = "deduction"\n', "标准.toml")
        assert "kind 不在任何指标之下" in refused(own('extends = "mof-standard"\nlaws = "标准.toml"\n'))

    def test_a_misspelt_key_is_refused_with_the_known_ones(self, own):
        sentence = refused(own('extends = "mof-standard"\nscore_decimal = 1\n'))
        assert "score_decimal，" in sentence and all(key in sentence for key in SETTINGS)


WRONG_VALUES = [
    ("title", '""', "带引号的文字"),
    ("score_decimals", '"1"', "0 到 4 的整数"),
    ("score_decimals", "true", "0 到 4 的整数"),
    ("score_decimals", "9", "0 到 4 的整数"),
    ("total_score", "100", "带引号的数"),
    ("total_score", '"-1"', "从 0 到 1000"),
    ("execution_weight", '"十"', "带引号的数"),
    ("execution_weight", '"20"', "structure 各项之和（90）等于 total_score 减 execution_weight（80）"),
    ("execution_weight", '"101"', "不大于 total_score"),
    ("total_score", '"80"', "grades 的最高一档（90）不大于 total_score（80）"),
    ("deviation_threshold", '"90"', "从 100 到 10000"),
    ("explanation_below", '"120"', "从 0 到 100"),
    ("surplus_rate_threshold", "0.3", "带引号的数"),
    ("missed_lower_is_better", '"none"', "inverse_ratio、zero 之一"),
    ("qualitative_bands", '[["100", "80"], ["70", "0"]]', "三档"),
    ("qualitative_bands", '[["100", "90"], ["80", "60"], ["60", "0"]]', "首尾相接"),
    ("qualitative_bands", '[["100", "60"], ["60", "80"], ["80", "0"]]', "从高到低"),
    ("grades", '[["良", "80"], ["优", "90"], ["差", "0"]]', "从高到低"),
    ("grades", '[["优", "90"], ["良", "80"]]', "末一档为 0"),
    ("grades", '"优"', "等级和它的下限"),
    ("structure", '[["产出", 50]]', "一级指标和它的分值"),
    ("structure", '[["产出", "40"], ["产出", "50"]]', "一级指标和它的分值"),
    ("structure", '[["产出", "40"], ["效益", "40"]]', "structure 各项之和（80）"),
    ("laws", '"laws"', ".toml 文件名"),
    ("match", '"湖南"', "years、features、places、needs"),
    ("match", "{ year = [2020, 2021] }", "years、features、places、needs"),
    ("match", "{ years = [2024, 2020] }", "起止两个年份"),
    ("match", '{ places = "湖南" }', "places ="),
    ("severities", '"info"', "规则码各一行"),
    ("severities", '{ F10 = { severity = "info" } }', "对 F10 写明 severity"),
    ("severities", '{ F10 = { severity = "mild", reason = "本地规定" } }', "error、warning、info"),
    ("severities", '{ F10 = { severity = "info", reason = " " } }', "reason"),
]


@pytest.mark.parametrize(("key", "value", "expected"), WRONG_VALUES, ids=[f"{key} = {value}" for key, value, _ in WRONG_VALUES])
def test_a_value_that_does_not_fit_is_refused_with_key_file_and_what_is_expected(own, key, value, expected):
    sentence = refused(own(f'extends = "mof-standard"\n{key} = {value}\n'))
    assert key in sentence and "我的方案.toml" in sentence
    assert expected in sentence, sentence


def test_other_weights_come_with_another_structure(own):
    text = 'extends = "mof-standard"\nexecution_weight = "20"\nstructure = [["产出指标", "50"], ["效益指标", "30"]]\n'
    assert load_profile(own(text)).indicator_weight == 80


def test_nothing_is_left_open_between_profiles_of_one_folder(monkeypatch, tmp_path):
    """Where two profiles fit, the one that extends the other wins, whatever their names."""
    whole = profiles.DIRECTORY
    for name in ("mof-standard", "hunan-2022"):
        (tmp_path / f"{name}.toml").write_bytes(open(os.path.join(whole, f"{name}.toml"), "rb").read())
    (tmp_path / "z-city.toml").write_text('extends = "hunan-2022"\n[match]\nplaces = ["长沙"]\nfeatures = []\n', "utf-8")
    monkeypatch.setattr(profiles, "DIRECTORY", str(tmp_path))
    assert infer_profile(2022, HUNAN_FORM, "长沙市某局").name == "z-city"
    assert infer_profile(2022, HUNAN_FORM, "湘潭市某局").name == "hunan-2022"
