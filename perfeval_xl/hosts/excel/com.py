"""What Excel says through COM: error values in cells, errors of calls, colours, constants of its object model.

Constants: the Excel object model's own names; the test compares them with those that xlwings ships.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from ...core.host import HostError

# Error values in cells arrive as integers; every number is a float.
_FIRST_ERROR = -2146828288
ERRORS = {
    _FIRST_ERROR + number: code
    for number, code in {
        2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
        2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
        2050: "#CALC!",
    }.items()
}  # fmt: skip
_ERRORS_OF_ANY_VERSION = range(_FIRST_ERROR, _FIRST_ERROR + 0x10000)  # the lower half of the integer is the number

XL_NONE = -4142  # xlNone, xlColorIndexNone, xlPatternNone
XL_SOLID = 1
XL_CENTER = -4108
XL_CONTINUOUS = 1
XL_LANDSCAPE = 2
XL_PAPER_A4 = 9
XL_BAR_STACKED = 58
XL_LEGEND_BOTTOM = -4107
XL_CATEGORY = 1  # the axis of names
XL_UNDERLINE = 2
XL_SHEET_VISIBLE = -1
XL_SHEET_VERY_HIDDEN = 2

_REJECTED = -2147418111  # RPC_E_CALL_REJECTED
_IGNORED = -2146777998  # VBA_E_IGNORE: a cell is being edited
_DISCONNECTED = (-2147417848, -2147023174)  # RPC_E_DISCONNECTED, RPC_S_SERVER_UNAVAILABLE
EDITING = "Excel 正忙：可能有单元格正在编辑，或有对话框没有关，请按回车或 Esc 结束编辑、关掉对话框后再点。"


def error_code(number: int) -> str:
    """The code of an error value, “#UNKNOWN!” for one that a later Excel brought, "" for a number."""
    return ERRORS.get(number) or ("#UNKNOWN!" if number in _ERRORS_OF_ANY_VERSION else "")


def is_com_error(error: BaseException) -> bool:
    """Whether pywin32 raised it; its class can be imported on Windows only."""
    return type(error).__name__ in ("com_error", "ExcelBusyError")


@contextmanager
def translated() -> Iterator[None]:
    """Errors of Excel come out as HostError."""
    try:
        yield
    except Exception as error:
        if not is_com_error(error):
            raise
        raise HostError(sentence(error)) from error


def sentence(error: BaseException) -> str:
    """What an error of Excel means to the user."""
    information = getattr(error, "excepinfo", None) or ()
    codes = {getattr(error, "hresult", None), information[5] if len(information) > 5 else None}
    if type(error).__name__ == "ExcelBusyError" or codes & {_REJECTED, _IGNORED}:
        return EDITING
    if codes & set(_DISCONNECTED):
        return "Excel 已经关闭或没有反应，请重新打开工作簿后再点。"
    said = (information[2] if len(information) > 2 else None) or str(error)
    return f"Excel 没有完成这一步：{said.strip().rstrip('。.')}。表可能刚被改名、删除或保护，请核对后再点一次。"


def rgb(text: str) -> tuple[int, int, int]:
    """``FFC7CE`` as xlwings takes colours."""
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


def hexadecimal(colour: tuple[int, int, int]) -> str:
    """A colour of xlwings as ``FFC7CE``."""
    return "{:02X}{:02X}{:02X}".format(*colour)


def as_number(text: str) -> int:
    """A colour as Excel's object model takes it: blue first."""
    red, green, blue = rgb(text)
    return red | green << 8 | blue << 16
