"""整体自评表 and 项目自评表: the two self-evaluation forms, with formulas where a figure follows from others.

Columns: A the block's name, B and C the upper indicator levels, D the third, E 指标性质, F 年度指标值, G 度量单位,
H 实际完成值, I 分值, J 得分, K 偏差原因. M 人工评分 and N 手填数 stand beside the print area; from P on the hidden steps
of the native score, above them in the first row what 首页 adds up.
"""

from ...core.record import Record
from .funds import funds_header, natures, project_funds, whole_funds
from .names import (
    DECIMALS,
    FILLED_BY,
    FILLED_ON,
    PROJECTS,
    SIGNED_BY,
    TELEPHONE,
    UNIT_NAME,
    WHOLE,
    YEAR,
    shown,
)
from .page import Page, cell, fixed, span
from .scoring import FIRST_STEP, MANUAL, STEPS, Row, engines, score, steps
from .settings import units_range

_WIDTHS = (7.5, 9.5, 13, 18, 5, 11.5, 5.5, 11.5, 6, 7.5, 18.5, 2, 10, 12, 2)
_ROW_HEIGHT = 18.75
_SPACER = 11  # the column L: its empty lines are the least height of a row that grows with what is typed
SCORE, LAST = 9, 10  # the columns J and K
_TAB = "#2E75B6"
NATURES = ("≥", "≤", "＝", "＞", "＜", "定性")

_COST = ("经济成本指标", "社会成本指标", "生态环境\n成本指标")
# Second-level indicators (二级指标) of each first level, with the rows of the whole-unit and of the project form.
_LEVELS = {
    "产出": (("数量指标", 4, 3), ("质量指标", 2, 2), ("时效指标", 2, 2), ("成本指标", 1, 1)),
    "效益": (("经济效益指标", 1, 1), ("社会效益指标", 2, 1), ("生态效益指标", 1, 1), ("可持续影响指标", 1, 1)),
    "满意度": (("服务对象\n满意度指标", 2, 2),),
    "成本": tuple((name, 1, 1) for name in _COST),
}
# Where each form sets its own weights, the headings state none.
_EACH_ITS_OWN = (("产出指标", None), ("效益指标", None), ("满意度指标", None))


class Block(Record):
    """A second-level indicator with its rows; *first* where it opens the first-level indicator of *level1_rows*."""

    level1: str
    level2: str
    rows: int
    level1_rows: int  # 0 where the box of the first level goes on


def blocks(profile, whole):
    """The levels of the form, as the profile's weights have them."""
    has_cost = any("成本" in name for name, _ in profile.structure)
    for level1, weight in profile.structure or _EACH_ITS_OWN:
        known = next((levels for word, levels in _LEVELS.items() if word in level1), ((level1, 3, 3),))
        kept = [entry for entry in known if not (has_cost and entry[0] == "成本指标")]
        total = sum(entry[1 if whole else 2] for entry in kept)
        for index, (level2, for_whole, for_project) in enumerate(kept):
            rows = for_whole if whole else for_project
            yield Block(f"{level1}\n（{weight}分）" if weight else level1, level2, rows, 0 if index else total)


def whole_form(book, styles, profile, year):
    """部门整体支出绩效自评表."""
    page = Page(book, WHOLE, styles, _TAB, _ROW_HEIGHT)
    form = _Form(page, profile, "附件1", "部门整体支出绩效自评表", year, goals_height=140)
    page.put(2, 0, "预算部门名称", "header", across=3)
    page.formula(2, 3, shown(UNIT_NAME), "centre", across=8)
    funds = funds_header(page, 3, "年度\n预算\n申请\n（万元）", rows=6)
    whole_funds(page, funds, profile)
    natures(page, funds + 1)
    form.goals(funds + 6)
    form.indicators(funds + 8, list(blocks(profile, whole=True)), funds)
    return form.finish("备注：1.")


def project_form(book, styles, profile, year, number):
    """项目支出绩效自评表, one for each first-level project (一级项目)."""
    page = Page(book, PROJECTS[number - 1], styles, _TAB, _ROW_HEIGHT)
    form = _Form(page, profile, f"附件2-{number}", "项目支出绩效自评表", year, goals_height=105)
    page.put(2, 0, "项目支出名称", "header", across=3)
    page.put(2, 3, None, "input", across=8)
    page.put(3, 0, "主管部门", "header", across=3)
    page.formula(3, 3, shown(UNIT_NAME), "centre", across=3)
    page.put(3, 6, "实施单位", "header", across=2)
    page.put(3, 8, None, "input", across=3)
    funds = funds_header(page, 4, "项目\n资金\n（万元）", rows=4)
    project_funds(page, funds, profile)
    form.goals(funds + 4)
    form.indicators(funds + 6, list(blocks(profile, whole=False)), funds)
    return form.finish("备注：1.一个一级项目支出填一张表。")


class _Form:
    """What both forms share, from top to bottom."""

    def __init__(self, page, profile, attachment, title, year, goals_height):
        self.page, self.profile = page, profile
        self.goals_height = goals_height
        page.columns(*_WIDTHS)
        page.sheet.set_column(FIRST_STEP, FIRST_STEP + len(STEPS) - 1, 9, None, {"hidden": True})
        page.put(0, 0, attachment, "plain", across=3)
        page.formula(1, 0, f'{YEAR}&"年度{title}"', "title", f"{year}年度{title}", across=LAST + 1)
        page.height(0, 17)
        page.height(1, 30)
        page.put(0, MANUAL, "打印区外", "beside_header", across=2)
        page.put(1, MANUAL, "填了就以手填为准", "beside_header", across=2)

    # -- goals and indicators ------------------------------------------------------------------------------------------

    def goals(self, row):
        """年度总体目标."""
        page = self.page
        page.put(row, 0, "年度\n总体\n目标", "header", down=2)
        page.put(row, 1, "预期目标", "header", across=5)
        page.put(row, 6, "实际完成情况", "header", across=5)
        page.put(row + 1, 1, None, "input_block", across=5)
        page.put(row + 1, 6, None, "input_block", across=5)
        page.put(row + 1, MANUAL, "写不下时，拖动行号下边线把这一行拉高", "beside_header", across=2)
        page.height(row + 1, self.goals_height)

    def indicators(self, row, levels, funds):
        """绩效指标, with the total below them."""
        page, count = self.page, sum(block.rows for block in levels)
        page.put(row, 0, "绩\n效\n指\n标", "header", down=count + 1)
        labels = ("一级指标", "二级指标", "三级指标", "指标\n性质", "年度\n指标值", "度量\n单位", "实际\n完成值", "分值", "得分", "偏差原因分析\n及改进措施")
        page.row_of(row, 1, labels, "header")
        page.height(row, 32)
        page.put(row, MANUAL, "人工评分", "beside_header")
        page.row_of(row, FIRST_STEP, [label for label, _ in STEPS], "working_header")
        self.header, self.first = row, row + 1
        at = row + 1
        for block in levels:
            if block.level1_rows:
                opened = at
                page.put(at, 1, block.level1, "input", down=block.level1_rows)
            page.put(at, 2, block.level2, "input", down=block.rows)
            for index in range(block.rows):
                self._indicator(at + index, (opened, 1), (at, 2))
            at += block.rows
        self.last = at - 1
        self._aids()
        self._total(at, funds)

    def _indicator(self, row, level1, level2):
        page, cells = self.page, Row(row, level1, level2)
        for col, style in ((3, "input_left"), (4, "input"), (5, "input_text"), (6, "input"), (7, "input_text")):
            page.put(row, col, None, style)
        page.put(row, 8, None, "input_weight")
        page.formula(row, 9, score(cells), "score")
        page.put(row, 10, None, "input_left")
        page.put(row, MANUAL, None, "beside")
        for offset, text in enumerate(steps(cells)):
            page.formula(row, FIRST_STEP + offset, text, "working")
        page.put(row, _SPACER, "\n", "spacer")
        page.grows(row)

    def _aids(self):
        """Drop-downs, checks of what is typed, and colours."""
        page, first, last = self.page, self.first, self.last
        page.choose(first, last, 4, list(NATURES), "指标性质", "越大越好选 ≥，越小越好选 ≤；指标值里已写比较符的可以不选。")
        page.choose(first, last, 6, f"={units_range()}", "度量单位", "指标值里已写单位的可以不选；没有的单位可以直接填。", only=False)
        page.numbers_only(first, 8, last, 8, "分值", least=0)
        page.numbers_only(first, MANUAL, last, MANUAL, "人工评分", least=0)
        page.sheet.ignore_errors({"number_stored_as_text": f"F{first + 1}:H{last + 1}"})
        row = first + 1
        page.colour((first, 9, last, 9), f"ISNA($J{row})", "due")
        page.colour((first, MANUAL, last, MANUAL), f"ISNA($J{row})", "due")
        missed = f"AND(ISNUMBER($J{row}),ISNUMBER($I{row}),$J{row}<$I{row})"
        page.colour((first, 7, last, 7), missed)
        page.colour((first, 9, last, 9), missed)
        page.colour((first, 10, last, 10), f'AND({missed},$K{row}="")', "due")

    def _total(self, row, funds):
        """总分: weights and scores with those of the budget execution; #N/A while a score is due from a person."""
        page = self.page
        weights, scores = f"I{self.first + 1}:I{self.last + 1}", f"J{self.first + 1}:J{self.last + 1}"
        execution = cell(funds, 10)
        page.put(row, 0, "总分", "header", across=8)
        page.formula(row, 8, f'IF(COUNT({weights})=0,"",ROUND(SUM({weights},{cell(funds, 8)}),4))', "total_weight")
        page.formula(
            row, 9,
            f'IF(COUNT({scores})+SUMPRODUCT(--ISERROR({scores}))=0,"",ROUND(SUM({scores},{execution}),4))', "total_score",
        )  # fmt: skip
        page.put(row, 10, None, "centre")
        page.colour((row, 8, row, 8), f'AND(ISNUMBER({fixed(row, 8)}),ROUND({fixed(row, 8)},4)<>100)')
        page.height(row, 24)
        self._counted(funds)
        self.total_at = row
        self.total_weight = f"{page.name}!{fixed(row, 8)}"

    def _counted(self, funds):
        """What 首页 adds up over the forms: how many scores each engine computed, and how many are due from a person."""
        columns = (MANUAL, FIRST_STEP, SCORE)
        parts = [engines(*(span(first, col, last, col) for col in columns)) for first, last in ((funds, funds), (self.first, self.last))]
        due = f"SUMPRODUCT(--ISNA({span(self.first, SCORE, self.last, SCORE)}))"
        texts = (*("+".join(texts) for texts in zip(*parts)), due)
        for col, (label, text) in enumerate(zip(("函数算出", "公式算出", "要人定分"), texts), start=FIRST_STEP):
            self.page.formula(0, col, text, "working", 0)
            self.page.put(1, col, label, "working_header")

    def finish(self, note):
        """Notes, signatures, print set-up."""
        page, row = self.page, self.total_at + 1
        law = f"{note}得分=绩效目标实现比例*分值，"
        exact = f'IF({DECIMALS}=0,"得分取整数。","得分精确到小数点后"&MID("一二三四",{DECIMALS},1)&"位。")'
        decimals = self.profile.score_decimals
        said = f"得分精确到小数点后{'零一二三四'[decimals]}位。" if decimals else "得分取整数。"
        page.formula(row, 0, f'"{law}"&{exact}', "plain", law + said, across=LAST + 1)
        signed = f'"填表人："&{FILLED_BY}&"        填报日期："&{FILLED_ON}&"        联系电话："&{TELEPHONE}&"        单位负责人签字："&{SIGNED_BY}'
        blank = "填表人：        填报日期：        联系电话：        单位负责人签字："
        page.formula(row + 1, 0, signed, "plain", blank, across=LAST + 1)
        page.height(row, 22)
        page.height(row + 1, 22)
        page.print_set_up(row + 1, LAST, repeat=(self.header, self.header))
        page.prints_without_fills()
        page.freeze(2)
        page.finish()
        return self
