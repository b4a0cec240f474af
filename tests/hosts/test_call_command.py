"""``perfeval-xl call``: a worksheet function tried on the command line."""

import re
import shlex

import pytest

ANSWERS = [
    (["PERF_SCORE", "≥90%", "98%以上", "10"], "10"),
    (["perf_score", "≤344.7", "560.05", "10", "成本指标", "hunan-2024"], "6.2"),
    (["=PERF_SCORE", "≥-5%", "-5%", "10"], "10"),
    (["PERF_SCORE", "持续提升", "部分达成", "10"], "#N/A"),
    (["PERF_SCORE", "≥90%", "98%", "十分"], "#VALUE!"),
    (["PERF_SCORE", "≥90%", "#REF!", "10"], "#REF!"),
    (["PERF_SCORE", "≥90%", "", "10"], "#N/A"),
    (["PERF_SCORE", "", "", ""], ""),
    (["PERF_SCORE", '{"≥90%";"=65个";""}', '{"81%";"65个";""}', "10"], "9\n10\n"),
    (["PERF_SCORE", "{“≥90%”；“100%”}", "{81%；100%}", "10"], "9\n10"),
    (["PERF_SCORE", "≥90%", "FALSE", "10"], "#N/A"),
    (["PERF_RATE", "5", "0"], "#DIV/0!"),
    (["PERF_RATE", "{1,2}", "{4,4}"], "0.25\t0.5"),
    (["PERF_RATE", "560.05", "564.82"], "0.991554831627775"),
    (["PERF_EXEC_SCORE", "-5", "10"], "0"),
    (["PERF_EXEC_SCORE", "--", "-5", "10"], "0"),
    (["PERF_GRADE", "89.99"], "良"),
    (["PERF_SCORE"], "#N/A"),
    (["PERF_RULE", "F01"], "执行率（依据：自评表资金区填报口径）"),
]


@pytest.mark.parametrize("arguments, answer", ANSWERS, ids=[" ".join(arguments) for arguments, _ in ANSWERS])
def test_it_prints_the_value(cli, arguments, answer):
    assert cli("call", *arguments) == (0, answer + "\n", "")


def test_in_a_workbook_it_answers_as_from_that_cell(cli, examples):
    quyuan, consistent = examples / "quyuan-2024.xlsx", examples / "consistent-2024.xlsx"
    assert cli("call", "PERF_SCORE", "--file", quyuan, "--cell", "整体自评表!I24").out == "96.1\n"
    assert cli("call", "PERF_SCORE", "--file", quyuan, "--cell", "I24").out == "96.1\n"
    assert cli("call", "PERF_SCORE", "--file", quyuan).out == "#N/A\n"
    assert cli("call", "--file", consistent, "PERF_TABLE", "支出决算表", "合计", "基本支出").out == "862.4\n"


def test_findings_are_rows_with_tabs_between_their_cells(cli, examples):
    out = cli("call", "PERF_CHECK", "整体自评表!B14:H15", "--file", examples / "zhuzhou-2024.xlsx").out
    rows = [line.split("\t") for line in out.splitlines()]
    assert [row[0] for row in rows] == ["W01", "T03", "S05"] and {len(row) for row in rows} == {4}


WRONG = [
    (["call"], "缺少 FUNCTION；"),
    (["call", "PERF_SCOR", "1"], "没有名为 PERF_SCOR 的函数，可用的有：PERF_SCORE、"),
    (["call", "SUM", "1"], "没有名为 SUM 的函数"),
    (["call", "PERF_SCORE", "≥90%"], "PERF_SCORE 缺少完成值、分值："),
    (["call", "PERF_RATE", "1", "2", "3"], "PERF_RATE 最多有 2 个参数，给了 3 个"),
    (["call", "PERF_RATE"], "PERF_RATE 缺少执行数、预算数"),
    (["call", "PERF_RATE", "{1;2,3}", "4"], "区域 {1;2,3} 写得不对"),
    (["call", "PERF_RATE", "{}", "4"], "区域 {} 写得不对"),
    (["call", "PERF_SCORE", "--cell", "A1"], "--cell A1 是哪个工作簿的？"),
    (["call", "PERF_SCORE", "--file"], "--file 后面要给出一个值"),
    (["call", "PERF_SCORE", "--sheet", "A1"], "不认识 --sheet"),
    (["call", "PERF_SCORE", "--file", "nothing.xlsx"], "nothing.xlsx 无法检查：找不到"),
]


@pytest.mark.parametrize("arguments, sentence", WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_a_usage_error_is_one_sentence(cli, arguments, sentence):
    outcome = cli(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(sentence) and outcome.err.endswith("。\n") and outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    "cell, sentence",
    [
        ("没有的表!A1", "里没有工作表“没有的表”，有：整体自评表"),
        ("A1:B2", "不是一个单元格的地址"),
        ("总分", "不是一个单元格的地址"),
    ],
)
def test_a_cell_that_is_not_there_is_said(cli, examples, cell, sentence):
    outcome = cli("call", "PERF_SCORE", "--file", examples / "quyuan-2024.xlsx", "--cell", cell)
    assert outcome.code == 2 and sentence in outcome.err


def test_the_nearest_name_is_offered(cli):
    assert "最接近的是 PERF_EXEC_SCORE" in cli("call", "PERF_EXECSCORE", "1").err


def test_the_help_names_every_function(cli):
    out = cli("call", "--help").out
    assert out.startswith("用法：perfeval-xl call") and "PERF_RULE" in out.replace("\n", "")


def test_the_calls_shown_in_the_readme_give_what_is_shown(cli, root):
    """Every line that begins with the command is run; the line below it is what it printed."""
    blocks = re.findall(r"```\w*\n(.*?)```", (root / "README.md").read_text("utf-8"), re.S)
    (sample,) = [block for block in blocks if block.startswith("$ perfeval-xl call ")]
    lines = sample.splitlines()
    for command, shown in zip(lines[::2], lines[1::2]):
        arguments = shlex.split(command.removeprefix("$ perfeval-xl "))
        outcome = cli(*(root / one if one.startswith("workbooks/") else one for one in arguments))
        assert (outcome.code, outcome.out) == (0, shown + "\n"), command
