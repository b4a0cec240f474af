"""A public edition taken apart: its bytes, its parts, what was told, and a second reader's view."""

import io
import warnings
import zipfile
from typing import NamedTuple

import openpyxl
from openpyxl.workbook import Workbook

from perfeval_xl.core.publication import Told
from perfeval_xl.io.publish.edition import Published


class Opened(NamedTuple):
    data: bytes
    parts: dict[str, bytes]
    told: tuple[Told, ...]

    @property
    def book(self) -> Workbook:
        return by_openpyxl(self.data)

    def kinds(self, action: str) -> set[str]:
        return {one.kind for one in self.told if one.action == action}

    def text(self, part: str) -> str:
        return self.parts[part].decode()


def opened(result: Published) -> Opened:
    data = b"".join(result.pieces)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return Opened(data, {name: archive.read(name) for name in archive.namelist()}, result.told)


def by_openpyxl(data: bytes) -> Workbook:
    """With the cached values, as somebody who never calculates sees them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data), data_only=True)
