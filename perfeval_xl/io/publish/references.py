"""References in formulas: which of them lead to what is not published (去掉的工作表、名称, other workbooks)."""

import re
from collections.abc import Iterable

from ...core.patterns import Pattern

SHEET = r"(?:'((?:[^']|'')+)'|([^\s'!=<>(),;:+*/&^{}\"-]+(?::[^\s'!=<>(),;:+*/&^{}\"-]+)?))!"
SHEETS = Pattern(SHEET)
_ELSEWHERE = Pattern(r"\[[0-9]+\]|'[^']*\[[^']*'!")
QUOTED = Pattern(r"\"(?:[^\"]|\"\")*\"")


class Away:
    """Tells references to sheets and names that are gone."""

    def __init__(self, sheets: Iterable[str], names: Iterable[str] = ()):
        self.sheets = {sheet.lower() for sheet in sheets}
        names = [re.escape(name) for name in names]
        self._names = re.compile(rf"(?<![\w.!'])(?:{'|'.join(names)})(?![\w.(!])", re.IGNORECASE) if names else None

    def leads(self, formula: str) -> bool:
        """Whether a formula needs what is gone."""
        formula = QUOTED.sub('""', formula)
        if _ELSEWHERE.search(formula):
            return True
        for quoted, bare in SHEETS.findall(formula):
            sheets = (quoted.replace("''", "'") or bare).lower()
            if sheets in self.sheets or any(sheet in self.sheets for sheet in sheets.split(":")):
                return True
        return self._names is not None and self._names.search(formula) is not None
