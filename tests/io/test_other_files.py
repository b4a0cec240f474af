"""What calamine does not tell of .xls, .xlsb and .ods: error values, which are no empty cells, how numbers are shown, merges."""

import struct

import openpyxl
import pytest

from perfeval_xl.core.book import CellError, Shown
from perfeval_xl.io.errors import UnreadableFile
from perfeval_xl.io.other_files import told
from perfeval_xl.io.reader import read_book, read_bytes
from perfeval_xl.rules.check import check_book
from tests.support.books import EXAMPLES
from tests.support.office import ABSENT, converted, program

from .workbook_files import compound_file, zipped

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(content)) + content


def number(row: int, col: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<3Hd", row, col, style, value))


def error(row: int, col: int, code: int) -> bytes:
    return record(0x0205, struct.pack("<3H2B", row, col, 15, code, 1))


def formula(row: int, col: int, result: bytes) -> bytes:
    return record(0x0006, struct.pack("<3H", row, col, 15) + result + struct.pack("<HLH", 0, 0, 3) + b"\x1e\x01\x00")


def xls(*sheets: bytes, styles: bytes = b"") -> bytes:
    """A workbook of Excel 97–2003 with these worksheets, each a run of cell records."""
    bof = record(0x0809, struct.pack("<4H2L", 0x0600, 0x0005, 0, 0, 0, 0))
    below = record(0x0809, struct.pack("<4H2L", 0x0600, 0x0010, 0, 0, 0, 0))
    size = len(bof) + len(styles) + len(record(0x0085, bytes(9))) * len(sheets) + 4
    globals_, bodies = bof + styles, b""
    for at, cells in enumerate(sheets):
        name = struct.pack("<LHBB", size + len(bodies), 0, 1, 0) + b"%c" % (65 + at)
        globals_ += record(0x0085, name)
        bodies += below + cells + record(0x000A)
    return compound_file("Workbook", globals_ + record(0x000A) + bodies)


def ods(*rows: str) -> bytes:
    """An OpenDocument workbook of one table."""
    names = f'xmlns:office="{OFFICE}" xmlns:table="{TABLE}" xmlns:text="{TEXT}" xmlns:calcext="{CALC}"'
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="表">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": "<m/>", "content.xml": content})


def cell(value: str, times: int = 1) -> str:
    is_error = value[0] in "#E"  # as LibreOffice writes them: a text that is empty, and beside it what is shown
    said = 'office:value-type="string" ' + ('office:string-value="" calcext:value-type="error"' if is_error else "")
    return f'<table:table-cell table:number-columns-repeated="{times}" {said}><text:p>{value}</text:p></table:table-cell>'


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def test_an_xls():
    divided = b"\x02\x00\x07\x00\x00\x00\xff\xff"
    data = xls(
        number(0, 0, 7) + error(2, 3, 0x2A) + number(4, 1, 5),
        number(0, 0, 1),
        number(0, 0, 1) + formula(1, 0, divided) + formula(1, 1, struct.pack("<d", 12.5)) + error(9, 9, 0x17),
    )
    assert [[*sheet.bad] for sheet in read_bytes(data, "a.xls").sheets] == [
        [(2, 3, CellError("#N/A"))],
        [],
        [(1, 0, CellError("#DIV/0!")), (9, 9, CellError("#REF!"))],
    ]
    first = read_bytes(data, "a.xls").sheets[0]
    assert (first.value(0, 0), first.value(2, 3), first.value(4, 1), first.value(2, 2)) == (7, CellError("#N/A"), 5, "")


def test_a_logical_value_and_a_number_are_no_errors():
    data = xls(record(0x0205, struct.pack("<3H2B", 0, 0, 15, 1, 0)) + formula(0, 1, struct.pack("<d", 3)))
    assert not read_bytes(data, "a.xls").sheets[0].bad


def test_a_chart_inside_a_sheet_does_not_end_it():
    chart = record(0x0809, struct.pack("<4H2L", 0x0600, 0x0020, 0, 0, 0, 0)) + record(0x000A)
    (sheet,) = read_bytes(xls(number(0, 0, 7) + chart + error(1, 1, 0x1D)), "a.xls").sheets
    assert [*sheet.bad] == [(1, 1, CellError("#NAME?"))]


def style(number_format: int) -> bytes:
    return record(0x00E0, struct.pack("<2H16x", 0, number_format))


def named_format(number: int, code: str) -> bytes:
    wide = not code.isascii()
    return record(0x041E, struct.pack("<2HB", number, len(code), wide) + code.encode("utf-16-le" if wide else "latin-1"))


def test_number_formats_of_an_xls():
    """0.972 in a cell of the format 0.0% is 97.2%; the numbers of neighbouring cells are one record."""
    styles = style(0) + style(10) + named_format(164, "0.0%") + named_format(165, '0.00"万元"') + style(164) + style(165)
    neighbours = record(0x00BD, struct.pack("<2H", 3, 1) + struct.pack("<HLHL", 1, 2, 0, 2) + struct.pack("<H", 2))
    shared = record(0x027E, struct.pack("<3HL", 5, 0, 3, 2))
    half = formula(4, 0, struct.pack("<d", 0.5)).replace(struct.pack("<3H", 4, 0, 15), struct.pack("<3H", 4, 0, 2))
    data = xls(number(0, 0, 7) + number(1, 0, 0.972, 2) + number(2, 0, 12.5, 3) + neighbours + half + shared, styles=styles)
    (sheet,) = read_bytes(data, "a.xls").sheets
    assert sheet.tells_formats
    assert sheet.formats == {
        (1, 0): Shown(1, True), (2, 0): Shown(2, behind="万元"), (3, 1): Shown(2, True), (4, 0): Shown(1, True),
        (5, 0): Shown(2, behind="万元"),
    }  # fmt: skip
    assert sheet.formulas is None and sheet.comments is None


@pytest.mark.parametrize("length", range(5, 700, 23))
def test_an_xls_that_breaks_off_is_read_as_far_as_it_goes(length):
    """Whatever stands in the stream: no traceback, and calamine has the last word on what can be read."""
    data = bytearray(xls(number(0, 0, 7) + error(1, 1, 0x1D) + error(2, 1, 0x07)))
    for at in range(1536 + length, len(data)):
        data[at] = (data[at] * 7 + length) % 256
    try:
        read_bytes(bytes(data), "a.xls")
    except UnreadableFile:
        pass


def xlsb_record(kind: int, content: bytes) -> bytes:
    assert kind < 0x80 and len(content) < 0x80
    return bytes((kind, len(content))) + content


def test_an_xlsb():
    """A worksheet behind a macro sheet: its cells are told by their row, which is a record before them."""
    at = struct.pack("<2L", 3, 0)
    part = xlsb_record(0, struct.pack("<L", 5) + bytes(13)) + xlsb_record(3, at + b"\x2a")
    part += xlsb_record(5, struct.pack("<2Ld", 4, 0, 7.0)) + xlsb_record(0, struct.pack("<L", 8) + bytes(13))
    part += xlsb_record(11, struct.pack("<2L", 1, 0) + b"\x07" + bytes(10))

    def sheet(number: int, name: str) -> bytes:
        words = [len(word).to_bytes(4, "little") + word.encode("utf-16-le") for word in (f"rId{number}", name)]
        content = struct.pack("<2L", 0, number) + b"".join(words)
        return b"\x9c\x01" + bytes((len(content),)) + content

    targets = {"xlMacrosheet": "sheets/1", "worksheet": "sheets/2", "styles": "styles"}
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{types}/{kind}" Target="{target}.bin"/>'
        for n, (kind, target) in enumerate(targets.items(), 1)
    )

    def name(text: str) -> bytes:
        return len(text).to_bytes(4, "little") + text.encode("utf-16-le")

    def cell_style(number_format: int) -> bytes:
        return xlsb_record(47, struct.pack("<2H12x", 0, number_format))

    styles = xlsb_record(44, struct.pack("<H", 164) + name("0.0%")) + cell_style(9)  # the last of a named style
    styles += b"\xe9\x04\x00" + cell_style(0) + cell_style(164) + b"\xea\x04\x00"
    part += xlsb_record(5, struct.pack("<2Ld", 6, 1, 0.972))
    package = {
        "xl/styles.bin": styles,
        "xl/workbook.bin": sheet(1, "宏") + sheet(2, "表"),
        "xl/_rels/workbook.bin.rels": f"<Relationships>{related}</Relationships>",
        "xl/sheets/1.bin": b"",
        "xl/sheets/2.bin": part,
    }
    (sheet,) = told("xlsb", zipped(package))
    assert sheet.bad == ((5, 3, CellError("#N/A")), (8, 1, CellError("#DIV/0!")))
    assert sheet.extras().formats == {(8, 6): Shown(1, True)}


def test_an_ods():
    data = ods(
        row(cell("题")), row(cell("甲", 3), cell("Err:502"), cell("乙")), row(cell(" "), times=4), row(cell("#DIV/0!", 2), times=2)
    )  # fmt: skip
    bad = [(1, 3, "Err:502"), (6, 0, "#DIV/0!"), (6, 1, "#DIV/0!"), (7, 0, "#DIV/0!"), (7, 1, "#DIV/0!")]
    assert [*read_bytes(data, "a.ods").sheets[0].bad] == [(at, col, CellError(code)) for at, col, code in bad]


def test_numbers_and_merges_of_an_ods():
    """What is printed stands beside each number; the first two cells are merged with those below."""
    def figure(kind: str, value: str, text: str, spans: str = "") -> str:
        return f'<table:table-cell office:value-type="{kind}" office:value="{value}" {spans}><text:p>{text}</text:p></table:table-cell>'

    wide = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    first = row(figure("float", "12", "12.00", wide), "<table:covered-table-cell/>", figure("percentage", "0.972", "97.2%"))
    data = ods(first, row(figure("float", "1234.5", "1,234.5"), figure("float", "1e12", "1E+12"), figure("float", "3", "3")))
    (sheet,) = read_bytes(data, "a.ods").sheets
    assert sheet.merges == ((0, 0, 2, 1),)
    assert sheet.formats == {(0, 0): Shown(2), (0, 2): Shown(1, True), (1, 0): Shown(1), (1, 2): Shown(0)}


def test_what_an_ods_prints_around_a_figure_and_of_a_date():
    def printed(kind: str, value: str, text: str) -> str:
        name = "date-value" if kind == "date" else "value"
        return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"><text:p>{text}</text:p></table:table-cell>'

    figures = printed("float", "12345678", "1,234.57"), printed("float", "-120", "-120个"), printed("percentage", "0.95", "≥95%")
    units = printed("float", "123456", "12.3万"), printed("currency", "5", "￥5.00"), printed("float", "12.35", "12.35万元")
    dates = printed("date", "2024-12-01", "2024年12月"), printed("date", "2026-12-31", "12月31日"), printed("date", "2024-12-31", "2024-12-31")
    (sheet,) = read_bytes(ods(row(*figures), row(*units), row(*dates)), "a.ods").sheets
    assert sheet.formats == {
        (0, 0): Shown(2, scale=4),
        (0, 1): Shown(0, behind="个"),
        (0, 2): Shown(0, True, before="≥"),
        (1, 1): Shown(2),
        (1, 2): Shown(2, behind="万元"),
        (2, 0): Shown(None, date="ym"),
        (2, 1): Shown(None, date="md"),
    }


@pytest.mark.parametrize("broken", ["</table:table-cell>", "<table:table-row>", "&", "<"])
def test_an_ods_whose_xml_is_broken_is_damaged(broken):
    """Calamine would look for the end of an element for ever."""
    with pytest.raises(UnreadableFile, match="损坏"):
        read_bytes(ods(row(cell("题")), broken, row(cell("甲"))), "a.ods")


def test_errors_repeated_over_a_whole_sheet_do_not_fill_the_memory():
    data = ods(row(cell("题")), row(cell("#REF!", 16384), times=1_048_576), row(cell("#N/A", 300), times=300))
    (sheet,) = told("ods", data)
    assert sheet.bad == ()


def test_an_error_at_the_far_end_of_a_sheet_does_not_fill_the_memory():
    empty = '<table:table-cell table:number-columns-repeated="{}"/>'
    far = row(empty.format(16384), times=7000) + row(empty.format(1500), cell("#REF!"))
    with pytest.raises(UnreadableFile, match="第 7002 行、第 1501 列"):
        read_bytes(ods(row(cell("题")), far), "a.ods")


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_form_in_another_format_is_told_its_errors_as_in_an_xlsx(tmp_path, kind):
    if program() is None:
        pytest.skip(ABSENT)
    book = openpyxl.load_workbook(EXAMPLES / "consistent-2024.xlsx")
    book["整体自评表"]["H19"], book["整体自评表"]["E5"], book["公开03表"]["D12"] = "=1/0", "=VLOOKUP(1,A1:A2,1,0)", "=NA()"
    source = tmp_path / "有错误值.xlsx"
    book.save(source)
    (path,) = converted([source], kind, tmp_path)
    (computed,) = converted([source], "xlsx", tmp_path / "out") if (tmp_path / "out").mkdir() is None else ()
    run, same = check_book(read_book(str(path))), check_book(read_book(str(computed)))
    cells = {("整体自评表", "H19"), ("整体自评表", "E5"), ("公开03表", "D12")}
    assert cells <= {(one.sheet, one.cell) for one in run.unchecked}
    assert {one.reason for one in run.unchecked} >= {one.reason for one in same.unchecked}
    assert not [f.message for f in run.findings if f.severity == "error"]


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_the_examples_in_another_format_have_the_same_findings(tmp_path, kind):
    """100% is no 1 there, a figure is printed with its decimals, and merged scores count once."""
    if program() is None:
        pytest.skip(ABSENT)
    files = sorted(EXAMPLES.glob("*.xlsx"))
    for source, path in zip(files, converted(files, kind, tmp_path)):
        mine, theirs = (
            [(f.rule, f.severity, f.field.sheet, f.field.cell, f.expected, f.actual) for f in check_book(read_book(str(one))).findings]
            for one in (path, source)
        )
        assert mine == theirs, path.name
