"""B01–B04: what must be filled in, signed, attached, and called by its full name."""

import pytest

from perfeval_xl.domain.wording import bare_unit_name
from tests.rules.build_indicators import assert_case, cases


@pytest.mark.parametrize(("code", "case"), cases("B01", "B02", "B03", "B04"))
def test_completeness(code, case):
    assert_case(code, case)


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("岳阳市屈原管理区行政审批服务局", "行政审批服务局"),
        ("行政审批服务局124001", "行政审批服务局"),
        ("[124001]行政审批服务局", "行政审批服务局"),
        ("行政审批服务局１２４００１", "行政审批服务局"),
        ("１２４－行政审批服务局", "行政审批服务局"),
        ("行政审批服务局（政务大厅）", "行政审批服务局"),
        ("湖南省自然资源厅", "自然资源厅"),
        ("郴州市教育局", "教育局"),
        ("岳阳市市场监督管理局", "市场监督管理局"),
        ("株洲市　渌口区行政审批服务局", "行政审批服务局"),
    ],
)
def test_codes_brackets_and_regions_are_left_out(printed, bare):
    assert bare_unit_name(printed) == bare
