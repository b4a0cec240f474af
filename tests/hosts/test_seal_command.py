"""封存提交 as a department and a finance bureau use it: seal, hand in, check; and whatever was done to the file meanwhile."""

import json
import shutil
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from perfeval_xl.copying import local_time
from perfeval_xl.core.explanations import LONGEST
from perfeval_xl.core.findings_sheet import find_header, is_ours, is_seal_sheet
from perfeval_xl.core.seal import read
from perfeval_xl.io.reader import read_book
from perfeval_xl.report.json import schema
from perfeval_xl.sealing import seal
from tests.support.office import converted

EXAMPLES = Path(__file__).parents[2] / "workbooks" / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.xlsx"))
SHEET, REASON = "校验结果", "上年结转项目跨年实施，按合同约定在次年支付"


@pytest.fixture
def checked(cli):
    """The entry of ``check --format json`` for a file."""

    def check(path, *options):
        document = json.loads(cli("check", path, "--format", "json", *options).out)
        jsonschema.validate(document, schema("check"))
        return document["files"][0]

    return check


@pytest.fixture
def sealed(cli, tmp_path):
    """An example sealed whatever is wrong with it."""

    def make(name):
        out = tmp_path / f"{name}.sealed.xlsx"
        done = cli("seal", EXAMPLES / f"{name}.xlsx", "-o", out, "--force")
        assert (done.code, done.err) == (0, "")
        return out

    return make


def edit(path, change, name="changed.xlsx"):
    """The workbook saved by openpyxl after *change*."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path.parent / name)
    return path.parent / name


def values(book) -> dict:
    return {sheet.name: [list(row) for row in sheet.rows] for sheet in book.sheets if not is_ours(sheet)}


class TestHandedIn:
    @pytest.mark.parametrize("name", NAMES)
    def test_a_sealed_file_has_the_same_values_no_formulas_and_is_intact(self, sealed, checked, name):
        source = EXAMPLES / f"{name}.xlsx"
        before = source.read_bytes(), source.stat().st_mtime_ns
        out = sealed(name)
        assert (source.read_bytes(), source.stat().st_mtime_ns) == before
        book = read_book(out)
        assert values(book) == values(read_book(source)) and not any(sheet.formulas for sheet in book.sheets)
        entry, was = checked(out), checked(source)
        assert entry["sealed"]["intact"] and entry["sealed"]["source_sha256"] == was["sha256"]
        assert (entry["findings"], entry["status"]) == (was["findings"], was["status"])
        assert entry["sealed"]["forced"] is bool(was["summary"]["error"])

    @pytest.mark.parametrize("name", NAMES)
    def test_one_cell_changed_is_told_by_its_address(self, sealed, checked, name):
        out = sealed(name)
        sheet = next(sheet for sheet in read_book(out).sheets if not is_ours(sheet))
        places = [(r, c) for r, row in enumerate(sheet.rows) for c, value in enumerate(row) if isinstance(value, float)]
        row, col = places[len(places) // 2]

        def change(book):
            book[sheet.name].cell(row + 1, col + 1).value = 987654.25

        found = checked(edit(out, change))["sealed"]
        cell = openpyxl.utils.get_column_letter(col + 1) + str(row + 1)
        was = f"{sheet.rows[row][col]:.15g}"
        assert found["changes"] == [{"sheet": sheet.name, "cell": cell, "was": was, "now": "987654.25"}]
        assert found["intact"] is False

    def test_sheets_renamed_and_rows_put_in_by_another_program_are_no_change(self, sealed, checked):
        def change(book):
            for number, sheet in enumerate(book.worksheets):
                if sheet.title != "封存信息":
                    sheet.title = f"改名{number}"

        out = sealed("zhuzhou-2024")
        assert checked(edit(out, lambda book: None))["sealed"]["intact"]
        assert checked(edit(out, change))["sealed"]["intact"]

    def test_the_reports_and_the_exit_codes(self, sealed, cli):
        whole = sealed("consistent-2024")
        altered = edit(whole, lambda book: book["整体自评表"].cell(200, 1, "补写的一句话"))
        intact = cli("check", whole)
        assert intact.code == 0 and "未改动（封存校验码 " in intact.out and "须核实" not in intact.out
        told = cli("check", altered)
        assert told.code == 0 and "封存后有 1 处改动" in told.out
        assert "“整体自评表”A200：原为 空，现为 补写的一句话" in told.out
        assert told.out.rstrip().splitlines()[-1].startswith("结论：须核实") and "1 个封存后有改动" in told.out
        assert cli("check", altered, "--fail-on", "warning").code == 1
        assert '<failure type="sealed"' in cli("check", altered, "--fail-on", "warning", "--format", "junit").out
        assert "封存后有 1 处改动" in cli("check", altered, "--format", "junit").out

    def test_of_files_checked_together_each_has_its_own_seal(self, sealed, cli):
        one, plain = sealed("consistent-2024"), EXAMPLES / "zhuzhou-2024.xlsx"
        entries = json.loads(cli("check", one, plain, "--together", "--format", "json").out)["files"]
        assert entries[0]["sealed"]["intact"] is True and entries[1]["sealed"] is None

    def test_the_bureau_may_mark_the_sealed_file_and_clear_it_again(self, sealed, cli, checked, tmp_path):
        assert cli("annotate", sealed("lukou-2022"), "-o", tmp_path / "marked.xlsx").code == 0
        assert checked(tmp_path / "marked.xlsx")["sealed"]["intact"]
        assert cli("clear", tmp_path / "marked.xlsx", "-o", tmp_path / "cleared.xlsx").code == 0
        assert checked(tmp_path / "cleared.xlsx")["sealed"]["intact"]

    def test_the_seal_changed_by_hand_is_told(self, sealed, cli, checked):
        def change(book):
            book["封存信息"]["B5"].value = "2020-01-01 08:00"

        changed = edit(sealed("consistent-2024"), change)
        entry, told = checked(changed), cli("check", changed).out
        assert entry["sealed"]["intact"] is False and entry["sealed"]["changes"] == [] and entry["status"] == "attention"
        assert "封存信息不能用：“封存信息”里的文字被改动" in told and "须核实" in told

    def test_sealed_again_there_is_one_seal(self, sealed, cli, tmp_path):
        assert cli("seal", sealed("lukou-2022"), "-o", tmp_path / "again.xlsx").code == 0
        assert sum(is_seal_sheet(sheet) for sheet in read_book(tmp_path / "again.xlsx").sheets) == 1
        assert cli("check", tmp_path / "again.xlsx").out.count("未改动") == 1


def test_it_says_when_it_was_sealed(consistent, tmp_path):
    begun = local_time()
    seal(str(consistent), str(tmp_path / "sealed.xlsx"))
    manifest, _ = read(next(filter(is_seal_sheet, read_book(str(tmp_path / "sealed.xlsx")).sheets)))
    assert begun <= manifest.time <= local_time()


class TestExplanations:
    @pytest.fixture
    def explained(self, cli, tmp_path):
        """A sealed file, one of whose warnings was explained before."""
        marked = tmp_path / "marked.xlsx"
        cli("annotate", EXAMPLES / "lukou-2022.xlsx", "-o", marked)
        out = tmp_path / "sealed.xlsx"
        assert cli("seal", edit(marked, lambda book: self.explain(book, REASON)), "-o", out).code == 0
        return out

    def explain(self, book, text):
        row, columns = find_header(next(s for s in read_book_of(book) if find_header(s)))
        book[SHEET].cell(row + 2, columns["核实说明"] + 1).value = text

    def test_it_survives_and_holds(self, explained, checked):
        entry = checked(explained)
        assert entry["sealed"]["intact"] and REASON in {f["explanation"] for f in entry["findings"]}

    def test_it_survives_marking_by_the_bureau_and_is_missed_when_cleared(self, explained, cli, checked, tmp_path):
        cli("annotate", explained, "-o", tmp_path / "bureau.xlsx")
        assert checked(tmp_path / "bureau.xlsx")["sealed"]["intact"]
        cli("clear", explained, "-o", tmp_path / "cleared.xlsx")
        assert checked(tmp_path / "cleared.xlsx")["sealed"]["changes"] == [
            {"sheet": SHEET, "cell": "", "was": f"核实说明：{REASON}", "now": ""}
        ]

    def test_the_next_submission_is_compared_with_the_sealed_one(self, explained, cli):
        told = cli("diff", explained, EXAMPLES / "lukou-2022.xlsx")
        assert (told.code, told.err) == (0, "") and REASON in told.out

    @pytest.mark.parametrize("text", ["", "改写成另一个理由，见补充材料", "长" * (LONGEST + 1)], ids=["gone", "other", "too long"])
    def test_reworded_afterwards_it_is_a_change(self, explained, checked, text):
        found = checked(edit(explained, lambda book: self.explain(book, text)))["sealed"]
        assert [(c["sheet"], c["was"]) for c in found["changes"]] == [(SHEET, f"核实说明：{REASON}")]
        assert found["changes"][0]["now"] == (text and f"核实说明：{text}")


def read_book_of(book):
    """The sheets of an openpyxl workbook as ours."""
    from perfeval_xl.core.book import Book

    return Book.from_lists({sheet.title: [list(row) for row in sheet.values] for sheet in book}).sheets


class TestRefused:
    def refused(self, cli, path, *options):
        out = path.parent / "out.xlsx"
        done = cli("seal", path, "-o", out, *options)
        assert not out.exists() and done.out == "" and done.err.count("\n") == 1
        return done

    def test_while_an_error_is_open(self, cli, wrong_total):
        done = self.refused(cli, wrong_total)
        assert done.code == 1 and "还有逻辑性结论 1 条，请改正后再封存" in done.err

    def test_a_formula_without_a_value_is_named(self, cli, consistent, tmp_path):
        name = next(sheet.name for sheet in read_book(consistent).sheets)

        def change(book):
            for row in range(70, 82):
                book[name].cell(row, 2).value = "=1+1"

        done = self.refused(cli, edit(Path(consistent), change), "--force")
        assert done.code == 2 and f"“{name}”B70、“{name}”B71" in done.err
        assert "等 12 格的公式没有缓存值，请在 Excel 或 WPS 里打开并保存一次再封存" in done.err

    def test_what_holds_no_form(self, cli, tmp_path):
        book = openpyxl.Workbook()
        book.active["A1"] = "购物单"
        book.save(tmp_path / "购物单.xlsx")
        done = self.refused(cli, tmp_path / "购物单.xlsx", "--force")
        assert done.code == 2 and "没有封存：没有认出任何表" in done.err

    def test_what_is_no_workbook(self, cli, tmp_path):
        (tmp_path / "假.xlsx").write_text("不是工作簿", "utf-8")
        assert self.refused(cli, tmp_path / "假.xlsx").code == 2
        assert self.refused(cli, tmp_path / "没有.xlsx").code == 2

    def test_over_the_original(self, cli, consistent):
        before = Path(consistent).read_bytes()
        done = cli("seal", consistent, "-o", consistent)
        assert done.code == 2 and "原文件不改动" in done.err and Path(consistent).read_bytes() == before

    def test_a_profile_that_there_is_not(self, cli, consistent):
        done = self.refused(cli, Path(consistent), "--profile", "moon-2024")
        assert done.code == 2 and "没有名为 moon-2024 的方案" in done.err


def test_a_sheet_of_the_users_own_with_the_same_name_stays(cli, checked, consistent, tmp_path):
    own = edit(Path(consistent), lambda book: book.create_sheet("封存信息").cell(1, 1, "档案室的封存记录"))
    assert cli("seal", own, "-o", tmp_path / "sealed.xlsx").code == 0
    assert openpyxl.load_workbook(tmp_path / "sealed.xlsx").sheetnames[-3:] == ["封存信息", "校验结果", "封存信息(2)"]
    assert checked(tmp_path / "sealed.xlsx")["sealed"]["intact"]


def test_a_seal_whose_hidden_column_was_taken_out_is_told_as_such(cli, checked, sealed, tmp_path):
    """Excel 的“检查文档”删隐藏列，封存清单就没有了：不能当成没有封存过，也不能把剩下的当成自评表。"""
    path = edit(sealed("consistent-2024"), lambda book: book["封存信息"].delete_cols(5))
    told = checked(path)
    assert (told["status"], told["sealed"]["intact"]) == ("attention", False) and "检查文档" in told["sealed"]["reason"]
    assert [form["sheet"] for form in told["forms"]] == [form["sheet"] for form in checked(EXAMPLES / "consistent-2024.xlsx")["forms"]]
    assert cli("seal", path, "-o", tmp_path / "again.xlsx").code == 0 and checked(tmp_path / "again.xlsx")["sealed"]["intact"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="没有安装 LibreOffice：没有试它另存封存的文件")
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_saved_by_libreoffice_it_is_still_as_it_was(sealed, checked, tmp_path, kind):
    files = [sealed(name) for name in NAMES]
    saved = sorted(converted(files, kind, tmp_path / "saved"))
    assert len(saved) == len(NAMES)
    assert [(path.name, checked(path)["sealed"]["changes"]) for path in saved] == [(path.name, []) for path in saved]
    assert all(checked(path)["sealed"]["intact"] for path in saved)


class TestChangedSinceItWasSealed:
    @pytest.fixture
    def altered(self, cli, consistent):
        cli("seal", consistent, "-o", "sealed.xlsx")
        return edit(Path(consistent).parent / "sealed.xlsx", lambda book: book["整体自评表"].cell(1, 1, "改了的标题"))

    def test_the_marked_copy_says_so(self, cli, altered):
        cli("annotate", altered, "-o", "marked.xlsx")
        told = openpyxl.load_workbook(altered.parent / "marked.xlsx")[SHEET]["A2"].value
        assert told.startswith("须核实：") and "封存后有 1 处改动" in told

    def test_sealing_it_anew_says_so(self, cli, altered):
        done = cli("seal", altered, "-o", "again.xlsx")
        assert done.code == 0 and "上次封存后有改动" in done.out

    def test_sealing_one_anew_that_is_as_it_was_does_not(self, cli, altered):
        done = cli("seal", "sealed.xlsx", "-o", "again.xlsx")
        assert done.code == 0 and "改动" not in done.out
