"""Classes and sections (类、款) printed as headings, without any figure: their items add up as where those levels are not printed."""

from ...domain.forms import FinalAccount
from ..context import Context
from .figures import kinship, numbers_of

_A_PRACTICE = 2  # so many rows left blank are how the table is printed; one alone was left blank by mistake


def without_headings(context: Context, form: FinalAccount) -> FinalAccount:
    """The table without such rows."""
    names = numbers_of(context, form).names
    divided = {names[above] for _, above in kinship(names)} - {""}
    rows = [row for row in form.rows if row.code in divided]
    if len(rows) < _A_PRACTICE or not all(field.blank for row in rows for field in row.amounts.values()):
        return form
    return form._replace(rows=tuple([row for row in form.rows if row.code not in divided]))
