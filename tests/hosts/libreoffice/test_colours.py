"""Colours told by theme or palette, as LibreOffice knows them."""

import openpyxl
import pytest
from openpyxl.writer.theme import theme_xml

from perfeval_xl.core.fills import Fill
from perfeval_xl.hosts.libreoffice.colours import Theme, rgb_of


@pytest.mark.parametrize(
    ("fill", "rgb"),
    [
        (Fill("FFC7CE"), "FFC7CE"),
        (Fill(theme=0), "FFFFFF"),
        (Fill(theme=1), "000000"),
        (Fill(theme=4), "4F81BD"),
        (Fill(theme=4, tint="0.7999816888943144"), "DCE6F1"),  # as Excel shows “淡色 80%”
        (Fill(theme=4, tint="-0.249977111117893"), "366092"),  # “深色 25%”
        (Fill(theme=99), None),
        (Fill(index=10), "FF0000"),
        (Fill(index=64), None),
        (Fill(), None),
    ],
)
def test_a_colour_of_the_office_theme(fill, rgb):
    found = rgb_of(fill, Theme(""))
    assert (found is None) == (rgb is None)
    if rgb is not None:  # Excel rounds on the way
        assert all(abs(one - other) <= 1 for one, other in zip(bytes.fromhex(found), bytes.fromhex(rgb)))


def test_a_theme_of_its_own(tmp_path):
    book = openpyxl.Workbook()
    book.loaded_theme = theme_xml.replace("4F81BD", "C0FFEE")
    book["Sheet"]["A1"] = 1
    book.save(tmp_path / "主题.xlsx")
    assert rgb_of(Fill(theme=4), Theme(str(tmp_path / "主题.xlsx"))) == "C0FFEE"


def test_a_file_that_is_none_has_the_office_theme(tmp_path):
    (tmp_path / "表.ods").write_bytes(b"PK\x03\x04")
    assert rgb_of(Fill(theme=4), Theme(str(tmp_path / "表.ods"))) == "4F81BD"
