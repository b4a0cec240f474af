"""Whatever stands in a sheet, the forms about the unit are read or left alone, never with an exception."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_xl.core.book import UNCACHED, Book, CellError, Sheet
from perfeval_xl.core.cells import Box, Field
from perfeval_xl.domain.forms import BASE_DATA, SCORING_TABLE, UNIT_PROFILE
from perfeval_xl.domain.inputs import INPUTS
from perfeval_xl.recognition import recognise

SCORING = """部门整体支出绩效评价评分表 评分表（续） 一级指标 二级指标 三级指标 评价指标 评分标准 评价要点 分值 得分 自评得分 扣分原因
 投入（15分） 过程（ 每超扣1分 小计 总分 备注： 填表人：""".split()
PROFILE = """二、收支情况（万元） 机构名称 单位名称 收入合计 支出合计 三公经费合计 固定资产合计 其他 合计 其中： 机关 人员编制 人员编制：30人
 实有人数 职能职责概述 绩效自评综合得分 评价等次：优 99分 群众满意度达98% 一般公共预算拨款 项目支出""".split()
BASE = """部门基础数据表 财政供养人员情况 编制数 实际在职人数 控制率 经费控制情况 上年决算数 2021年预算数 2021年决算数 “三公”经费 项目支出
 1、业务专项 其中：人员经费 部门整体支出预算调整 批复规模 实际规模 — ----- 数据名称 数值 单位 元 98% 63800元""".split()
ODD = st.sampled_from(("", "", "", UNCACHED, CellError("#N/A"), True, None))
NUMBERS = st.integers(-100, 100) | st.floats(allow_nan=True, allow_infinity=True)


@st.composite
def sheets(draw):
    """Rows of uneven length, and merges that need not fit them."""
    words = st.sampled_from(draw(st.sampled_from((SCORING, PROFILE, BASE, SCORING + PROFILE + BASE))))
    cells = words | words | ODD | NUMBERS | st.text(max_size=6)
    rows = draw(st.lists(st.lists(cells, max_size=8), max_size=12))
    corner, size = st.integers(0, 12), st.integers(0, 4)
    merges = draw(st.lists(st.tuples(corner, corner, size, size), max_size=5))
    rows = tuple(tuple("" if value is None else value for value in row) for row in rows)
    return Sheet("表", rows, [(top, left, top + down, left + across) for top, left, down, across in merges])


@settings(max_examples=400)
@given(sheets())
def test_any_sheet_is_read(sheet):
    for form in recognise(Book((sheet,))).forms:
        assert isinstance(form.box, Box) and isinstance(form.title, Field) and isinstance(form.missing, tuple)
        if form.kind in (UNIT_PROFILE, BASE_DATA):
            assert INPUTS.keys() >= form.figures.keys()
            assert all(isinstance(n, Decimal) and n.is_finite() for name in form.figures for n in form.numbers(name))
        elif form.kind == SCORING_TABLE:
            assert all(item.level1 is None or item.level1 in form.headings for item in form.indicators)
            assert all(form.box.top < item.row <= form.box.bottom for item in form.indicators)


@given(sheets(), st.integers(1, 4))
def test_empty_rows_above_change_no_figure(sheet, down):
    moved = Sheet("表", ((),) * down + sheet.rows, [(t + down, a, b + down, c) for t, a, b, c in sheet.merges])
    before, after = recognise(Book((sheet,))).forms, recognise(Book((moved,))).forms
    assert [form.kind for form in before] == [form.kind for form in after]
    for form, same in zip(before, after):
        if form.kind in (UNIT_PROFILE, BASE_DATA):
            assert {name: form.numbers(name) for name in form.figures} == {
                name: same.numbers(name) for name in same.figures
            }
