"""Comments of the public edition (批注): texts masked, authors nameless, none left on a hidden cell.

ECMA-376 Part 1, 18.7 (comments); [MS-XLSX] 2.6.205 (threadedComment), 2.6.203 (person).
"""

from collections.abc import Callable, Iterator

from ...core.cells import Place, parse_address
from ...core.patterns import Pattern
from ...domain.names import is_person
from ..patch.comments import comments_of
from ..patch.markup import Splice, escaped, spliced, with_attribute, written
from .texts import At, joined, pieces, shown_in
from .tree import Node, said, tree, without, without_attributes

ANONYMOUS = "批注人"
_CODES = Pattern(r"(&\"[^\"]*\"|&K[0-9A-Fa-f]{6}|&K[0-9]{2}[+-][0-9]{3}|&[0-9]{1,3}|&[A-Za-z]|&&)")
_BETWEEN = Pattern(r"&(?:[LCRPNDTZFAGlcrpndtzfag]|&)")  # a part of the page or a field: what stands on both sides is not one text
_SIGNED = Pattern(r"([^\n:：*]{2,40})[:：]\s*\n")  # LibreOffice drops the author and keeps this
_THREADED = "tc="  # the author of a thread's stand-in is the thread's id

Show = Callable[[Place, str], str]


def authors_of(text: str) -> list[str]:
    """Who wrote the comments of a part, by the list of authors and by how the comments begin."""
    begun = (_SIGNED.match(joined(pieces(text, comment.tag.start, comment.end))) for comment in comments_of(text))
    return [*(said(text, node) for node in tree(text).all("author")), *(match[1] for match in begun if match)]


def people_of(text: str) -> list[str]:
    """Who wrote threaded comments."""
    return [node.get("displayName") or "" for node in tree(text).all("person")]


def anonymous(text: str, show: Show, hidden: Callable[[Place], bool]) -> tuple[str, list[Place]]:
    """A comments part masked and without authors' names, and the cells whose comment is gone."""
    gone = [comment.place for comment in comments_of(text) if hidden(comment.place)]
    text = without(text, lambda node: node.name == "comment" and hidden(parse_address(node.get("ref") or "A1")))
    splices = [
        Splice(node.tag.start, node.tag.end, written(without_attributes(node.tag, "altText"))) for node in tree(text).all("commentPr")
    ]
    for comment in comments_of(text):
        splices += _without_author(text, comment, show)
    for number, node in enumerate(tree(text).all("author"), 1):
        name, new = said(text, node), f"{ANONYMOUS}{number}"
        if name and not name.startswith((_THREADED, ANONYMOUS)):
            splices.append(Splice(node.tag.end, text.rindex("</", 0, node.end), new))
    return spliced(text, splices), gone


def _without_author(text: str, comment, show: Show) -> Iterator[Splice]:
    """A comment usually begins with its author's name and a colon."""
    found = pieces(text, comment.tag.start, comment.end)
    words = joined(found)
    shown = show(comment.place, words)
    signed = _SIGNED.match(words)
    author = signed[1] if signed else ""
    if author and (author == comment.author or is_person(author, sure=False)):
        shown = "*" * len(author) + shown[len(author) :]
    yield from shown_in(found, shown)


def threads_anonymous(text: str, show: Show, hidden: Callable[[Place], bool]) -> str:
    """A part of threaded comments masked; who is mentioned goes by the names in the text.

    An extension holds the addresses of links in it, mailto: among them.
    """

    def unwanted(node: Node) -> bool:
        on_hidden = node.name == "threadedComment" and hidden(parse_address(node.get("ref") or "A1"))
        return on_hidden or node.name in ("mentions", "extLst")

    text = without(text, unwanted)
    splices = []
    for node in tree(text).all("threadedComment"):
        found = pieces(text, node.tag.start, node.end, "text")
        splices += shown_in(found, show(parse_address(node.get("ref") or "A1"), joined(found)))
    return spliced(text, splices)


def people_anonymous(text: str) -> str:
    """The persons of threaded comments without name and account."""
    splices = []
    for number, node in enumerate(tree(text).all("person"), 1):
        new, tag = f"{ANONYMOUS}{number}", node.tag
        for name, value in (("displayName", new), ("userId", new), ("providerId", "None")):
            tag = with_attribute(tag, name, value)
        splices.append(Splice(node.tag.start, node.tag.end, written(tag)))
    return spliced(text, splices)


def masked_header(text: str, at: At) -> Iterator[Splice]:
    """Headers and footers with their texts masked, the codes between them (&P, &"宋体") kept."""
    for node in tree(text).all("headerFooter"):
        for part in node.children:
            words = said(text, part)
            shown = _header_shown(words, at("页脚" if part.name.endswith("Footer") else "页眉"))
            if shown != words:
                yield Splice(part.tag.end, text.rindex("</", 0, part.end), escaped(shown))


def header_texts(text: str) -> Iterator[str]:
    """What the headers and footers of a sheet say, without the codes between."""
    for node in tree(text).all("headerFooter"):
        for part in node.children:
            for run in _header_runs(said(text, part)):
                yield "".join(run[::2])


def _header_runs(words: str) -> Iterator[list[str]]:
    """Texts and codes by turns, each run a text that is read as one whatever fonts change within it."""
    run: list[str] = []
    for at, piece in enumerate(_CODES.split(words)):
        if at % 2 and _BETWEEN.fullmatch(piece):
            yield run
            yield ["", piece]
            run = []
        else:
            run.append(piece)
    yield run


def _header_shown(words: str, show: Callable[[str], str]) -> str:
    shown = ""
    for run in _header_runs(words):
        line = "".join(run[::2])
        new, at = show(line) if line else line, 0
        for number, piece in enumerate(run):
            shown += piece if number % 2 else new[at : at + len(piece)]
            at += 0 if number % 2 else len(piece)
    return shown
