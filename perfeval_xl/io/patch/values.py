"""Formulas of a worksheet part turned into the values that they have (公式转为数值).

ECMA-376 Part 1, 18.3.1.40 (f), 18.3.1.4 (c, attribute cm). The cached values stay as they are written.
"""

import re

from ...core.patterns import Pattern
from ..errors import damaged
from ..parts import sheet_parts
from .markup import first
from .relations import relations_part
from .work import Work

_FORMULA = Pattern(
    r"<!--.*?-->|<((?:[\w.-]+:)?)f(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?"
    r"(?:/>|>(?:[^<]++|(?><!\[CDATA\[.*?\]\]>)|(?><!--.*?-->))*</\1f\s*>)|<!\[CDATA\[.*?\]\]>",
    re.DOTALL,
)
# Of a cell whose formula fills others by itself: without the formula it means nothing.
_DYNAMIC = Pattern(r"(<(?:[\w.-]+:)?c\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)\scm=(?:\"[0-9]+\"|'[0-9]+')")


def freeze(work: Work) -> None:
    """Turn every formula of every sheet of *work* into its value. Whether each has one is the caller's to see to."""
    for part in sheet_parts(work.package).values():
        work.put(part, with_values(work.text(part)))
    chains = {id_: part for id_, (kind, part) in work.relations(work.workbook).items() if kind == "calcChain"}
    for part in chains.values():
        if part in work:
            work.remove(part)
    if chains and relations_part(work.workbook) in work:
        work.unrelate(work.workbook, set(chains))


def with_values(text: str) -> str:
    """A worksheet part without its formulas. Raises Fault for one that breaks off."""
    data = first(text, "sheetData")
    if data is None or data.empty:
        return text
    end = text.rfind(f"</{data.prefix}sheetData")
    if end < 0:
        raise damaged("工作表部分")
    rows = text[data.end : end]
    if "f" in rows:
        rows = _FORMULA.sub(lambda match: match[0] if match[1] is None else "", rows)
    if "cm=" in rows:
        rows = _DYNAMIC.sub(r"\1", rows)
    return text[: data.end] + rows + text[end:]
