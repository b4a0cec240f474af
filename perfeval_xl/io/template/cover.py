"""首页: what to do, the buttons where there are macros, and the health of the workbook."""

from .about import about
from .health import health
from .names import COVER, SHEETS, UNIT_NAME, YEAR
from .page import Page

_STEPS = (
    ("填基本信息", "在“基本信息”填单位、填表人等，在“参数”选方案和年度。"),
    ("填决算公开表", "照部门决算填公开01–09表的浅黄格，合计由公式算出。"),
    ("填自评", "先填预算数、目标和指标；一个一级项目一张表，多余的删掉。"),
    ("核对得分", "得分随填随算；#N/A 由人填“人工评分”；没达标的写明原因。"),
    ("校验并打印", "校验一遍，按结论改完，再打印、报送；打印时不带底色。"),
)
_BLOCKED = (
    "点了没有反应：关掉工作簿，在文件的“属性”里勾选“解除锁定”，重新打开后点“启用内容”。"
    "用 WPS 或不能启用宏的，得分照样算出；校验在文件上点右键，选“发送到—绩效自评校验”。"
)
_WITHOUT_MACROS = (
    ("一键校验", "在 Excel 的“绩效自评”选项卡里点“一键校验”；没有加载项的，存盘后在文件上点右键，选“发送到—绩效自评校验”。"),
    ("重算得分", "不用点：得分由表里的公式随填随算。"),
    ("新增项目表", "右键点“项目自评表3”的标签，选“移动或复制”，勾选“建立副本”。"),
)
_LEGEND = (
    ("legend_input", "填写", "浅黄：要填的格子；白色是公式或固定文字，已锁定。"),
    ("legend_beside", "手填为准", "浅绿：在打印区外，填了就以手填为准（人工评分、手填合计）。"),
    ("legend_missed", "未达标", "浅红：没有达到指标值，或执行率不到 80%、分值合计不是 100。"),
    ("legend_due", "待补", "橙黄：要由人定分，或没达标还没有写明原因。"),
)
_ABREAST = 4  # buttons in a row


def cover(book, styles, profile, year, whole, buttons=()):
    """The sheet 首页. *whole* is the form 整体自评表; *buttons* are (label, macro), none without macros."""
    page = Page(book, COVER, styles, "#C00000")
    page.columns(6, 17, 31, 31)
    page.formula(0, 0, f'{YEAR}&"年度部门预算绩效自评"', "band", f"{year}年度部门预算绩效自评", across=4)
    page.height(0, 48)
    page.formula(1, 0, f'IF({UNIT_NAME}="","请先填写“基本信息”",{UNIT_NAME})', "under_band", "请先填写“基本信息”", across=4)
    page.height(1, 26)
    row = _steps(page, 2)
    row = _buttons(page, row, buttons) if buttons else _without_macros(page, row)
    row = _legend(page, row)
    row = _health(page, row, profile, year, whole)
    row = _contents(page, row)
    row = about(page, row, with_macros=bool(buttons))
    page.print_set_up(row - 1, 3, one_page=True)
    page.finish()
    page.sheet.activate()
    page.sheet.set_first_sheet()
    return page


def _steps(page, row):
    page.heading(row, "五步完成")
    for at, (name, what) in enumerate(_STEPS, start=row + 1):
        page.put(at, 0, at - row, "step")
        page.put(at, 1, name, "label")
        page.put(at, 2, what, "said", across=2)
        page.height(at, 28)
    return row + 1 + len(_STEPS)


def _buttons(page, row, buttons):
    page.heading(row, "按钮")
    for index, (label, macro) in enumerate(buttons):
        line, place = row + 1 + index // _ABREAST, index % _ABREAST
        page.put(line, 0, None, "plain")
        page.height(line, 36)
        page.sheet.insert_button(
            line, 0, {"macro": macro, "caption": label, "width": 162, "height": 34, "x_offset": 4 + place * 176, "y_offset": 7}
        )
    row += 2 + (len(buttons) - 1) // _ABREAST
    page.put(row, 0, _BLOCKED, "note", across=4)
    page.height(row, 30)
    return row + 1


def _without_macros(page, row):
    page.heading(row, "这一份没有宏，按钮能做的这样做")
    for at, (name, how) in enumerate(_WITHOUT_MACROS, start=row + 1):
        page.put(at, 0, name, "label", across=2)
        page.put(at, 2, how, "said", across=2)
        page.height(at, 34 if at == row + 1 else 24)
    return row + 1 + len(_WITHOUT_MACROS)


def _legend(page, row):
    page.heading(row, "颜色")
    for at, (style, name, what) in enumerate(_LEGEND, start=row + 1):
        page.put(at, 0, None, style)
        page.put(at, 1, name, "label")
        page.put(at, 2, what, "said", across=2)
    return row + 1 + len(_LEGEND)


def _health(page, row, profile, year, whole):
    """健康检查 (health.py)."""
    page.heading(row, "工作簿状态")
    cells = health(profile, year, whole)
    for at, (label, text, value) in enumerate(cells, start=row + 1):
        page.put(at, 0, label, "label", across=2)
        page.formula(at, 2, text, "said", value, across=2)
        page.height(at, 22)
    page.height(row + 1, 32)
    return row + 1 + len(cells)


def _contents(page, row):
    """各表: a link to every sheet."""
    page.heading(row, "各表")
    for index, name in enumerate(name for name in SHEETS if name != COVER):
        line, place = row + 1 + index // 3, index % 3
        page.link(line, place + 1, name)
    return row + 2 + (len(SHEETS) - 2) // 3
