"""The rows of one table looked up by the subjects of another."""

from bisect import bisect_left

from ...domain.forms import FinalAccount, SubjectRow
from .figures import nearest_ancestor


class Subjects:
    """The rows of a table by subject, to be looked up by the codes of another table."""

    def __init__(self, form: FinalAccount):
        self.by_code = {row.code: row for row in form.rows}
        if form.total:
            self.by_code[""] = form.total
        self._places = {code: place for place, code in enumerate(self.by_code)}
        self._sorted = sorted(self.by_code)

    def matching(self, code: str) -> list[SubjectRow] | None:
        """The row of a subject, or the rows it is made of; none where the table has no such subject; None: not comparable.

        Not comparable is a subject of which the other table prints only a level above.
        """
        if code in self.by_code:
            return [self.by_code[code]]
        if not code:
            return None
        parts = set(self._within(code))
        if parts:
            return [self.by_code[part] for part in sorted(parts, key=self._places.get) if not nearest_ancestor(part, parts)]
        above = nearest_ancestor(code, self.by_code)
        siblings = len(self._within(above)) > 1 if above else True
        return [] if siblings else None

    def _within(self, code: str) -> list[str]:
        """The codes that begin with this one."""
        first = bisect_left(self._sorted, code)
        return self._sorted[first : bisect_left(self._sorted, code + ":", first)]  # ":" comes next after the digits
