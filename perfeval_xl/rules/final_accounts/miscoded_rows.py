"""A code (科目编码) mistyped: the sums hold with another one, or another table has the same name under another one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ...domain.accounts import is_slip_of, parent_code
from ...domain.forms import SubjectRow
from .row_slips import LEVELS, MOST_CANDIDATES, Mended, Slip, Suspect

_MISPRINT = "“{name}”的科目编码 {actual} 与上下行对不上，改为 {expected} 各级合计才相等，请核对编码"
_OTHER_CODE = "“{name}”的科目编码 {actual} 与《{beside}》的 {expected} 不同，名称相同，请核对哪个写错"
_Change = tuple[int, str]  # a row, and the code it may have been meant to have


def mistyped(table: Suspect) -> Mended | None:
    """The one code whose change makes sums hold that did not, and breaks none."""
    for changes in (_out_of_place(table), _known_otherwise(table)):
        found = _proven(table, changes)
        if found:
            at, code = found
            return _recoded(table, at, code, _MISPRINT)
    return None


def _proven(table: Suspect, changes: Iterable[_Change]) -> _Change | None:
    """The one of the *changes* that leaves the fewest sums failing, and none that does not fail now."""
    codes = table.codes
    present, candidates = set(codes), {}
    for at, code in changes:
        if code not in present:
            candidates[at, code] = None
            if len(candidates) > MOST_CANDIDATES:
                return None
    left = {(at, code): table.failing_with(at, code) for at, code in candidates}
    best = min((len(rest) for rest in left.values() if rest < table.failing), default=None)
    found = [change for change, rest in left.items() if rest < table.failing and len(rest) == best]
    if len(found) > 1:  # the one that the other tables know
        found = [(at, code) for at, code in found if code in table.known and codes[at] not in table.known]
    return found[0] if len(found) == 1 else None


def _out_of_place(table: Suspect) -> Iterator[_Change]:
    """Of rows that do not stand below their subject: their code for the subject above, or the subject's for what is below."""
    codes, rows = table.codes, table.form.rows
    columns: dict[int, list[int]] = {}  # the detail table prints several lists side by side
    for row, code in enumerate(codes):
        above = columns.setdefault(rows[row].code_col, [])
        while above and len(codes[above[-1]]) >= len(code):
            above.pop()
        if above and not code.startswith(codes[above[-1]]):
            own = (code[len(codes[above[-1]]) :], *([code[-2:]] if len(code) not in LEVELS else ()))
            yield from [(row, codes[above[-1]] + digits) for digits in own]
            yield above[-1], parent_code(code)
        elif len(code) not in LEVELS and row + 1 < len(codes) and len(codes[row + 1]) > len(code):
            yield row, parent_code(codes[row + 1])
        if len(code) not in LEVELS or (above and not code.startswith(codes[above[-1]])):
            yield from ((row, same.code) for same, _ in table.named(rows[row].name))
        above.append(row)


def _known_otherwise(table: Suspect) -> Iterator[_Change]:
    """Of rows whose code no other table has, or that stands above already: what their names have elsewhere."""
    seen = set()
    for at, code in enumerate(table.codes):
        name = table.form.rows[at].name
        if name and (code not in table.known or code in seen):
            yield from ((at, same.code) for same, _ in table.named(name))
        seen.add(code)


def coded_otherwise(table: Suspect) -> Mended | None:
    """A code that no other table has, or that stands twice, where another table has the name under one beside it, or the
    name and amount under one that a slip of the hand makes of it: elsewhere names (行政运行) are not the only ones."""
    rows, times = table.form.rows, Counter(table.codes)
    odd = [at for at, code in enumerate(table.codes) if rows[at].name and (code not in table.known or times[code] > 1)]
    for at in odd if len(odd) < MOST_CANDIDATES else ():
        row = rows[at]
        meant = {
            same.code: other.key
            for same, other in table.named(row.name)
            if same.code not in times
            if parent_code(same.code) == parent_code(row.code)
            or (is_slip_of(same.code, row.code) and _total(same) == _total(row) is not None)
        }
        if len(meant) == 1:
            ((code, beside),) = meant.items()
            mended, slip = _recoded(table, at, code, _OTHER_CODE, beside)
            return mended, slip._replace(between=True)
    return None


def _recoded(table: Suspect, at: int, code: str, message: str, beside: str = "") -> Mended:
    """*beside* is the table that has the code, where it is named."""
    rows = table.form.rows
    row = rows[at]
    mended = (*rows[:at], row._replace(code=code), *rows[at + 1 :])
    return mended, Slip(row.code_field, message, f"{row.name}·科目编码", code, {"name": row.name, "beside": beside})


def _total(row: SubjectRow) -> Decimal | None:
    field = row.amounts.get("total")
    return field.number if field else None
