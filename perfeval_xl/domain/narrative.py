"""The text of a self-evaluation report (正文) as rules read it."""

from collections.abc import Mapping

from ..core.cells import Box, Field
from ..core.record import Record
from .forms import KIND_NAMES, NARRATIVE


class Narrative(Record):
    """A report's text as facts: each name with the figures said under it, in order of appearance."""

    kind: str
    sheet: str
    box: Box
    title: Field
    facts: Mapping[str, tuple[Field, ...]]
    year: int | None = None
    unit_name: Field | None = None
    missing: tuple[str, ...] = ()
    texts: tuple[Field, ...] = ()

    @property
    def key(self) -> str:
        return KIND_NAMES[NARRATIVE]
