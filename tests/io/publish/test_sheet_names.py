"""A sheet called after somebody gets another name in the public edition, and everything that names it leads there still."""

import io
import re
from urllib.parse import quote

import pytest
import xlsxwriter

from perfeval_xl.core.publication import HINT, MASKED
from perfeval_xl.io.publish.edition import published
from perfeval_xl.io.publish.renaming import masked_names, with_sheets_renamed
from tests.io.publish.opened import opened
from tests.support.office import ABSENT, converted, program, seen

PERSON, OTHER, PHONED = "某某甲", "某某乙's", "名单13800000000"
NEW = {PERSON: "某××", OTHER: "某××'s", PHONED: "名单138××××0000"}


def called_after_persons() -> bytes:
    """References of every kind: names, print areas, lists, conditional formats, charts, sparklines, links."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        first = book.add_worksheet("汇总")
        for name in (PERSON, OTHER, PHONED):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("联系人", name.removesuffix("'s") if name != PHONED else "某某甲"))
            sheet.write_column(1, 0, (1, 2, 3))
            sheet.print_area(0, 0, 3, 1)
            sheet.repeat_rows(0)
        first.write_formula("A1", f"='{PERSON}'!A2", None, 1)
        first.data_validation("B1", {"validate": "list", "source": f"='{PHONED}'!$A$2:$A$4"})
        first.conditional_format("B1:B5", {"type": "formula", "criteria": f"={PERSON}!$A$2>1", "format": book.add_format({"bold": 1})})
        first.write_url("A3", f"internal:'{PERSON}'!A1", string="看")
        chart = book.add_chart({"type": "column"})
        for name in (PERSON, OTHER):
            chart.add_series({"values": [name, 1, 0, 3, 0]})
        first.insert_chart("D1", chart)
        first.add_sparkline("C1", {"range": f"'{PERSON}'!A2:A4"})
        book.define_name("合计", f"='{PERSON}'!$A$2+'{OTHER.replace(chr(39), chr(39) * 2)}'!$A$2")
    return file.getvalue()


@pytest.fixture(scope="module")
def edition():
    return opened(published(called_after_persons()))


def test_no_part_says_the_names_any_more(edition):
    assert edition.book.sheetnames == ["汇总", *NEW.values()]
    for part, content in edition.parts.items():
        text = content.decode("utf-8", "replace")
        assert not any(name in text for name in ("某某甲", "某某乙", "13800000000")), part


def test_what_led_to_them_leads_there_still(edition):
    book = edition.book
    first = book["汇总"]
    assert book.defined_names["合计"].attr_text == "'某××'!$A$2+'某××''s'!$A$2"
    assert [book[name].print_area for name in NEW.values()] == [
        "'某××'!$A$1:$B$4", "'某××''s'!$A$1:$B$4", "'名单138××××0000'!$A$1:$B$4",
    ]  # fmt: skip
    assert {book[name].print_title_rows for name in NEW.values()} == {"$1:$1"}
    assert [rule.formula1 for rule in first.data_validations.dataValidation] == ["'名单138××××0000'!$A$2:$A$4"]
    assert [rule.formula for found in first.conditional_formatting for rule in found.rules] == [["'某××'!$A$2>1"]]
    assert first["A3"].hyperlink.location == "'某××'!A1" and first["A1"].value == 1
    assert re.findall("<c:f>(.*?)</c:f>", edition.text("xl/charts/chart1.xml")) == ["'某××'!$A$2:$A$4", "'某××''s'!$A$2:$A$4"]
    assert "<xm:f>'某××'!A2:A4</xm:f>" in edition.text("xl/worksheets/sheet1.xml")


def test_it_is_told_and_nothing_is_left_to_be_looked_at(edition):
    assert [one.now for one in edition.told if one.kind == "工作表名" and one.action == MASKED] == [*NEW.values()]
    assert not [one for one in edition.told if one.action == HINT]
    assert {one.sheet for one in edition.told if one.kind == "姓名"} == {*NEW.values()}


def test_published_once_more_it_is_the_same(edition):
    assert opened(published(edition.data)).data == edition.data


@pytest.mark.skipif(program() is None, reason=ABSENT)
def test_libreoffice_finds_everything(edition, tmp_path):
    (tmp_path / "公开.xlsx").write_bytes(edition.data)
    shown = seen(converted([tmp_path / "公开.xlsx"], "fods", tmp_path)[0])
    assert [name for name in shown if name != "local-table"] == ["汇总", *NEW.values()], "图表自带一张 local-table"
    assert {cell.link for cell in shown["汇总"].values() if cell.link} == {"#'某××'.A1"}


def test_two_that_would_be_called_alike_are_told_apart():
    def shown(name):
        return name.replace("某乙", "**").replace("某丙", "**")

    assert masked_names(["某某乙", "某某丙", "某××_2", "表"], shown) == {"某某乙": "某××", "某某丙": "某××_3"}
    assert masked_names(["某某乙" + "x" * 28, "某××" + "x" * 28], shown) == {"某某乙" + "x" * 28: "某××" + "x" * 26 + "_2"}


NAMES = {"某某甲": "某××", "A & B": "A × B"}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("<f>某某甲!A1+旧某某甲!A1</f>", "<f>'某××'!A1+旧某某甲!A1</f>"),
        ("<f>SUM('某某甲:表'!A1)</f>", "<f>SUM('某××:表'!A1)</f>"),
        ("<c:f>&apos;A &amp; B&apos;!$A$1</c:f>", "<c:f>'A × B'!$A$1</c:f>"),
        ("<x:FmlaLink>某某甲!$A$1</x:FmlaLink>", "<x:FmlaLink>'某××'!$A$1</x:FmlaLink>"),
        ('<Relationship Target="#某某甲!A1" Id="a"/>', """<Relationship Target="#'某××'!A1" Id="a"/>"""),
        (f'<Relationship Target="#{quote("某某甲")}!A1"/>', """<Relationship Target="#'某××'!A1"/>"""),
        ('<Relationship Target="https://example.com/#!/a" Id="a"/>', None),
        ("<a:t>某某甲!看这里</a:t>", None),
        ("<worksheet><sheetData><c><f>某某甲!A1</f></c></sheetData></worksheet>", None),
    ],
)
def test_single_references(was, now):
    assert with_sheets_renamed(was, NAMES) == (now or was)
