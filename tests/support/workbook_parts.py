"""Packages taken apart and put together again by the standard library, for tests that need a workbook nobody writes."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping


def parts_of(data: bytes) -> dict[str, bytes]:
    """Part name → content, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(parts: Mapping[str, bytes | str], zip64: bool = False) -> bytes:
    """The parts as a zip file; the same bytes whenever it is made."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10))
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=zip64) as entry:
                entry.write(content.encode() if isinstance(content, str) else content)
    return file.getvalue()


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The package with one part's text changed. It must become another one."""
    parts = parts_of(data)
    text = change(parts[part].decode())
    assert text.encode() != parts[part], f"{part} 没有变"
    return package({**parts, part: text})


def with_part(data: bytes, part: str, content: bytes, content_type: str = "") -> bytes:
    """The package with one more part; nothing leads to it unless a relationship says so."""
    more = package({**parts_of(data), part: content})
    if not content_type:
        return more
    entry = f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'
    return changed(more, "[Content_Types].xml", lambda text: text.replace("</Types>", entry))


def related(data: bytes, rels: str, kind: str, target: str, more: str = "") -> bytes:
    """The package with one more relationship in a relationship part, which is made if it is missing."""
    parts = parts_of(data)
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    text = parts.get(rels, empty.encode()).decode()
    entry = f'<Relationship Id="rId{900 + len(re.findall("rId9", text))}" Type="{kind}" Target="{target}"{more}/></Relationships>'
    return package({**parts, rels: text.replace("</Relationships>", entry)})
