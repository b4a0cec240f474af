"""新增项目表: another 项目支出绩效自评表, laid out as the ones that are there, ready to be filled in."""

from collections.abc import Iterator

from ..core.book import Sheet
from ..core.cells import Field, Place
from ..core.edits import free_name
from ..core.host import Host, HostError
from ..core.patterns import Pattern
from ..domain.forms import PROJECT, FundRow, Indicator, SelfEvaluation
from ..recognition import recognise

_NUMBERED = Pattern(r"(.*?)[(（]?([0-9]+)[)）]?")


def add_project_sheet(host: Host) -> str:
    """新增项目表: copy the last project form without what was filled in; returns the name of the sheet to fill in.

    A project form that is still blank is shown instead: it is to be used first. Raises HostError where the workbook has
    no project form, or where the only ones share their sheet with other forms.
    """
    book = host.book()
    every = recognise(book).forms
    forms = [form for form in every if form.kind == PROJECT]
    if not forms:
        raise HostError("没有新增：本工作簿里没有项目支出绩效自评表可以照着新增，请先从模板复制一张。")
    blank = next((form for form in forms if _is_blank(form)), None)
    if blank is not None:
        host.show(blank.sheet, *_first_input(blank))
        host.tell(f"“{blank.sheet}”还空着，请先填这一张。")
        return blank.sheet
    pattern = _alone(forms, [form.sheet for form in every])
    names = [sheet.name for sheet in book.sheets]
    name = next_name(pattern.sheet, names)
    sheet = book.sheet(pattern.sheet)
    formulas = sheet.formulas or {}
    places = [*(field.place[1:] for field in filled_in(pattern)), *beside(pattern, sheet)]
    inputs = {place: None for place in places if place not in formulas}
    comments = dict.fromkeys(sheet.comments or {}, "")
    with host.changing("正在新增项目表……"):
        host.copy_sheet(pattern.sheet, name)
        host.write(name, inputs)
        host.comment(name, comments)
        host.show(name, *_first_input(pattern))
    host.tell(f"已新增“{name}”，格式照“{pattern.sheet}”，内容已清空，请填写。")
    return name


def next_name(name: str, taken: list[str]) -> str:
    """``项目自评表3`` → ``项目自评表4``, or the next number that is free."""
    match = _NUMBERED.fullmatch(name)
    if match is None:
        return free_name(name, taken)
    stem, number = match[1], int(match[2])
    lower = {one.lower() for one in taken}
    while (made := f"{stem[: 31 - len(str(number))]}{number}").lower() in lower:
        number += 1
    return made


def _alone(forms: list[SelfEvaluation], sheets: list[str]) -> SelfEvaluation:
    """The last project form that has a sheet to itself; *sheets* are those of all forms."""
    alone = [form for form in forms if sheets.count(form.sheet) == 1]
    if not alone:
        raise HostError("没有新增：几张表在同一个工作表里，不能照着新增，请把一张项目自评表单独放到一个工作表里再点。")
    return alone[-1]


def filled_in(form: SelfEvaluation) -> Iterator[Field]:
    """What belongs to one project: its name, amounts, goals, indicators, scores and total; not unit, headings and labels."""
    yield from _there(form.project_name, form.expected_goals, form.achieved_goals, form.total_score, form.grade)
    for row in form.funds:
        yield from _of_funds(row)
    for indicator in form.indicators:
        yield from _of_indicator(indicator)
    for item in (*form.income, *form.expenditure):
        if item.amount.text != item.label:  # a figure inside its label's cell
            yield from _there(item.amount)


def beside(form: SelfEvaluation, sheet: Sheet) -> Iterator[Place]:
    """Figures typed right of the scores, beside the print area: a score given by hand (人工评分) is of one project too."""
    first = 1 + max((field.col for one in form.indicators for field in _there(one.weight, one.score)), default=form.box.right)
    for number in range(form.box.top, min(form.box.bottom + 1, len(sheet.rows))):
        for col, value in enumerate(sheet.rows[number][first:], first):
            if value.__class__ in (int, float):
                yield number, col


def _of_funds(row: FundRow) -> Iterator[Field]:
    return _there(row.initial_budget, row.annual_budget, row.executed, row.rate, row.score)


def _of_indicator(one: Indicator) -> Iterator[Field]:
    return _there(one.name, one.nature, one.target, one.unit, one.actual, one.weight, one.score, one.reason)


def _there(*fields: Field | None) -> Iterator[Field]:
    return (field for field in fields if field is not None and field.filled)


def _is_blank(form: SelfEvaluation) -> bool:
    """Whether nobody has begun to fill it in: neither a project's name, nor an indicator, nor an amount."""
    named = form.project_name is not None and form.project_name.filled
    amounts = any(field.number for row in form.funds for field in _there(row.annual_budget, row.executed))
    indicators = any(True for one in form.indicators for _ in _there(one.target, one.actual))
    return not (named or amounts or indicators)


def _first_input(form: SelfEvaluation) -> Place:
    field = form.project_name or form.title
    return field.row, field.col
