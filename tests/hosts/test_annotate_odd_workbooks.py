"""Workbooks that are easily harmed: annotated, checked, cleared again, and compared by another reader."""

import time
import tracemalloc

import openpyxl
import pytest

from perfeval_xl import check
from perfeval_xl.annotation import annotate, clear
from perfeval_xl.core.edits import FILLS
from perfeval_xl.io.patch.cells import restyled
from tests.hosts.test_annotate_command import absolute
from tests.support import odd_workbooks
from tests.support.odd_workbooks import ODD, SHEET
from tests.support.workbook_parts import changed, parts_of

# What a mark may change: the marked sheet, styles, comments with their boxes, the lists of parts and sheets.
MAY_CHANGE = ("xl/worksheets/", "xl/styles.xml", "comments", "vmldrawing", "[content_types].xml", "xl/workbook.xml")


@pytest.fixture
def odd(examples, tmp_path):
    """An example made odd, as a file."""

    def make(how, example="lukou-2022"):
        data = how((examples / f"{example}.xlsx").read_bytes())
        path = tmp_path / f"报送表.{'xlsm' if how is odd_workbooks.signed_macros else 'xlsx'}"
        path.write_bytes(data)
        return path

    return make


def findings(run):
    return [(f.key, f.severity, f.field.sheet, f.field.cell, f.text, f.explanation) for f in run.findings]


@pytest.mark.parametrize("how", ODD, ids=[how.__name__ for how in ODD])
class TestNoHarm:
    def test_a_check_says_the_same_before_and_after(self, odd, how):
        path, out = odd(how), odd(how).with_stem("副本")
        run = annotate(str(path), str(out))
        before, after = check(path), check(out)
        assert len(before.findings) > 10
        assert findings(run) == findings(before) == findings(after)
        assert (before.unchecked, before.summaries) == (after.unchecked, after.summaries)

    def test_clearing_gives_the_file_back(self, odd, how):
        path = odd(how)
        out, back = path.with_stem("副本"), path.with_stem("还原")
        annotate(str(path), str(out))
        assert clear(str(out), str(back))
        assert back.read_bytes() == path.read_bytes()

    def test_twice_is_once(self, odd, how):
        path = odd(how)
        once, twice = path.with_stem("一次"), path.with_stem("两次")
        annotate(str(path), str(once))
        annotate(str(once), str(twice))
        assert once.read_bytes() == twice.read_bytes()

    def test_other_parts_stay_as_they_were(self, odd, how):
        path = odd(how)
        out = path.with_stem("副本")
        annotate(str(path), str(out))
        before, after = parts_of(path.read_bytes()), parts_of(out.read_bytes())
        kept = [part for part in before if not any(word in part.lower() for word in MAY_CHANGE) and "/_rels/" not in part]
        assert kept and {part: after[part] for part in kept} == {part: before[part] for part in kept}


SEEN_BY_OPENPYXL = [how for how in ODD if how not in (odd_workbooks.strict, odd_workbooks.prefixed)]


@pytest.mark.parametrize("how", SEEN_BY_OPENPYXL, ids=[how.__name__ for how in SEEN_BY_OPENPYXL])
def test_every_finding_is_marked_and_its_link_leads_to_it(odd, how):
    path = odd(how)
    out = path.with_stem("副本")
    run = annotate(str(path), str(out))
    book = openpyxl.load_workbook(out)
    ours = book.worksheets[-1]
    assert ours["A1"].value == "绩效校验结果"
    for finding in (f for f in run.findings if f.counts and f.severity in FILLS):
        cell = book[finding.field.sheet][finding.field.cell]
        assert cell.fill.fgColor.rgb[2:] in FILLS.values()
        if how is not odd_workbooks.threaded_comments:
            assert f"【绩效校验 {finding.rule}】" in cell.comment.text
    for row in ours.iter_rows(min_row=6, max_col=4):
        if row[3].hyperlink:
            quoted = row[2].value.replace("'", "''")
            assert row[3].hyperlink.location == f"'{quoted}'!{absolute(row[3].value)}" and row[2].value in book.sheetnames


def test_macros_and_their_signature_stay_and_excel_has_nothing_to_say(odd):
    path = odd(odd_workbooks.signed_macros)
    out = path.with_name("副本.xlsm")
    annotate(str(path), str(out))
    before, after = parts_of(path.read_bytes()), parts_of(out.read_bytes())
    for part in ("xl/vbaProject.bin", "xl/vbaProjectSignature.bin", "xl/_rels/vbaProject.bin.rels"):
        assert after[part] == before[part]


def test_the_record_is_no_workbook_where_xml_as_such_is_one(odd):
    path = odd(odd_workbooks.by_dotnet)
    out = path.with_stem("副本")
    annotate(str(path), str(out))
    types = parts_of(out.read_bytes())["[Content_Types].xml"].decode()
    assert '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' in types
    assert '<Override PartName="/customXml/item1.xml" ContentType="application/xml"/>' in types


def test_macros_are_not_written_under_a_name_that_excel_refuses(command, odd):
    outcome = command("annotate", odd(odd_workbooks.signed_macros), "-o", "副本.xlsx")
    assert outcome.code == 2 and "内容是 .xlsm 工作簿" in outcome.err


def test_a_signature_of_the_whole_file_is_said_to_be_void(command, odd):
    outcome = command("annotate", odd(odd_workbooks.signed), "-o", "副本.xlsx")
    assert outcome.code == 0 and "副本改动过，其中的签名会显示为无效" in outcome.out
    assert "签名" not in command("annotate", odd(odd_workbooks.zip64), "-o", "副本.xlsx").out


def test_own_comments_keep_their_words_and_ours_follow(odd):
    path = odd(odd_workbooks.own_comments)
    out = path.with_stem("副本")
    run = annotate(str(path), str(out))
    before, after = openpyxl.load_workbook(path).active, openpyxl.load_workbook(out).worksheets[0]
    marked = {f.field.cell for f in run.findings if f.counts and f.severity in FILLS}
    both = 0
    for row in before.iter_rows():
        for cell in row:
            if cell.comment:
                said = after[cell.coordinate].comment.text
                both += cell.coordinate in marked
                assert said.startswith(cell.comment.text)
                assert ("【绩效校验 " in said) == (cell.coordinate in marked)
    assert both > 3
    comments = next(content.decode() for part, content in parts_of(out.read_bytes()).items() if "comment" in part and part.endswith(".xml"))
    assert "</t><r>" not in comments and comments.count("<text><r><t>某某甲") == both  # beside runs some programs show no plain text


def test_a_foreign_sheet_of_our_name_is_left_alone(odd):
    path = odd(odd_workbooks.foreign_sheet)
    out, again = path.with_stem("副本"), path.with_stem("再次")
    annotate(str(path), str(out))
    annotate(str(out), str(again))
    for made in (out, again):
        book = openpyxl.load_workbook(made)
        assert book.sheetnames[1:] == ["校验结果", "校验结果(2)"]
        assert book["校验结果"]["A1"].value == "用户自己写的"


def test_a_text_that_looks_like_a_formula_stays_a_text(odd):
    """A message quotes what stands in the form; in the sheet 校验结果 it must compute nothing."""
    signs = ("=1+1", "+86", "-5", "@某某")

    def quoted(book):
        for sign, at in zip(signs, ("D20", "D21", "D22", "D23")):
            book.active[at].value, book.active[at].data_type = sign, "s"

    path = odd(odd_workbooks.by_openpyxl(quoted))
    out = path.with_stem("副本")
    annotate(str(path), str(out))
    cells = [cell for row in openpyxl.load_workbook(out)["校验结果"].iter_rows(min_row=6) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert "<f" not in parts_of(out.read_bytes())["xl/worksheets/sheet2.xml"].decode()


def with_empty_rows(last):
    """Somebody has formatted whole rows downwards."""
    filler = "".join(f'<row r="{row}" s="1" customFormat="1" ht="20.25" customHeight="1"/>' for row in range(100, last + 1))
    return filler, lambda data: changed(data, SHEET, lambda text: text.replace("</sheetData>", filler + "</sheetData>"))


def test_two_hundred_thousand_formatted_rows_are_passed_over(odd):
    """In linear time, and with the memory of a few copies of the part."""
    filler, longer = with_empty_rows(200_000)
    path = odd(longer)
    out, back = path.with_stem("副本"), path.with_stem("还原")
    check_time, annotate_time = taken(lambda: check(path)), taken(lambda: annotate(str(path), str(out)))
    tracemalloc.start()
    run = annotate(str(path), str(out))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(run.findings) > 10
    assert peak < 8 * len(filler), f"占用内存 {peak >> 20} MB，工作表 {len(filler) >> 20} MB"
    assert annotate_time < 10 * check_time, f"标记用了 {annotate_time:.1f} 秒，检查用了 {check_time:.1f} 秒"
    assert clear(str(out), str(back)) and back.read_bytes() == path.read_bytes()


def test_empty_rows_down_to_the_last_one_are_passed_over(odd):
    assert len(check(odd(with_empty_rows(1_048_576)[1])).findings) > 10


def test_a_value_in_the_last_row_is_a_sentence(command, odd):
    last = '<row r="1048576"><c r="I1048576"><v>1</v></c></row></sheetData>'
    path = odd(lambda data: changed(data, SHEET, lambda text: text.replace("</sheetData>", last)))
    before = path.read_bytes()
    outcome = command("annotate", path, "-o", "副本.xlsx")
    assert outcome.code == 2 and "一直用到第 1048576 行" in outcome.err and outcome.err.count("\n") == 1
    assert path.read_bytes() == before and not path.with_stem("副本").exists()


def taken(job):
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def test_a_mark_below_many_rows_is_put_where_it_belongs():
    """The patcher by itself: cells before, within and behind a long run of rows; ten times the rows, ten times the time."""
    times = []
    for last in (30_000, 300_000):
        rows = "".join(f'<row r="{row}"/>' for row in range(2, last))
        text = f'<worksheet><sheetData><row r="1"><c r="A1"/></row>{rows}</sheetData></worksheet>'
        places = [(0, 0), (0, 2), (14_999, 1), (400_000, 0)]
        start = time.perf_counter()
        out = restyled(text, places, lambda place, style: 7)
        times.append(time.perf_counter() - start)
        assert '<row r="1"><c r="A1" s="7"/><c r="C1" s="7"/></row>' in out
        assert '<row r="15000"><c r="B15000" s="7"/></row>' in out
        assert out.endswith('<row r="400001"><c r="A400001" s="7"/></row></sheetData></worksheet>')
    assert times[1] < 40 * times[0]
