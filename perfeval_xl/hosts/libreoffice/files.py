"""Files as LibreOffice opens and writes them: another workbook read unseen, a copy of the open one saved."""

import os

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.uno import Exception as UnoException

from ...core.book import Book
from ...core.host import HostError
from . import SPREADSHEET
from .names import known_names, restore_names
from .reading import read_book

_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
    ".xls": "MS Excel 97",
}
_NO_MACROS = 0  # com.sun.star.document.MacroExecMode.NEVER_EXECUTE
_NO_LINKS = 0  # com.sun.star.document.UpdateDocMode.NO_UPDATE


def path_of(document) -> str:
    """The full path of a document's file, its address where it lies elsewhere, "" for one that was never saved."""
    address = document.URL
    return uno.fileUrlToSystemPath(address) if address.startswith("file:") else address


def url_of(path: str) -> str:
    """A path as LibreOffice takes it."""
    return uno.systemPathToFileUrl(os.path.abspath(path))


def read(path: str) -> Book:
    """Another workbook file, opened unseen without its macros and links, and closed. Raises HostError."""
    name = os.path.basename(path)
    if not os.path.isfile(path):
        raise HostError(f"{name} 打不开：找不到这个文件，请核对文件名和所在文件夹。")
    document = _opened(path, name)
    try:
        if not document.supportsService(SPREADSHEET):
            raise HostError(f"{name} 不是工作簿，请选 .xlsx、.xls 或 .ods 文件。")
        book = read_book(document)
    finally:
        document.close(True)
    if not any(sheet.rows for sheet in book.sheets):
        raise HostError(f"{name} 是空的，各工作表都没有内容，请确认选对了文件。")
    return book


def _opened(path: str, name: str):
    context = uno.getComponentContext()
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    how = _properties(Hidden=True, ReadOnly=True, MacroExecutionMode=_NO_MACROS, UpdateDocMode=_NO_LINKS)
    try:
        with known_names(path) as known:
            document = desktop.loadComponentFromURL(url_of(known), "_blank", 0, how)
    except UnoException:
        document = None
    if document is None:
        raise HostError(f"{name} 打不开：文件损坏、设有打开密码，或不是工作簿，请在原来的程序里打开，另存为 .xlsx 后再选。")
    return document


def save_copy(document, path: str) -> None:
    """Write the document as it is now to another file; the document stays what it is. Raises HostError."""
    extension = os.path.splitext(path)[1].lower()
    if extension not in _FILTERS:
        raise HostError(f"LibreOffice 写不了 {extension} 文件，请先把工作簿另存为 .xlsx 再点。")
    document.storeToURL(url_of(path), _properties(FilterName=_FILTERS[extension], Overwrite=True))
    restore_names(path)


def _properties(**values) -> tuple[PropertyValue, ...]:
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())
