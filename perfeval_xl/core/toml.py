"""The one door to TOML."""

from functools import lru_cache
from zlib import crc32

from .toml_parsed import FILES


@lru_cache(maxsize=None)
def load_toml(path: str) -> dict:
    """What a TOML file holds, read once; not to be changed. Raises OSError, tomllib.TOMLDecodeError.

    The package's own files are parsed beforehand (tools/parse_toml.py): importing tomllib takes half as long as starting
    the interpreter. One that was edited since, or is somebody's own, is parsed here.
    """
    with open(path, encoding="utf-8") as file:
        text = file.read()
    parsed = FILES.get(crc32(text.encode()))
    if parsed is None:
        import tomllib

        parsed = tomllib.loads(text)
    return parsed
