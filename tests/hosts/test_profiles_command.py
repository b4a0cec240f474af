"""``perfeval-xl profiles``, and how a check and a score come to their profile."""

import json
import re

import openpyxl
import pytest

from perfeval_xl.core.profile_settings import SETTINGS
from perfeval_xl.core.profiles import profile_names


@pytest.fixture
def own(tmp_path):
    """One's own profile in the folder where the command runs."""

    def write(text: str, name="我的方案.toml"):
        (tmp_path / name).write_text(text, "utf-8")
        return f"./{name}"

    return write


@pytest.fixture
def naming(examples, tmp_path):
    """An example with a sheet 参数 that names a profile."""

    def make(profile, name="带参数.xlsx", example="zhuzhou-2024"):
        book = openpyxl.load_workbook(examples / f"{example}.xlsx")
        book.create_sheet("参数").append(["方案", profile])
        book.save(tmp_path / name)
        return name

    return make


def levels_of(code: str, out: str) -> set[str]:
    """The levels at which a report tells findings of a rule."""
    return set(re.findall(rf"\[(\w+)\] \w+  {code} ", out))


class TestList:
    def test_a_line_for_each_with_its_years_and_basis(self, cli):
        outcome = cli("profiles")
        assert (outcome.code, outcome.err) == (0, "")
        lines = {line.split()[0]: line for line in outcome.out.splitlines() if line}
        assert set(profile_names()) < set(lines)
        assert "2023 年度起" in lines["sichuan-2023"] and "财预〔2020〕10号" in lines["mof-standard"]

    def test_json(self, cli):
        told = json.loads(cli("profiles", "--format", "json").out)
        assert told["schema"] == "perfeval-xl/profiles/1"
        assert [(each["name"], each["years"]) for each in told["profiles"]][1] == ("hunan-2022", [2020, 2023])


class TestOneProfile:
    def test_every_setting_in_words_with_where_it_is_from(self, cli):
        out = cli("profiles", "zhuzhou-2024").out
        assert "继承：hunan-2024 → hunan-2022 → mof-standard" in out
        assert "  1 位（继承自 hunan-2022）" in out
        assert "  产出指标 40、效益指标 15、满意度指标 10、成本指标 25\n" in out
        stated = {key for key in SETTINGS if f"（{key}）：" in out}
        assert stated == set(SETTINGS) - {"title", "basis", "extends", "severities", "laws"}

    def test_scoring_laws_are_sentences(self, cli):
        out = cli("profiles", "yueyang-2021").out
        assert "  资金结余：" in out and "上年结转" in out

    def test_json_has_values_and_sources(self, cli):
        (told,) = json.loads(cli("profiles", "hubei-2020", "--format", "json").out)["profiles"]
        settings = {setting["key"]: setting for setting in told["settings"]}
        assert (settings["execution_weight"]["value"], settings["execution_weight"]["from"]) == ("20", "hubei-2020")
        assert settings["qualitative_bands"]["value"][1] == ["80", "50"]
        assert settings["grades"]["from"] == "mof-standard"

    def test_ones_own_by_path(self, cli, own):
        path = own('extends = "hunan-2024"\ntitle = "某局口径"\n[severities]\nF10 = { severity = "info", reason = "统一调整" }\n')
        out = cli("profiles", path).out
        assert out.startswith("我的方案.toml  某局口径\n") and "  F10：提示，统一调整\n" in out


class TestDifferences:
    def test_only_what_differs_side_by_side(self, cli):
        out = cli("profiles", "mof-standard", "hubei-2020").out
        head, *rows = out.splitlines()
        assert head.split() == ["项", "mof-standard", "hubei-2020"]
        assert any("10 分，指标 90 分" in row and "20 分，指标 80 分" in row for row in rows)
        assert "评价等级" not in out

    def test_a_profile_with_itself(self, cli):
        assert cli("profiles", "hunan-2024", "hunan-2024").out == "hunan-2024 和 hunan-2024 的各项口径相同。\n"

    def test_with_ones_own(self, cli, own):
        out = cli("profiles", "hunan-2024", own('extends = "hunan-2024"\ndeviation_threshold = "150"\n')).out
        assert [row.split() for row in out.splitlines()[1:]] == [["超目标说明线（%）", "130%", "150%"]]

    def test_json(self, cli):
        told = json.loads(cli("profiles", "mof-standard", "sichuan-2023", "--format", "json").out)
        differing = {entry["key"]: entry["values"] for entry in told["differences"]}
        assert differing["explanation_below"] == ["100", "90"] and differing["match.places"][0] is None


class TestRefusals:
    @pytest.mark.parametrize("command", [["profiles"], ["profiles", "mof-standard"]], ids=len)
    def test_an_unknown_name_comes_with_the_nearest(self, cli, command):
        outcome = cli(*command, "hunan2024")
        assert (outcome.code, outcome.out) == (2, "")
        assert "最接近的是 hunan-2024。" in outcome.err and outcome.err.count("\n") == 1

    @pytest.mark.parametrize("command", ["check", "score", "profiles"])
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ('extends = "hunan-2024"\nscore_decimal = 1\n', "不认识的项 score_decimal"),
            ('extends = "hunan-2024"\nscore_decimals = "1"\n', "score_decimals 应为：0 到 4 的整数"),
            ("title = 某市\n", "不是有效的 TOML：第 1 行第 9 列"),
            ('extends = "hunan-2024"\n[severities]\nF99 = { severity = "info", reason = "…" }\n', "规则 F99 不存在"),
            ('extends = "hunan-2024"\nlaws = "标准.toml"\n', "“资金结余”的 kind"),
        ],
        ids=["unknown key", "wrong type", "bad TOML", "unknown rule", "bad law"],
    )
    def test_ones_own_profile_that_cannot_be_used(self, cli, own, examples, command, text, sentence):
        own('["资金结余"]\nkind = "none"\n', "标准.toml")
        path = own(text)
        outcome = cli("profiles", path) if command == "profiles" else cli(command, examples / "lukou-2022.xlsx", "--profile", path)
        assert (outcome.code, outcome.out) == (2, "")
        assert sentence in outcome.err and "方案" in outcome.err and outcome.err.count("\n") == 1

    def test_the_whole_manual_is_not_of_one_profile(self, cli):
        assert cli("profiles", "hunan-2024", "--format", "md").code == 2


class TestWhichProfile:
    @pytest.mark.parametrize("command", ["check", "score"])
    def test_the_workbook_names_it_itself(self, cli, naming, command):
        assert "（方案 mof-standard）" in cli(command, naming("mof-standard")).out

    @pytest.mark.parametrize("command", ["check", "score"])
    def test_the_command_line_comes_first(self, cli, naming, command):
        assert "（方案 hunan-2022）" in cli(command, naming("没有的方案"), "--profile", "hunan-2022").out

    def test_left_empty_the_forms_decide(self, cli, naming):
        assert "（方案 zhuzhou-2024）" in cli("check", naming(None)).out

    @pytest.mark.parametrize("command", ["check", "score"])
    def test_a_typing_mistake_is_said_and_never_passed_over(self, cli, naming, command):
        outcome = cli(command, naming("zhuzhou2024"))
        assert (outcome.code, outcome.out) == (2, "")
        assert "“参数”表 B1" in outcome.err and "最接近的是 zhuzhou-2024" in outcome.err and outcome.err.count("\n") == 1

    def test_the_other_files_are_still_checked(self, cli, naming, consistent):
        outcome = cli("check", naming("zhuzhou2024"), consistent)
        assert outcome.code == 2 and "1 个无法检查" in outcome.out and "consistent.xlsx" in outcome.out

    def test_together_they_must_agree(self, cli, naming):
        files = [naming("hunan-2022", "甲.xlsx"), naming("hunan-2024", "乙.xlsx")]
        outcome = cli("check", *files, "--together")
        assert outcome.code == 2 and "hunan-2022、hunan-2024" in outcome.err
        assert "（方案 hunan-2024）" in cli("check", *files, "--together", "--profile", "hunan-2024").out

    def test_ones_own_profile_changes_what_is_found(self, cli, own, examples):
        path = own('extends = "hunan-2022"\n[severities]\nT06 = { severity = "info", reason = "本市另有通知" }\n')
        before = cli("check", examples / "lukou-2022.xlsx").out
        after = cli("check", examples / "lukou-2022.xlsx", "--profile", path).out
        assert "（方案 我的方案.toml）" in after
        assert levels_of("T06", before) == {"核实性"} and levels_of("T06", after) == {"提示"}
