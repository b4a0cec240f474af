"""``perfeval-xl call``: try a worksheet function; an error value is an answer too, so it exits 0."""

from argparse import Namespace
from collections.abc import Sequence

from ...functions import BY_NAME, Caller, Function, Workbook, call
from ...functions.notation import read, shown
from ...functions.workbook import reference_of
from ..arguments import ChineseParser
from ..console import UsageError, show

_WITH_VALUE = ("--file", "--cell")


def parse(arguments: Sequence[str]) -> Namespace:
    """The options of a command line. Raises UsageError.

    What begins with a minus and is no option of this command is an argument of the function (-5, -5%).
    """
    options, given, rest = [], [], iter(arguments)
    for argument in rest:
        if argument == "--":  # as elsewhere: everything behind it is an argument
            given += rest
        elif argument in _WITH_VALUE:
            options += [argument, *(value for value in [next(rest, None)] if value is not None)]
        elif argument in ("-h", "--help") or argument.startswith("--"):
            options.append(argument)
        else:
            given.append(argument)
    return parser().parse_args([*options, "--", *given] if given else options)


def parser() -> ChineseParser:
    made = ChineseParser(
        "call",
        "在命令行试一个单元格函数；错误值照 Excel 的写法显示（如 #N/A），数组每行一行，各格用制表符隔开。",
        '区域照 Excel 的数组写法，如 {"≥90%";"=65个"}；函数有：' + "、".join(BY_NAME) + "。",
    )
    made.inputs.add_argument("function", metavar="FUNCTION", help="函数名，如 PERF_SCORE")
    made.inputs.add_argument("arguments", nargs="*", default=(), metavar="ARG", help='函数的参数；空格子写 ""')
    made.options.add_argument("--file", metavar="FILE", help="在这个工作簿里计算（只读，不改动）")
    made.options.add_argument(
        "--cell", metavar="CELL", help="公式写在哪一格，如 整体自评表!I24；不写工作表的，是第一张"
    )
    return made


def run(arguments: Namespace) -> int:
    function = _function(arguments.function)
    result = call(function.name, _values(function, arguments.arguments), _caller(arguments.file, arguments.cell))
    show(shown(result))
    return 0


def _function(name: str) -> Function:
    known = name.strip().lstrip("=").upper()
    if known in BY_NAME:
        return BY_NAME[known]
    from difflib import get_close_matches

    nearest = get_close_matches(known, BY_NAME, 1, 0.5)
    meant = f"；最接近的是 {nearest[0]}" if nearest else ""
    raise UsageError(f"没有名为 {name} 的函数，可用的有：{'、'.join(BY_NAME)}{meant}。")


def _values(function: Function, arguments: Sequence[str]) -> list:
    if len(arguments) > len(function.parameters):
        raise UsageError(
            f"{function.name} 最多有 {len(function.parameters)} 个参数，给了 {len(arguments)} 个：{function.signature}。"
        )
    lacking = [one.title for one in function.parameters[len(arguments) :] if not one.optional]
    if lacking and (arguments or not function.without_arguments):
        raise UsageError(f"{function.name} 缺少{'、'.join(lacking)}：{function.signature}。")
    return [_value(argument) for argument in arguments]


def _value(argument: str):
    try:
        return read(argument)
    except ValueError:
        raise UsageError(
            f'区域 {argument} 写得不对，各行用分号、各格用逗号隔开，每行格数相同，如 {{"≥90%";"=65个"}}。'
        ) from None


def _caller(file: str | None, cell: str | None) -> Caller | None:
    """The calling cell; a workbook without one is called from outside its sheets."""
    if file is None:
        if cell is not None:
            raise UsageError(f"--cell {cell} 是哪个工作簿的？请用 --file 给出工作簿。")
        return None
    from ...api import read as read_file
    from ...report.verdict import refusal

    source = read_file(file, digests=False)
    if source.book is None:
        raise UsageError(refusal(file, source.reason, "无法检查"))
    book = source.book
    if cell is None:
        return Caller(Workbook(book), "", -1, -1)
    where = reference_of(cell, book.sheets[0].name)
    if where is None or where.box[:2] != where.box[2:]:
        raise UsageError(f"--cell {cell} 不是一个单元格的地址，请写成 整体自评表!I24 的样子。")
    names = [sheet.name for sheet in book.sheets]
    if where.sheet not in names:
        raise UsageError(f"{file} 里没有工作表“{where.sheet}”，有：{'、'.join(names)}。")
    return Caller(Workbook(book), where.sheet, where.box.top, where.box.left)
