"""What the builders of this folder have in common: files that are made, and whether those that are there still are."""

import io
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def stale(files: Mapping[Path, bytes]) -> list[Path]:
    """The files that are not what would be made."""
    return [path for path, data in files.items() if not path.exists() or _content(path.read_bytes()) != _content(data)]


def _content(data: bytes):
    """A package part by part, with time stamps: the compressed bytes also depend on the zlib build of the machine."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(info.filename, info.date_time, package.read(info)) for info in package.infolist()]


def write_or_check(files: Mapping[Path, bytes], builder: str, arguments: Sequence[str]) -> int:
    """Write the stale ones of *files* and name them; with ``--check`` only say which are, and return 1 if any is."""
    outdated = stale(files)
    if "--check" in arguments:
        for path in outdated:
            print(f"stale: {path.relative_to(ROOT)}; run python workbooks/{builder}", file=sys.stderr)
        return int(bool(outdated))
    for path in outdated:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[path])
        print(path.relative_to(ROOT))
    return 0
