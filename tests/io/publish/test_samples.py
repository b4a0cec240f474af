"""The public edition of what libraries, Excel and many others wrote: a second reader sees the same values."""

import pytest

from perfeval_xl.core.publication import silently
from perfeval_xl.io.errors import Fault
from perfeval_xl.io.parts import sheet_parts
from perfeval_xl.io.patch.work import Work
from perfeval_xl.io.publish.cells import span_of_cells
from perfeval_xl.io.publish.edition import published
from perfeval_xl.io.publish.hidden import Hidden
from perfeval_xl.io.publish.strings import Strings
from perfeval_xl.io.publish.worksheets import read
from tests.io.patch.packages import samples, written_by_libraries
from tests.io.patch.test_apply import NOT_FOR_OPENPYXL
from tests.io.publish.opened import by_openpyxl, opened
from tests.support.books import SHARED

LIBRARIES = dict(written_by_libraries())


def hidden_of(data, name) -> Hidden:
    work = Work(data)
    return read(name, work.text(sheet_parts(work.package)[name]), Strings(None), {}, silently).hidden


def check(name, data):
    edition = opened(published(data))
    assert opened(published(edition.data)).data == edition.data, f"{name}：再公开一次又变了"
    for part, content in edition.parts.items():
        if "/worksheets/sheet" in part:
            text = content.decode("utf-8", "replace")
            start, end = span_of_cells(text)
            assert "<f>" not in text[start:end] and "<f " not in text[start:end], f"{name}：{part} 还有公式"
    if name not in NOT_FOR_OPENPYXL:
        check_values(name, data, edition)


def check_values(name, data, edition):
    before, after = by_openpyxl(data), edition.book
    assert after.sheetnames == [sheet.title for sheet in before._sheets if sheet.sheet_state == "visible"]
    for sheet in after.worksheets:
        hidden = hidden_of(data, sheet.title)
        for row in before[sheet.title].iter_rows():
            for cell in row:
                other = after[sheet.title].cell(cell.row, cell.column)
                if hidden.holds((cell.row - 1, cell.column - 1)):
                    assert other.value is None
                elif not (isinstance(other.value, str) and "*" in other.value):
                    assert other.value == cell.value, f"{name} {sheet.title}!{cell.coordinate}"
                assert other.number_format == cell.number_format


@pytest.mark.parametrize("name", LIBRARIES)
def test_examples_and_libraries(name):
    check(name, LIBRARIES[name])


def test_what_excel_and_many_others_wrote():
    if not (SHARED / "samples").is_dir():
        pytest.skip("没有 ../shared/samples：没有在真实 Excel 等写的样本上试公开版")
    refused = []
    for name, data in samples():
        try:
            check(name, data)
        except Fault as fault:
            refused.append((name, fault.why))
    assert refused == []
