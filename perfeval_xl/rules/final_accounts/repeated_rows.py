"""A row copied: a second row of the same code, name and amounts, which the sums count twice."""

from decimal import Decimal

from ...domain.forms import SubjectRow
from .row_slips import MOST_CANDIDATES, Mended, Slip, Suspect

_TWICE = "“{actual}”列了两次，金额相同，去掉一行各级合计才相等；请删去重复的一行"


def copied(table: Suspect) -> Mended | None:
    """A second row of the same code and amounts, without which sums hold that did not."""
    codes, rows = table.codes, table.form.rows
    first = dict(zip(reversed(codes), reversed(rows)))
    again = [at for at, row in enumerate(rows) if first[row.code] is not row]
    for at in again if len(again) < MOST_CANDIDATES else ():
        row, code = rows[at], codes[at]
        if (row.name, _figures(row)) != (first[code].name, _figures(first[code])):
            continue
        # As a part of the first, all of which it is, it counts once.
        if table.failing_with(at, code + "00") < table.failing:
            shown = f"{code} {row.name}"
            return (*rows[:at], *rows[at + 1 :]), Slip(row.code_field._replace(text=shown), _TWICE, shown, "只列一次", {})
    return None


def _figures(row: SubjectRow) -> list[Decimal | None]:
    return [field.number for field in row.amounts.values()]
