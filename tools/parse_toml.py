"""Write perfeval_xl/core/toml_parsed.py: the package's TOML files as Python, for core/toml.py.

    python tools/parse_toml.py

To be run after one of them was changed; a test says so.
"""

import tomllib
from pathlib import Path
from pprint import pformat
from zlib import crc32

PACKAGE = Path(__file__).resolve().parents[1] / "perfeval_xl"
TARGET = PACKAGE / "core" / "toml_parsed.py"

HEAD = '''"""The package's TOML files as Python, by the CRC-32 of their text. Written by tools/parse_toml.py: not to be edited."""

FILES = {
'''


def source() -> str:
    """The module as it must be."""
    return HEAD + "".join(entry(path) for path in sorted(PACKAGE.rglob("*.toml"))) + "}\n"


def entry(path: Path) -> str:
    text = path.read_text("utf-8")
    name = path.relative_to(PACKAGE).as_posix()
    parsed = pformat(tomllib.loads(text), width=240, compact=True, sort_dicts=False)
    return f"    # {name}\n    {crc32(text.encode())}: {parsed},\n"


if __name__ == "__main__":
    TARGET.write_text(source(), "utf-8", newline="\n")
