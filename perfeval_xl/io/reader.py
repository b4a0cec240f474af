"""A workbook file → :class:`~perfeval_xl.core.book.Book`: .xlsx .xlsm .xltx .xltm .xlsb .xls .ods.

Values and merged ranges come from calamine; for the Office Open XML family the sheet parts add what calamine leaves out
(:mod:`sheet_part`). The other families do not tell number formats, formulas and comments: those extras are None.
"""

import os
from collections.abc import Mapping, Sequence
from io import BytesIO

from ..core.book import NO_EXTRAS, BadCell, Book, Sheet
from ..core.patterns import Pattern
from .container import OPEN_XML, opened
from .errors import RESAVE, Fault, UnreadableFile, damaged, too_large
from .package import MAX_TOTAL, Package, normal
from .parts import directory, forbid_doctype
from .sheet_part import MAX_AREA, SheetPart, Styles

try:
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook
except ImportError:  # LibreOffice's own Python has the standard library only
    load_workbook = None

# calamine reads no sheet that holds an error value which it does not know, such as #SPILL!.
_UNKNOWN_ERROR = Pattern(r"cell error value '([^']{1,20})'")


def read_book(path: str) -> Book:
    """Read a workbook file; it is neither changed nor kept open. Raises UnreadableFile with one plain sentence."""
    return read_bytes(file_bytes(path), os.path.basename(os.fspath(path)) or os.fspath(path))


def file_bytes(path: str) -> bytes:
    """A file's content. Raises UnreadableFile for a file that the system does not hand out."""
    try:
        return _bytes(path)
    except Fault as fault:
        raise UnreadableFile(os.path.basename(os.fspath(path)) or os.fspath(path), fault.why, fault.remedy) from None


def read_bytes(data: bytes, name: str) -> Book:
    """The same for a file's bytes; *name* is what the user knows the file by."""
    try:
        return _read(data)
    except Fault as fault:
        raise UnreadableFile(name, fault.why, fault.remedy) from None


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_TOTAL:
                raise too_large(f"文件超过 {MAX_TOTAL >> 20} MB")
            return file.read()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a name that no file can have
        raise Fault("找不到这个文件", "核对文件名和所在文件夹") from None
    except (IsADirectoryError, PermissionError) as error:
        if os.path.isdir(path):  # Windows says of a directory that permission is denied
            raise Fault("这是文件夹，不是文件", "选文件夹里的工作簿，可以一次给几个文件") from None
        if isinstance(error, PermissionError):
            raise Fault("没有读取权限，或文件正被别的程序独占", "关闭那个程序，或复制一份到自己的文件夹再检") from None
        raise
    except OSError as error:
        raise Fault(f"读取时出错（{error.strerror or error}）", "检查磁盘或网络后重试") from None


def _read(data: bytes) -> Book:
    kind, package = opened(data)
    parts: dict[str, SheetPart] | None = None
    if kind in OPEN_XML:
        parts = _sheet_parts(package)
        data = package.stored({part.name: part.data for part in parts.values()})
    elif kind == "xlsb":
        _refuse_endless_sheets(package)
    if package is not None:
        package.verify(skip=frozenset(normal(part.name) for part in (parts or {}).values()))
    sheets = _calamine(data, parts, kind) if load_workbook is not None else _by_parts(data, parts)
    if not sheets:
        raise Fault("工作簿里没有工作表", "换一份含有表格的工作簿")
    if not any(value != "" for sheet in sheets for row in sheet.rows for value in row):
        raise Fault("工作簿是空的，各工作表都没有内容", "确认选对了文件，填好内容再检")
    return Book(sheets, kind)


def _sheet_parts(package: Package) -> dict[str, SheetPart]:
    if b"<!DOCTYPE" in package.head("xl/sharedStrings.xml", 1024):
        forbid_doctype()
    found = directory(package)
    styles = Styles(package, found.styles)
    return {sheet: SheetPart(package, part, styles) for sheet, part in found.sheets.items()}


def _refuse_endless_sheets(package: Package) -> None:
    from .hazards import binary_extent

    for name in package.parts:
        if name.startswith("xl/worksheets/") and name.endswith(".bin"):
            rows, columns = binary_extent(package.read(name))
            if rows * columns > MAX_AREA:
                raise too_large(f"有工作表一直用到第 {rows} 行、第 {columns} 列，超出能读的范围")


def _calamine(data: bytes, parts: dict[str, SheetPart] | None, kind: str) -> tuple[Sheet, ...]:
    """All worksheets; chart sheets and macro sheets are none. *parts* is None for a *kind* that has no part reader."""
    try:
        told = iter(_told(kind, data) if parts is None else ())  # before calamine, which may not end where XML is broken
        workbook = load_workbook(BytesIO(data))
        sheets, area = [], 0
        for meta in workbook.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                part = None if parts is None else parts.get(meta.name)
                if parts is not None and part is None:  # its extent was not looked at
                    raise damaged("工作簿的目录部分")
                sheet = workbook.get_sheet_by_name(meta.name)
                row, col = sheet.end or (-1, -1)
                area += (row + 1) * (col + 1)
                if area > MAX_AREA:
                    raise too_large(f"工作表“{meta.name}”用到第 {row + 1} 行、第 {col + 1} 列，超出能读的范围")
                hidden = meta.visible != SheetVisibleEnum.Visible
                if part:
                    sheets.append(_sheet(sheet, hidden, part, part.marks()))
                else:
                    beside = next(told, None)
                    sheets.append(_sheet(sheet, hidden, *(beside.of_sheet() if beside else (NO_EXTRAS, ()))))
        return tuple(sheets)
    except (CalamineError, OSError) as error:  # OSError: a part that ends too early
        value = _UNKNOWN_ERROR.search(str(error))
        if value and parts is not None:  # an error value of a later Excel is one like any other
            return _by_parts(data, parts)
        if value:
            raise Fault(f"有单元格是本工具不认识的错误值 {value[1]}", "先改正那个公式，保存后再检") from None
        raise Fault("工作簿的内容损坏，或写法不合规范", RESAVE) from None
    except BaseException as error:
        # A panic inside calamine is no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise Fault("工作簿的内容损坏，读到一半读不下去", RESAVE) from None


def _by_parts(data: bytes, parts: Mapping[str, SheetPart] | None) -> tuple[Sheet, ...]:
    """The same by the standard library, slower, and of Open XML workbooks only. Raises Fault."""
    if parts is None:
        raise Fault("没有装 python-calamine，只读得了 .xlsx 和 .xlsm", "另存为 .xlsx 后再检")
    from .part_grid import grids

    found = []
    for grid in grids(Package(data), parts):
        marks = parts[grid.name].marks()
        _apply(grid.rows, marks)
        found.append(Sheet(grid.name, grid.rows, grid.merges, grid.hidden, parts[grid.name], marks))
    return tuple(found)


def _told(kind: str, data: bytes) -> Sequence:
    from .other_files import told  # most workbooks are .xlsx

    return told(kind, data)


def _sheet(sheet, hidden: bool, extras, marks: Sequence[BadCell], merged: Sequence = ()) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    _apply(rows, marks)
    merges = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    return Sheet(sheet.name, rows, merges or merged, hidden, extras, marks)


def _apply(rows: list[list], marks: Sequence[BadCell]) -> None:
    """Put the marks into the grid; where one lies outside, the grid grows and stays a rectangle."""
    if not marks:
        return
    width = max(len(rows[0]) if rows else 0, 1 + max(col for _, col, _ in marks))
    height = max(len(rows), 1 + max(row for row, _, _ in marks))
    if height * width > MAX_AREA:
        raise too_large(f"有工作表一直用到第 {height} 行、第 {width} 列，超出能读的范围")
    if rows and len(rows[0]) < width:
        for row in rows:
            row.extend([""] * (width - len(row)))
    rows.extend([""] * width for _ in range(height - len(rows)))
    for row, col, value in marks:
        rows[row][col] = value
