"""A workbook open in the stand-in for Excel."""

import pytest

from perfeval_xl.hosts.excel.live import ExcelHost
from tests.support.excel.model import Excel, opened
from tests.support.excel.xlwings_side import Book


@pytest.fixture
def excel(examples):
    """The smallest example with findings of every level, open."""
    return opened(examples / "lukou-2022.xlsx")


@pytest.fixture
def live():
    """The live host of an open workbook."""

    def make(excel: Excel) -> ExcelHost:
        return ExcelHost(Book(excel))

    return make


@pytest.fixture
def picture():
    """Everything of an open workbook that a user would see changed; cells that hold nothing at all are none."""

    def draw(excel: Excel) -> list[tuple]:
        return [
            (
                sheet.name,
                {
                    place: (cell.value, cell.formula, cell.number_format, cell.colour, cell.pattern, cell.note)
                    for place, cell in sheet.cells.items()
                    if (cell.value, cell.formula, cell.pattern, cell.note) != (None, "", -4142, None)
                },
                sheet.merges,
                sheet.password,
            )
            for sheet in excel.sheets
        ]

    return draw
