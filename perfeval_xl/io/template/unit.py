"""基本信息: who reports, filled in once and shown on every form, and which tables have nothing to report."""

from .names import UNIT, YEAR
from .page import Page

_ROWS = (
    ("单位名称", "与公章一致的全称，各表的部门名称取自这里"),
    ("单位编码", "预算单位编码，没有可不填"),
    ("评价年度", "在“参数”表里改"),
    ("单位负责人", "按本年度实际填写"),
    ("财务负责人", "按本年度实际填写"),
    ("填表人", "显示在各自评表的表尾"),
    ("填报日期", "照 2025-03-20 这样填"),
    ("联系电话", "填办公电话；公开前按规定遮蔽"),
    ("单位负责人签字", "打印后手签的可以不填"),
)
_QUESTIONS = (
    ("政府性基金预算收支", "选“否”，公开07表写明无数据"),
    ("国有资本经营预算支出", "选“否”，公开08表写明无数据"),
    ("“三公”经费支出", "选“否”，公开09表写明无数据"),
)


def unit(book, styles, year):
    """The sheet 基本信息."""
    page = Page(book, UNIT, styles, "#BF8F00")
    page.columns(22, 30, 38)
    page.put(0, 0, "基本信息", "title", across=3)
    page.height(0, 40)
    page.row_of(1, 0, ("项目", "填写", "填写说明"), "header")
    for row, (label, hint) in enumerate(_ROWS, start=2):
        page.put(row, 0, label, "header")
        if label == "评价年度":
            page.formula(row, 1, YEAR, "centre", year)
        else:
            page.put(row, 1, None, "input_text")
        page.put(row, 2, hint, "left")
        page.height(row, 30)
    page.put(12, 0, "本年度有没有下列收支", "header", across=3)
    for row, (label, hint) in enumerate(_QUESTIONS, start=13):
        page.put(row, 0, label, "header")
        page.put(row, 1, None, "input")
        page.put(row, 2, hint, "left")
        page.height(row, 30)
    page.choose(13, 15, 1, ["是", "否"], "是或否", "没有这项收支选“否”，对应的公开表会写明无数据。")
    page.print_set_up(15, 2)
    page.freeze(2)
    page.finish()
    return page
