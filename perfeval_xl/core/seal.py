"""封存: what a workbook said when it was handed in, so that a later change is told and located.

The manifest (封存清单) holds the values of every sheet, the forms that were recognised, the outcome of the check and the
accepted explanations. Values are compared in their order, rows and columns without any value left out: an inserted row,
a renamed sheet or another program's way of saving changes nothing. Recognition plays no part in it, so a later version
of this package that reads a form differently says the same of an old seal.

It detects changes. It is no signature: whoever can change the workbook can also seal it anew, under another code.
"""

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from .book import CellError, Sheet
from .cells import Box
from .findings_sheet import SEAL_CODE, SEAL_MARK
from .money import decimal, plain
from .record import Record

FORMAT = "1"
_GROUPS = 5  # of four hexadecimal digits: short enough to be copied onto paper by hand
_PIECE = 30000  # characters of a cell, which holds 32767; a multiple of 4, so that none begins with “=”
_LARGEST = 64 << 20  # bytes that a manifest may unpack to

# What a value is, by the letter in front of it.
KINDS = {"t": "文字", "n": "数字", "b": "逻辑值", "e": "错误值", "d": "日期"}

Row = tuple[int, Mapping[int, str]]  # row number, value by column


class Block(Record):
    """The values of a sheet: rows that have any, each value as :func:`canonical` writes it."""

    name: str
    rows: tuple[Row, ...]

    def condensed(self) -> tuple:
        """The values in their order, wherever the rows and columns are: what two equal sheets have in common."""
        columns = {col: i for i, col in enumerate(sorted({col for _, cells in self.rows for col in cells}))}
        return tuple(tuple((columns[col], said) for col, said in sorted(cells.items())) for _, cells in self.rows)

    def within(self, box: Box) -> "Block":
        """The part of it that a form takes up."""
        first, stop = (bisect_left(self.rows, (row,)) for row in (box.top, box.bottom + 1))  # a sheet may hold many forms
        inside = ((row, {c: v for c, v in cells.items() if box.holds(row, c)}) for row, cells in self.rows[first:stop])
        return Block(self.name, tuple((row, cells) for row, cells in inside if cells))


class SealedForm(Record):
    """A form as it was sealed, with the code of its values."""

    key: str
    kind: str
    table: str
    sheet: str
    range: str
    title: str
    code: str


class Manifest(Record):
    """Everything that is sealed, and when, with what, from which file."""

    tool: str
    catalogue: str
    profile: str
    time: str
    source_sha256: str
    status: str
    forced: bool  # sealed although errors were open
    counts: Mapping[str, int]  # findings by severity, those explained, and what was unchecked
    forms: tuple[SealedForm, ...]
    sheets: tuple[Block, ...]
    explanations: Mapping[str, str]  # by the key of the finding
    shown: tuple = ()  # what the sheet 封存信息 says to its reader, condensed


class BrokenSeal(Exception):
    """A seal that no longer says what was sealed; ``str()`` is the sentence why."""


class UnknownSeal(Exception):
    """A seal of a format that this version does not know; ``str()`` is the sentence."""


# -- values --------------------------------------------------------------------------------------------------------


def canonical(value) -> str:
    """A value with its kind (KINDS) in front, as every program saves it alike; "" for a blank one.

    A number has the 15 digits that a spreadsheet keeps, a text neither blanks around it nor one system's line ends.
    """
    kind = value.__class__
    if kind is str:
        text = value.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n").strip()
        return text and "t" + text
    if kind is bool:
        return "bTRUE" if value else "bFALSE"
    if kind is CellError:
        return "e" + value.code
    if value is None:
        return ""
    try:
        return "n" + plain(decimal(value))
    except TypeError:
        return "d" + str(value).removesuffix(" 00:00:00")


def block(sheet: Sheet) -> Block:
    """The values that a sheet shows; what lies under a merged range is not seen."""
    covered = _covered(sheet)
    rows = []
    for row, values in enumerate(sheet.rows):
        under = covered.get(row, ())
        cells = {
            col: said
            for col, value in enumerate(values)
            if value != "" and (said := canonical(value)) and not any(left <= col <= right for left, right in under)
        }
        if cells:
            rows.append((row, cells))
    return Block(sheet.name, tuple(rows))


def _covered(sheet: Sheet) -> dict[int, list[tuple[int, int]]]:
    """By row, the columns that merged ranges cover."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, right in sheet.merges:
        for row in range(top, min(bottom + 1, len(sheet.rows))):
            covered.setdefault(row, []).append((left + (row == top), right))
    return covered


def code(text: str) -> str:
    """The code of a text (校验码): the first 80 bits of its SHA-256 in groups, ``3f2a-91bc-…``."""
    digits = hashlib.sha256(text.encode()).hexdigest()
    return "-".join(digits[4 * i : 4 * i + 4] for i in range(_GROUPS))


def code_of(values: Block) -> str:
    """The code of a block's values, wherever they stand."""
    return code(json.dumps(values.condensed(), ensure_ascii=False, separators=(",", ":")))


# -- the manifest as text and in cells -----------------------------------------------------------------------------


def written(manifest: Manifest) -> str:
    """The manifest as one text; its :func:`code` is what the sheet 封存信息 states."""
    facts = manifest._asdict()
    facts["forms"] = [form._asdict() for form in manifest.forms]
    facts["sheets"] = [[sheet.name, [[row, list(cells.items())] for row, cells in sheet.rows]] for sheet in manifest.sheets]
    return json.dumps({"format": FORMAT, **facts}, ensure_ascii=False, separators=(",", ":"))


def pieces(text: str) -> Iterator[str]:
    """A manifest's text as cells hold it: what stands in the hidden column of the sheet 封存信息, from its first row."""
    packed = b64encode(zlib.compress(text.encode(), 9)).decode()
    yield SEAL_MARK
    yield FORMAT
    for start in range(0, len(packed), _PIECE):
        yield packed[start : start + _PIECE]


def read(sheet: Sheet) -> tuple[Manifest, str]:
    """The manifest of a sheet 封存信息, and its code. Raises BrokenSeal, UnknownSeal."""
    said, column = _hidden(sheet)
    if said[:1] != [FORMAT]:
        raise UnknownSeal("封存格式是本工具不认识的版本，请升级 perfeval-xl 后再检")
    shown, stated = _shown(sheet, column)
    try:
        text = _unpacked("".join(said[1:]))
        manifest = _manifest(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, zlib.error):
        raise BrokenSeal(f"“{sheet.name}”里的封存清单被改动或不完整") from None
    if code(text) != stated:
        raise BrokenSeal(f"“{sheet.name}”里的封存清单与封存校验码不符")
    if manifest.shown != shown:
        raise BrokenSeal(f"“{sheet.name}”里的文字被改动")
    return manifest, stated


def _hidden(sheet: Sheet) -> tuple[list[str], int]:
    """What stands below the mark, and the mark's column."""
    row, col = next(((r, row.index(SEAL_MARK)) for r, row in enumerate(sheet.rows) if SEAL_MARK in row), (0, -1))
    if col < 0:
        raise BrokenSeal(f"“{sheet.name}”隐藏列里的封存清单没有了（Excel 的“检查文档”会删去隐藏列）")
    below = (values[col] for values in sheet.rows[row + 1 :] if col < len(values))
    return [value if value.__class__ is str else canonical(value)[1:] for value in below if value != ""], col


def _shown(sheet: Sheet, column: int) -> tuple[tuple, str]:
    """What the sheet says to its reader, condensed, and the code that it states."""
    rows, stated = [], ""
    for row, cells in block(sheet).rows:
        seen = {col: said for col, said in cells.items() if col != column}
        values = list(seen.values())
        if values[:1] == ["t" + SEAL_CODE] and len(values) == 2 and not stated:  # any other such row is not ours
            stated = values[1][1:]
        elif seen:
            rows.append((row, seen))
    return Block(sheet.name, tuple(rows)).condensed(), stated


def _unpacked(packed: str) -> str:
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(b64decode(packed, validate=True), _LARGEST)
    if not unpacker.eof:
        raise ValueError("cut off, or larger than any manifest")
    return data.decode()


def _manifest(facts: Mapping) -> Manifest:
    """Raises KeyError, TypeError, ValueError for anything but a manifest."""
    texts = {name: str(facts[name]) for name in ("tool", "catalogue", "profile", "time", "source_sha256", "status")}
    return Manifest(
        **texts,
        forced=bool(facts["forced"]),
        counts={str(name): int(count) for name, count in facts["counts"].items()},
        forms=tuple(SealedForm(*(str(form[name]) for name in SealedForm._fields)) for form in facts["forms"]),
        sheets=tuple(_block(name, rows) for name, rows in facts["sheets"]),
        explanations={str(key): str(text) for key, text in facts["explanations"].items()},
        shown=tuple(tuple((int(col), str(said)) for col, said in row) for row in facts["shown"]),
    )


def _block(name: str, rows: Sequence) -> Block:
    return Block(str(name), tuple((_number(row), _cells(cells)) for row, cells in rows if cells))


def _cells(cells: Sequence) -> dict[int, str]:
    if any(said[:1] not in KINDS for _, said in cells):
        raise ValueError("no value of ours")
    return {_number(col): said for col, said in cells}


def _number(value) -> int:
    number = int(value)
    if number < 0:
        raise ValueError("no row or column")
    return number
