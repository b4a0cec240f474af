"""LibreOffice opens what was annotated, shows the marks and the links, and what it saves is annotated again."""

import openpyxl
import pytest

from perfeval_xl import check
from perfeval_xl.annotation import annotate, clear
from perfeval_xl.core.cells import address
from perfeval_xl.core.edits import FILLS
from perfeval_xl.core.findings_sheet import SHOWN
from tests.hosts.test_annotate_command import absolute
from tests.io.patch.marks import CELLS, LEVELS
from tests.io.patch.packages import samples
from tests.io.patch.test_apply import marked, worksheets
from tests.support.books import SHARED
from tests.support.hosts import EXAMPLES
from tests.support.office import ABSENT, converted, program, seen
from tests.support.printing import below_the_chart_title, printer
from tests.support.workbook_parts import changed

pytestmark = pytest.mark.skipif(program() is None, reason=ABSENT)
SAMPLES = ("button07.xlsm", "comment12.xlsx", "issue281.xlsm", "tutorial03.xlsx")  # as real Excel saved them


@pytest.fixture(scope="module")
def annotated(examples, tmp_path_factory):
    """Example → its Run, the annotated copy, what LibreOffice shows of it, and what it saves as .xlsx."""
    folder = tmp_path_factory.mktemp("libreoffice")
    runs = {name: annotate(str(examples / f"{name}.xlsx"), str(folder / f"{name}.xlsx")) for name in EXAMPLES}
    copies = [folder / f"{name}.xlsx" for name in EXAMPLES]
    (folder / "saved").mkdir()
    flat, saved = converted(copies, "fods", folder), converted(copies, "xlsx", folder / "saved")
    return dict(zip(EXAMPLES, zip(runs.values(), copies, map(seen, flat), saved)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_mark_is_shown(annotated, name):
    run, _, shown, _ = annotated[name]
    wanted = [f for f in run.findings if f.counts and f.severity in FILLS]
    assert wanted
    for finding in wanted:
        cell = shown[finding.field.sheet][finding.field.row, finding.field.col]
        assert f"【绩效校验 {finding.rule}】" in cell.comment
        assert cell.fill in FILLS.values()
    comments = sum(bool(cell.comment) for sheet in shown.values() for cell in sheet.values())
    assert comments == len({(f.field.sheet, f.field.cell) for f in wanted})


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_findings_sheet_and_its_links_are_shown(annotated, name):
    run, _, shown, _ = annotated[name]
    ours = shown["校验结果"]
    assert [ours[4, col].text for col in range(len(SHOWN))] == list(SHOWN)
    links = [(ours[row, 2].text, ours[row, 3].text, cell.link) for (row, col), cell in sorted(ours.items()) if col == 3 and cell.link]
    assert len(links) >= len(run.findings)
    assert all(link == f"#'{sheet}'.{absolute(cell)}" for sheet, cell, link in links)
    told = sorted((f.field.sheet, f.field.cell) for f in run.findings)
    assert set(told) <= {(sheet, cell) for sheet, cell, _ in links}


@pytest.mark.skipif(not printer(), reason="pdftotext is not installed: the printed chart was not read")
def test_the_chart_names_every_form(annotated, tmp_path):
    run, copy, _, _ = annotated["quyuan-2024"]
    (pdf,) = converted([copy], "pdf", tmp_path)
    forms = {finding.form for finding in run.findings if finding.counts}
    assert len(forms) == 6
    assert not [form for form in forms if form not in below_the_chart_title(pdf)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_libreoffice_saved_is_annotated_again_and_cleared(annotated, examples, tmp_path, name):
    run, copy, _, saved = annotated[name]
    again, back = tmp_path / "again.xlsx", tmp_path / "back.xlsx"
    annotate(str(saved), str(again))
    assert [(f.key, f.field.cell) for f in check(again).findings] == [(f.key, f.field.cell) for f in run.findings]
    first, second = openpyxl.load_workbook(copy), openpyxl.load_workbook(again)
    assert second.sheetnames == first.sheetnames
    for sheet in first.worksheets[:-1]:
        assert commented(sheet) == commented(second[sheet.title])
    assert clear(str(saved), str(back))
    before, after = openpyxl.load_workbook(examples / f"{name}.xlsx"), openpyxl.load_workbook(back)
    assert after.sheetnames == before.sheetnames
    for sheet in before.worksheets:
        assert commented(after[sheet.title]) == {}
        assert filled(after[sheet.title]) == filled(sheet)


def commented(sheet):
    return {cell.coordinate: cell.comment.text.strip() for row in sheet.iter_rows() for cell in row if cell.comment}


def filled(sheet):
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate: cell.fill.fgColor.rgb for cell in cells if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb != "FFFFFFFF"}


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_other_kinds_are_annotated_as_xlsx(examples, tmp_path, kind):
    (other,) = converted([examples / "lukou-2022.xlsx"], kind, tmp_path)
    before = other.read_bytes()
    run = annotate(str(other), str(tmp_path / "副本.xlsx"))
    assert other.read_bytes() == before
    assert run.status == check(other).status and len(run.findings) > 20
    book = openpyxl.load_workbook(tmp_path / "副本.xlsx")
    assert book.sheetnames[-1] == "校验结果" and commented(book.worksheets[0])


def test_files_that_excel_saved(tmp_path):
    if not (SHARED / "samples").is_dir():
        pytest.skip("没有 ../shared/samples：没有看真实 Excel 写的样本标记后 LibreOffice 怎么显示")
    found = {name: data for name, data in samples() if name in SAMPLES}
    assert len(found) == len(SAMPLES)
    for name, data in found.items():
        (tmp_path / f"{name}.xlsx").write_bytes(marked(data))
    files = [tmp_path / f"{name}.xlsx" for name in found]
    for (name, data), flat in zip(found.items(), converted(files, "fods", tmp_path)):
        shown = seen(flat)
        for sheet in worksheets(data):
            for place, level in zip(CELLS, LEVELS):
                cell = shown[sheet][place]
                assert "【绩效校验 F0" in cell.comment and cell.fill == FILLS[level], f"{name} {sheet}!{address(*place)}"


def test_it_opens_although_sheets_have_names_that_libreoffice_does_not_take(examples, tmp_path):
    """Excel allows no apostrophe at an end of a name, but other writers make them."""
    path = tmp_path / "quyuan.xlsx"
    renamed = changed(
        (examples / "quyuan-2024.xlsx").read_bytes(), "xl/workbook.xml",
        lambda text: text.replace('name="项目自评表1"', "name=\"项目'\"").replace('name="项目自评表3"', "name=\"'项目\""),
    )  # fmt: skip
    path.write_bytes(renamed)
    annotate(str(path), str(tmp_path / "marked.xlsx"))
    ours = seen(converted([tmp_path / "marked.xlsx"], "fods", tmp_path)[0])["校验结果"]
    assert [ours[4, col].text for col in range(len(SHOWN))] == list(SHOWN)
    clear(str(tmp_path / "marked.xlsx"), str(tmp_path / "clear.xlsx"))
    assert (tmp_path / "clear.xlsx").read_bytes() == renamed
