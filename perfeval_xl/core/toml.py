"""The one door to TOML."""

from zlib import crc32

from .toml_parsed import FILES


def parse_toml(text: str) -> dict:
    """What a TOML text says; not to be changed. Raises ValueError (tomllib.TOMLDecodeError).

    The package's own files are parsed beforehand (tools/parse_toml.py): importing tomllib takes half as long as starting
    the interpreter. One that was edited since, or is somebody's own, is parsed here.
    """
    parsed = FILES.get(crc32(text.replace("\r\n", "\n").encode()))
    if parsed is None:
        import tomllib

        parsed = tomllib.loads(text)
    return parsed
