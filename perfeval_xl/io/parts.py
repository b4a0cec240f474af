"""Which part of an Office Open XML workbook holds what: the sheets' parts, and the parts a sheet refers to.

ECMA-376 Part 1 (18.2.19 sheet, 18.2.20 sheets) and Part 2 (relationships). The strict variant differs in its
namespaces, so elements and attributes are known by their local names.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from ..core.patterns import Pattern
from ..core.record import Record
from .errors import RESAVE, Fault, damaged
from .package import Package

_UTF_8 = tuple(b'<?xml version="1.0" encoding="%s"' % name for name in (b"UTF-8", b"utf-8"))

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_ENTITY = Pattern(r"&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot|apos);")


def forbid_doctype(*_) -> None:
    """A workbook's parts never declare a document type; entity expansion and outside files come in by one."""
    raise Fault("内容里有工作簿不该有的 DTD 声明（可能是恶意文件）", "确认文件来源可靠，另存为 .xlsx 后再检")


def parse(
    data: bytes,
    start: Callable[[str, dict], None] | None = None,
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
    namespaces: bool = True,
) -> None:
    """Go through a part with expat, which calls *start*, *end* and *characters*.

    Names are ``uri local``, or without *namespaces* ``prefix:local``. Raises Fault for what is no well-formed XML, and
    for a DTD.
    """
    from xml.parsers import expat

    made = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    made.buffer_text = True
    made.StartDoctypeDeclHandler = forbid_doctype
    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = start, end, characters
    try:
        made.Parse(data, True)
    except (expat.ExpatError, UnicodeError, LookupError):
        raise damaged() from None
    except ValueError as error:
        if "multi-byte encodings" not in str(error):  # of expat itself: it knows none but UTF-8 and UTF-16
            raise
        raise Fault("内容用了少见的文字编码（如 GB18030）", RESAVE) from None


def unescape(raw: bytes) -> str:
    """The characters that escaped UTF-8 text in a part's bytes stands for."""
    text = raw.decode("utf-8", "replace")
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match) -> str:
    name = match[1]
    if name[0] != "#":
        return _NAMED[name]
    code = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    return chr(code) if code < 0x110000 else "\ufffd"


def local(name: str) -> str:
    """``uri local`` → ``local``."""
    return name.rpartition(" ")[2]


def elements(data: bytes, tag: str) -> list[dict[str, str]]:
    """The attributes, by local name, of every *tag* element of a small part in document order."""
    found: list[dict[str, str]] = []

    def start(name, attributes):
        if name.endswith(tag) and local(name) == tag:
            found.append({local(key): value for key, value in attributes.items()})
            if len(found[-1]) < len(attributes):  # two of one name: which one another reader takes is anyone's guess
                raise damaged()

    parse(data, start)
    return found


def _plain_elements(data: bytes, tag: str) -> list[dict[str, str]]:
    """The same of a part as Excel, WPS, LibreOffice and the usual libraries write it, at a quarter of the cost of parsing.

    [] where anything may be written in another way, which the parser understands.
    """
    declared = data.startswith(_UTF_8) or (data[:1] == b"<" and data[1:2].isalpha())
    # What a comment, a CDATA section or an instruction holds is no element.
    bare = declared and b"<!" not in data and data.rfind(b"<?") <= 0
    text = data.decode("utf-8", "replace") if bare else ""
    elements = [element.partition("/>")[0] for element in text.split(f"<{tag} ")[1:]]
    inside = "".join(elements)
    if any(sign in inside for sign in "&<\n\t\r"):  # what a value holds otherwise than it is written
        return []
    found, between, names = [], None, []
    for element in elements:
        pieces = element.split('"')
        if pieces[0::2] != between:  # most have the same attributes as the one before
            between = pieces[0::2]
            written = "".join(between)
            keys = written.split()
            names = [key.rpartition(":")[2][:-1] for key in keys]
            if "'" in written or len(set(names)) != len(between) - 1 or not all(key[-1] == "=" for key in keys):
                return []
        if len(pieces) % 2 == 0:
            return []
        found.append(dict(zip(names, pieces[1::2])))
    # The element around them has the same name with an s.
    others = text.count(f"<{tag}") - text.count(f"<{tag}s")
    return found if len(found) == others and f":{tag}" not in text else []


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relationship id → (kind: the last word of its type, target part). Empty when *part* has none."""
    folder, _, name = part.rpartition("/")
    source = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if source not in package:
        return {}
    data = package.read(source)
    return {
        attributes.get("Id", ""): (attributes.get("Type", "").rpartition("/")[2], _target(folder, attributes["Target"]))
        for attributes in _plain_elements(data, "Relationship") or elements(data, "Relationship")
        if "Target" in attributes and attributes.get("TargetMode") != "External"
    }


def _target(folder: str, target: str) -> str:
    """A target as a part name: absolute from the root, otherwise from the source part's folder."""
    target = target.replace("\\", "/")
    if "/." not in target and "//" not in target and target[:1] != "." and target[-1:] != "/":  # nearly every target
        return target[1:] if target[:1] == "/" else f"{folder}/{target}" if folder else target
    steps = [] if target.startswith("/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(step for step in steps if step)


def workbook_part(package: Package) -> str:
    """``xl/workbook.xml``, or what the package's own relationships name instead."""
    usual = "xl/workbook.xml"
    if usual in package:
        return usual
    targets = relations(package, "").values()
    return next((target for kind, target in targets if kind == "officeDocument" and target in package), usual)


class Directory(Record):
    """What the workbook part refers to."""

    sheets: Mapping[str, str]  # sheet name → part, in the workbook's order; sheets whose part is missing are left out
    styles: str | None  # the part with the cell styles


def directory(package: Package, targets: Mapping[str, tuple[str, str]] | None = None) -> Directory:
    """The workbook's parts. Raises Fault where two sheets have one name, or where there is no workbook part.

    *targets*: the relationships of the workbook part, where they have been read already.
    """
    workbook = workbook_part(package)
    if workbook not in package:
        raise damaged("工作簿的目录部分")
    targets = relations(package, workbook) if targets is None else targets
    data = package.read(workbook)
    named = {}
    for sheet in _plain_elements(data, "sheet") or elements(data, "sheet"):
        name, (_, target) = sheet.get("name", ""), targets.get(sheet.get("id", ""), ("", ""))
        if target in package:
            if name in named:
                raise damaged("工作簿的目录部分")
            named[name] = target
    return Directory(named, next(_existing(package, targets, "styles"), None))


def sheet_parts(package: Package, targets: Mapping[str, tuple[str, str]] | None = None) -> Mapping[str, str]:
    """Sheet name → part, in the workbook's order; sheets whose part is missing are left out. Raises Fault."""
    return directory(package, targets).sheets


def related(package: Package, part: str, kind: str) -> list[str]:
    """The existing parts of one kind (``comments``, ``threadedComment`` …) that *part* refers to."""
    return list(_existing(package, relations(package, part), kind))


def _existing(package: Package, relations: Mapping[str, tuple[str, str]], kind: str) -> Iterator[str]:
    return (target for found, target in relations.values() if found == kind and target in package)
