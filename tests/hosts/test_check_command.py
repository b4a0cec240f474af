"""``perfeval-xl check`` end to end: exit codes, formats, output files."""

import json
import os
import subprocess
import sys
from xml.etree import ElementTree

import jsonschema
import pytest

import perfeval_xl
from perfeval_xl.report.json import schema


class TestExitCode:
    def test_0_when_everything_agrees(self, cli, consistent):
        outcome = cli("check", consistent, "--fail-on", "warning")
        assert (outcome.code, outcome.err) == (0, "")
        assert "结论：通过。" in outcome.out

    def test_1_when_there_is_an_error(self, cli, wrong_total):
        outcome = cli("check", wrong_total)
        assert (outcome.code, outcome.err) == (1, "")
        assert outcome.out.rstrip().splitlines()[-1].startswith("结论：未通过。1 个文件，逻辑性 1 条")

    def test_a_warning_decides_only_where_it_is_asked_for(self, cli, changed, whole_form):
        reason = next(i.reason for i in whole_form.indicators if i.score.number < i.weight.number)
        unexplained = changed(reason, None)
        assert cli("check", unexplained).code == 0
        assert cli("check", unexplained, "--fail-on", "warning").code == 1

    def test_2_wins_over_1_and_the_other_file_is_still_checked(self, cli, wrong_total):
        outcome = cli("check", "missing.xlsx", wrong_total)
        assert outcome.code == 2
        assert outcome.err.count("\n") == 1 and "missing.xlsx" in outcome.err
        assert "S01" in outcome.out


class TestText:
    def test_it_names_cell_rule_and_both_values(self, cli, wrong_total, whole_form):
        out = cli("check", wrong_total).out
        assert f"[逻辑性] {whole_form.total_score.cell}  S01 总分：" in out
        assert "现为 100" in out

    def test_it_says_which_forms_were_recognised(self, cli, consistent, whole_form):
        out = cli("check", consistent).out
        assert f"“{whole_form.sheet}”{whole_form.box.a1}  整体自评表，2024 年度" in out
        assert "决算公开表·收入支出决算总表" in out

    def test_no_colours_into_a_pipe(self, cli, wrong_total):
        assert "\x1b" not in cli("check", wrong_total).out

    @pytest.mark.skipif(os.name == "nt", reason="a pseudo terminal is a Unix affair")
    @pytest.mark.parametrize("setting, coloured", [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
    def test_colours_on_a_terminal_unless_refused(self, root, wrong_total, setting, coloured):
        environment = {**os.environ, "PYTHONPATH": str(root), "TERM": "xterm", **setting}
        if "NO_COLOR" not in setting:
            environment.pop("NO_COLOR", None)
        assert ("\x1b[31m" in on_a_terminal(["check", str(wrong_total)], environment)) == coloured

    @pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp437"])
    def test_a_console_that_cannot_print_chinese_prints_question_marks(self, cli, root, wrong_total, encoding):
        command = [sys.executable, "-m", "perfeval_xl", "check", str(wrong_total)]
        environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": encoding}
        done = subprocess.run(command, env=environment, capture_output=True)
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"S01" in done.stdout


class TestJson:
    def test_it_is_what_the_schema_says_and_what_python_gets(self, cli, wrong_total):
        document = json.loads(cli("check", wrong_total, "--format", "json").out)
        jsonschema.validate(document, schema("check"), cls=jsonschema.Draft202012Validator)
        assert document["files"] == [json.loads(json.dumps(perfeval_xl.check(str(wrong_total)).to_dict()))]

    def test_an_unreadable_file_has_its_reason_in_it(self, cli, consistent):
        outcome = cli("check", consistent, "missing.xlsx", "--format", "json")
        document = json.loads(outcome.out)
        jsonschema.validate(document, schema("check"), cls=jsonschema.Draft202012Validator)
        assert [file["status"] for file in document["files"]] == ["passed", "unreadable"]
        assert "missing.xlsx" in document["files"][1]["reason"] and "missing.xlsx" in outcome.err

    def test_it_is_utf8_whatever_the_console_is(self, root, wrong_total):
        command = [sys.executable, "-m", "perfeval_xl", "check", str(wrong_total), "--format", "json"]
        environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "gbk"}
        done = subprocess.run(command, env=environment, capture_output=True)
        assert json.loads(done.stdout.decode("utf-8"))["files"][0]["status"] == "failed"


class TestJunit:
    def test_a_finding_is_a_failure_of_its_file(self, cli, wrong_total):
        suites = ElementTree.fromstring(cli("check", wrong_total, "--format", "junit").out)
        (suite,) = suites
        failures = [case for case in suite if case.find("failure") is not None]
        assert suite.get("name") == str(wrong_total)
        assert [case.get("name").split()[0] for case in failures] == ["S01"]
        assert suite.get("failures") == suites.get("failures") == "1"
        assert int(suite.get("tests")) == len(suite.findall("testcase"))

    def test_an_unreadable_file_is_an_error(self, cli):
        suites = ElementTree.fromstring(cli("check", "missing.xlsx", "--format", "junit").out)
        assert (suites.get("errors"), suites.get("failures")) == ("1", "0")
        assert "missing.xlsx" in suites.find(".//error").get("message")


class TestOutputFile:
    def test_the_report_goes_there_and_nowhere_else(self, cli, wrong_total, tmp_path):
        outcome = cli("check", wrong_total, "--format", "json", "-o", "结果.json")
        assert (outcome.code, outcome.out) == (1, "")
        assert json.loads((tmp_path / "结果.json").read_text("utf-8"))["files"][0]["status"] == "failed"

    def test_an_old_report_is_replaced_whole(self, cli, consistent, tmp_path):
        (tmp_path / "out.txt").write_text("旧" * 100_000, "utf-8")
        cli("check", consistent, "-o", "out.txt")
        text = (tmp_path / "out.txt").read_text("utf-8")
        assert "旧" not in text and text.count("结论：") == 1
        assert sorted(path.name for path in tmp_path.iterdir()) == ["consistent.xlsx", "out.txt"]

    def test_the_workbook_itself_is_never_overwritten(self, cli, consistent):
        before = open(consistent, "rb").read()
        outcome = cli("check", consistent, "-o", consistent)
        assert outcome.code == 2 and "不能把结果写进去" in outcome.err
        assert open(consistent, "rb").read() == before

    @pytest.mark.parametrize("place, why", [("no/such/out.txt", "先建文件夹"), (".", "这是文件夹")])
    def test_a_place_that_cannot_be_written_is_one_sentence(self, cli, consistent, place, why):
        outcome = cli("check", consistent, "-o", place)
        assert outcome.code == 2 and why in outcome.err and outcome.err.count("\n") == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="没有 /dev/full：磁盘写满的情形没有检查")
def test_a_full_disk_is_one_sentence_and_not_the_tools_fault(root, consistent):
    """``perfeval-xl check a.xlsx > report.txt``"""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "perfeval_xl", "check", str(consistent)]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, env=environment, stdout=full, stderr=subprocess.PIPE, encoding="utf-8")
    assert done.returncode == 2 and done.stderr.startswith("结果输出不了") and done.stderr.count("\n") == 1


def test_a_reader_that_stops_reading_is_no_fault(root, wrong_total):
    """``perfeval-xl check a.xlsx | head -1``"""
    command = [sys.executable, "-m", "perfeval_xl", "check", *[str(wrong_total)] * 60]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


def on_a_terminal(arguments, environment) -> str:
    """What the command prints when its output is a terminal."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "perfeval_xl", *arguments]
    with subprocess.Popen(command, env=environment, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:  # Linux says so when the other end is closed
            pass
        running.wait()
    os.close(ours)
    return shown.decode("utf-8", "replace")
