"""T rules about an indicator's name (三级指标名称): repeated, misplaced, of several objects, with its target in it."""

from collections.abc import Iterator

from ..core.cells import Field
from ..core.findings import ERROR, INFO, Finding
from ..core.patterns import Pattern
from ..core.rules import rule
from ..domain.forms import GOAL_TABLE, SELF_EVALUATIONS, GoalTable, Indicator, SelfEvaluation
from ..domain.values import Value, is_placeholder
from ..domain.wording import bare_name, objects_in
from .context import Context
from .reading import Row, filled_rows
from .scored import SCORING

# 经济成本: the name of a cost speaks of money or of what is used up.
_COST_WORDS = """
    成本 费 预算 资金 经费 支出 价 投入 投资 节约 节省 降低 减少 压减 控制 补贴 补助 标准 薪 工资 资源 损失 影响 污染
    能耗 消耗 排放 额 元 资助 人均 户均 生均 亩均
""".split()
# 社会成本、生态环境成本 are often described in words; only a share of work done is certainly no cost.
_DONE = "完成 完整 合格 及时 达标 覆盖 满意 准确 知晓 办结 参与 到位".split()
_WORK_DONE = tuple(words + measure for words in _DONE for measure in "率度")
_SATISFACTION = ("满意", "满意度", "满意率")


@rule("T09", "指标重复、错类", ERROR, INFO, basis=SCORING, each=(*SELF_EVALUATIONS, GOAL_TABLE))
def indicators_are_distinct(context: Context, form: SelfEvaluation | GoalTable) -> Iterator:
    """同一张表的三级指标不能逐字重复，也应归在它所属的二级类别下。

    一行列了两次，删去后分值、得分各合计都相符的，合计不另报。

    为何重要：重复的指标把同一件事计了两次分；成本类下面写质量、满意度，成本就没有人考核。
    怎样改：删去重复的一条或改成另一件事；归错的移到对应的二级指标下。
    """
    yield from _repeated(context, form)
    if form.kind != GOAL_TABLE:
        for row in filled_rows(context, form):
            if place := _proper_place(row.indicator_class, row.bare_name):
                yield _misplaced(context, row, place)


def _repeated(context: Context, form: SelfEvaluation | GoalTable) -> Iterator:
    named, first = _named(context, form), {}
    if len({name for name, *_ in named}) == len(named):
        return
    for name, subject, field, figures in named:
        earlier = first.setdefault(name, field)
        if earlier is not field and not (earlier.place == field.place and form.kind != GOAL_TABLE):
            yield context.finding(
                indicators_are_distinct,
                field,
                "“{name}”与 {first} 的指标逐字重复，请删去一条或改成另一件事",
                earlier,
                subject=subject,
                expected="不重复",
                name=subject,
                first=earlier.cell,
            )._replace(doubled=figures)


def _named(context: Context, form: SelfEvaluation | GoalTable) -> list[tuple[str, str, Field, tuple[Field, ...]]]:
    """Every name that is one (not “……”, not “/”): bare, as written, its cell, and the weight and score of its own row."""
    if form.kind == GOAL_TABLE:
        named = [(item.subject, item.target) for item in form.items if item.target.filled and not item.target.bad]
        return [(bare_name(name), name, field, ()) for name, field in named if name and not is_placeholder(name)]
    rows = [row for row in filled_rows(context, form) if row.indicator.name.filled and not row.indicator.name.bad]
    return [(row.bare_name, row.indicator.name.text, row.indicator.name, _figures(row.indicator)) for row in rows]


def _figures(indicator: Indicator) -> tuple[Field, ...]:
    """The weight and the score in the indicator's own row: a merged one stays when the row is deleted."""
    cells = (indicator.weight, indicator.score)
    return tuple([field for field in cells if field is not None and field.row == indicator.row])


def _proper_place(kind: str, name: str) -> str:
    """What an indicator under the heading *kind* should be instead, or where it belongs; "" where it is well placed."""
    if "成本" not in kind:
        wrong = name.endswith(_SATISFACTION) and kind and "满意" not in kind
        return "移到满意度指标下" if wrong else ""
    if "社会成本" in kind or "环境成本" in kind:
        return "反映社会或环境为此付出的代价" if name.endswith(_WORK_DONE) else ""
    return "反映成本" if name and not any(word in name for word in _COST_WORDS) else ""


def _misplaced(context: Context, row: Row, place: str) -> Finding:
    return context.finding(
        indicators_are_distinct,
        row.indicator.name,
        "“{name}”归在“{kind}”下，名称与类别不符，应{expected}，请改名称或移到相应类别",
        severity=INFO,
        subject=row.indicator.subject,
        expected=place,
        name=row.indicator.subject,
        kind=row.indicator_class,
    )


@rule("T10", "一指标多对象", INFO, basis=SCORING, each=SELF_EVALUATIONS)
def one_object_each(context: Context, form: SelfEvaluation) -> Iterator:
    """一个三级指标只衡量一个对象。

    为何重要：“工作完成度和群众满意度”合用一个 98%，不知道说的是哪一个。
    怎样改：拆成几个指标，各填各的指标值、完成值和分值。
    """
    for row in filled_rows(context, form):
        count = objects_in(row.bare_name)
        if count > 1:
            yield context.finding(
                one_object_each,
                row.indicator.name,
                "“{name}”含 {count} 个对象，合用一个指标值，请拆成 {count} 个指标分别填写",
                subject=row.indicator.subject,
                expected="单一对象",
                name=row.indicator.subject,
                count=str(count),
            )


@rule("T11", "名称嵌目标值", INFO, basis=SCORING, each=SELF_EVALUATIONS)
def name_without_target(context: Context, form: SelfEvaluation) -> Iterator:
    """三级指标的名称里不写指标值。

    为何重要：目标写进名称，下一年改目标就得改指标，历年数据接不上。
    怎样改：名称只写衡量什么，如“进驻部门数量”，数值写到指标值一栏。
    """
    for row in filled_rows(context, form):
        name = row.bare_name
        if row.goal.kind in ("number", "several") and _FIGURE.search(name) and _holds_target(name, row.goal):
            yield context.finding(
                name_without_target,
                row.indicator.name,
                "“{name}”把指标值“{target}”写进了名称，请把数值只写在指标值一栏",
                row.indicator.target,
                subject=row.indicator.subject,
                expected="名称不含指标值",
                name=row.indicator.subject,
                target=row.indicator.target.text,
            )


_FIGURE = Pattern("[0-9]")
_WITHIN = tuple("0123456789.×*＊xX")  # before a figure that is a part of another one, or of how the indicator is computed


def _holds_target(name: str, goal: Value) -> bool:
    """Whether every figure of the target stands in the name with its unit; a bare “1” may be part of any name.

    The “×100%” of a name that says how it is computed is none.
    """
    parts = goal.parts or (goal,)
    return all(part.kind == "number" and part.unit and _stands_in(name, f"{part.number:f}{part.unit}") for part in parts)


def _stands_in(name: str, figure: str) -> bool:
    return any(not before.endswith(_WITHIN) for before in name.split(figure)[:-1])
