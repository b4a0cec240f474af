"""The nine final-account tables of two invented departments, laid out in the variants that are really published.

Figures are by table and path (the paths of rules/final_accounts/identities.toml, and ``code/column`` for a subject), so a
test changes a figure and finds the cell again without knowing where a layout puts it.
"""

from decimal import Decimal

from perfeval_xl.core.book import Book
from perfeval_xl.domain.forms import TABLE_NAMES
from perfeval_xl.recognition import final_account
from perfeval_xl.recognition.grid import Grid
from perfeval_xl.rules.final_accounts.figures import figures_at
from tests.recognition.final_account_departments import CAPITAL, FUND, GENERAL

INCOME_LINES = (GENERAL, FUND, CAPITAL, "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
CLASSES = ("一般公共服务支出", "外交支出", "社会保障和就业支出", "城乡社区支出", "住房保障支出")
ORDINALS = "一二三四五六七八九"
NAMES = {
    "201": "一般公共服务支出", "20103": "政府办公厅（室）及相关机构事务", "2010301": "行政运行", "2010302": "一般行政管理事务",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "2080505": "机关事业单位基本养老保险缴费支出",
    "212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出", "2120899": "其他国有土地使用权出让收入安排的支出",
    "221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金",
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "303": "对个人和家庭的补助", "30301": "离休费",
    "302": "商品和服务支出", "30201": "办公费", "30217": "公务接待费", "30231": "公务用车运行维护费",
    "310": "资本性支出", "31002": "办公设备购置",
}  # fmt: skip
COLUMNS = {
    "income": ("total", "fiscal", "superior", "service", "business", "subordinate", "other"),
    "expenditure": ("total", "basic", "project", "superior", "business", "subordinate"),
    "general_public_budget": ("total", "basic", "project"),
    "government_fund": ("opening", "income", "total", "basic", "project", "closing"),
    "state_capital": ("total", "basic", "project"),
}
HEADERS = {
    "income": ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
    "expenditure": ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
    "general_public_budget": ("小计", "基本支出", "项目支出"),
    "government_fund": ("年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"),
    "state_capital": ("合计", "基本支出", "项目支出"),
}
THREE_PUBLIC = ("total", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")
NOTHING = "说明：本单位没有使用国有资本经营预算安排的支出，故本表无数据。"


class Layout:
    """How the tables are printed. Every option is something that published sets really differ in."""

    def __init__(
        self,
        *,
        unit="万元",
        as_text=False,
        empty="",
        codes="one",
        levels=True,
        first_line=1,
        numbering=True,
        reverse=False,
        title="{name}",
        blank_rows=False,
        shift=(0, 0),
        three_public="columns",
        detail="groups",
    ):
        self.unit, self.as_text, self.empty, self.codes, self.levels = unit, as_text, empty, codes, levels
        self.first_line, self.numbering, self.reverse, self.title = first_line, numbering, reverse, title
        self.blank_rows, self.shift, self.three_public, self.detail = blank_rows, shift, three_public, detail

    def rows(self, table: str, figures: dict[str, Decimal], note: str | None = None) -> list[list]:
        """The sheet of one table."""
        body = getattr(self, "_" + {**dict.fromkeys(COLUMNS, "subjects")}.get(table, table))(table, figures)
        width = max(len(row) for row in body)
        if note is None:
            note = NOTHING if not figures else "注：本表反映部门本年度的情况。"
        rows = [
            [self.title.format(name=TABLE_NAMES[table])],
            ["", *[""] * (width - 2), "公开表"],
            ["部门：云岭市青禾区某某局", *[""] * (width - 2), f"单位：{self.unit}"],
            *body,
            *([[note]] if note else []),
        ]
        if self.blank_rows:
            rows = [one for row in rows for one in (row, [])]
        down, right = self.shift
        return [[]] * down + [[*[""] * right, *row] for row in rows]

    def _amount(self, figures: dict, path: str):
        value = figures.get(path)
        if value is None:
            return self.empty
        if isinstance(value, str):
            return value
        value = value * 10000 if self.unit == "元" else value
        if not self.as_text:
            return float(value)
        return f"（{-value:,.2f}）" if value < 0 else f"{value:,.2f}"

    def _line_number(self, number: int):
        return [float(number)] if self.first_line else []

    def _income_expenditure_total(self, table, figures):
        number = ["行次"] if self.first_line else []
        header = [
            ["收入", *[""] * (1 + len(number)), "支出"],
            ["项目", *number, "金额", "项目", *number, "金额"],
            *([["栏次", *[""] * len(number), 1.0, "栏次", *[""] * len(number), 2.0]] if self.numbering else []),
        ]
        left = [(f"{ORDINALS[i]}、{name}", name) for i, name in enumerate(INCOME_LINES)]
        left += [
            ("本年收入合计",) * 2,
            ("使用非财政拨款结余（含专用结余）", "使用非财政拨款结余"),
            ("年初结转和结余",) * 2,
            ("总计",) * 2,
        ]
        right = [(f"{ORDINALS[i]}、{name}", name) for i, name in enumerate(CLASSES)] + [("", "")] * (
            len(INCOME_LINES) - len(CLASSES)
        )
        right += [("本年支出合计",) * 2, ("结余分配",) * 2, ("年末结转和结余",) * 2, ("总计",) * 2]
        return header + [
            [a, *self._line_number(self.first_line + i), self._amount(figures, f"income/{one}"),
             b, *self._line_number(self.first_line + len(left) + i), self._amount(figures, f"expenditure/{other}")]
            for i, ((a, one), (b, other)) in enumerate(zip(left, right))
        ]  # fmt: skip

    def _fiscal_appropriation_total(self, table, figures):
        roles = ("total", "general", "fund", "state_capital")
        number = ["行次"] if self.first_line else []
        header = [
            ["收     入", *[""] * (1 + len(number)), "支     出"],
            [
                "项目",
                *number,
                "金额",
                "项目",
                *number,
                "合计",
                "一般公共预算财政拨款",
                "政府性基金预算财政拨款",
                "国有资本经营预算财政拨款",
            ],
        ]
        left = [(f"{ORDINALS[i]}、{name.removesuffix('收入')}", name) for i, name in enumerate(INCOME_LINES[:3])] + [
            ("", "")
        ] * 2
        left += [("本年收入合计",) * 2, ("年初财政拨款结转和结余", "年初结转和结余")]
        left += [(f"  {name.removesuffix('收入')}", f"年初结转和结余·{name}") for name in INCOME_LINES[:3]] + [
            ("总计",) * 2
        ]
        right = [(f"{ORDINALS[i]}、{name}", name) for i, name in enumerate(CLASSES)]
        right += [("本年支出合计",) * 2, ("年末财政拨款结转和结余", "年末结转和结余"), *[("", "")] * 3, ("总计",) * 2]
        return header + [
            [a, *self._line_number(self.first_line + i), self._amount(figures, f"income/{one}"),
             b, *self._line_number(self.first_line + len(left) + i), *[self._amount(figures, f"expenditure/{other}/{role}") for role in roles]]
            for i, ((a, one), (b, other)) in enumerate(zip(left, right))
        ]  # fmt: skip

    def _code(self, code: str) -> list:
        if self.codes == "split":
            return [code[:3], code[3:5], code[5:7]]
        return [float(code) if self.codes == "number" else code]

    def _subjects(self, table, figures):
        roles, headers = list(COLUMNS[table]), list(HEADERS[table])
        if self.reverse:
            roles, headers = roles[::-1], headers[::-1]
        codes = [*["支出功能分类科目编码", "", ""]] if self.codes == "split" else ["科目代码"]
        under = {"小计", "基本支出", "项目支出", "合计"} if table not in ("income", "expenditure") else set()
        top = [("本年支出" if one in under else one) for one in headers]
        top = [("" if i and one == "本年支出" and top[i - 1] == "本年支出" else one) for i, one in enumerate(top)]
        leaves = [one if one in under else "" for one in headers]
        rows = [
            ["项目", *[""] * len(codes), *top],
            [*codes, "科目名称", *leaves],
            *([["类", "款", "项", "", *[""] * len(roles)]] if self.codes == "split" else []),
            *([["栏次", *[""] * len(codes), *[float(i + 1) for i in range(len(roles))]]] if self.numbering else []),
            ["合计", *[""] * len(codes), *[self._amount(figures, f"合计/{role}") for role in roles]],
        ]
        for code in sorted(
            {path.partition("/")[0] for path in figures} - {"合计"}, key=lambda code: code.ljust(7, "0")
        ):
            if self.levels or len(code) == 7:
                name = "  " * (len(code) // 2 - 1) + NAMES[code]
                rows.append([*self._code(code), name, *[self._amount(figures, f"{code}/{role}") for role in roles]])
        return rows

    def _basic_expenditure_detail(self, table, figures):
        codes = [path.partition("/")[0] for path in figures if path.endswith("/amount")]
        groups = [[code for code in codes if code[:3] in classes] for classes in (("301", "303"), ("302",), ("310",))]
        split = self.codes == "split"
        if self.detail == "list":
            rows = [["经济分类科目编码", "科目名称", "合计", "人员经费", "公用经费"]]
            both = {**figures, "total": figures["staff"] + figures["public"]}
            rows.append(["合计", "", *[self._amount(both, key) for key in ("total", "staff", "public")]])
            for code in (code for group in groups for code in group):
                amount = self._amount(figures, f"{code}/amount")
                rows.append(
                    [code, NAMES[code], amount, *([amount, ""] if code[:3] in ("301", "303") else ["", amount])]
                )
            return rows
        one = ["类", "款", "科目名称", "决算数"] if split else ["科目代码", "科目名称", "决算数"]
        rows = [["人员经费", *[""] * (len(one) - 1), "公用经费"], one * 3]
        for i in range(max(len(group) for group in groups)):
            row = []
            for group in groups:
                code = group[i] if i < len(group) else ""
                codes = [code[:3], code[3:]] if split else [code]
                row += [*codes, NAMES.get(code, ""), self._amount(figures, f"{code}/amount")]
            rows.append(row)
        staff, public = self._amount(figures, "staff"), self._amount(figures, "public")
        return [
            *rows,
            ["人员经费合计", *[""] * (len(one) - 2), staff, "公用经费合计", *[""] * (2 * len(one) - 2), public],
        ]

    def _three_public(self, table, figures):
        amounts = {
            kind: [self._amount(figures, f"{kind}_{item}") for item in THREE_PUBLIC] for kind in ("budget", "final")
        }
        first = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"]
        second = ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""]
        if self.three_public == "rows":
            return [["项目", *first], ["", *second], ["预算数", *amounts["budget"]], ["决算数", *amounts["final"]]]
        if self.three_public == "list":
            names = (
                "合计",
                "1.因公出国（境）费用",
                "2.公务用车购置及运行维护费",
                "（1）公务用车购置费",
                "（2）公务用车运行维护费",
                "3.公务接待费",
            )
            return [["项目", "预算数", "决算数"]] + [
                [name, amounts["budget"][i], amounts["final"][i]] for i, name in enumerate(names)
            ]
        return [
            ["预算数", *[""] * 5, "决算数", *[""] * 5],
            first * 2,
            second * 2,
            *([[float(i + 1) for i in range(12)]] if self.numbering else []),
            [*amounts["budget"], *amounts["final"]],
        ]


def book_of(department: dict, layout: Layout | None = None, notes: dict | None = None, one_sheet: bool = False) -> Book:
    """The department's tables as a book: one sheet a table, or all of them below each other."""
    layout = layout or Layout()
    sheets = {
        f"表{i}": layout.rows(table, figures, (notes or {}).get(table))
        for i, (table, figures) in enumerate(department.items(), 1)
    }
    if one_sheet:
        sheets = {"全部": [row for rows in sheets.values() for row in (*rows, [])]}
    return Book.from_lists(sheets)


def tables_of(book: Book) -> list:
    """Every final-account table of a book, recognised by this family alone."""
    forms = []
    for sheet in book.sheets:
        grid = Grid(sheet)
        anchors = sorted(final_account.find(grid, grid.texts()), key=lambda anchor: (anchor.row, anchor.col))
        for anchor, following in zip(anchors, [*anchors[1:], None]):
            bottom = grid.height - 1 if following is None else max(anchor.row, following.row - 1)
            forms.append(anchor.read(grid, anchor, bottom))
    return [form for form in forms if form is not None]


def contents(form) -> dict[str, Decimal]:
    """What a recognised table says, by path, without where it stands: figures of 0 and empty cells left out."""
    found = {
        f"{line.side}/{line.name}/{role}".removesuffix("/amount"): field
        for line in form.lines
        for role, field in line.amounts.items()
    }
    rows = [(row.code or "合计", row) for row in (form.total, *form.rows) if row]
    found |= {f"{code}/{role}": field for code, row in rows for role, field in row.amounts.items()}
    found |= form.figures
    return {path: field.number.normalize() for path, field in found.items() if field.number}


def field_at(forms: list, path: str):
    """The field of “table:path”, where path may also be ``2010301/basic``, ``title``, ``行次/…`` or ``label/…``."""
    table, _, inside = path.partition(":")
    form = next(form for form in forms if form.table == table)
    first, _, rest = inside.partition("/")
    if inside == "title":
        return form.title
    if first in ("行次", "label"):
        line = next(line for line in form.lines if f"{line.side}/{line.name}" == rest)
        return line.number if first == "行次" else line.label
    for row in form.rows:
        if row.code == first:
            return row.amounts[rest]
    return figures_at(form, tuple(inside.split("/")))[0]
