"""Single situations: what is shared, what shows through, what has no value, and what the spreadsheet needs to stay."""

import io

import pytest
import xlsxwriter

from perfeval_xl.core.publication import HINT, REMOVED
from perfeval_xl.io.errors import Fault
from perfeval_xl.io.patch.work import Work
from perfeval_xl.io.publish.edition import published
from tests.io.publish.opened import opened


def made(fill, changes=None) -> bytes:
    """A workbook that *fill* filled; *changes*: part → (old text, new text)."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        fill(book)
    work = Work(file.getvalue())
    for part, (old, new) in (changes or {}).items():
        assert old in work.text(part)
        work.put(part, work.text(part).replace(old, new, 1))
    return b"".join(work.pieces())


def test_a_shared_text_is_split_where_only_one_of_its_cells_names_a_person():
    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ("联系人", "高峰"))
        sheet.write(4, 0, "高峰期的任务；地点：高峰村")
        sheet.write(5, 0, "高峰")
        sheet.write_row(8, 0, ("地名", "东山"))
        sheet.write_row(9, 0, ("填表人", "东山"))

    sheet = opened(published(made(fill))).book["表"]
    assert sheet["B1"].value == sheet["A6"].value == "高*"
    assert sheet["A5"].value == "高峰期的任务；地点：高峰村"
    assert sheet["B10"].value == "东*"


READING = '<r><t>某某</t></r><r><t>甲</t></r><rPh sb="0" eb="3"><t>ボウボウコウ</t></rPh><phoneticPr fontId="1"/>'


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1" t="inlineStr"><is><t>某某甲</t></is></c>',
        f'<c r="B1" t="inlineStr"><is>{READING}</is></c>',
        '<c r="B1" t="str"><f>"某某"&amp;"甲"</f><v>某某甲</v></c>',
    ],
    ids=["a text in its cell", "one in several runs, with how it is read", "the result of a formula"],
)
def test_a_name_is_masked_however_its_cell_holds_it(cell):
    data = made(
        lambda book: book.add_worksheet("表").write_row(0, 0, ("联系人", 7)),
        {"xl/worksheets/sheet1.xml": ('<c r="B1"><v>7</v></c>', cell)},
    )
    edition = opened(published(data))
    assert edition.book["表"]["B1"].value == "某**"
    assert "甲" not in edition.text("xl/worksheets/sheet1.xml") and "ボウ" not in edition.text("xl/worksheets/sheet1.xml")


def test_hidden_names_and_names_of_functions_go():
    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.write(0, 0, "甲")
        book.define_name("合计", "=表!$A$1")
        book.define_name("底数", "=表!$A$2")
        book.define_name("算分", "=表!$A$3")

    for name, mark in (("底数", ' hidden="1"'), ("算分", ' function="1" vbProcedure="1"')):
        marked = (f'<definedName name="{name}"', f'<definedName name="{name}"{mark}')
        left = opened(published(made(fill, {"xl/workbook.xml": marked}))).book.defined_names
        assert set(left) == {"合计", "底数", "算分"} - {name}


def test_what_is_said_of_a_name_goes_and_the_name_stays():
    def fill(book):
        book.add_worksheet("表").write(0, 0, "甲")
        book.define_name("合计", "=表!$A$1")

    remarked = ('<definedName name="合计"', '<definedName name="合计" comment="机密" customMenu="机密" description="机密"')
    edition = opened(published(made(fill, {"xl/workbook.xml": remarked})))
    assert list(edition.book.defined_names) == ["合计"] and "机密" not in edition.text("xl/workbook.xml")


def test_texts_that_no_cell_shows_are_gone():
    data = made(lambda book: book.add_worksheet("表").write(0, 0, "甲"), {"xl/sharedStrings.xml": ("</sst>", "<si><t>早就删掉的</t></si></sst>")})
    assert "早就删掉的" in Work(data).text("xl/sharedStrings.xml")
    assert "早就删掉的" not in opened(published(data)).text("xl/sharedStrings.xml")


def test_rules_whose_formulas_name_somebody_go():
    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.data_validation("A1", {"validate": "list", "source": ["甲", "13800000000"]})
        sheet.data_validation("A2", {"validate": "custom", "value": '=A2="13800000001"'})
        sheet.data_validation("A3", {"validate": "list", "source": ["达成", "部分达成"]})
        sheet.conditional_format("B1", {"type": "text", "criteria": "containing", "value": "13800000002"})
        sheet.conditional_format("B2", {"type": "formula", "criteria": "=$B2=13800000003"})
        sheet.conditional_format("B3", {"type": "formula", "criteria": "=$B3>100"})

    data = made(fill)
    edition = opened(published(data))
    left = edition.text("xl/worksheets/sheet1.xml")
    assert Work(data).text("xl/worksheets/sheet1.xml").count("1380000000") == 5
    assert "1380000000" not in left and "达成" in left and "$B3&gt;100" in left
    assert "条件里有个人信息的下拉列表、有效性或条件格式" in edition.kinds(REMOVED)


@pytest.mark.parametrize(
    "cell", ["<c r=\"B1\"><f>A1+1</f></c>", '<c r="B1"><f>A1+1</f><v></v></c>', '<c r="B1"><f t="shared" ref="B1:B2" si="0">A1+1</f></c>']
)
def test_a_formula_without_a_cached_value_is_refused_by_its_cell(cell):
    def fill(book):
        book.add_worksheet("表").write_row(0, 0, (1, 2))

    data = made(fill, {"xl/worksheets/sheet1.xml": ('<c r="B1"><v>2</v></c>', cell)})
    with pytest.raises(Fault, match="“表”的 B1的公式没有缓存值"):
        published(data)


def test_a_formula_whose_result_is_the_empty_text_is_published():
    data = made(
        lambda book: book.add_worksheet("表").write_row(0, 0, (1, 2)),
        {"xl/worksheets/sheet1.xml": ('<c r="B1"><v>2</v></c>', '<c r="B1" t="str"><f>""</f><v></v></c>')},
    )
    assert "<f>" not in opened(published(data)).text("xl/worksheets/sheet1.xml")


def test_shared_and_array_formulas_keep_every_value():
    data = made(
        lambda book: book.add_worksheet("表").write_row(0, 0, (1, 2, 3, 4)),
        {"xl/worksheets/sheet1.xml": (
            '<c r="B1"><v>2</v></c><c r="C1"><v>3</v></c><c r="D1"><v>4</v></c>',
            '<c r="B1"><f t="shared" ref="B1:C1" si="0">A1*2</f><v>2.0000000000000001E-2</v></c><c r="C1"><f t="shared" si="0"/><v>3</v></c>'
            '<c r="D1" cm="1"><f t="array" ref="D1">A1&lt;B1</f><v>4</v></c>',
        )},
    )  # fmt: skip
    text = opened(published(data)).text("xl/worksheets/sheet1.xml")
    assert '<c r="B1"><v>2.0000000000000001E-2</v></c><c r="C1"><v>3</v></c><c r="D1"><v>4</v></c>' in text


def test_a_number_like_a_mobile_without_a_label_is_left_to_a_person():
    data = made(lambda book: book.add_worksheet("表").write_row(0, 0, ("合计", 13800000000)))
    edition = opened(published(data))
    assert edition.book["表"]["B1"].value == 13800000000
    (hint,) = [one for one in edition.told if one.action == HINT]
    assert (hint.cell, hint.now) == ("B1", "138****0000")


def test_a_table_with_a_column_for_each_of_two_persons_becomes_plain_cells():
    """Masked, the two columns have one name, which no table may have."""

    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ("专家：王某甲", "专家：王某乙"))
        columns = [{"header": "指标"}, {"header": "王某甲"}, {"header": "王某乙"}]
        sheet.add_table(2, 0, 3, 2, {"columns": columns, "data": [["数量", 9, 8]]})
        sheet.add_table(6, 0, 7, 1, {"columns": [{"header": "项"}, {"header": "王某甲"}], "data": [["数量", 9]]})

    edition = opened(published(made(fill)))
    sheet = edition.book["表"]
    assert [cell.value for cell in sheet[3]] == ["指标", "王**", "王**"] and [cell.value for cell in sheet[4]] == ["数量", 9, 8]
    assert [(table.ref, table.column_names) for table in sheet.tables.values()] == [("A7:B8", ["项", "王**"])]
    assert '<tableParts count="1">' in edition.text("xl/worksheets/sheet1.xml")
    assert "表格样式（列名遮蔽后相同或在隐藏的格里，数值留下）" in edition.kinds(REMOVED)


def test_a_table_keeps_neither_its_formulas_nor_what_it_was_filtered_by():
    def fill(book):
        sheet = book.add_worksheet("表")
        columns = [{"header": "项"}, {"header": "数", "formula": "=底稿!$A$1", "total_function": "sum"}]
        sheet.add_table(2, 0, 4, 1, {"columns": columns, "data": [["甲"]], "total_row": True})

    filtered = '<filterColumn colId="0"><filters><filter val="机密"/></filters></filterColumn>'
    opening = '<autoFilter ref="A3:B4"/>'
    data = made(fill, {"xl/tables/table1.xml": (opening, f"{opening[:-2]}>{filtered}</autoFilter>")})
    assert "底稿" in Work(data).text("xl/tables/table1.xml")
    edition = opened(published(data))
    left = edition.text("xl/tables/table1.xml")
    assert "底稿" not in left and "机密" not in left and opening[:-2] in left
    assert list(edition.book["表"].tables) == ["Table1"]


def test_the_last_visible_sheet_cannot_be_missing():
    data = made(lambda book: book.add_worksheet("表").write(0, 0, "甲"), {"xl/workbook.xml": ('sheetId="1"', 'sheetId="1" state="hidden"')})
    with pytest.raises(Fault, match="没有看得见的工作表"):
        published(data)


def test_check_boxes_stay_and_lose_their_macro():
    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.insert_button(0, 0, {"macro": "go"})
        sheet.insert_button(5, 0, {"macro": "go", "caption": "是否"})

    work = Work(made(fill))
    drawing = next(name for name in work.archive.entries if name.endswith(".vml"))
    text = work.text(drawing)
    at = text.rindex("Button")
    work.put(drawing, text[:at] + "Checkbox" + text[at + len("Button") :])
    left = opened(published(b"".join(work.pieces()))).parts["xl/drawings/vmlDrawing1.vml"].decode()
    assert left.count("<v:shape ") == 1 and "是否" in left and "FmlaMacro" not in left
