"""How high the rows of 校验结果 are: every text is seen whole, and no row is much higher than its texts."""

import pytest

from perfeval_xl.core.edits import Row
from perfeval_xl.core.findings_sheet import ACTUAL, COLUMNS
from perfeval_xl.report.marks import Told, edits
from perfeval_xl.report.row_heights import WIDTHS, heights
from tests.report.runs import finding, run
from tests.support.text_size import DIGIT, PADDING, lines

TOLD = Told("0.1.0", "2026.1", "hunan-2024", "2026-01-05 09:00", "0" * 64)
HEADER, SIZE = 4, 10  # row; points of the text
LINE = 13  # points: 宋体 of that size
LONG = "“年度资金总额”的全年执行数 560.05 大于全年预算数 344.70，执行率不应超过 100%，请核对追加预算的批复；"


def needed(sheet, row: int) -> int:
    """Lines of the longest text of a row."""
    texts = zip(sheet.rows[row].values, WIDTHS)
    return max(lines(text, width * DIGIT - PADDING, SIZE) for text, width in texts if isinstance(text, str) and text)


@pytest.mark.parametrize("message", ["执行率不对", LONG, LONG * 2, LONG * 9, "第一行\n第二行\n第三行"])
def test_a_row_is_as_high_as_its_longest_text(message):
    sheet = edits(run(finding("F01", "error", 6, message)), TOLD).sheet
    count, height = needed(sheet, HEADER + 1), dict(sheet.heights)[HEADER + 1]
    assert count * LINE <= height <= (count + 2) * 1.2 * LINE
    assert dict(sheet.heights)[HEADER] < 2 * LINE, "the labels of the columns are short"


def test_what_stands_above_the_table_is_seen_whole():
    """Across all columns: merged cells grow in no spreadsheet."""
    sheet = edits(run(finding("F01", "error", 6)), TOLD).sheet
    for row in range(1, HEADER):
        count = lines(sheet.rows[row].values[0], sum(WIDTHS) * DIGIT - PADDING, SIZE)
        assert count * LINE <= dict(sheet.heights)[row] <= (count + 2) * 1.2 * LINE


@pytest.mark.parametrize(("characters", "points"), [(1, 17.5), (14, 31), (200, 382), (240, 409), (30000, 409)])
def test_a_row_is_as_high_as_its_longest_text_and_no_higher_than_excel_has_rows(characters, points):
    row = Row(tuple("某" * characters if label == ACTUAL else "" for label in COLUMNS))
    assert [*heights((Row(("绩效校验结果",)), row), 1)][1] == (1, points)
