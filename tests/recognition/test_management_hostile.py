"""Forms with 项目决策 and 项目管理 above the indicators, with anything in their cells: read in part, never with an exception."""

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_xl.core.book import Book, Sheet
from perfeval_xl.domain.forms import SELF_EVALUATIONS
from perfeval_xl.recognition import recognise
from tests.recognition.test_self_evaluation_hostile import CELLS
from tests.support.books import ROOT
from tests.support.drawn import drawn_book

SHAPES = ROOT / "tests" / "golden" / "layouts" / "published_shapes.toml"
DRAWN = [drawn_book(layout["sheets"]).sheets[0] for layout in tomllib.loads(SHAPES.read_text("utf-8"))["layout"]]
WITH_MANAGEMENT = [sheet for sheet in DRAWN if any("评价内容" in row for row in sheet.rows)]
# What heads such a part, ends it or opens the next one.
WORDS = st.sampled_from(
    "评价内容 考核内容 权重 分值 自评分 复核分 评价标准及依据 得分计算方法 项目绩效（85分） 项目年度目标1： 项目决策 13分 三级指标 年初指标值 合计 自评总分：97".split()
)


@st.composite
def spoilt(draw):
    """A form with cells overwritten, rows (the headers among them) repeated and left out, and merges anywhere."""
    sheet = draw(st.sampled_from(WITH_MANAGEMENT))
    height, width = len(sheet.rows), max(map(len, sheet.rows))
    rows, merges = [list(row) for row in sheet.rows], list(sheet.merges)
    row, col = st.integers(0, height - 1), st.integers(0, width - 1)
    for (at, across), value in draw(st.dictionaries(st.tuples(row, col), WORDS | CELLS, max_size=8)).items():
        rows[at][across] = value
    for source, place in draw(st.lists(st.tuples(row, row), max_size=4)):
        rows.insert(place, rows[source])
    left_out = draw(st.sets(row, max_size=3))
    rows = [line for at, line in enumerate(rows) if at not in left_out]
    size = st.integers(0, 6)
    for top, left, down, across in draw(st.lists(st.tuples(row, col, size, size), max_size=5)):
        merges.append((top, left, top + down, left + across))
    return Sheet("表", tuple(map(tuple, rows)), merges)


@given(spoilt())
@settings(max_examples=200)
def test_whatever_becomes_of_it_the_form_lies_within_the_sheet(sheet):
    height, width = len(sheet.rows), max([*map(len, sheet.rows), *(right + 1 for *_, right in sheet.merges)])
    for form in recognise(Book((sheet,))).forms:
        assert 0 <= form.box.top <= form.box.bottom < height and 0 <= form.box.left <= form.box.right < width, form.box
        if form.kind in SELF_EVALUATIONS:
            read = [indicator.row for indicator in form.indicators]
            assert read == sorted(set(read)) and all(form.box.top < row <= form.box.bottom for row in read)
