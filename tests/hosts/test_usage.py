"""A command given wrongly is one Chinese sentence and exit code 2; help and version are there to be found."""

import json

import pytest

import perfeval_xl
from perfeval_xl.report.table import width
from perfeval_xl.rules.catalogue import catalogue

WRONG = [
    (["check"], "缺少 FILE"),
    (["check", "a.xlsx", "--format", "html"], "--format 没有 html 这一种，可用的有：text, json, junit"),
    (["check", "a.xlsx", "--fail-on", "info"], "--fail-on 没有 info 这一种"),
    (["check", "a.xlsx", "--profile"], "--profile 后面要给出一个值"),
    (["check", "a.xlsx", "-o"], "-o 后面要给出一个值"),
    (["check", "a.xlsx", "--profil", "hunan-2024"], "不认识 --profil"),
    (["check", "a.xlsx", "--together=1"], "--together 后面不带值"),
    (["check", "a.xlsx", "--profile", "moon-2024"], "没有名为 moon-2024 的方案，可用的有："),
    (["annotat"], "没有名为 annotat 的命令，可用的命令有：check、score"),
    (["--verbose"], "没有名为 --verbose 的选项"),
    (["rules", "F99"], "没有规则 F99；F 类有 F01"),
    (["rules", "Q1"], "没有规则 Q1；全部规则见 perfeval-xl rules"),
]


@pytest.mark.parametrize("arguments, sentence", WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_a_usage_error_is_one_sentence(cli, arguments, sentence):
    outcome = cli(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(sentence) and outcome.err.endswith("。\n") and outcome.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["check", "--help"], ["rules", "-h"]], ids=" ".join)
def test_help_is_chinese_throughout(cli, arguments):
    outcome = cli(*arguments)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("用法：perfeval-xl") and not {"usage", "options", "show"} & set(outcome.out.split())


@pytest.mark.parametrize("command", ["check", "seal", "call", "publish"])
def test_help_is_no_wider_than_the_terminal_and_parts_no_word(cli, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    out = cli(command, "--help").out
    assert max(map(width, out.splitlines())) <= 82, "a closing sign may hang over"
    assert all(name in out for name in ("PERF_EXEC_SCORE", "PERF_TABLE") if command == "call")
    assert not any(line.strip()[:1] in set("，。；：”）") for line in out.splitlines() if line.strip())


def test_no_command_at_all_shows_the_help(cli):
    outcome = cli()
    assert outcome.code == 2 and outcome.out.startswith("用法：")


def test_the_version(cli):
    assert cli("--version").out == f"perfeval-xl {perfeval_xl.__version__}\n"


class TestRules:
    def test_the_list_names_every_rule(self, cli):
        out = cli("rules").out
        assert all(f"{rule.code}  {rule.title}" in out for rule in catalogue())

    def test_one_rule_is_explained(self, cli):
        out = cli("rules", "f01").out
        assert out.startswith("F01 执行率\n") and "为何重要：" in out and "怎样改：" in out

    def test_markdown_has_a_heading_for_every_rule(self, cli):
        out = cli("rules", "--format", "md").out
        assert [line for line in out.splitlines() if line.startswith("### ")] == sorted(
            (f"### {rule.code} {rule.title}" for rule in catalogue()), key=out.index
        )

    def test_json_has_every_rule(self, cli):
        document = json.loads(cli("rules", "--format", "json").out)
        assert [rule["code"] for rule in document["rules"]] == [rule.code for rule in catalogue()]
