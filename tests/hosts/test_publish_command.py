"""``perfeval-xl publish``: the list a person reads, the refusals, and the original untouched."""

import json
import shutil

import openpyxl
import pytest


@pytest.fixture
def original(consistent):
    """A consistent workbook and its bytes."""
    return consistent, consistent.read_bytes()


def test_the_list_says_what_was_masked(cli, original, tmp_path):
    path, before = original
    outcome = cli("publish", path, "-o", "公开版.xlsx")
    assert (outcome.code, outcome.err) == (0, "")
    assert "已遮蔽 4 处" in outcome.out and "“整体自评表”A32  姓名、座机  现为“填表人：某**" in outcome.out
    assert "公开版已写到 公开版.xlsx。" in outcome.out
    assert path.read_bytes() == before
    text = openpyxl.load_workbook(tmp_path / "公开版.xlsx")["整体自评表"]["A32"].value
    assert text.startswith("填表人：某**") and "8****00" in text


def test_json_for_programs(cli, consistent):
    document = json.loads(cli("publish", consistent, "-o", "a.xlsx", "--format", "json").out)
    assert document["schema"] == "perfeval-xl/publish/1" and document["errors"] == 0
    assert {one["action"] for one in document["told"]} >= {"masked"}
    assert document["told"][0].keys() == {"action", "kind", "sheet", "cell", "now"}


def test_an_open_error_refuses_and_force_publishes(cli, wrong_total, tmp_path):
    outcome = cli("publish", wrong_total, "-o", "a.xlsx")
    assert (outcome.code, outcome.out) == (1, "")
    assert "还有 1 条逻辑性结论没有改" in outcome.err and not (tmp_path / "a.xlsx").exists()


def test_force_publishes_all_the_same(cli, examples, tmp_path):
    assert cli("publish", examples / "quyuan-2024.xlsx", "-o", "a.xlsx").code == 1
    outcome = cli("publish", examples / "quyuan-2024.xlsx", "-o", "a.xlsx", "--force")
    assert outcome.code == 0 and (tmp_path / "a.xlsx").exists()
    assert "条核实性结论没有写核实说明" in outcome.out


def test_what_annotate_wrote_is_not_published(cli, consistent, tmp_path):
    cli("annotate", consistent, "-o", "marked.xlsx")
    assert cli("publish", "marked.xlsx", "-o", "a.xlsx").code == 0
    assert cli("publish", consistent, "-o", "b.xlsx").code == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_public_edition_can_be_checked_and_published_again(cli, consistent, tmp_path):
    cli("publish", consistent, "-o", "a.xlsx")
    assert cli("check", "a.xlsx").code == 0
    assert cli("publish", "a.xlsx", "-o", "b.xlsx").code == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    "out, sentence",
    [("consistent.xlsx", "这正是原文件"), ("a.xlsm", "公开版不带宏，只能是 .xlsx 文件"), ("没有这个文件夹/a.xlsx", "所在的文件夹不存在")],
)
def test_a_target_that_cannot_be(cli, original, out, sentence):
    path, before = original
    outcome = cli("publish", path, "-o", out)
    assert outcome.code == 2 and sentence in outcome.err and outcome.err.count("\n") == 1
    assert path.read_bytes() == before


def test_a_formula_without_a_value_is_named(cli, consistent, tmp_path):
    book = openpyxl.load_workbook(consistent)
    book["整体自评表"]["K1"] = "=1+1"
    book.save(tmp_path / "formula.xlsx")
    outcome = cli("publish", "formula.xlsx", "-o", "a.xlsx", "--force")
    assert outcome.code == 2 and "工作表“整体自评表”的 K1的公式没有缓存值" in outcome.err
    assert not (tmp_path / "a.xlsx").exists()


def test_a_workbook_without_forms_needs_force(cli, tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "别的表"
    book.save(tmp_path / "other.xlsx")
    outcome = cli("publish", "other.xlsx", "-o", "a.xlsx")
    assert outcome.code == 2 and "没有认出可以检查的表" in outcome.err and "--force" in outcome.err
    assert cli("publish", "other.xlsx", "-o", "a.xlsx", "--force").code == 0


def test_an_ods_is_published_through_libreoffice(cli, consistent, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("没有 LibreOffice：.ods 的公开版没有检查")
    import subprocess

    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", tmp_path, consistent]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    assert cli("publish", "consistent.ods", "-o", "a.xlsx", "--force").code == 0
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
