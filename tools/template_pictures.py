"""Draw docs/pictures: what the template looks like when it is printed, empty, filled in, and checked.

    python tools/template_pictures.py

To be run after its look was changed. LibreOffice and poppler draw, so the bytes depend on the machine and no test compares
them. The department is invented; its figures are those of workbooks/facts/consistent-2024.json.
"""

import io
import json
import struct
import sys
import tempfile
import zlib
from collections import Counter
from itertools import chain
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "pictures"
FACTS, PROFILE, YEAR = "consistent-2024", "hunan-2022", 2024
DOTS_PER_INCH = 108
WHITE_BELOW = 24  # pixels
# Picture → the workbook it shows, and what stands on the page.
PICTURES = {
    "template-first-sheet": ("empty", "五步完成"),
    "template-whole-form": ("filled", "部门整体支出绩效自评表"),
    "template-project-form": ("filled", "政务服务一体化平台建设"),
    "template-findings": ("checked", "绩效校验结果"),
}
# Typed wrongly, so that there is something to be found: a full score for a missed target, no reason, an amount, a weight.
SLIPS = {
    "整体自评表": {"M19": 5, "K26": None, "M7": 1240.4},
    "项目自评表2": {"I14": 6},
}


def main() -> None:
    """Write the four pictures."""
    sys.path.insert(0, str(ROOT))
    from perfeval_xl.annotation import annotate
    from perfeval_xl.io.template import template
    from tests.support.calc import recomputed
    from tests.support.filled_template import filled
    from tests.support.printing import pages, picture, printed

    facts = json.loads((ROOT / "workbooks" / "facts" / f"{FACTS}.json").read_text("utf-8"))
    good = filled(template(YEAR, PROFILE), facts, PROFILE)
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, data in (("empty", template(YEAR, PROFILE)), ("filled", good), ("slips", with_slips(good))):
            (folder / f"{name}.xlsx").write_bytes(data)
        annotate(str(recomputed(folder / "slips.xlsx", folder)), str(folder / "checked.xlsx"))
        pdfs = {name: printed(folder / f"{name}.xlsx", folder) for name in ("empty", "filled", "checked")}
        for name, (workbook, words) in PICTURES.items():
            page = next(number for number, text in enumerate(pages(pdfs[workbook]), 1) if words in text)
            made = png(trimmed(picture(pdfs[workbook], page, DOTS_PER_INCH)))
            (OUT / f"{name}.png").write_bytes(made)
            print(f"{name}.png  {len(made) // 1024} KB")


def with_slips(data: bytes) -> bytes:
    """The filled template with something wrong in it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet, cells in SLIPS.items():
        for address, value in cells.items():
            book[sheet][address].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def trimmed(rows: list[list[bytes]]) -> list[list[bytes]]:
    """The picture without the empty lower part of the page and its number."""
    inked = [number for number, row in enumerate(rows) if len(set(row)) > 1]
    page_number = next(number for number in reversed(inked) if number - 1 not in inked)
    last = max(number for number in inked if number < page_number - WHITE_BELOW)
    return rows[: last + WHITE_BELOW]


def png(rows: list[list[bytes]]) -> bytes:
    """A PNG with a palette of the 256 most frequent colours, each rounded to 32 shades: small, and as good to look at."""
    rounded = [[bytes(min(255, (part + 4) // 8 * 8) for part in colour) for colour in row] for row in rows]
    palette = [colour for colour, _ in Counter(chain.from_iterable(rounded)).most_common(256)]
    index = {colour: number for number, colour in enumerate(palette)}
    for colour in set(chain.from_iterable(rounded)) - index.keys():
        index[colour] = min(range(len(palette)), key=lambda at: sum((a - b) ** 2 for a, b in zip(palette[at], colour)))
    data = b"".join(b"\0" + bytes(index[colour] for colour in row) for row in rounded)
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


if __name__ == "__main__":
    main()
