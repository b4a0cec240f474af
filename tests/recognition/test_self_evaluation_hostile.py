"""Whatever stands in a sheet, recognition answers with forms or with nothing, never with an exception."""

from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_xl.core.book import UNCACHED, Book, CellError, Sheet
from perfeval_xl.core.cells import Box
from perfeval_xl.domain.forms import SELF_EVALUATIONS
from perfeval_xl.recognition import recognise
from perfeval_xl.recognition.grid import Grid
from perfeval_xl.recognition.self_evaluation import find
from tests.recognition.layouts import PROJECT_CONTENT, WHOLE_CONTENT, lay_out

WORDS = (
    "2024年度部门整体支出绩效自评表 项目支出绩效自评表 自评表 三级指标 一级指标 二级指标 年度指标值 实际完成值 分值 得分 折算得分 评分标准 总分 合计"
    " 年初预算数 全年预算数 全年执行数 执行率 按收入性质分：3 按支出性质分： 其中：一般公共预算:1.2.3 预期目标 实际完成情况 备注：无 注：（元） 填表人：联系电话："
    " 单位负责人签字 评价等级 评价等级：优 项目名称 主管部门： 实施单位 填报单位：（盖章） 单位：元 （万元） 产出指标（50分） 产出指标（ 指标性质 度量单位 …… / ★"
).split()
CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(("", "", "", UNCACHED, CellError("#N/A"), True)),
    st.integers(-100, 100),
    st.floats(allow_nan=True, allow_infinity=True),
    st.text(max_size=8),
)


@st.composite
def sheets(draw):
    """Rows of uneven length, and merges that need not fit them."""
    rows = draw(st.lists(st.lists(CELLS, max_size=9), max_size=14))
    corner, size = st.integers(0, 12), st.integers(0, 4)
    merges = draw(st.lists(st.tuples(corner, corner, size, size), max_size=6))
    return Sheet("表", tuple(map(tuple, rows)), [(top, left, top + down, left + across) for top, left, down, across in merges])


def self_evaluations(sheet):
    grid = Grid(sheet)
    for anchor in find(grid, grid.texts()):
        form = anchor.read(grid, anchor, grid.height - 1)
        if form is not None:
            yield form


@given(sheets())
@settings(max_examples=300)
def test_no_grid_makes_recognition_fail(sheet):
    for form in self_evaluations(sheet):
        assert form.kind in SELF_EVALUATIONS
        assert isinstance(form.box, Box) and form.box.top <= form.box.bottom and form.box.left <= form.box.right


@given(st.sampled_from((WHOLE_CONTENT, PROJECT_CONTENT)), st.data())
@settings(max_examples=150)
def test_a_real_form_with_cells_overwritten_is_read_in_part(content, data):
    page = lay_out(content)
    places = st.tuples(st.integers(0, page.height), st.integers(0, page.width))
    page.cells.update(data.draw(st.dictionaries(places, CELLS, max_size=8)))
    for form in recognise(Book((page.sheet(),))).forms:
        assert form.box.bottom <= page.height


def test_a_lower_line_that_renames_the_only_column_of_names_heads_nothing():
    rows = (
        ("2024年度部门整体支出绩效自评表",),
        ("三级指标", "年度指标值", "实际完成值"),
        ("分值", "得分", "年度指标值"),
        ("受理件数", "≥10件", "12件"),
    )
    (form,) = self_evaluations(Sheet("表", rows, ()))
    assert not form.indicators and "没有认出指标区" in form.missing
