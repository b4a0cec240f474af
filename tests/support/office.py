"""LibreOffice as a second reader: files converted by it in a profile of its own, and its flat ODS read."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

SECONDS = 180  # a dialog would wait for ever
ABSENT = "没有安装 LibreOffice：没有用它打开标记过的文件来看"

_NAMES = {"table": "table:1.0", "office": "office:1.0", "style": "style:1.0", "text": "text:1.0", "fo": "xsl-fo-compatible:1.0"}
_SPACES = {prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}" for prefix, name in _NAMES.items()}
_REFERENCE = "{http://www.w3.org/1999/xlink}href"


class Seen(NamedTuple):
    """A cell as LibreOffice shows it."""

    text: str
    comment: str
    fill: str  # RRGGBB in capitals, "" for none
    link: str


def program() -> str | None:
    """The path of soffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(
    files: Sequence[Path], kind: str, folder: Path, profile: Path | None = None, environment: dict | None = None
) -> list[Path]:
    """The files in another format, written to *folder*. All in one run, ended with all its processes when it hangs.

    *kind* may be followed by the filter and its options (``csv:Text - txt - csv (StarCalc):44,34``). The profile is one
    of its own, so that a LibreOffice that somebody has open is not asked: *profile*, or an empty one.
    """
    with tempfile.TemporaryDirectory() as empty:
        command = [program(), f"-env:UserInstallation={(profile or Path(empty)).as_uri()}", "--headless", "--norestore",
                   "--convert-to", kind, "--outdir", str(folder), *map(str, files)]  # fmt: skip
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, env=environment
        )
        try:
            said, _ = process.communicate(timeout=SECONDS)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # soffice forks: the whole group ends
                process.wait()
    made = [folder / f"{file.stem}.{kind.partition(':')[0]}" for file in files]
    assert all(path.exists() for path in made), f"LibreOffice 没有转换：{said.decode(errors='replace')}"
    return made


def seen(flat: Path) -> dict[str, dict[tuple[int, int], Seen]]:
    """Sheet name → place (from 0) → what is there, of a flat ODS; empty cells without comment and fill left out."""
    root = ElementTree.parse(flat).getroot()
    fills = dict(_fills(root))
    return {table.get(_name("table:name")): dict(_cells(table, fills)) for table in root.iter(_name("table:table"))}


def _name(prefixed: str) -> str:
    prefix, _, name = prefixed.partition(":")
    return f"{{{_SPACES[prefix]}}}{name}"


def _fills(root) -> Iterator[tuple[str, str]]:
    for style in root.iter(_name("style:style")):
        properties = style.find(_name("style:table-cell-properties"))
        colour = "" if properties is None else properties.get(_name("fo:background-color"), "")
        yield style.get(_name("style:name")), colour.removeprefix("#").upper() if colour.startswith("#") else ""


def _cells(table, fills) -> Iterator[tuple[tuple[int, int], Seen]]:
    number, usual = 0, _usual_styles(table)
    for row in table.iter(_name("table:table-row")):
        col = 0
        for cell in row:
            if cell.tag in (_name("table:table-cell"), _name("table:covered-table-cell")):
                found = _seen(cell, fills, usual[col] if col < len(usual) else "")
                if any(found):
                    yield (number, col), found
                col += int(cell.get(_name("table:number-columns-repeated"), 1))
        number += int(row.get(_name("table:number-rows-repeated"), 1))


def _usual_styles(table) -> list[str]:
    """The style of a cell that names none, column by column; the columns beyond the form, thousands, left out."""
    usual = []
    for column in table.iter(_name("table:table-column")):
        repeated = int(column.get(_name("table:number-columns-repeated"), 1))
        usual += [column.get(_name("table:default-cell-style-name"), "")] * min(repeated, 1000)
    return usual


def _seen(cell, fills, usual) -> Seen:
    note, link = cell.find(_name("office:annotation")), cell.find(f".//{_name('text:a')}")
    return Seen(
        "\n".join("".join(line.itertext()) for line in cell.findall(_name("text:p"))),
        "" if note is None else "\n".join("".join(line.itertext()) for line in note.iter(_name("text:p"))),
        fills.get(cell.get(_name("table:style-name"), usual), ""),
        "" if link is None else link.get(_REFERENCE),
    )
