"""A marked copy that is worked in for weeks: sheets and rows copied, the sheet 校验结果 thinned out, other programs between."""

import io
import re

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from perfeval_xl import check
from perfeval_xl.annotation import annotate, clear
from perfeval_xl.core.edits import FILLS
from perfeval_xl.core.findings_sheet import COLUMNS
from tests.support.workbook_parts import package, parts_of

SHEET = "项目自评表5"
OWN = ("FFFFF2CC", "FFE2EFDA", "FFD9E1F2", "FFC0C0C0")
REASON = "经核实，系年中追加预算，有财政局批复为据（某财预〔2024〕3号）"
RESULTS = "校验结果"


@pytest.fixture(scope="module")
def first(examples, tmp_path_factory):
    """屈原管理区的自评表，每一格都有自己的填充，有的有自己的批注；和标记过的副本。"""
    folder = tmp_path_factory.mktemp("weeks")
    book = openpyxl.load_workbook(examples / "quyuan-2024.xlsx")
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if type(cell).__name__ != "MergedCell":
                    cell.fill = PatternFill("solid", fgColor=OWN[(cell.row * 3 + cell.column) % len(OWN)])
                    if (cell.row + cell.column) % 5 == 0:
                        cell.comment = Comment(f"自己的批注 {cell.coordinate}", "某某甲")
    book.save(folder / "报送表.xlsx")
    annotate(str(folder / "报送表.xlsx"), str(folder / "副本.xlsx"))
    return folder


@pytest.fixture
def original(first):
    return first / "报送表.xlsx"


@pytest.fixture
def copy(first, tmp_path):
    return tmp_path / "副本.xlsx", (first / "副本.xlsx").read_bytes()


def edited(data, path, change):
    """A file as another program has changed and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    book.save(path)
    return path


def looks(path):
    """Fill and comment of every cell, by sheet."""
    return {
        sheet.title: {
            cell.coordinate: (cell.fill.fill_type, cell.fill.fgColor.rgb, cell.comment and cell.comment.text)
            for row in sheet.iter_rows()
            for cell in row
        }
        for sheet in openpyxl.load_workbook(path).worksheets
    }


def cleared(path):
    out = path.with_stem("还原")
    assert clear(str(path), str(out))
    return looks(out)


def again(path):
    out = path.with_stem("再次")
    annotate(str(path), str(out))
    return out


def told(path):
    """The rows of the sheet 校验结果, each by its columns."""
    sheet = openpyxl.load_workbook(path)[RESULTS]
    rows = list(sheet.iter_rows(values_only=True))
    header = next(number for number, row in enumerate(rows) if COLUMNS[0] in row)
    return [dict(zip(rows[header], row)) for row in rows[header + 1 :] if row[0]]


def explained(book, text=lambda key: REASON):
    """Write under 核实说明 in every row."""
    for row in book[RESULTS].iter_rows(min_row=6):
        if row[10].value:
            row[9].value = text(row[10].value)


class TestOwnLooksComeBack:
    """What clear gives back is what the same work on the file without marks would have given."""

    def check_same_work(self, copy, original, work):
        path, data = copy
        saved = edited(data, path, work)
        plain = edited(original.read_bytes(), path.with_stem("未标记"), work)
        assert cleared(saved) == looks(plain)
        assert cleared(again(saved)) == looks(plain)

    def test_on_a_copied_sheet(self, copy, original):
        def work(book):
            twin = book.copy_worksheet(book[SHEET])
            twin.title = "新项目"

        self.check_same_work(copy, original, work)

    def test_on_copied_cells(self, copy, original):
        """A row copied further down, with its comments and fills; “签字栏……”in A26 is said on four other sheets as well."""

        def work(book):
            sheet = book[SHEET]
            for source, target in (("H14", "H60"), ("E13", "E61"), ("A26", "A62")):
                sheet[target]._style, said = sheet[source]._style, sheet[source].comment
                sheet[target].comment = Comment(said.text, said.author) if said else None

        self.check_same_work(copy, original, work)

    def test_on_rows_and_columns_put_in_beside_marks(self, copy, original):
        """They take over the look of what is above them or to the left, and no comment."""

        def work(book):
            sheet = book[SHEET]
            for source, targets in (("H23", ("H24", "H25")), ("A26", ("A27", "A28")), ("I7", ("J7", "K7"))):
                for target in targets:
                    sheet[target]._style = sheet[source]._style

        self.check_same_work(copy, original, work)

    def test_in_a_cell_coloured_since_beside_which_libreoffice_writes_a_colour_like_ours(self, copy, original):
        def work(book):
            book[SHEET]["E13"].fill = PatternFill("solid", fgColor="FFD9E1F2", bgColor=f"FF{FILLS['info']}")

        self.check_same_work(copy, original, work)

    @pytest.mark.parametrize("gone", ["rows", "sheet"])
    def test_after_the_sheet_of_findings_was_thinned_out_in_a_program_that_keeps_the_record(self, copy, original, gone):
        path, data = copy

        def work(book):
            if gone == "sheet":
                del book[RESULTS]
            else:
                book[RESULTS].delete_rows(7, 40)

        record = {name: body for name, body in parts_of(data).items() if name.startswith("customXml/")}
        saved = parts_of(edited(data, path, work).read_bytes())
        path.write_bytes(package({**saved, **record, "_rels/.rels": with_record(saved["_rels/.rels"])}))
        assert cleared(path) == looks(original)
        assert not [name for name in parts_of(path.with_stem("还原").read_bytes()) if name.startswith("customXml/")]


def with_record(relations):
    """As LibreOffice saves it: the record belongs to the package, not to the workbook."""
    entry = (
        b'<Relationship Id="rId99" Target="../customXml/item1.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"/>'
    )
    return relations.replace(b"</Relationships>", entry + b"</Relationships>")


def test_records_do_not_pile_up_where_libreoffice_has_saved(copy):
    path, data = copy

    parts, workbook = parts_of(data), "xl/_rels/workbook.xml.rels"
    without = re.sub(rb"<Relationship [^>]*customXml/item[^>]*/>", b"", parts[workbook])
    path.write_bytes(package({**parts, workbook: without, "_rels/.rels": with_record(parts["_rels/.rels"])}))
    records = [name for name in parts_of(again(path).read_bytes()) if name.startswith("customXml/item") and "Props" not in name]
    assert records == ["customXml/item1.xml"]


class TestExplanations:
    def spoken_of(self, path):
        return {row["结论键"]: (row["级别"], row["核实说明"] or "", row["须重写的说明"] or "") for row in told(path)}

    def test_one_whose_finding_is_gone_for_a_while_waits_for_it(self, copy):
        """得分暂时写成“待定”，有关的规则没有检到；填回来以后说明还在。"""
        path, data = copy

        def pending(book):
            explained(book)
            book["整体自评表"]["H19"] = "待定"

        waiting = again(edited(data, path, pending))
        key = "S03/整体自评表/提高政务服务能力"
        assert self.spoken_of(waiting)[key] == ("无结论", REASON, "")
        assert key in {given.key for given in check(waiting).unmatched}
        restored = edited(waiting.read_bytes(), path, lambda book: book["整体自评表"].__setitem__("H19", 9))
        found = next(f for f in check(restored).findings if f.key == key)
        assert found.explanation == REASON
        assert self.spoken_of(again(restored))[key] == ("核实性", REASON, "")

    def test_one_whose_indicator_was_renamed_is_told(self, copy, command):
        path, data = copy

        def rename(book):
            explained(book)
            book[SHEET]["D14"] = "平台运维顺畅率"

        saved = edited(data, path, rename)
        said = command("check", saved).out
        assert "核实说明没有对应的结论 3 条" in said and f"各项平台运维顺畅：{REASON}" in said
        row = next(row for row in told(again(saved)) if row["级别"] == "无结论")
        assert "“项目自评表〔行政审批局软硬件运维费〕/各项平台运维顺畅”写过核实说明" in row["说明"]

    def test_another_weight_in_the_sentence_asks_for_it_anew(self, copy):
        """扣 1 分的说明不管扣 3 分：得分没有变，分值变了。"""
        path, data = copy

        def heavier(book):
            explained(book)
            book[SHEET]["G14"] = 12

        run = check(edited(data, path, heavier))
        (found,) = [f for f in run.findings if f.rule == "S03" and f.field.cell == "H14" and f.field.sheet == SHEET]
        assert found.explanation is None and "数已经变了" in found.reopened

    def test_it_stays_with_its_figures_when_a_copy_stands_in_front(self, copy):
        path, data = copy

        def new_project(book):
            explained(book)
            twin = book.copy_worksheet(book[SHEET])
            twin["H14"] = 8
            book.move_sheet(twin, -7)

        run = check(edited(data, path, new_project))
        said = {f.field.sheet: f.explanation for f in run.findings if f.rule == "S03" and f.field.cell == "H14" and "5" in f.field.sheet}
        assert said == {SHEET: REASON, f"{SHEET} Copy": None}

    def test_moved_sheets_are_no_other_figures(self, copy):
        path, data = copy

        def move(book):
            explained(book)
            book.move_sheet("项目自评表2", 2)

        assert not [f.key for f in check(edited(data, path, move)).findings if f.reopened]

    def test_of_two_copies_of_the_findings_sheet_that_differ_none_is_chosen(self, copy):
        path, data = copy
        key = "S03/整体自评表/提高政务服务能力"

        def back_up(book):
            explained(book)
            twin = book.copy_worksheet(book[RESULTS])
            for row in twin.iter_rows(min_row=6):
                if row[10].value == key:
                    row[9].value = "已补写原因，见附件三（改进措施）"

        run = check(edited(data, path, back_up))
        (found,) = [f for f in run.findings if f.key == key]
        assert found.explanation is None
        assert found.reopened == f"{REASON}；已补写原因，见附件三（改进措施）（2 处写得不同，请写成一条）"
        assert all(f.explanation == REASON for f in run.findings if f.key != key and f.severity != "rounding")

    def test_a_copy_in_which_nothing_is_written_does_not_hide_what_is(self, copy):
        path, data = copy

        def back_up(book):
            book.copy_worksheet(book[RESULTS])
            explained(book)

        assert all(f.explanation == REASON for f in check(edited(data, path, back_up)).findings if f.severity != "rounding")
