"""Error values in .xls, .xlsb and .ods: calamine leaves them out of the grid, and an error is not an empty cell."""

import struct

import openpyxl
import pytest

from perfeval_xl.core.book import CellError
from perfeval_xl.io.error_cells import error_cells
from perfeval_xl.io.errors import UnreadableFile
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


def number(row: int, col: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<3Hd", row, col, 15, value))


def error(row: int, col: int, code: int) -> bytes:
    return record(0x0205, struct.pack("<3H2B", row, col, 15, code, 1))


def formula(row: int, col: int, result: bytes) -> bytes:
    return record(0x0006, struct.pack("<3H", row, col, 15) + result + struct.pack("<HLH", 0, 0, 3) + b"\x1e\x01\x00")


def xls(*sheets: bytes) -> bytes:
    """A workbook of Excel 97–2003 with these worksheets, each a run of cell records."""
    bof = record(0x0809, struct.pack("<4H2L", 0x0600, 0x0005, 0, 0, 0, 0))
    below = record(0x0809, struct.pack("<4H2L", 0x0600, 0x0010, 0, 0, 0, 0))
    size = len(bof) + len(record(0x0085, bytes(9))) * len(sheets) + 4
    globals_, bodies = bof, b""
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
    assert [sheet.bad for sheet in read_bytes(data, "a.xls").sheets] == [
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
    assert read_bytes(xls(number(0, 0, 7) + chart + error(1, 1, 0x1D)), "a.xls").sheets[0].bad == [(1, 1, CellError("#NAME?"))]


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

    kinds = {1: "xlMacrosheet", 2: "worksheet"}
    related = "".join(
        f'<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="sheets/{n}.bin"/>'
        for n, kind in kinds.items()
    )
    package = {
        "xl/workbook.bin": sheet(1, "宏") + sheet(2, "表"),
        "xl/_rels/workbook.bin.rels": f"<Relationships>{related}</Relationships>",
        "xl/sheets/1.bin": b"",
        "xl/sheets/2.bin": part,
    }
    assert error_cells("xlsb", zipped(package)) == [[(5, 3, CellError("#N/A")), (8, 1, CellError("#DIV/0!"))]]


def test_an_ods():
    data = ods(
        row(cell("题")), row(cell("甲", 3), cell("Err:502"), cell("乙")), row(cell(" "), times=4), row(cell("#DIV/0!", 2), times=2)
    )  # fmt: skip
    bad = [(1, 3, "Err:502"), (6, 0, "#DIV/0!"), (6, 1, "#DIV/0!"), (7, 0, "#DIV/0!"), (7, 1, "#DIV/0!")]
    assert read_bytes(data, "a.ods").sheets[0].bad == [(at, col, CellError(code)) for at, col, code in bad]


def test_errors_repeated_over_a_whole_sheet_do_not_fill_the_memory():
    data = ods(row(cell("题")), row(cell("#REF!", 16384), times=1_048_576), row(cell("#N/A", 300), times=300))
    assert error_cells("ods", data) == [[]]


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
