"""The text a person reads."""

from perfeval_xl.core.findings import NotApplicable
from perfeval_xl.report.text import render
from tests.report import runs


def lines(*given, **options):
    return render(given, **options).splitlines()


def test_the_last_line_is_the_verdict_with_counts_consequences_apart():
    assert lines(runs.EVERYTHING)[-1] == (
        "结论：未通过。1 个文件，逻辑性 1 条、核实性 1 条、提示 1 条、未检 2 条、尾差 1 条，连带 2 条不计。"
    )


def test_the_worst_comes_first_within_a_sheet():
    levels = [line.split("]")[0] for line in lines(runs.EVERYTHING) if line.startswith("  [")]
    assert levels == ["  [逻辑性", "  [核实性", "  [提示"]


def test_a_finding_has_cell_rule_sentence_and_both_values():
    out = lines(runs.EVERYTHING)
    start = out.index("  [逻辑性] C6  F01 执行率：执行率不对")
    assert out[start + 1].strip() == "应为 99.16%，现为 98%，差 -1.16，对照 C5，依据 填表说明"


def test_a_cascade_is_one_line_under_its_root_however_long_the_chain():
    out = lines(runs.EVERYTHING)
    assert "      连带 2 处，不计数：C7（F02 预算执行得分）、C30（S01 总分）" in out
    assert sum("总分不对" in line for line in out) == 0


def test_tail_differences_are_one_line_and_need_nothing():
    assert "尾差 1 处，四舍五入所致，不用改：“整体自评表”C4（F03，差 0.01）" in lines(runs.EVERYTHING)


def test_one_cell_that_keeps_several_rules_from_running_is_one_line():
    assert sum("C9 为空" in line for line in lines(runs.EVERYTHING)) == 1
    assert "未检 2 条，补齐后再检" in lines(runs.EVERYTHING)


def test_a_hint_given_many_times_on_a_sheet_is_told_in_full_once():
    out = lines(runs.run(*(runs.finding("T03", "info", row, f"第 {row} 行笼统") for row in (3, 4, 9))))
    start = out.index("  [提示] C3  T03 不可衡量：第 3 行笼统")
    assert out[start + 1] == "      同类还有 2 处：C4、C9"
    assert out[-1].endswith("提示 3 条。")


def test_what_says_the_very_same_of_other_cells_is_told_once():
    left = [runs.finding("N19", "error", row, "{cell} 还留着模板的“……”") for row in (3, 4, 9)]
    out = lines(runs.run(*left, runs.finding("N19", "error", 5, "{cell} 还留着模板的“指标2：”")))
    start = out.index("  [逻辑性] C3  N19 模板残留：C3 还留着模板的“……”")
    assert "      同类还有 2 处：C4、C9" in out[start + 1 : start + 3]
    assert any("C5  N19" in line for line in out) and out[-1].endswith("逻辑性 4 条。")


def test_what_has_consequences_or_an_explanation_of_its_own_is_told_by_itself():
    root, explained, reopened, elsewhere, other = [
        runs.finding("N19", "error", row, "{cell} 还留着模板的“……”") for row in (3, 4, 5, 6, 7)
    ]
    follows = runs.finding("S01", "error", 8, "总分不对")._replace(caused_by=root.key)
    explained = explained._replace(explanation="第三季度已补报")
    reopened = reopened._replace(reopened="数已改动")
    elsewhere = elsewhere._replace(caused_by="N19/另一个文件的表/某行")
    out = lines(runs.run(root, explained, reopened, elsewhere, other, follows))
    cells = [f"C{row}" for row in range(3, 8)]
    assert [cell for cell in cells if any(f"{cell}  N19" in line for line in out)] == cells


def test_a_row_of_codes_is_a_range():
    absent = [NotApplicable(code, "没有决算公开表") for code in ("K03", "K01", "K02", "F12", "K05")]
    assert "不适用：没有决算公开表（F12、K01–K03、K05）" in lines(runs.run(not_applicable=absent))


def test_what_was_not_submitted_is_told_once():
    assert "不适用：没有决算公开表（K01、K02）" in lines(runs.EVERYTHING)


def test_a_form_that_does_not_state_its_unit_or_is_half_recognised_says_so():
    out = lines(runs.run(missing=("没有总分行", "没有得分列")))
    assert "  “整体自评表”A1:I40  整体自评表，2024 年度，某某局，金额单位元（表上没写，按此读）" in out
    assert "    只认出一部分：没有总分行；没有得分列" in out


def test_nothing_found_is_passed():
    assert lines(runs.run())[-1] == "结论：通过。1 个文件，没有结论。"


def test_an_explained_warning_shows_the_explanation_and_passes():
    out = lines(runs.run(runs.EXPLAINED))
    assert "      核实说明：受疫情影响" in out and out[-1].startswith("结论：通过。")


def test_an_explained_error_is_still_to_be_corrected():
    out = lines(runs.run(runs.EXPLAINED._replace(severity="error")))
    assert "      核实说明：受疫情影响（逻辑性结论不因说明而免，仍须改正）" in out and out[-1].startswith("结论：未通过。")


def test_an_unreadable_file_is_named_once_and_decides_the_verdict():
    out = lines(runs.run(), runs.UNREADABLE)
    assert "无法检查  坏.xlsx 无法检查：文件不完整，请重新下载。" in out
    assert out[-1] == "结论：无法检查。2 个文件，1 个无法检查，没有结论。"


def test_what_stands_in_a_cell_can_neither_break_a_line_nor_command_the_terminal():
    nasty = runs.finding("T03", "info", 3, "名称\n[逻辑性] 假的\x1b[2J", sheet="表\x1b[31m")
    out = render([runs.run(nasty)])
    assert "\x1b" not in out and not any(line.startswith("[逻辑性] 假的") for line in out.splitlines())


def test_colours_only_when_asked_for():
    assert "\x1b[31m[逻辑性]\x1b[0m" in render([runs.EVERYTHING], colour=True)
    assert "\x1b" not in render([runs.EVERYTHING])
