"""财政拨款“三公”经费支出决算表: budget and final figures of six items, with or without 会议费 and 培训费.

Its two dimensions, 预算数/决算数 and the items, stand in the header or in the row labels, whichever way round.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ...core.cells import BLANKS, Field
from ...core.patterns import Pattern
from .amounts import AmountReader
from .figure_rows import has_figure
from .frame import Column, Header, Region, header_of

ITEM_NAMES = {
    "total": "合计",
    "abroad": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "reception": "公务接待费",
    "conference": "会议费",
    "training": "培训费",
}
KIND_NAMES = {"budget": "预算数", "final": "决算数"}
OTHER = "other"  # what some places print beside: 上年决算数, 比上年增减
_YEAR = Pattern(r"20\d\d(?=年)")
_REQUIRED = ("total", "abroad", "vehicles", "reception")
_VEHICLES = ("公务用车费", "公务用车费用", "公务用车经费", "公务用车支出", "公车费用")  # 购置及运行 in one word
# What is printed below or beside the amounts: counts (相关统计数), the running of the office, cars and purchases it owns.
_COUNTS = tuple(f"({of})" for of in "个 人 辆 次 台 批 批次 人次".split())
_OTHER_WORDS = tuple("数量 次数 保有量 批次 人次 机关运行 政府采购 车辆 设备 资产".split())


def kind_of(text: str) -> str | None:
    """budget or final, where a header text or row label says which; OTHER for last year's and the change."""
    if "增减" in text or "上年" in text and ("决算" in text or "预算" in text or text.endswith("数")):
        return OTHER
    if "决算" in text and "决算表" not in text or text == "统计数":
        return "final"
    return "budget" if "预算" in text.replace("公共预算", "") else None


@lru_cache(maxsize=1024)
def item_of(path: Column) -> str | None:
    """Which item a header path or a row label names."""
    leaf = path[-1]
    if leaf.endswith(_COUNTS) or any(words in leaf for words in _OTHER_WORDS):
        return None
    if leaf in ("小计", "合计", "金额"):
        above = next((text for text in reversed(path[:-1]) if "公务用车" in text or "公务车" in text), "")
        return "vehicles" if above else "total"
    if "购置" in leaf and ("运行" in leaf or "运维" in leaf):
        return "vehicles"
    if "购置" in leaf:
        return "vehicle_purchase"
    if "运行" in leaf or "运维" in leaf:
        return "vehicle_operation"
    for word, item in (("接待", "reception"), ("出国", "abroad"), ("会议", "conference"), ("培训", "training")):
        if word in leaf:
            return item
    if leaf.endswith(_VEHICLES):
        return "vehicles"
    return "total" if "三公" in leaf or leaf.endswith(("合计", "总计")) else None


def three_public_header(region: Region) -> Header | None:
    def begins_body(texts: dict[int, str], columns: dict[int, Column]) -> bool:
        """A row with labels only beside the columns of figures (预算数, or 合计 below the heading 项目), or dashes alone."""
        labels = [col for col, text in texts.items() if text not in BLANKS]
        figures = {col for col, path in columns.items() if kind_of(path[-1]) or item_of(path)}
        return bool(figures) and figures.isdisjoint(labels)

    return header_of(region, begins_body)


def read_three_public(region: Region, table: str, header: Header, amount: AmountReader, body: range) -> dict:
    columns = _meanings({col: header.columns[col] for col in sorted(header.cells)})
    named = {col for col in header.cells if header.columns[col][-1].startswith("项目")}
    figures = {}
    for row in _data_rows(region, header, body, columns):
        texts, labels, ended = region.rows.get(row, {}), [], False
        for col in sorted({*texts, *columns}):
            if col in columns:
                _figure(figures, row, col, columns[col], labels, amount)
                ended = True
                continue
            if ended and (col in named or item_of((texts[col],))):  # another list, printed beside the first
                labels, ended = [], False
            labels.append(texts[col])
    headed = {key: field.col for key, field in figures.items() if field.col in header.cells}
    return {
        "figures": figures,
        "columns": header.of_roles(region.grid, headed),
        "missing": tuple(_missing(figures)),
    }


def _missing(figures: Mapping[str, Field]) -> Iterator[str]:
    """What was found of no kind, and what of one kind only although that one is printed item by item; 决算数 always is."""
    items = {kind: [item for item in _REQUIRED if f"{kind}_{item}" in figures] for kind in KIND_NAMES}
    for item in _REQUIRED:
        kinds = [kind for kind in KIND_NAMES if item in items[kind]]
        if not kinds:
            yield f"没有认出“{ITEM_NAMES[item]}”"
        for kind in KIND_NAMES if kinds else ():
            if kind not in kinds and (len(items[kind]) > 1 or kind == "final"):
                yield f"没有认出“{ITEM_NAMES[item]}”的{KIND_NAMES[kind]}"


def _meanings(paths: dict[int, Column]) -> dict[int, tuple[str | None, str | None]]:
    """Kind and item of each column that has one. Over 预算数 and 决算数 stands the item, where more than one does."""
    above = {col: item_of(path[:-1]) for col, path in paths.items() if len(path) > 1 and kind_of(path[-1])}
    if len({*above.values()} - {None}) < 2:
        above = {}
    meanings = {}
    finals: dict[int, str] = {}  # the years that the columns of final figures name
    for col, path in paths.items():
        kind = next((kind for text in path if (kind := kind_of(text))), None)
        item = above.get(col) if kind_of(path[-1]) else item_of(path)
        if kind or item:
            meanings[col] = kind, item
        if kind == "final" and (year := _YEAR.search("".join(path))):
            finals[col] = year[0]
    for col, year in finals.items():
        if year < max(finals.values()):  # 2023年决算数 beside 2024年决算数
            meanings[col] = OTHER, meanings[col][1]
    return meanings


def _data_rows(region: Region, header: Header, body: range, columns: dict) -> list[int]:
    """The rows with figures or labels; of an empty table the blank one below the header."""
    grid = region.grid
    rows = region.within(body)
    filled = [row for row in rows if row < grid.height and has_figure(grid.rows[row])]
    labelled = [row for row in rows if region.rows.get(row) and any(col not in columns for col in region.rows[row])]
    below = range(1 + max([row for row, _ in header.cells.values()], default=header.top), grid.height)
    blank = (row for row in below if row not in region.rows and not has_figure(grid.rows[row]))
    return sorted({*filled, *labelled}) or [next(blank, grid.height)]


def _figure(figures: dict, row: int, col: int, meaning: tuple, labels: list[str], amount: AmountReader) -> None:
    kind = meaning[0] or next((kind for text in labels if (kind := kind_of(text))), "final")
    item = meaning[1] or next((item for text in labels if (item := item_of((text,)))), None)
    if item is None or kind not in KIND_NAMES:
        return
    key = f"{kind}_{item}"
    if key not in figures or figures[key].blank:  # 一、“三公”经费支出 is a heading over (一)支出合计
        figures[key] = amount(row, col, f"{KIND_NAMES[kind]}·{ITEM_NAMES[item]}")
