"""N rules that apply to cells: what the template left standing. The rules of running text join them with the report."""

from collections.abc import Iterator

from ..core.cells import Field
from ..core.findings import ERROR
from ..core.patterns import Pattern
from ..core.rules import rule
from ..domain.forms import EVERY_KIND, GOAL_TABLE, SCORING_TABLE, SELF_EVALUATIONS
from .context import Context
from .reading import all_text, fields_with
from .required import is_untouched

# Whole lines that are the template's own row: “……”, “指标1：”, “目标2：……”, “3.……”.
_EMPTY_LINE = Pattern(r"(?:(?:[（(]?[0-9]{1,2}[)）.．、]\s*)?(?:[….。·]{2,}|…)|目标\s*[0-9]{0,2}\s*[:：]\s*[….。]*|[★☆*]*(?:三级)?指标\s*[0-9０-９]{0,2}\s*[:：]?\s*[….]*)")
_LONGEST_SHOWN = 30  # characters of what was left; the finding shows the whole cell beside it
_FIRST_SIGNS = frozenset("….。·指三★☆*")
_CHOICE = Pattern("(?:大于|小于|高于|低于)[（(/／](?:大于|小于|高于|低于|等于)[)）]?")
_CROSSES = "[xX×ＸｘХ○]"
_BLANK_NAME = Pattern(
    rf"20{_CROSSES}{{2}}年?|(?<!{_CROSSES}){_CROSSES}{{2,}}(?:年|月|日|省|市|县|区|镇|乡|街道|局|厅|委|办|院|中心|部门|单位|公司|学校|医院"
    "|项目|资金|工程|指标|万元|元|个|项|人|次|[%％])"
)
# What an answer should say, where the answer itself should stand: “对照年度目标，说明完成情况（100字以内）”.
_ASKED_HERE = "请在此处"  # in the row 说明, whose words are otherwise the form's own
_PROMPT = Pattern(
    r"(?:对照|结合|针对|围绕|根据)[^；]{4,120}[（(][0-9]{2,4}字(?:以内|之内|左右|内)[）)][。.]?\s*|请在此处.{4,120}(?:请填“?无”?|说明)[。.]?\s*"
)
# Any of these in a form's text makes a closer look worth while. By their first sign: Python looks for one character ten
# times as fast as for two, and most forms have none of the signs.
_TRACES = {sign: (sign + sign,) for sign in "Xx×Ｘ○Хｘ"} | {
    "于": ("于(", "于（", "于/", "于／"),
    "字": ("字以", "字之", "字左", "字内"),
    "此": (_ASKED_HERE,),
}


@rule("N19", "模板残留", ERROR, basis="表式与报告模板的填写要求", each=EVERY_KIND, yields_to=("S11",))
def template_is_filled_in(context: Context, form) -> Iterator:
    """模板自带的“……”“指标1：”“XX局”“20XX年”“大于（小于）”，以及“对照……说明……（100字以内）”“请在此处简要说明……”这样的填写提示，应换成实际内容或删去。
    整张表没有填的由 B01 报一次；占位的指标给了分的，由 S11 报。

    为何重要：占位文字留在公开稿里，说明这一行没有填，或者二选一没有选。
    怎样改：没有内容的占位行删去；“XX局”“20XX年”写上名称和年份；“大于（小于）”按数留一个。
    """
    seen = {}
    for field, name in () if form.kind in SELF_EVALUATIONS and is_untouched(form) else _cells_with_rows(form):
        trace = _empty_rows(field.text)
        if trace:
            seen.setdefault(field.place, (field, name, []))[2].append(trace)
    for field, name, traces in seen.values():
        yield _leftover(context, field, " ".join(dict.fromkeys(traces)), name)
    texts = _texts_with_traces(context, form)
    printed = _printed(form) if texts else ()
    for field in texts:
        if field.place in seen or field.place in printed and not field.text.startswith(_ASKED_HERE):
            continue
        match = _CHOICE.search(field.text) or _BLANK_NAME.search(field.text)
        if match:
            yield _leftover(context, field, match.group(), field.label)
        elif _PROMPT.fullmatch(field.text) and _is_last_of_row(form, field):
            yield _leftover(context, field, field.text.strip(), field.label)


def _printed(form) -> set[tuple]:
    """The cells whose words are the form's own: its notes, and the standards of a rule-scored table (R07 reads those)."""
    if form.kind == SCORING_TABLE:
        standards = (item.standard for item in form.indicators if item.standard is not None)
        return {field.place for field in (*form.notes, *standards)}
    return {field.place for field in form.notes} if form.kind in SELF_EVALUATIONS else set()


def _is_last_of_row(form, field: Field) -> bool:
    """Whether no text stands right of the field: what stands left of an answer is the form's own question."""
    return not any(other.row == field.row and other.col > field.col for other in form.texts)


def _leftover(context: Context, field: Field, trace: str, name: str):
    return context.finding(
        template_is_filled_in,
        field,
        "{cell} 还留着模板的“{trace}”，请换成实际内容，没有内容的删去",
        subject=name or trace,
        expected="实际内容或删除",
        trace=trace if len(trace) <= _LONGEST_SHOWN else trace[:_LONGEST_SHOWN] + "…",
    )


def _cells_with_rows(form) -> list[tuple[Field, str]]:
    """The cells in which the template prints its own rows, with the row's name."""
    return _cells_of_goals(form) + _cells_of_rows(form)


def _cells_of_goals(form) -> list[tuple[Field, str]]:
    if form.kind != GOAL_TABLE and form.kind not in SELF_EVALUATIONS:
        return []
    return [(field, field.label) for field in (form.expected_goals, form.achieved_goals) if field is not None]


def _cells_of_rows(form) -> list[tuple[Field, str]]:
    """Those of single rows, if they begin like a row of the template or hold several."""
    if form.kind == GOAL_TABLE:
        cells = [(field, item.category) for item in form.items for field in (item.target, item.actual)]
        return [(field, name) for field, name in cells if field.text[:1] in _FIRST_SIGNS or "\n" in field.text]
    return [
        (field, indicator.subject)
        for indicator in (form.indicators if form.kind in SELF_EVALUATIONS else ())
        for field in (indicator.name, indicator.target, indicator.actual)
        if field is not None and (field.text[:1] in _FIRST_SIGNS or "\n" in field.text)
    ]


def _empty_rows(text: str) -> str:
    """The lines of a cell that are the template's own, in one; "" for a cell that was filled in.

    An ellipsis inside a sentence (“其他资金…各一张表”) is no leftover.
    """
    return " ".join(line for line in map(str.strip, text.split("\n")) if _EMPTY_LINE.fullmatch(line))


def _texts_with_traces(context: Context, form) -> list[Field]:
    return fields_with(form, _has_trace) if _has_trace(all_text(context, form)) else []


def _has_trace(text: str) -> bool:
    return any([sign in text and any(map(text.__contains__, traces)) for sign, traces in _TRACES.items()])
