"""J rules: figures and words that are possible and yet unusual (合理性); whoever filled them in should look again."""

from collections.abc import Iterator
from decimal import Decimal

from ..core.cells import Field
from ..core.findings import INFO, WARNING, Finding
from ..core.money import HUNDRED, ZERO, decimal, in_unit, plain, round_half_up
from ..core.patterns import Pattern
from ..core.relations import Relation
from ..core.rules import rule
from ..domain.forms import EVERY_KIND
from ..domain.unit_forms import UNIT_FIGURES, UnitFigures
from .context import Context
from .reading import all_text, fields_with

YUAN = decimal("10000")

# Words of institutions that no longer exist, with what is said instead.
FORBIDDEN = {
    "预算外": "预算外资金 2011 年起已全部纳入预算管理，请写明纳入预算的资金性质（一般公共预算、政府性基金、财政专户管理资金等）",
    "小金库": "各项资金应全部纳入单位账户核算，请核对这句话",
    "账外资金": "各项资金应全部纳入单位账户核算，请核对这句话",
}
# “无小金库”, “严禁预算外支出”, “设立小金库的扣1分”: the word is there to say that the thing is not, or must not be.
_DENIED = Pattern(r"(?:是否|查处|惩处|无|没有|未|不|非|严禁|禁止|杜绝|防止|避免|取消|清理|整治|治理|防治|专项检查)[^，,。；;：:\n]{0,12}$")
_DENIED_AFTER = Pattern(r"^[^，,。；;：:\n]{0,10}(?:治理|清理|整治|取消|专项检查|防治|等?违规|等?问题|等情况|等情形|等现象|等行为|扣|不得分|不计分)")
_PROJECT_STAFF = Pattern(
    r"项目支出[^。；;\n]{0,30}?(?:其中|包括|含)[:：]?[^。；;\n]{0,20}?人员(?:经费|支出)\s*[:：]?\s*(?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?)\s*万?元"
)


@rule("J01", "人均公用", INFO, basis="部门基本支出构成的常态", each=UNIT_FIGURES)
def public_funds_per_head(context: Context, form: UnitFigures) -> Iterator:
    """公用支出一般不高于人员支出；高于的，提示里给出人均数，供核对。

    为何重要：公用支出偏高，常是项目性支出列进了公用经费，两边的执行率和人均数就都不真。
    怎样改：核对公用支出里有没有应列项目支出的；没有的不用改，可在报告里说明原因。
    """
    public, personnel = form.numbers("public_funds"), form.numbers("personnel")
    if sum(public) <= sum(personnel) or sum(personnel) <= 0:
        return
    staff = _heads(context)
    shares = "" if not staff else f"，人均公用 {_per_head(sum(public), staff)}、人均人员 {_per_head(sum(personnel), staff)}"
    yield context.finding(
        public_funds_per_head,
        form.figures["public_funds"][0],
        "公用支出 {actual} 是人员支出 {staff} 的 {times} 倍{shares}，请核对有没有项目支出列入公用",
        *form.figures["personnel"],
        subject="公用支出",
        **_above(form, "public_funds", "personnel"),
        staff=_shown(form, "personnel"),
        times=plain(round_half_up(sum(public) / sum(personnel), 2)),
        shares=shares,
    )


def _heads(context: Context) -> Decimal | None:
    """在职人员数, wherever the submission tells it."""
    told = (form.numbers("staff") for form in context.forms_of(UNIT_FIGURES))
    staff = next(filter(None, told), None)
    return sum(staff) if staff and sum(staff) > 0 else None


def _per_head(amount: Decimal, staff: Decimal) -> str:
    """An amount of 万元 shared out, in 元 a head."""
    return f"{plain(round_half_up(amount * YUAN / staff, 0))} 元/人"


def _above(form: UnitFigures, name: str, limit: str) -> dict[str, str]:
    """What a finding tells of an input that is larger than another one."""
    difference = sum(form.numbers(name)) - sum(form.numbers(limit))
    return {
        "expected": f"≤{_shown(form, limit)}",
        "actual": _shown(form, name),
        "difference": plain(in_unit(difference, form.unit)),
    }


def _shown(form: UnitFigures, name: str) -> str:
    """The sum of an input's cells as the form prints it."""
    fields = form.figures[name]
    return plain(in_unit(sum(form.numbers(name), ZERO), fields[0].unit or form.unit)) + (fields[0].unit or form.unit)


@rule("J02", "专项异常", WARNING, basis="结余率的说明线由方案规定", each=UNIT_FIGURES)
def surplus_is_explained(context: Context, form: UnitFigures) -> Iterator:
    """累计结余占收入合计的比例超过方案规定的界限（一般 30%）须说明原因；重点项目支出也不应大于项目支出。

    为何重要：结余率高，说明资金到位晚、支出慢或预算编多了，是评价必看的一项。
    怎样改：核对收入、支出和结余；数无误的，在核实说明里写明结余的原因和使用安排。
    """
    yield from _surplus(context, form)
    key, project = form.numbers("key_project"), form.numbers("project")
    if key and project and sum(key) > sum(project):
        yield context.finding(
            surplus_is_explained,
            form.figures["key_project"][0],
            "重点项目支出 {actual} 大于项目支出 {limit}，请核对口径和金额",
            *form.figures["project"],
            subject="重点项目支出",
            **_above(form, "key_project", "project"),
            limit=_shown(form, "project"),
        )


def _surplus(context: Context, form: UnitFigures) -> Iterator[Finding]:
    surplus, income, limit = form.numbers("surplus"), form.numbers("income"), context.profile.surplus_rate_threshold
    if sum(income) <= 0 or sum(surplus) * HUNDRED <= sum(income) * limit:
        return
    filled = tuple(field for name in ("surplus", "income") for field in form.figures[name] if field.number is not None)

    def excess(*numbers: Decimal) -> Decimal:
        left, total = sum(numbers[:len(surplus)], ZERO), sum(numbers[len(surplus):], ZERO)
        return max(ZERO, left - total * limit / HUNDRED)

    yield context.finding(
        surplus_is_explained,
        form.figures["surplus"][0],
        "累计结余 {surplus} 占收入合计 {income} 的 {actual}，超过 {limit}，请核对，或说明结余的原因和使用安排",
        *form.figures["income"],
        subject="累计结余",
        expected=f"≤{plain(limit)}%",
        actual=f"{plain(round_half_up(sum(surplus) / sum(income) * HUNDRED, 2))}%",
        relation=Relation(filled, excess, bound=True),
        limit=f"{plain(limit)}%",
        surplus=_shown(form, "surplus"),
        income=_shown(form, "income"),
    )


@rule("J03", "项目支出列人员经费", WARNING, basis="《政府收支分类科目》：在职人员经费列基本支出", each=EVERY_KIND)
def no_staff_in_projects(context: Context, form) -> Iterator:
    """项目支出的构成里一般不应有人员经费；写了的，应说明是不是雇员、劳务等非在编人员的费用。

    为何重要：在职人员经费属于基本支出，列进项目会把基本支出做小、项目支出做大。
    怎样改：属在职人员的，调回基本支出；属聘用、劳务的，写明人数和性质。
    """
    joined = all_text(context, form)
    for field in fields_with(form, _speaks_of_project_staff) if "项目支出" in joined and "人员" in joined else ():
        match = _PROJECT_STAFF.search(field.text)
        if match and decimal(match["amount"].replace(",", "")) > 0:
            yield _staff_in_projects(context, field, match["amount"])
    for field in form.figures.get("project_personnel", ()) if form.kind in UNIT_FIGURES else ():
        if field.number is not None and field.number > 0:
            yield _staff_in_projects(context, field, plain(in_unit(field.number, field.unit)))


def _speaks_of_project_staff(text: str) -> bool:
    return "项目支出" in text and "人员" in text


def _staff_in_projects(context: Context, field: Field, amount: str) -> Finding:
    return context.finding(
        no_staff_in_projects,
        field,
        "{cell} 的项目支出里列了人员经费 {actual}，应为 0；属聘用、劳务的请写明性质",
        subject="项目支出·人员经费",
        expected="0",
        actual=amount,
        difference=amount,
    )


@rule("J04", "禁用词", INFO, basis="《中华人民共和国预算法》：政府的全部收入和支出都应当纳入预算", each=EVERY_KIND)
def words_still_in_use(context: Context, form) -> Iterator:
    """表和报告里不用已经取消的说法，如“预算外资金”。

    为何重要：预算外资金、账外资金都已不允许存在，写出来要么是用词不当，要么是真有问题。
    怎样改：用词不当的，换成资金的实际性质；确有其事的，先整改。
    """
    joined = all_text(context, form)
    used = [word for word in FORBIDDEN if word in joined]
    for field in fields_with(form, lambda text: any(word in text for word in used)) if used else ():
        for word in used:
            if _is_affirmed(word, field.text):
                yield context.finding(
                    words_still_in_use,
                    field,
                    "{cell} 写着“{actual}”：{advice}",
                    subject=word,
                    expected="规范的说法",
                    actual=word,
                    advice=FORBIDDEN[word],
                )


def _is_affirmed(word: str, text: str) -> bool:
    """Whether the word is used once without being denied in the same clause."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not _DENIED.search(text[:start]) and not _DENIED_AFTER.search(text[end:]):
            return True
        start = text.find(word, end)
    return False
