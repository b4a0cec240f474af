"""首页: what to do, the buttons where there are macros, and the health of the workbook."""

from .health import health
from .names import COVER, SHEETS, UNIT_NAME, YEAR
from .page import Page

_STEPS = (
    ("填基本信息", "在“基本信息”填单位名称、填表人等，在“参数”选方案、填年度。"),
    ("填决算公开表", "照部门决算填公开01–09表的浅黄格，合计由公式算出；差末位小数的，在打印区外手填合计。"),
    ("填自评", "先填预算数、目标和指标，执行数取自决算表；一个一级项目填一张项目表，多余的删掉。"),
    ("核对得分", "得分随填随算；显示 #N/A 的要由人定分，填在打印区外的“人工评分”。没达标的写明原因。"),
    ("校验并打印", "{check}按结论改完后再打印、报送。"),
)
_CHECK_WITH_MACROS = "点“一键校验”，结论写在“校验结果”。"
_CHECK_WITHOUT = "在命令行运行 perfeval-xl check，或用加载项的“一键校验”。"
_ABOUT = (
    "perfeval-xl 以 MIT 许可证发布。{xlwings}本工作簿没有密码：需要改动结构时，在“审阅”里撤销工作表保护即可。"
)
_XLWINGS = "宏里含 xlwings（© Zoomer Analytics GmbH，BSD-3-Clause 许可证）的 VBA 模块。"


def cover(book, styles, profile, year, whole, buttons=()):
    """The sheet 首页. *whole* is the form 整体自评表; *buttons* are (label, macro), none without macros."""
    page = Page(book, COVER, styles, "#C00000")
    page.columns(7, 18, 34, 34)
    page.formula(0, 0, f'{YEAR}&"年度部门预算绩效自评"', "title", f"{year}年度部门预算绩效自评", across=4)
    page.height(0, 46)
    page.formula(1, 0, f'IF({UNIT_NAME}="","请先填写“基本信息”",{UNIT_NAME})', "centre_plain", "请先填写“基本信息”", across=4)
    page.height(1, 24)
    page.put(2, 0, "五步完成", "heading", across=4)
    page.height(2, 28)
    for row, (name, what) in enumerate(_STEPS, start=3):
        page.put(row, 0, row - 2, "header")
        page.put(row, 1, name, "header")
        page.put(row, 2, what.format(check=_CHECK_WITH_MACROS if buttons else _CHECK_WITHOUT), "left", across=2)
        page.height(row, 36)
    row = _buttons(page, 8, buttons)
    row = _legend(page, row)
    row = _health(page, row, profile, year, whole)
    row = _contents(page, row)
    page.put(row, 0, _ABOUT.format(xlwings=_XLWINGS if buttons else ""), "note", across=4)
    page.height(row, 32)
    page.print_set_up(row, 3, one_page=True)
    page.finish()
    page.sheet.activate()
    page.sheet.set_first_sheet()
    return page


def _buttons(page, row, buttons):
    if not buttons:
        return row
    page.put(row, 0, "按钮", "heading", across=4)
    page.height(row, 28)
    for index, (label, macro) in enumerate(buttons):
        line, place = row + 1 + index // 4, index % 4
        page.put(line, 0, None, "plain")
        page.height(line, 36)
        page.sheet.insert_button(
            line, 0, {"macro": macro, "caption": label, "width": 150, "height": 34, "x_offset": 6 + place * 164, "y_offset": 6}
        )
    return row + 2 + (len(buttons) - 1) // 4


def _legend(page, row):
    page.put(row, 0, "颜色", "heading", across=4)
    page.height(row, 28)
    page.put(row + 1, 0, None, "legend_input")
    page.put(row + 1, 1, "填写", "left")
    page.put(row + 1, 2, "浅黄：要填的格子；白色：公式或固定文字，已锁定", "left", across=2)
    page.put(row + 2, 0, None, "legend_beside")
    page.put(row + 2, 1, "人工", "left")
    page.put(row + 2, 2, "浅绿：打印区外，填了就以手填为准（人工评分、手填合计）", "left", across=2)
    page.put(row + 3, 0, None, "legend_missed")
    page.put(row + 3, 1, "未达标", "left")
    page.put(row + 3, 2, "浅红：没有达到指标值；橙黄：还要人定分或写明原因", "left", across=2)
    return row + 4


def _health(page, row, profile, year, whole):
    """健康检查 (health.py)."""
    page.put(row, 0, "工作簿状态", "heading", across=4)
    page.height(row, 28)
    cells = health(profile, year, whole)
    for at, (label, text, value) in enumerate(cells, start=row + 1):
        page.put(at, 0, label, "header", across=2)
        page.formula(at, 2, text, "left", value, across=2)
        page.height(at, 24)
    page.height(row + 1, 32)
    return row + 1 + len(cells)


def _contents(page, row):
    """各表: a link to every sheet."""
    page.put(row, 0, "各表", "heading", across=4)
    page.height(row, 28)
    for index, name in enumerate(name for name in SHEETS if name != COVER):
        line, place = row + 1 + index // 3, index % 3
        page.link(line, place + 1, name)
    return row + 2 + (len(SHEETS) - 2) // 3
