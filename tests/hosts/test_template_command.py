"""``perfeval-xl template``: a workbook to fill in, with year and profile in it."""

import zipfile
from datetime import date

import openpyxl
import pytest

from perfeval_xl.core.profiles import load_profile, profile_names


def test_year_and_profile_are_put_in(command, tmp_path):
    outcome = command("template", "-o", "模板.xlsx", "--year", "2024", "--profile", "hunan-2022")
    assert (outcome.code, outcome.out, outcome.err) == (0, "已写到 模板.xlsx：2024 年度，方案 hunan-2022。\n", "")
    settings = openpyxl.load_workbook(tmp_path / "模板.xlsx")["参数"]
    assert (settings["B3"].value, settings["B4"].value) == ("hunan-2022", 2024)


def test_without_options_it_is_for_last_year_and_the_general_profile(command, tmp_path):
    assert command("template", "-o", "模板.xlsx").code == 0
    settings = openpyxl.load_workbook(tmp_path / "模板.xlsx")["参数"]
    assert (settings["B3"].value, settings["B4"].value) == ("mof-standard", date.today().year - 1)


def test_the_ending_says_whether_there_are_macros(command, tmp_path):
    for name in ("模板.xlsm", "模板.XLSX"):
        assert command("template", "-o", name, "--year", "2025").code == 0
    parts = [zipfile.ZipFile(tmp_path / name).namelist() for name in ("模板.xlsm", "模板.XLSX")]
    assert ["xl/vbaProject.bin" in names for names in parts] == [True, False]


def test_what_the_command_writes_is_what_is_committed(command, tmp_path, root):
    for kind in ("xlsm", "xlsx"):
        command("template", "-o", f"模板.{kind}", "--year", "2025")
        made, committed = (zipfile.ZipFile(path) for path in (tmp_path / f"模板.{kind}", root / "workbooks" / f"绩效自评模板.{kind}"))
        assert made.namelist() == committed.namelist()
        assert all(made.read(name) == committed.read(name) for name in made.namelist())


def test_a_template_that_was_filled_in_is_not_overwritten(command, tmp_path):
    for _ in range(2):
        assert command("template", "-o", "自评.xlsx", "--year", "2025").code == 0, "同样的文件再写一次，什么也不丢"
    book = openpyxl.load_workbook(tmp_path / "自评.xlsx")
    book["基本信息"]["B3"] = "某市某局"
    book.save(tmp_path / "自评.xlsx")
    before = (tmp_path / "自评.xlsx").read_bytes()
    outcome = command("template", "-o", "自评.xlsx", "--year", "2025")
    assert outcome.code == 2 and "自评.xlsx 已经有了，可能填过，模板不覆盖它" in outcome.err
    assert (tmp_path / "自评.xlsx").read_bytes() == before


@pytest.mark.parametrize("name", [name for name in profile_names() if name != "yueyang-2021"])
def test_headings_and_execution_weigh_one_hundred_together(name):
    """A profile whose headings do not leave room for the execution is none of a self-evaluation form."""
    profile = load_profile(name)
    assert not profile.structure or sum(weight for _, weight in profile.structure) == profile.indicator_weight


def test_the_blank_template_is_recognised_whole(command):
    """Nothing is filled in yet: that is no fault of the form, and no reason to say that it was half understood."""
    command("template", "-o", "模板.xlsx", "--year", "2025")
    checked = command("check", "模板.xlsx")
    assert checked.code == 0 and "只认出一部分" not in checked.out
    assert checked.out.count("    各指标都还没有填") == 4
    scored = command("score", "模板.xlsx")
    assert scored.code == 2 and "的指标都还没有填，请填好再复算。" in scored.err


WRONG = [
    (["template"], "缺少 -o"),
    (["template", "-o", "模板.xls"], "模板的文件名要以 .xlsm（带宏）或 .xlsx（不带宏）结尾，请把 模板.xls 改过来。"),
    (["template", "-o", "模板.xlsx", "--year", "二〇二四"], "--year 应是 2000 到 2099 之间的四位年份，不能是 二〇二四。"),
    (["template", "-o", "模板.xlsx", "--year", "1999"], "--year 应是 2000 到 2099 之间的四位年份"),
    (["template", "-o", "模板.xlsx", "--profile", "moon"], "没有名为 moon 的方案，可用的有："),
    (["template", "-o", "模板.xlsx", "--profile", "mine.toml"], "模板里只能写工具自带的方案名"),
    (["template", "-o", "模板.xlsx", "--profile", "yueyang-2021"], "方案 yueyang-2021 用的是规则评分表，模板里只有自评表，请换一个方案"),
    (["template", "-o", "没有/模板.xlsx"], "没有写成：所在的文件夹不存在，请核对路径或先建文件夹。"),
]


@pytest.mark.parametrize("arguments, sentence", WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_what_cannot_be_written_is_one_sentence(command, arguments, sentence, tmp_path):
    outcome = command(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert sentence in outcome.err and outcome.err.count("\n") == 1
    assert not list(tmp_path.iterdir())
