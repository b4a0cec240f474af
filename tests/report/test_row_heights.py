"""How high the rows of 校验结果 are made, for spreadsheets that do not fit them to their texts when they open a file."""

import pytest

from perfeval_xl.core.edits import Row
from perfeval_xl.core.findings_sheet import ACTUAL, COLUMNS
from perfeval_xl.report.row_heights import heights


@pytest.mark.parametrize(("characters", "points"), [(1, 17.5), (14, 31), (200, 382), (240, 409), (30000, 409)])
def test_a_row_is_as_high_as_its_longest_text_and_no_higher_than_excel_has_rows(characters, points):
    row = Row(tuple("某" * characters if label == ACTUAL else "" for label in COLUMNS))
    assert [*heights((Row(("绩效校验结果",)), row), 1)][1] == (1, points)
