"""Several files at once: one by one, or together as one department's whole set."""

import json

import openpyxl
import pytest


@pytest.fixture
def split(examples, tmp_path):
    """The consistent workbook taken apart into two files: the self-evaluation forms, and the final accounts."""

    def make(change=lambda book: None, rename=False):
        paths = []
        for name, wanted in (("自评表.xlsx", False), ("决算公开表.xlsx", True)):
            book = openpyxl.load_workbook(examples / "consistent-2024.xlsx")
            change(book)
            for sheet in book.worksheets:
                if sheet.title.startswith("公开") != wanted:
                    book.remove(sheet)
            if rename:
                for number, sheet in enumerate(book.worksheets, 1):
                    sheet.title = f"Sheet{number}"
            book.save(tmp_path / name)
            paths.append(tmp_path / name)
        return paths

    return make


def by_file(outcome):
    return json.loads(outcome.out)["files"]


def test_a_pattern_is_what_it_fits_where_the_shell_leaves_it_alone(cli, split, tmp_path):
    split()
    (tmp_path / "~$自评表.xlsx").write_bytes(b"who has it open")
    assert [file["path"] for file in by_file(cli("check", "*.xlsx", "--format", "json"))] == ["决算公开表.xlsx", "自评表.xlsx"]
    missing = cli("check", "*.xls")
    assert missing.code == 2 and missing.err.startswith("*.xls 无法检查：找不到这个文件")


def test_one_by_one_what_needs_the_other_file_does_not_apply(cli, split):
    forms, accounts = by_file(cli("check", *split(), "--format", "json"))
    assert "F12" in [entry["rule"] for entry in forms["not_applicable"]]
    assert "F12" in [entry["rule"] for entry in accounts["not_applicable"]]


@pytest.mark.parametrize("rename", [False, True], ids=["own sheet names", "the same sheet names in both"])
def test_together_they_are_as_one_workbook(cli, split, rename):
    outcome = cli("check", *split(rename=rename), "--together", "--format", "json")
    forms, accounts = by_file(outcome)
    assert (outcome.code, forms["status"], accounts["status"]) == (0, "passed", "passed")
    assert "F12" not in [entry["rule"] for entry in forms["not_applicable"]]
    assert {form["kind"] for form in accounts["forms"]} == {"final_account"}
    assert "〔第" not in outcome.out


@pytest.mark.parametrize("rename", [False, True], ids=["own sheet names", "the same sheet names in both"])
def test_a_difference_between_two_files_names_the_other_file(cli, split, whole_form, rename):
    """The executed amount and what follows from it are changed alike, so only the accounts disagree."""
    basic = next(item.amount for item in whole_form.expenditure if item.role == "basic")

    def change(book):
        cell = book[basic.sheet][basic.cell]
        cell.value = cell.value.replace(basic.text, "1.11") if isinstance(cell.value, str) else 1.11

    forms, accounts = by_file(cli("check", *split(change, rename), "--together", "--format", "json"))
    found = [finding for finding in forms["findings"] if finding["rule"] == "F12"]
    assert found and accounts["status"] == "passed"
    assert {finding["sheet"] for finding in found} == {"Sheet1" if rename else whole_form.sheet}
    assert any("〔决算公开表.xlsx〕" in other["sheet"] for finding in found for other in finding["related"])


def test_an_incomplete_set_is_not_blamed_for_what_could_not_be_read(cli, split):
    forms, _ = split()
    outcome = cli("check", forms, "missing.xlsx", "--together", "--format", "json")
    assert outcome.code == 2
    assert [file["status"] == "unreadable" for file in by_file(outcome)] == [False, True]


def test_the_same_file_twice_is_checked_twice(cli, consistent):
    assert cli("check", consistent, consistent).out.count("consistent.xlsx  通过") == 2
