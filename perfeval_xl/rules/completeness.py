"""B rules: what must be filled in, signed, attached, and called by its full name (完整性)."""

from collections.abc import Iterable, Iterator

from ..core.cells import Field
from ..core.findings import ERROR, INFO, WARNING
from ..core.relations import Relation
from ..core.rules import rule
from ..domain.forms import (
    FINAL_ACCOUNT,
    GOAL_TABLE,
    PROJECT,
    SCORING_TABLE,
    SELF_EVALUATIONS,
    UNIT_PROFILE,
    WHOLE,
    FinalAccount,
    GoalTable,
    SelfEvaluation,
)
from ..domain.unit_forms import ScoringTable, UnitFigures
from ..domain.wording import bare_unit_name, ends_as_organisation
from .context import Context
from .funds import spent_on
from .required import Empty, empty_required_cells, is_untouched

BASIS = "绩效自评表填表要求"
TOTALS_BASIS = "部门决算公开表表式说明"


@rule("B01", "必填空白", WARNING, INFO, basis=BASIS, each=(*SELF_EVALUATIONS, GOAL_TABLE, FINAL_ACCOUNT, SCORING_TABLE, UNIT_PROFILE), yields_to=("S11",))
def required_cells_are_filled(
    context: Context, form: SelfEvaluation | GoalTable | FinalAccount | ScoringTable | UnitFigures
) -> Iterator:
    """自评表的单位名称、年度总体目标、年度资金总额一行、各指标的名称、指标值、完成值、分值、得分和总分都应填写；决算公开表、收支情况表有分项数的合计、结余，评分表各项的得分、目标表各条目标的完成情况也应填写。
    整张没有填的表、整套没有填的决算公开表只报一次；不一定要填的（多出来的空项目表、不报送的决算公开表）报为提示。

    为何重要：空一格，执行率、得分、总分就有一处算不出来，别的规则也只能记“未检”。
    怎样改：按提示补填；没有数的填 0，不要留空。能由本表其他数推算的，提示里给出推算值。
    """
    for cell in empty_required_cells(context, form):
        yield context.finding(
            required_cells_are_filled,
            cell.field,
            "{name}（{cell}）没有填，请补填{hint}",
            severity=INFO if cell.unless else WARNING,
            subject=cell.subject,
            expected=cell.inferred,
            actual="空",
            relation=_is_filled(cell),
            basis=TOTALS_BASIS if form.kind == FINAL_ACCOUNT else "",
            name=cell.name,
            hint=_hint(cell),
        )


def _is_filled(cell: Empty) -> Relation | None:
    """Filled in as inferred, the sums that the gap breaks hold again: then the gap is one mistake with them."""
    due = cell.number
    return None if due is None else Relation((cell.field,), lambda number: number - due)


def _hint(cell: Empty) -> str:
    if cell.inferred:
        return f"，按本表其他内容推算应为 {cell.inferred}"
    return f"；{cell.unless}" if cell.unless else ""


# The four entries of the signature line; a form that has one may call them otherwise.
_SIGNATURES = ("填表人", "填报日期", "联系电话", "单位负责人签字")


@rule("B02", "签字栏", INFO, basis=BASIS, each=(*SELF_EVALUATIONS, UNIT_PROFILE))
def form_is_signed(context: Context, form: SelfEvaluation | UnitFigures) -> Iterator:
    """表尾的填表人、填报日期、联系电话、单位负责人签字应填写；评价结论的签字、意见栏也应填写。

    为何重要：没有签字和日期，不知道谁对这张表负责、是哪一版。
    怎样改：存档的表补签；公开版有意隐去的，不用改。
    """
    if form.kind == UNIT_PROFILE:
        yield from _unsigned_conclusion(context, form)
        return
    if is_untouched(form):
        return
    at, state = form.total_score or form.title, "没有表尾签字栏"
    names: Iterable[str] = _SIGNATURES
    if form.signatures:
        unsigned = [entry for entry in form.signatures if _is_unsigned(entry.field.text)]
        if not unsigned:
            return
        at, names = unsigned[0].field, dict.fromkeys("".join(entry.label.split()) for entry in unsigned)
        state = f"签字栏的{'、'.join(names)}没有填"
    yield context.finding(
        form_is_signed,
        at,
        "{state}，请补填（公开版有意隐去的不用改）",
        subject="签字栏",
        expected="、".join(_SIGNATURES),
        actual=f"空：{'、'.join(names)}" if form.signatures else "整行缺失",
        state=state,
    )


def _unsigned_conclusion(context: Context, form: UnitFigures) -> Iterator:
    """The lines for signatures and opinions below a conclusion, in one."""
    from .unit_people import unsigned

    empty = unsigned(context, form)
    if empty:
        yield context.finding(
            form_is_signed,
            empty[0],
            "签字、意见栏有 {count} 处没有填（{cells}），请补填（公开版有意隐去的不用改）",
            *empty[1:],
            subject="签字栏",
            expected="签字、意见和日期",
            actual="空",
            count=str(len(empty)),
            cells="、".join(field.cell for field in empty),
        )


def _is_unsigned(text: str) -> bool:
    """Whether an entry holds nothing but what the template prints for a date: “    年  月  日”."""
    return "".join(text.split()).strip("年月日/.-") == ""


@rule("B03", "附件齐全", WARNING, ERROR, basis="一个一级项目支出填一张项目支出绩效自评表", each=SELF_EVALUATIONS)
def attachments_are_there(context: Context, form: SelfEvaluation) -> Iterator:
    """有项目支出的，应附项目支出绩效自评表，一个一级项目一张；成套提交的还应有整体自评表。

    为何重要：只有整体表，项目花的钱达到什么效果就没有交代。
    怎样改：补上各项目的自评表一起检查；已另件公开的，写明在哪里。声明是全套材料（--together）时缺了就是错。
    """
    if form.kind == WHOLE and all(map(is_untouched, context.projects)):
        spent = _project_expenditure(context, form)
        if spent is not None and spent.number is not None and spent.number > 0:
            yield context.finding(
                attachments_are_there,
                spent,
                "项目支出 {actual} {unit}，却没有{filled}项目支出绩效自评表，请补附（已另件公开的写明）",
                severity=ERROR if context.complete_set else WARNING,
                subject="项目支出绩效自评表",
                expected="一个一级项目一张",
                filled="填好的" if context.projects else "",
                unit=spent.unit or form.unit,
            )
    elif form.kind == PROJECT and context.complete_set and context.whole is None and form is context.projects[0]:
        yield context.finding(
            attachments_are_there,
            form.title,
            "这套材料里有项目支出绩效自评表而没有部门整体支出绩效自评表，请补上整体表",
            severity=ERROR,
            subject="部门整体支出绩效自评表",
            expected="部门整体支出绩效自评表一张",
            actual="没有",
        )


def _project_expenditure(context: Context, form: SelfEvaluation) -> Field | None:
    """项目支出 of the form; of the published expenditure table where the form does not state it."""
    stated = spent_on(form, "项目支出")
    return context.accounts.total("expenditure", "project") if stated is None else stated


@rule("B04", "单位名称", ERROR, WARNING, basis="单位名称以机构编制批复为准")
def unit_names_are_complete(context: Context) -> Iterator:
    """各表的单位名称应写全：去掉编码和地区前缀后，一处不能只是另一处的前半截。

    为何重要：名称漏一个“局”字，公开后对不上预算单位，也没法和决算表归到一起。
    怎样改：按机构批复的全称改；简称只要以局、办、委、院、中心等机构词结尾，不算残缺。
    """
    named = _first_of_each_name(context)
    for name, field in named.items():
        if ends_as_organisation(name):
            continue
        fuller = next((other for other in named if other != name and other.startswith(name)), None)
        if fuller is not None:
            whole = field.text + fuller[len(name):]
            yield context.finding(
                unit_names_are_complete,
                field,
                "单位名称“{actual}”不完整，别处写作“{other}”，请改为“{expected}”",
                named[fuller],
                subject="单位名称",
                expected=whole,
                other=fuller,
            )
        else:
            yield context.finding(
                unit_names_are_complete,
                field,
                "单位名称“{actual}”不以局、办、委、院、中心等机构词结尾，像是没有写全，请按批复的全称填写",
                severity=WARNING,
                subject="单位名称",
                expected="机构全称",
            )


def _first_of_each_name(context: Context) -> dict[str, Field]:
    """Every different name, without codes and region, with the first cell it stands in."""
    named = {}
    for form in context.forms_of((*SELF_EVALUATIONS, GOAL_TABLE, FINAL_ACCOUNT)):
        fields = (form.unit_name, *(getattr(form, name, None) for name in ("supervisor", "reporting_unit")))
        for field in fields:
            if field is not None and field.filled and field.bad is None:
                name = bare_unit_name(field.text)
                if len(name) > 1:
                    named.setdefault(name, field)
    return named
