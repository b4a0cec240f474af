"""A copy that its user has worked in, annotated again: marks are replaced, never doubled; explanations are kept."""

import json
import re
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from perfeval_xl import check
from perfeval_xl.annotation import UnwritableFile, annotate, clear
from perfeval_xl.core.edits import FILLS
from tests.support.workbook_parts import changed

YELLOW, GREEN = "FFFFFF00", "FF00B050"
REASON = "上年结转资金较多，调整已经财政局批复（某财预〔2022〕1号）"
LEVELS = {f"FF{colour}" for colour in FILLS.values()}


@pytest.fixture
def original(examples, tmp_path):
    """渌口区的自评表：没有逻辑性问题，有须核实的；两个有结论的格子有自己的填充，一个有批注。"""
    book = openpyxl.load_workbook(examples / "lukou-2022.xlsx")
    sheet = book.active
    sheet["E6"].fill, sheet["F20"].fill = (PatternFill("solid", fgColor=colour) for colour in (YELLOW, GREEN))
    sheet["E6"].comment = Comment("某某甲：以批复为准", "某某甲")
    book.save(tmp_path / "报送表.xlsx")
    return tmp_path / "报送表.xlsx"


@pytest.fixture
def copy(original):
    """副本，已标记。"""
    annotate(str(original), str(original.with_stem("副本")))
    return original.with_stem("副本")


def edited(path, change):
    """The copy as another program has changed and saved it."""
    book = openpyxl.load_workbook(path)
    change(book)
    saved = path.with_stem("改过")
    book.save(saved)
    return saved


def again(path):
    out = path.with_stem("再次")
    annotate(str(path), str(out))
    return openpyxl.load_workbook(out)


def marks(sheet):
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment and "【绩效校验 " in cell.comment.text}


def row_of(sheet, rule, cell=""):
    """The row of a finding in the sheet 校验结果."""
    return next(row for row in sheet.iter_rows(min_row=6) if row[0].value == rule and row[3].value.startswith(cell))


def shifted(text):
    """A part of the form, every reference one row further down: what Excel makes of a row inserted at the top."""

    def down(match):
        return match[1] + re.sub("[0-9]+", lambda number: str(int(number[0]) + 1), match[2])

    return re.sub(r'((?:<row r|<c r| ref| sqref| activeCell)=")([^"]+)', down, text)


def check_once(book, path):
    """Every mark once, as many rows as findings, the user's own fills and comments where they were."""
    form, ours = book.worksheets[0], book["校验结果"]
    run = check(path)
    assert book.sheetnames.count("校验结果") == 1 and "校验结果(2)" not in book.sheetnames
    told = [row[0].value for row in ours.iter_rows(min_row=6) if row[0].value]
    assert len(told) == len(run.findings) + len(run.unchecked)
    assert marks(form) == {f.field.cell for f in run.findings if f.counts and f.severity in FILLS}
    for at in marks(form):
        said = re.findall(r"【绩效校验 \w+】[^【]*", form[at].comment.text)
        assert len(set(said)) == len(said)
    filled = {cell.coordinate for row in form.iter_rows() for cell in row if cell.fill.fgColor.rgb in LEVELS and cell.fill.fill_type}
    assert filled == marks(form)


class TestTheTimeOfTheCheck:
    def test_what_was_found_in_the_same_file_before_keeps_its_time(self, original):
        once, twice = original.with_stem("一次"), original.with_stem("两次")
        annotate(str(original), str(once), now="2025-03-01 09:30")
        annotate(str(once), str(twice), now="2025-03-02 10:00")
        assert once.read_bytes() == twice.read_bytes()

    def test_of_a_file_that_was_changed_since_it_is_the_new_one(self, original):
        once, twice = original.with_stem("一次"), original.with_stem("两次")
        annotate(str(original), str(once), now="2025-03-01 09:30")
        end = "</cp:coreProperties>"
        categorised = changed(once.read_bytes(), "docProps/core.xml", lambda text: text.replace(end, f"<cp:category>终稿</cp:category>{end}"))
        once.write_bytes(categorised)
        annotate(str(once), str(twice), now="2025-03-02 10:00")
        assert "校验时间 2025-03-02 10:00" in openpyxl.load_workbook(twice)["校验结果"]["A3"].value


class TestMarks:
    def test_saved_by_another_program(self, copy):
        saved = edited(copy, lambda book: None)
        check_once(again(saved), saved)

    def test_a_cured_finding_loses_its_mark_and_the_cell_gets_its_own_fill_back(self, copy):
        def cure(book):
            book.active["F20"] = "98%"

        saved = edited(copy, cure)
        book = again(saved)
        check_once(book, saved)
        cell = book.worksheets[0]["F20"]
        assert (cell.fill.fgColor.rgb, cell.comment) == (GREEN, None)

    def test_a_row_inserted_above(self, copy):
        """openpyxl moves cells and leaves comments and merges behind, so this is done as Excel does it."""
        moved = copy.with_stem("改过")
        data = copy.read_bytes()
        for part in ("xl/worksheets/sheet1.xml", "xl/comments/comment1.xml"):
            data = changed(data, part, shifted)
        moved.write_bytes(data)
        book = again(moved)
        assert book.worksheets[0]["E7"].comment.text.startswith("某某甲：以批复为准\n【绩效校验 F10】")
        assert clear(str(moved), str(moved.with_stem("还原")))
        sheet = openpyxl.load_workbook(moved.with_stem("还原")).active
        assert [sheet[at].fill.fgColor.rgb for at in ("E7", "F21")] == [YELLOW, GREEN]
        assert sheet["E7"].comment.text == "某某甲：以批复为准" and marks(sheet) == set()
        assert not {cell.fill.fgColor.rgb for row in sheet.iter_rows() for cell in row if cell.fill.fill_type} & LEVELS

    def test_a_renamed_sheet(self, copy):
        def rename(book):
            book.worksheets[0].title = "部门自评"

        saved = edited(copy, rename)
        check_once(again(saved), saved)
        clear(str(saved), str(saved.with_stem("还原")))
        sheet = openpyxl.load_workbook(saved.with_stem("还原"))["部门自评"]
        assert [sheet[at].fill.fgColor.rgb for at in ("E6", "F20")] == [YELLOW, GREEN] and marks(sheet) == set()

    def test_a_cell_that_the_user_has_coloured_since_keeps_the_colour(self, copy):
        def colour(book):
            book.active["F20"].fill = PatternFill("solid", fgColor=YELLOW)

        saved = edited(copy, colour)
        clear(str(saved), str(saved.with_stem("还原")))
        assert openpyxl.load_workbook(saved.with_stem("还原")).active["F20"].fill.fgColor.rgb == YELLOW

    def test_a_comment_that_the_user_has_added_to_ours_stays(self, copy):
        def add(book):
            ours = book.active["F20"].comment.text
            book.active["F20"].comment = Comment(f"已请示某某甲\n{ours}\n待回复", "某某乙")

        saved = edited(copy, add)
        book = again(saved)
        check_once(book, saved)
        assert book.worksheets[0]["F20"].comment.text.startswith("已请示某某甲\n待回复\n【绩效校验 T05】")
        clear(str(saved), str(saved.with_stem("还原")))
        assert openpyxl.load_workbook(saved.with_stem("还原")).active["F20"].comment.text == "已请示某某甲\n待回复"


class TestFindingsSheet:
    def test_rows_deleted_a_filter_applied_columns_moved(self, copy):
        def tidy(book):
            sheet = book["校验结果"]
            row_of(sheet, "F10")[9].value = REASON
            sheet.move_range("J1:J60", cols=8)
            sheet.delete_rows(row_of(sheet, "T05")[0].row)
            sheet.auto_filter.add_filter_column(1, ["核实性"])
            sheet.row_dimensions[12].hidden = True

        saved = edited(copy, tidy)
        book = again(saved)
        check_once(book, saved)
        assert row_of(book["校验结果"], "F10")[9].value == REASON
        assert not any(row.hidden for row in book["校验结果"].row_dimensions.values())

    def test_a_sheet_whose_hidden_columns_are_gone_is_replaced_as_any_other(self, copy):
        """Excel's 检查文档 takes them out; the title and the headings are still ours."""

        def cut(book):
            book["校验结果"].delete_cols(11, 9)

        saved = edited(copy, cut)
        check_once(again(saved), saved)

    def test_under_another_title_it_is_the_users_own(self, copy):
        """It is kept as it is; its marks are replaced all the same."""

        def cut(book):
            book["校验结果"].delete_cols(11, 9)
            book["校验结果"]["A1"] = "整改台账"

        book = again(edited(copy, cut))
        assert book.sheetnames[1:] == ["校验结果", "校验结果(2)"]
        form = book.worksheets[0]
        assert all(len(re.findall("【绩效校验 T05】", form[at].comment.text)) <= 1 for at in marks(form))

    def test_nonsense_in_the_hidden_columns_does_no_harm(self, copy):
        def scribble(book):
            for number, row in enumerate(book["校验结果"].iter_rows(min_row=6)):
                row[3].value, row[12].value = ("不是地址", "<fill><broken") if number % 2 else (row[3].value, "<fill>&")

        saved = edited(copy, scribble)
        check_once(again(saved), saved)


class TestExplanations:
    @pytest.fixture
    def explained(self, copy):
        def explain(book):
            row_of(book["校验结果"], "F10")[9].value = REASON

        return edited(copy, explain)

    def test_it_is_accepted_by_check_in_every_format(self, command, explained):
        text = command("check", explained)
        assert "其中 1 条已说明" in text.out and f"核实说明：{REASON}" in text.out
        (file,) = json.loads(command("check", explained, "--format", "json").out)["files"]
        assert [f["explanation"] for f in file["findings"] if f["rule"] == "F10"] == [REASON]
        suites = ElementTree.fromstring(command("check", explained, "--format", "junit", "--fail-on", "warning").out)
        (case,) = [case for case in suites.iter("testcase") if case.get("name").startswith("F10")]
        assert case.find("failure") is None and REASON in case.findtext("system-out")

    def test_it_is_kept_and_told_in_the_comment(self, command, explained):
        outcome = command("annotate", explained, "-o", "再次.xlsx")
        assert outcome.code == 0 and "提示 10 条，其中 1 条已说明，连带" in outcome.out
        book = openpyxl.load_workbook("再次.xlsx")
        assert row_of(book["校验结果"], "F10")[9].value == REASON
        assert REASON in book.worksheets[0]["E6"].comment.text
        assert "其中 1 条已说明" in book["校验结果"]["A2"].value

    def test_typed_straight_into_the_copy(self, copy):
        """As Excel saves it, with the record still there: the original comes back, and the words are kept."""
        ours = openpyxl.load_workbook(copy)["校验结果"]
        at = row_of(ours, "F10")[9].coordinate
        inline = f' t="inlineStr"><is><t>{REASON}</t></is></c>'
        data = changed(copy.read_bytes(), "xl/worksheets/sheet2.xml", lambda text: re.sub(rf'(<c r="{at}" s="\d+")/>', rf"\1{inline}", text))
        copy.write_bytes(data)
        assert check(copy).explained == 1
        assert row_of(again(copy)["校验结果"], "F10")[9].value == REASON

    def test_it_is_asked_for_anew_when_the_figure_changes(self, command, explained):
        def change(book):
            book.active["E6"] = 917.29

        saved = edited(explained, change)
        assert "原核实说明须重写：" + REASON in command("check", saved).out
        command("annotate", saved, "-o", "再次.xlsx")
        row = row_of(openpyxl.load_workbook("再次.xlsx")["校验结果"], "F10")
        assert row[9].value is None and f"（原核实说明须重写：{REASON}（" in row[4].value
        assert "原核实说明须重写：" + REASON in command("check", "再次.xlsx").out, "it waits until something is written"
        command("annotate", "再次.xlsx", "-o", "三次.xlsx")
        assert open("三次.xlsx", "rb").read() == open("再次.xlsx", "rb").read()

    def test_what_is_written_anew_holds(self, command, explained):
        command("annotate", edited(explained, lambda book: book.active.__setitem__("E6", 917.29)), "-o", "再次.xlsx")
        book = openpyxl.load_workbook("再次.xlsx")
        row_of(book["校验结果"], "F10")[9].value = "追加 100 万元，见某财预〔2022〕9号"
        book.save("再次.xlsx")
        out = command("check", "再次.xlsx").out
        assert "核实说明：追加 100 万元" in out and "须重写" not in out

    @pytest.mark.parametrize("phrase", ["无", "情况属实", "同上", "123456", "。。。。。。", "=1+1"])
    def test_an_empty_phrase_explains_nothing(self, copy, phrase):
        def explain(book):
            cell = row_of(book["校验结果"], "F10")[9]
            cell.value, cell.data_type = phrase, "s"

        run = check(edited(copy, explain))
        assert run.explained == 0 and any(f.reopened and phrase in f.reopened for f in run.findings)

    def test_it_never_silences_an_error(self, command, wrong_total):
        annotate(str(wrong_total), str(wrong_total.with_stem("副本")))
        book = openpyxl.load_workbook(wrong_total.with_stem("副本"))
        row_of(book["校验结果"], "S01")[9].value = REASON
        book.save(wrong_total.with_stem("副本"))
        outcome = command("check", wrong_total.with_stem("副本"))
        assert outcome.code == 1 and "未通过" in outcome.out


def test_explanations_in_the_copy_are_not_lost_by_annotating_the_original_again(original, copy):
    """改了原表再标记到同一个副本：副本里已写的核实说明原表里没有。"""
    book = openpyxl.load_workbook(copy)
    sheet = book["校验结果"]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == "核实性")
    sheet.cell(row, 10).value = REASON
    book.save(copy)
    before = copy.read_bytes()
    with pytest.raises(UnwritableFile, match="里面已有 1 条核实说明，原文件里没有"):
        annotate(str(original), str(copy))
    assert copy.read_bytes() == before
    again(copy)
    annotate(str(copy.with_stem("再次")), str(copy))  # it has them too
    assert openpyxl.load_workbook(copy)["校验结果"].cell(row, 10).value == REASON
