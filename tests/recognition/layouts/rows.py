"""Forms written down row by row, for layouts that say something else than the standard one."""

from perfeval_xl.core.book import Book
from perfeval_xl.domain.forms import SELF_EVALUATIONS
from perfeval_xl.recognition import recognise

HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
FUNDS = ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]


def forms(rows, merges=(), name="Sheet1", formats=None):
    book = Book.from_lists({name: rows}, {name: merges}, {name: formats or {}})
    return [form for form in recognise(book).forms if form.kind in SELF_EVALUATIONS]


def form(rows, merges=(), **more):
    (only,) = forms(rows, merges, **more)
    return only


def numbers(fields):
    return [None if field is None else field.number for field in fields]
