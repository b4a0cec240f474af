"""The forms of the field, typed: what recognition produces and rules read. Every value keeps its cell.

A field that is None means: this layout has no such column. A field that is there but empty is ``blank``.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..core.cells import Box, Field
from ..core.record import Record
from .unit_column import actual_with_unit, with_unit

WHOLE = "whole_self_evaluation"  # 部门整体支出绩效自评表
PROJECT = "project_self_evaluation"  # 项目支出绩效自评表
GOAL_TABLE = "goal_table"  # 没有得分栏的定性、定量目标表
SCORING_TABLE = "scoring_table"  # 规则评分表
UNIT_PROFILE = "unit_profile"  # 基本概况与收支
BASE_DATA = "base_data"  # 基础数据表
FINAL_ACCOUNT = "final_account"  # 部门决算公开表
NARRATIVE = "narrative"  # 正文
NOTHING_FILLED = "各指标都还没有填"  # ``missing`` of a printed self-evaluation form whose indicator rows are blank
NO_FUNDS = "没有认出资金区"  # what a form lacks whose funds block was not recognised
NO_INDICATORS = "没有认出指标区"  # that of one without such rows
TITLE_ONLY = "只有标题，没有表体"  # that of a final-account table that is no more than its title

KIND_NAMES = {
    WHOLE: "整体自评表",
    PROJECT: "项目自评表",
    GOAL_TABLE: "目标表",
    SCORING_TABLE: "规则评分表",
    UNIT_PROFILE: "基本概况与收支",
    BASE_DATA: "基础数据表",
    FINAL_ACCOUNT: "决算公开表",
    NARRATIVE: "报告正文",
}
EVERY_KIND, SELF_EVALUATIONS, SCORED = tuple(KIND_NAMES), (WHOLE, PROJECT), (WHOLE, PROJECT, SCORING_TABLE)

# The nine tables a department publishes (部门决算公开 01–09), by the name they are recognised by.
TABLE_NAMES = {
    "income_expenditure_total": "收入支出决算总表",
    "income": "收入决算表",
    "expenditure": "支出决算表",
    "fiscal_appropriation_total": "财政拨款收入支出决算总表",
    "general_public_budget": "一般公共预算财政拨款支出决算表",
    "basic_expenditure_detail": "一般公共预算财政拨款基本支出决算明细表",
    "government_fund": "政府性基金预算财政拨款收入支出决算表",
    "state_capital": "国有资本经营预算财政拨款支出决算表",
    "three_public": "财政拨款“三公”经费支出决算表",
}


class Heading(Record):
    """A first- or second-level indicator (一级、二级指标) and the weight its heading states: “产出指标（50分）”."""

    name: str  # without the bracket: “产出指标”
    weight: Decimal | None
    field: Field


class Indicator(Record):
    """One third-level indicator (三级指标). Fields merged over several rows are the same Field in each of them."""

    row: int
    name: Field
    level1: Heading | None = None
    level2: Heading | None = None
    nature: Field | None = None  # 指标性质
    target: Field | None = None  # 年度指标值
    unit: Field | None = None  # 度量单位, where it has a column of its own
    actual: Field | None = None  # 实际完成值
    weight: Field | None = None  # 分值
    score: Field | None = None  # 得分
    reason: Field | None = None  # 偏差原因分析及改进措施

    @property
    def subject(self) -> str:
        return self.name.text or f"第{self.row + 1}行"

    @property
    def indicator_class(self) -> str:
        """二级指标 and 一级指标 names, in which 成本指标 and the like are looked for."""
        return (self.level2.name if self.level2 else "") or (self.level1.name if self.level1 else "")

    @property
    def is_cost(self) -> bool:
        return self.level1 is not None and "成本" in self.level1.name or self.level2 is not None and "成本" in self.level2.name

    @property
    def target_text(self) -> str:
        return with_unit(self.target, self.unit)

    @property
    def actual_text(self) -> str:
        return actual_with_unit(self.target, self.actual, self.unit)


FUND_AMOUNTS = {"initial_budget": "年初预算数", "annual_budget": "全年预算数", "executed": "全年执行数"}  # FundRow.amounts


class FundRow(Record):
    """A row of the funds block (资金区). Amounts in 万元, ``rate`` in percentage points."""

    role: str  # total 年度资金总额 | current 当年财政拨款 | carried_over 上年结转 | other 其他资金 | part 其他“其中”行
    label: Field
    initial_budget: Field | None = None  # 年初预算数
    annual_budget: Field | None = None  # 全年预算数（调整后）
    executed: Field | None = None  # 全年执行数
    weight: Field | None = None  # 分值
    rate: Field | None = None  # 执行率
    score: Field | None = None  # 得分

    @property
    def amounts(self) -> tuple[Field | None, ...]:
        return self.initial_budget, self.annual_budget, self.executed


class NatureItem(Record):
    """An amount of the blocks 按收入性质分 / 按支出性质分; in many forms the figure stands inside the label's cell."""

    role: str  # total; income: general_public_budget, government_fund, special_account, other; expenditure: basic, project; detail: part of another
    label: str
    amount: Field


class Signature(Record):
    """An entry of the line below the table: 填表人、填报日期、联系电话、单位负责人签字."""

    label: str
    field: Field  # its text is what was filled in, blank if nothing


class SelfEvaluation(Record):
    """部门整体支出绩效自评表 or 项目支出绩效自评表."""

    kind: str
    sheet: str
    box: Box
    title: Field
    year: int | None = None
    unit_name: Field | None = None  # 预算部门名称；项目表的实施单位
    supervisor: Field | None = None  # 项目表的主管部门
    reporting_unit: Field | None = None  # 表头“填报单位（盖章）”
    project_name: Field | None = None
    unit: str = "万元"  # of the amounts
    unit_stated: bool = True
    funds: tuple[FundRow, ...] = ()
    income: tuple[NatureItem, ...] = ()
    expenditure: tuple[NatureItem, ...] = ()
    expected_goals: Field | None = None  # 预期目标
    achieved_goals: Field | None = None  # 实际完成情况
    indicators: tuple[Indicator, ...] = ()
    headings: tuple[Heading, ...] = ()  # every first-level heading once
    subtotals: tuple[Indicator, ...] = ()  # 小计行：of the rows above under their level1, and level2 where they have one; without either of all
    total_weight: Field | None = None  # 总分行的分值
    total_score: Field | None = None  # 总分行的得分；没有总分行的，表头的
    head_score: Field | None = None  # 表头的“自评得分”
    grade: Field | None = None  # 评价等级
    notes: tuple[Field, ...] = ()  # 备注、填表说明
    signatures: tuple[Signature, ...] | None = None  # None: the form has no such line
    contacts: tuple[Signature, ...] = ()  # 项目负责人、联系电话 of the head, beside their labels
    features: frozenset[str] = frozenset()  # traits of layout, notes and file, for inferring the profile and for rules
    missing: tuple[str, ...] = ()  # what a half-recognised form lacks, in words
    texts: Sequence[Field] = ()  # every filled text cell of the form, for rules that read all of them
    illegible: Field | None = None  # an error cell among the labels
    unprinted: Mapping[tuple[str, int, int], Decimal] = {}  # scores: what a cell (Field.place) holds over what it prints

    @property
    def key(self) -> str:
        """What the form is called in finding keys: it survives a renamed or moved sheet."""
        if self.kind == PROJECT and self.project_name is not None and self.project_name.text:
            return f"项目自评表〔{self.project_name.text}〕"
        return KIND_NAMES[self.kind]

    @property
    def total_funds(self) -> FundRow | None:
        """The row 年度资金总额, usually the first."""
        for row in self.funds:
            if row.role == "total":
                return row
        return None


class GoalItem(Record):
    """A row of a goal table without scores: a target text and what is said of its completion."""

    category: str
    subject: str
    target: Field
    actual: Field


class GoalTable(Record):
    """没有得分栏的定性目标表（整段文字）或定量目标表（逐行）."""

    kind: str
    sheet: str
    box: Box
    title: Field
    year: int | None = None
    unit_name: Field | None = None
    expected_goals: Field | None = None  # 定性：预期目标
    achieved_goals: Field | None = None  # 定性：实际完成
    items: tuple[GoalItem, ...] = ()  # 定量
    missing: tuple[str, ...] = ()
    texts: tuple[Field, ...] = ()

    @property
    def key(self) -> str:
        return "定量目标表" if self.items else "定性目标表"


class Line(Record):
    """One side of a row in a balance table (收入支出决算总表、财政拨款收入支出决算总表)."""

    side: str  # income | expenditure
    name: str  # squeezed, without the ordinal “一、”
    text: str  # the name as printed
    amounts: Mapping[str, Field]  # amount; or total, general, fund, state_capital
    sheet: str
    row: int
    col: int  # of the name
    number_text: str = ""  # 行次 as printed, "" for none
    number_value: Decimal | None = None  # None where it is no number
    number_col: int | None = None

    @property
    def label(self) -> Field:
        """The cell of the name."""
        return Field(self.sheet, self.row, self.col, self.text)

    @property
    def number(self) -> Field | None:
        """The cell of the 行次."""
        at = self.sheet, self.row, self.number_col
        return Field(*at, self.number_text, self.number_value, "行次") if self.number_text else None


class SubjectRow(Record):
    """One account subject (科目) of a table, or its 合计 row (code "")."""

    code: str  # digits only: "2010301", "30101"
    name: str
    amounts: Mapping[str, Field]
    sheet: str
    row: int
    code_col: int
    name_col: int

    @property
    def code_field(self) -> Field:
        """The cell of the code."""
        return Field(self.sheet, self.row, self.code_col, self.code)


class FinalAccount(Record):
    """One published final-account table. ``table`` is a key of TABLE_NAMES; amounts in 万元."""

    kind: str  # FINAL_ACCOUNT
    table: str
    sheet: str
    box: Box
    title: Field
    year: int | None = None
    unit_name: Field | None = None
    unit: str = "万元"
    unit_stated: bool = True
    columns: Mapping[str, Field] = {}  # role → header cell
    unread: Sequence[Field] = ()  # header cells of columns that the rules know nothing of
    lines: tuple[Line, ...] = ()  # balance tables
    total: SubjectRow | None = None  # subject tables: the 合计 row
    rows: tuple[SubjectRow, ...] = ()  # subject tables, and the detail table's economic subjects
    uncoded: tuple[SubjectRow, ...] = ()  # subject tables: rows whose code is lacking or cannot be read
    figures: Mapping[str, Field] = {}  # three_public: budget_total … final_reception; detail: staff, public, total
    notes: tuple[Field, ...] = ()  # 注、说明
    missing: tuple[str, ...] = ()
    texts: tuple[Field, ...] = ()
    illegible: Field | None = None  # an error cell where a label, a code or a 行次 should be

    @property
    def key(self) -> str:
        return TABLE_NAMES[self.table]
