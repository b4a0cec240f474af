"""``perfeval-xl score`` end to end: the table, the JSON and its schema, refusals, output files."""

import json
import re

import jsonschema
import openpyxl
import pytest

from perfeval_xl.api import score_file
from perfeval_xl.report.json import schema
from perfeval_xl.report.score import document
from perfeval_xl.report.table import aligned, cut, width
from tests.support.hosts import EXAMPLES


@pytest.fixture
def zhuzhou(examples):
    return examples / "zhuzhou-2024.xlsx"


@pytest.fixture
def accounts_only(examples, tmp_path):
    """Only the published final accounts: nothing in it is scored."""
    book = openpyxl.load_workbook(examples / "zhuzhou-2024.xlsx")
    for sheet in book.worksheets:
        if not sheet.title.startswith("公开"):
            book.remove(sheet)
    book.save(tmp_path / "决算.xlsx")
    return tmp_path / "决算.xlsx"


class TestText:
    def test_a_line_for_each_row_with_both_scores_and_the_reason(self, cli, zhuzhou):
        outcome = cli("score", zhuzhou)
        assert (outcome.code, outcome.err) == (0, "")
        (line,) = [line for line in outcome.out.splitlines() if "服务对象人数" in line]
        assert re.search(r">185万人次 +132万人次 +5 +5 +3\.6 +\+1\.4 +完成值“132万人次”没有达到", line)

    def test_the_last_line_of_a_form_has_totals_and_grades(self, cli, zhuzhou):
        (line,) = [line for line in cli("score", zhuzhou).out.splitlines() if line.strip().startswith("总分")]
        assert re.search(r"100 +99\.7 +98\.3 +\+1\.4 +填报 99\.7 分（优），复算 98\.3 分（优）；2 项不能复算，照填报分计", line)

    def test_every_scored_form_is_shown_with_its_place(self, cli, examples):
        out = cli("score", examples / "quyuan-2024.xlsx").out
        assert out.count("  总分") == 6 and "“整体自评表”A" in out and "项目自评表〔政务大厅运行经费〕" in out

    def test_columns_line_up_for_double_width_characters(self, cli, zhuzhou):
        head, *rows = [line for line in cli("score", zhuzhou).out.splitlines() if line.startswith("  ")]
        column = width(head[: head.index("说明")])
        for row in rows:
            reason = next(i for i in range(len(row)) if width(row[:i]) == column)
            assert row[reason - 2 : reason] == "  " and row[reason] != " "

    def test_no_colours_into_a_pipe(self, cli, zhuzhou):
        assert "\x1b" not in cli("score", zhuzhou).out

    def test_the_named_profile_is_used(self, cli, zhuzhou):
        assert "（方案 hunan-2022）" in cli("score", zhuzhou, "--profile", "hunan-2022").out


class TestTable:
    def test_a_long_text_is_cut_to_its_columns(self):
        assert cut("办事企业群众服务满意度", 11) == "办事企业群…"
        assert cut("满意度", 6) == "满意度" and width(cut("满意度调查", 8)) <= 8

    def test_figures_are_flush_right_and_line_breaks_do_not_break_a_row(self):
        assert aligned([("名称", "分"), ("甲\n乙", "10")], (8, 4), (1,)) == ["名称   分", "甲 乙  10"]


class TestJson:
    @pytest.mark.parametrize("name", EXAMPLES)
    def test_it_is_what_the_schema_describes(self, examples, name):
        told = document(score_file(examples / f"{name}.xlsx"))
        jsonschema.Draft202012Validator.check_schema(schema("score"))
        jsonschema.validate(told, schema("score"))

    def test_the_command_prints_the_same(self, cli, zhuzhou):
        told = json.loads(cli("score", zhuzhou, "--format", "json").out)
        assert told == {**document(score_file(zhuzhou)), "path": str(zhuzhou)}
        (form,) = told["forms"]
        assert (form["computed_total"], form["difference"], form["computed_grade"]) == (98.3, 1.4, "优")

    def test_every_member_that_is_printed_is_described(self, examples):
        told = document(score_file(examples / "quyuan-2024.xlsx"))
        described = schema("score")["$defs"]
        assert set(told["forms"][0]) <= set(described["form"]["properties"])
        assert set(told["forms"][0]["rows"][0]) == set(described["row"]["properties"])


class TestRefusals:
    def test_a_missing_file(self, cli):
        outcome = cli("score", "没有.xlsx")
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith("没有.xlsx") and outcome.err.count("\n") == 1

    def test_a_workbook_in_which_nothing_is_scored(self, cli, accounts_only):
        outcome = cli("score", accounts_only)
        assert (outcome.code, outcome.out) == (2, "")
        assert "无法复算：没有可以算分的表：认出了“公开01表”" in outcome.err and outcome.err.count("\n") == 1

    def test_in_json_the_reason_stands_in_the_document_too(self, cli, accounts_only):
        outcome = cli("score", accounts_only, "--format", "json")
        told = json.loads(outcome.out)
        jsonschema.validate(told, schema("score"))
        assert outcome.code == 2 and told["forms"] == [] and "没有可以算分的表" in told["reason"]

    def test_an_unknown_profile_names_the_nearest(self, cli, zhuzhou):
        outcome = cli("score", zhuzhou, "--profile", "zhuzhou2024")
        assert outcome.code == 2 and "最接近的是 zhuzhou-2024" in outcome.err

    @pytest.mark.parametrize("arguments", [[], ["a.xlsx", "b.xlsx"], ["a.xlsx", "--format", "junit"]], ids=str)
    def test_a_usage_error_is_one_sentence(self, cli, arguments):
        outcome = cli("score", *arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.endswith("perfeval-xl score --help。\n") and outcome.err.count("\n") == 1

    def test_help_is_chinese(self, cli):
        outcome = cli("score", "--help")
        assert outcome.code == 0 and outcome.out.startswith("用法：perfeval-xl score") and "退出码" in outcome.out


class TestOutputFile:
    def test_the_table_goes_into_the_file(self, cli, zhuzhou, tmp_path):
        outcome = cli("score", zhuzhou, "-o", "得分.txt")
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
        assert "复算 98.3 分" in (tmp_path / "得分.txt").read_text("utf-8")

    def test_the_workbook_itself_is_never_overwritten(self, cli, consistent):
        before = consistent.read_bytes() if hasattr(consistent, "read_bytes") else open(consistent, "rb").read()
        outcome = cli("score", consistent, "-o", consistent)
        assert outcome.code == 2 and "不能把结果写进去" in outcome.err
        assert open(consistent, "rb").read() == before


def test_the_table_in_the_readme_is_real(root, cli):
    """The block that begins with the command; “…” stands for lines left out."""
    blocks = re.findall(r"```\w*\n(.*?)```", (root / "README.md").read_text("utf-8"), re.S)
    (sample,) = [block for block in blocks if block.startswith("$ perfeval-xl score ")]
    command, *shown = sample.splitlines()
    path = command.split()[-1]
    real = cli("score", root / path).out.replace(str(root / path), path).splitlines()
    assert [line for line in shown if line.strip() != "…" and line not in real] == []
