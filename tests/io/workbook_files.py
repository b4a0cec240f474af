"""Builders of small workbook files, part by part, so that a test can say exactly what is odd about one."""

import io
import struct
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def relationships(**targets: str) -> str:
    """A relationships part: id=kind:target."""
    rows = "".join(
        f'<Relationship Id="{id_}" Type="{RELATION}/{text.split(":")[0]}" Target="{text.split(":", 1)[1]}"/>'
        for id_, text in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def workbook_parts(sheet: str, **parts: str) -> dict[str, str | bytes]:
    """The least that makes an .xlsx of one sheet named 自评表; *sheet* is its whole part."""
    override = f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{override}</Types>',
        "_rels/.rels": relationships(r1="officeDocument:xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>'
        '<sheet name="自评表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(r1="worksheet:worksheets/sheet1.xml", r2="styles:styles.xml"),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="2"/></cellXfs></styleSheet>',
        **parts,
    }


def sheet_part(rows: str, rest: str = "") -> str:
    """A plain sheet part around its rows."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{rest}</worksheet>'


def compound_file(stream_name: str, content: bytes) -> bytes:
    """An OLE compound file (version 3) with one stream, as Excel 97–2003 and Word 97–2003 write it."""
    content = content.ljust(-(-max(len(content), 4096) // 512) * 512, b"\0")
    sectors = len(content) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    header = struct.pack("<8s16s5H6xL", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0)
    header += struct.pack("<LLLLLLLL", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<L", 0) + b"\xff" * 432

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le")
        links = struct.pack("<64sHBBLLL", raw, len(raw), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return links + bytes(36) + struct.pack("<LLL", start, size, 0)

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(stream_name, 2, 0xFFFFFFFF, 2, len(content))
    directory = directory.ljust(512, b"\0")
    return header[:512] + struct.pack("<128L", *table) + directory + content
