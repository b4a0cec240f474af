"""What nobody sees, rows, columns, cells and whole sheets, and what refers to it: it is not published, and that is told."""

import re

from perfeval_xl.core.publication import REMOVED
from perfeval_xl.io.patch.work import Work
from perfeval_xl.io.publish.edition import published
from tests.io.publish.opened import opened
from tests.io.publish.test_parts import made


def test_rules_that_need_a_hidden_sheet_go_and_are_told():
    """Excel calls a file damaged whose rule refers to a sheet that is not there."""

    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, (1, 2, 3))
        book.add_worksheet("底稿").hide()
        for where, row in (("底稿", 0), ("表", 1)):
            sheet.data_validation(row, 4, row, 4, {"validate": "list", "source": f"={where}!$A$1:$A$3"})
            sheet.conditional_format(row, 5, row, 5, {"type": "formula", "criteria": f"=$B1>{where}!$A$1"})
            sheet.add_sparkline(row, 6, {"range": f"{where}!A1:C1"})

    edition = opened(published(made(fill)))
    left = edition.text("xl/worksheets/sheet1.xml")
    assert "底稿" not in left and [left.count(tag) for tag in ("<dataValidation ", "<cfRule ", "<x14:sparkline>")] == [1, 1, 1]
    told = [one.cell for one in edition.told if one.kind == "引用未公开内容的下拉列表、条件格式或迷你图"]
    assert sorted(told) == ["E1", "F1", "G1"]


def test_of_links_on_what_is_drawn_those_stay_that_lead_to_a_sheet_in_sight():
    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.write(0, 0, "甲")
        book.add_worksheet("第二张")
        book.add_worksheet("底稿").hide()
        for row, where in enumerate(("第二张", "底稿")):
            sheet.insert_textbox(8 * row, 0, "看明细", {"url": f"internal:{where}!A1"})

    edition = opened(published(made(fill)))
    left = edition.text("xl/drawings/_rels/drawing1.xml.rels")
    assert "#第二张!A1" in left and "底稿" not in left
    assert edition.text("xl/drawings/drawing1.xml").count("hlinkClick") == 1
    assert [one.kind for one in edition.told if "链接" in one.kind] == ["通向未公开内容的链接"]


def test_a_merged_title_over_a_hidden_column_shows_through():
    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.merge_range(0, 0, 0, 2, "看得见的标题")
        sheet.write(1, 0, "看不见")
        sheet.set_column(0, 0, None, None, {"hidden": True})

    sheet = opened(published(made(fill))).book["表"]
    assert (sheet["A1"].value, sheet["A2"].value) == ("看得见的标题", None)


def test_a_hidden_sheets_formula_without_a_value_does_not_matter():
    def fill(book):
        book.add_worksheet("表").write(0, 0, "甲")
        hidden = book.add_worksheet("底稿")
        hidden.write_row(0, 0, (1, 2))
        hidden.hide()

    data = made(fill, {"xl/worksheets/sheet2.xml": ('<c r="B1"><v>2</v></c>', '<c r="B1"><f>A1</f></c>')})
    assert opened(published(data)).book.sheetnames == ["表"]


def test_names_of_the_sheets_behind_a_hidden_one_count_one_less():
    def fill(book):
        for name in ("一", "底稿", "三"):
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, name)
            sheet.print_area(0, 0, 1, 1)
            if name == "底稿":
                sheet.hide()

    book = opened(published(made(fill))).book
    assert [book[name].print_area for name in ("一", "三")] == ["'一'!$A$1:$B$2", "'三'!$A$1:$B$2"]


def test_a_table_with_a_hidden_column_becomes_plain_cells():
    """Its heading is not published, and a table has a heading for every column."""

    def fill(book):
        sheet = book.add_worksheet("表")
        columns = [{"header": "项"}, {"header": "机密列"}]
        sheet.add_table(10, 1, 12, 2, {"columns": columns, "data": [["甲", "机密值"]]})
        sheet.add_table(20, 1, 22, 2, {"header_row": False, "data": [["甲", "机密值"]]})
        sheet.set_column("C:C", None, None, {"hidden": True})

    edition = opened(published(made(fill)))
    assert [table.ref for table in edition.book["表"].tables.values()] == ["B21:C23"], "one without headings loses nothing"
    assert edition.book["表"]["B11"].value == "项" and not [name for name, content in edition.parts.items() if "机密".encode() in content]
    assert "表格样式（列名遮蔽后相同或在隐藏的格里，数值留下）" in edition.kinds(REMOVED)


def test_links_messages_and_rules_of_hidden_cells_go():
    def fill(book):
        sheet = book.add_worksheet("表")
        for cell, where in (("B2", "看得见"), ("H2", "机密")):
            sheet.write_url(cell, f"https://example.com/{where}", string="网站", tip=where)
            sheet.data_validation(cell, {"validate": "any", "input_message": where})
            sheet.conditional_format(cell, {"type": "text", "criteria": "containing", "value": where})
        sheet.merge_range("H5:I5", "")
        sheet.write_url("H5", "https://example.com/", string="合并", tip="看得见")
        sheet.data_validation("G3:H3", {"validate": "any", "input_message": "一半看得见"})
        sheet.set_column("H:H", None, None, {"hidden": True})

    edition = opened(published(made(fill)))
    text = edition.text("xl/worksheets/sheet1.xml")
    assert not [name for name, content in edition.parts.items() if "机密".encode() in content]
    assert text.count("看得见") == 6 and '<dataValidations count="2">' in text and "一半看得见" in text
    assert "隐藏格的链接、提示和条件格式" in edition.kinds(REMOVED)


def test_a_cell_whose_format_shows_nothing_is_emptied():
    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.write(0, 0, "看得见", book.add_format({"num_format": "0.00;-0.00;;@"}))
        sheet.write(1, 0, "看不见", book.add_format({"num_format": ";;;"}))

    sheet = opened(published(made(fill))).book["表"]
    assert (sheet["A1"].value, sheet["A2"].value) == ("看得见", None)


def test_what_nobody_sees_is_told_by_its_rows_columns_and_ranges():
    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.write_column(0, 0, [f"第{number}项" for number in range(10)])
        sheet.write_row(0, 1, ("看得见", "机密", "看得见", "机密", "机密"))
        for row in (1, 2, 3, 8):
            sheet.set_row(row, None, None, {"hidden": True})
        for columns in ("C:C", "E:F"):
            sheet.set_column(columns, None, None, {"hidden": True})
        sheet.merge_range("H5:H7", "合并")
        sheet.write("H6", "机密")
        sheet.write("I1", 5, book.add_format({"num_format": ";;;"}))

    told = opened(published(made(fill))).told
    assert [one.cell for one in told if one.kind.startswith("看不见的内容")] == ["第 2–4 行", "第 9 行", "C 列", "E–F 列", "H5:H7", "I1"]


def test_rows_that_do_not_say_where_they_are_are_hidden_all_the_same():
    data = made(lambda book: book.add_worksheet("表").write_column(0, 0, [5, 71, 6, 72, 7]))
    work = Work(data)
    part = "xl/worksheets/sheet1.xml"
    unnumbered = re.sub(r' (?:r|spans)="[A-Z0-9:]+"', "", work.text(part))
    for value in ("71", "72"):
        unnumbered = unnumbered.replace(f"<row><c><v>{value}", f'<row hidden="1"><c><v>{value}')
    work.put(part, unnumbered)
    edition = opened(published(b"".join(work.pieces())))
    assert [row[0].value for row in edition.book["表"].iter_rows()] == [5, None, 6, None, 7]
    assert [one.cell for one in edition.told if one.kind.startswith("看不见的内容")] == ["第 2 行", "第 4 行"]


def test_what_is_drawn_over_hidden_columns_goes():
    def fill(book):
        sheet = book.add_worksheet("表")
        sheet.write(0, 0, "甲")
        sheet.insert_textbox(0, 0, "看得见", {"height": 20})
        sheet.insert_textbox(0, 9, "在隐藏列", {"height": 20, "width": 80})

    formats = '<sheetFormatPr defaultRowHeight="15"/>'
    columns = '<cols><col min="10" max="12" width="9" hidden="1"/></cols>'
    edition = opened(published(made(fill, {"xl/worksheets/sheet1.xml": (formats, formats + columns)})))
    text = edition.text("xl/drawings/drawing1.xml")
    assert "看得见" in text and "在隐藏列" not in text
