"""Names and numbers that no masking reached, as in the name of a style or a theme: they are told, and a person renames them."""

from collections.abc import Iterable, Iterator, Mapping

from ...core.patterns import Pattern
from ...core.publication import HINT, Told
from ...domain.masks import NAME, NOWHERE, masked
from ...domain.names import Known
from ..patch.markup import unescaped
from .pictures import PICTURES

_PIECE = Pattern("[^<>]+")  # a tag, or what stands between two
_NAMING = ("xl/styles.xml", "xl/tables/", "xl/theme/")  # parts in which people give names
_ATTRIBUTE = Pattern(r"[nN]ame=\"([^\"]*[0-9]{6}[^\"]*)\"")


def left_over(sheets: Iterable[str], parts: Mapping[str, bytes], known: Known) -> Iterator[Told]:
    """What is left in the names of the *sheets* and in the *parts* of the edition."""
    for name in sheets:
        yield from _hints(name, "工作表名", known)
    for part, content in parts.items():
        for name in () if part.endswith(PICTURES) else _names_left(content, known):
            left = f"{name[0]}{'*' * (len(name) - 1)} 还在工作表名、定义的名称、样式名一类地方，请改名后再公开"
            yield Told(HINT, "没能遮蔽的姓名", now=left)
        if part.startswith(_NAMING):
            for words in _ATTRIBUTE.findall(content.decode("utf-8", "replace")):
                yield from _hints(unescaped(words), "样式名、表格名一类地方", known)


def _hints(words: str, where: str, known: Known) -> Iterator[Told]:
    found = masked(words, NOWHERE, known)
    numbers = [kind for kind in found.kinds if kind != NAME]
    if numbers:
        yield Told(HINT, f"没能遮蔽的{'、'.join(numbers)}", now=f"{found.text} 还在{where}，请改名后再公开")


def _names_left(content: bytes, known: Known) -> list[str]:
    """The names in a part, each once. The part of a large sheet holds figures alone."""
    if content.isascii() and b"&#" not in content:
        return []
    pieces = (match[0] for match in _PIECE.finditer(content.decode("utf-8", "replace")))
    telling = {piece for piece in pieces if "&#" in piece or not piece.isascii()}
    return sorted({name for piece in telling for name in known.within(unescaped(piece))})
