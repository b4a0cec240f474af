"""Texts of a removed sheet that another program has moved among the shared strings: emptied, or they could be read there.

The entries stay: a cell names its text by its place in the list. ECMA-376 Part 1, 18.4 (shared string table).
"""

from collections.abc import Iterable

from ...core.patterns import Pattern
from .markup import Splice, children, needed, spliced
from .work import Work

_NAMED = Pattern(
    r"<(?:[\w.-]+:)?c\s(?:[^<>]*\s)?t\s*=\s*[\"']s[\"'][^<>]*>\s*"
    r"(?:<(?:[\w.-]+:)?f\b[^<>]*>(?:[^<]*</[^<>]*>)?\s*)?<(?:[\w.-]+:)?v\b[^<>]*>\s*([0-9]+)"
)


def emptied(work: Work, removed: Iterable[str]) -> None:
    """Empty the shared strings that only the sheets of these texts, which are out of *work* already, have named."""
    gone = {which for sheet in removed for which in _NAMED.findall(sheet)}
    part = work.related(work.workbook, "sharedStrings")
    if part is None or not gone:
        return
    for kind, target in work.relations(work.workbook).values():
        if kind.lower().endswith("sheet") and target in work:
            text = work.text(target)
            if "<!" in text:  # what stands in a comment and what does not is not worth telling apart
                return
            gone.difference_update(_NAMED.findall(text))
    work.put(part, _without_texts(work.text(part), {int(which) for which in gone}))


def _without_texts(text: str, gone: set[int]) -> str:
    entries = enumerate(children(text, needed(text, "sst").start))
    return spliced(
        text,
        [
            Splice(tag.start, end, f"<{tag.prefix}si><{tag.prefix}t/></{tag.prefix}si>")
            for which, (tag, end) in entries
            if which in gone
        ],
    )
