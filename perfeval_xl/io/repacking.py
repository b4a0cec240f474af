"""A package that XlsxWriter wrote, taken apart and put together again: the same parts give the same bytes every time."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

CREATED = datetime(2025, 1, 1)  # what such a workbook says of itself: fixed, or every run would give another file
_WRITTEN = (1980, 1, 1, 0, 0, 0)


def parts_of(package: bytes) -> dict[str, bytes]:
    """The parts by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return {name: source.read(name) for name in source.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The package, every part with one fixed time stamp."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in parts.items():
            part = zipfile.ZipInfo(name, _WRITTEN)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            target.writestr(part, data)
    return out.getvalue()
