"""The finished package: what XlsxWriter leaves to be desired, put right in its XML, and the same bytes every time."""

import re

from ..repacking import packed, parts_of

# A formula whose value is the empty text needs the type of a text; without one its value counts as never computed.
_EMPTY_TEXT = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?)(><f>[^<]*</f><v>)(</v>)')
# Rows of this height grow with what is typed: the height is only what they have so far, nobody set it.
GROWING = 27.75
_SET_HEIGHT = f' ht="{GROWING}" customHeight="1"'.encode()


def finished(written: bytes) -> bytes:
    """The package with typed empty texts and rows that grow."""
    parts = parts_of(written)
    for name, data in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = _EMPTY_TEXT.sub(rb'\1 t="str"\2\3', data).replace(_SET_HEIGHT, f' ht="{GROWING}"'.encode())
    return packed(parts)
