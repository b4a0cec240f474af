"""Comments put into a comments part and taken out again; a cell's own comment keeps its text, ours follows it.

ECMA-376 Part 1, 18.7 (comments). A threaded comment leaves a note for old readers in the same part, written by an
author “tc=…”: Excel overwrites that note, so nothing is added to it.
"""

import re
from collections.abc import Iterator, Mapping

from ...core.cells import Place, address, parse_address
from ...core.edits import AUTHOR
from ...core.marked import Messages, is_our_line
from ...core.patterns import Pattern
from ...core.record import Record
from ..errors import damaged
from .markup import (
    Splice,
    Tag,
    at_end,
    attribute,
    children,
    escaped,
    first,
    needed,
    number,
    spliced,
    tags,
    unescaped,
    written,
)

_THREADED = "tc="
_UNIT = Pattern(r"&[^;<]+;|[^&]", re.DOTALL)


class Comment(Record):
    """One comment of the part: its cell, author, start tag and end."""

    place: Place
    author: str
    tag: Tag
    end: int


def new_comments_part(namespace: str, notes: Mapping[Place, str]) -> str:
    """A comments part that holds just *notes*."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{namespace}">'
        f"<authors>{_authored('')}</authors><commentList>{_elements('', notes, 0)}</commentList></comments>"
    )


def comments_of(text: str) -> Iterator[Comment]:
    """The comments in order."""
    authors = [unescaped(text[tag.end : text.find("<", tag.end)]) for tag in tags(text) if tag.name == "author" and not tag.close]
    opening = first(text, "commentList")
    if opening is None or opening.empty:
        return
    for tag, end in children(text, opening.start):
        which = number(tag.attributes, "authorId")
        author = authors[which] if which < len(authors) else ""
        try:
            place = parse_address(attribute(tag.attributes, "ref") or "A1")
        except ValueError:
            raise damaged("批注部分") from None
        yield Comment(place, author, tag, end)


def with_comments(text: str, notes: Mapping[Place, str]) -> tuple[str, list[Place]]:
    """The part with *notes* added, and the cells whose comment is new. Cells with a threaded comment are passed over."""
    left, splices = dict(notes), []
    for comment in comments_of(text):
        note = left.pop(comment.place, None)
        if note is not None and not comment.author.startswith(_THREADED):
            splices.append(_behind_its_own(text, comment, note))
    if left:
        text_prefix = needed(text, "comments").prefix
        author, author_splice = _author(text, text_prefix)
        splices += author_splice
        splices.append(_at_the_end(text, text_prefix, left, author))
    return spliced(text, splices), list(left)


def without_comments(text: str, messages: Messages) -> tuple[str, list[Place]]:
    """The part without what is ours, and the cells whose comment is gone altogether. *messages* are those of the file."""
    splices, gone = [], []
    for comment in comments_of(text):
        if not is_marked(said(text[comment.tag.start : comment.end])):
            continue
        runs = [list(_characters(text, *run)) for run in _runs(text, comment)]
        ours = _ours([one for run in runs for one in run], messages)
        if ours and len(ours) == sum(map(len, runs)):
            splices.append(Splice(comment.tag.start, comment.end, ""))
            gone.append(comment.place)
            continue
        for (tag, end), characters in zip(_runs(text, comment), runs):
            if characters and ours.issuperset(characters):
                splices.append(Splice(tag.start, end, ""))
            else:
                splices += [Splice(one.start, one.end, "") for one in characters if one in ours]
    return spliced(text, splices), gone


class _Character(Record):
    """One character of a comment, and where it is written: perhaps as ``&#10;``."""

    said: str
    start: int
    end: int


def _characters(text: str, run: Tag, end: int) -> Iterator[_Character]:
    for start, stop in _texts(text, run.start, end):
        for match in _UNIT.finditer(text, start, stop):
            yield _Character(unescaped(match[0]), match.start(), match.end())


def _ours(characters: list[_Character], messages: Messages) -> set[_Character]:
    """Those of our lines, with the break that parts them from the line before. Programs cut runs as they like."""
    lines: list[list[_Character]] = [[]]
    for one in characters:
        if one.said == "\n":
            lines.append([])
        lines[-1].append(one)
    others = [_of_others(line, messages) for line in lines]
    if others[0] != lines[0]:  # ours, and what remains begins with no break
        first = next((line for line in others if line), None)
        if first and first[0].said == "\n":
            del first[0]
    return set(characters).difference(*others)


def _of_others(line: list[_Character], messages: Messages) -> list[_Character]:
    """What somebody else wrote on a line, with the break in front of it."""
    words = "".join([one.said for one in line])
    if not is_our_line(words):
        return [*line]
    own = len(messages.behind(words))
    stop = len(words.rstrip())
    return [one for one in line[:1] if one.said == "\n"] + line[stop - own : stop] if own else []


def is_marked(words: str) -> bool:
    """Whether there is a line of ours among the words of a comment."""
    return any(map(is_our_line, words.split("\n")))


def is_empty(text: str) -> bool:
    """Whether no comment is left in the part."""
    return next(comments_of(text), None) is None


def _body(text: str, comment: Comment) -> Tag | None:
    """The element that holds a comment's text."""
    return next((tag for tag, _ in children(text[: comment.end], comment.tag.start) if tag.name == "text"), None)


def _runs(text: str, comment: Comment) -> Iterator[tuple[Tag, int]]:
    """The pieces of a comment's text: its runs, or its one plain text."""
    body = _body(text, comment)
    if body is None or body.empty:
        return
    for tag, end in children(text[: comment.end], body.start):
        if tag.name in ("r", "t"):
            yield tag, end


def said(run: str) -> str:
    """The characters of a run, or of a whole comment."""
    return unescaped("".join(run[start:end] for start, end in _texts(run, 0, len(run))))


def _texts(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where the contents of the text elements stand between two places."""
    at = None
    for tag in tags(text, start, stop):
        if tag.name == "t":
            if tag.close and at is not None:
                yield at, tag.start
            at = None if tag.close or tag.empty else tag.end


def _behind_its_own(text: str, comment: Comment, note: str) -> Splice:
    runs = list(_runs(text, comment))
    prefix = comment.tag.prefix
    if runs:
        last, end = runs[-1]
        own = text[last.start : end]
        if last.name == "t":  # beside runs a plain text is passed over by some programs
            own = f"<{prefix}r>{own}</{prefix}r>"
        return Splice(last.start, end, own + _run(prefix, "\n" + note))
    if comment.tag.empty:
        opened = written(comment.tag._replace(empty=False))
        return Splice(comment.tag.start, comment.tag.end, f"{opened}<{prefix}text>{_run(prefix, note)}</{prefix}text></{prefix}comment>")
    body = _body(text, comment)
    if body is None:
        return Splice(comment.tag.end, comment.tag.end, f"<{prefix}text>{_run(prefix, note)}</{prefix}text>")
    return at_end(text, body, _run(prefix, note))


def _run(prefix: str, note: str) -> str:
    return f'<{prefix}r><{prefix}t xml:space="preserve">{escaped(note)}</{prefix}t></{prefix}r>'


def _author(text: str, prefix: str) -> tuple[int, list[Splice]]:
    """Our author's number, and the splice that puts it in where it is missing."""
    opening = first(text, "authors")
    if opening is None:
        raise damaged("批注部分")
    names = [text[tag.end : end] for tag, end in children(text, opening.start)]
    for which, name in enumerate(names):
        if unescaped(name.partition("<")[0]) == AUTHOR:
            return which, []
    return len(names), [at_end(text, opening, _authored(prefix))]


def _authored(prefix: str) -> str:
    return f"<{prefix}author>{AUTHOR}</{prefix}author>"


def _at_the_end(text: str, prefix: str, notes: Mapping[Place, str], author: int) -> Splice:
    opening = first(text, "commentList")
    if opening is None:
        raise damaged("批注部分")
    return at_end(text, opening, _elements(prefix, notes, author))


def _elements(prefix: str, notes: Mapping[Place, str], author: int) -> str:
    begin, middle = f'<{prefix}comment ref="', f'" authorId="{author}"><{prefix}text>'
    end = f"</{prefix}text></{prefix}comment>"
    return "".join(
        [f"{begin}{address(*place)}{middle}{_run(prefix, note)}{end}" for place, note in notes.items()]
    )
