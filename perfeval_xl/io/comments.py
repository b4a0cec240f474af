"""Comments of a sheet (批注): the classic notes and the threaded ones.

ECMA-376 Part 1, 18.7 (comments); [MS-XLSX] (threaded comments, which also leave a classic note as a stand-in).
"""

from ..core.cells import parse_address
from .package import Package
from .parts import local, parse, related


def sheet_comments(package: Package, part: str) -> dict[tuple[int, int], str]:
    """Comment text by (row, col). A thread's replies follow each other on lines of their own."""
    found: dict[tuple[int, int], str] = {}
    for name in related(package, part, "comments"):
        for ref, text in _texts(package.read(name), "comment", "t"):
            found[parse_address(ref)] = text
    threads: dict[tuple[int, int], list[str]] = {}
    for name in related(package, part, "threadedComment"):
        for ref, text in _texts(package.read(name), "threadedComment", "text"):
            threads.setdefault(parse_address(ref), []).append(text)
    found.update((place, "\n".join(texts)) for place, texts in threads.items())
    return found


def _texts(data: bytes, tag: str, words: str) -> list[tuple[str, str]]:
    """(reference, text) of every *tag* element, from its *words* elements; phonetic readings are left out."""
    found: list[tuple[str, list[str]]] = []
    open_tags: list[str] = []

    def start(name, attributes):
        open_tags.append(local(name))
        if open_tags[-1] == tag:
            found.append((attributes.get("ref", ""), []))

    def end(_):
        open_tags.pop()

    def characters(text):
        if found and open_tags[-1] == words and "rPh" not in open_tags:
            found[-1][1].append(text)

    parse(data, start, end, characters)
    return [(ref, "".join(text).strip("\n")) for ref, text in found if ref]
