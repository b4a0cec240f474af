"""``perfeval-xl template``: write the workbook to fill in."""

import os
from argparse import Namespace

from ...core.profiles import STANDARD, is_path
from ..arguments import ChineseParser
from ..console import UsageError, show

FIRST_YEAR, LAST_YEAR = 2000, 2099


def parser() -> ChineseParser:
    made = ChineseParser(
        "template",
        "写一份绩效自评模板：自评表、决算公开表都在里面，边填边算分；.xlsm 另有按钮和 PERF_ 函数。",
        "同样的选项总是写出同样的文件。已有的文件不覆盖。需要 XlsxWriter：python -m pip install XlsxWriter。",
    )
    add = made.options.add_argument
    add("-o", "--output", metavar="OUT", required=True, help="文件名：.xlsm 带宏，.xlsx 不带宏")
    add("--year", metavar="YYYY", help="评价年度（默认去年）")
    add("--profile", metavar="NAME", default=STANDARD, help=f"分值结构和得分小数位按哪个方案（默认 {STANDARD}）")
    return made


def run(arguments: Namespace) -> int:
    """Write the template and return the exit code. Raises UnwritableFile."""
    from ...io.files import write_whole

    kind = arguments.output.lower()[-5:]
    if kind not in (".xlsm", ".xlsx"):
        raise UsageError(f"模板的文件名要以 .xlsm（带宏）或 .xlsx（不带宏）结尾，请把 {arguments.output} 改过来。")
    if is_path(arguments.profile):
        raise UsageError("模板里只能写工具自带的方案名，不能用自己的 .toml 文件；可用的方案见 perfeval-xl profiles。")
    year = _year(arguments.year)
    try:
        from ...io.template import template
        from ..excel.template import template_macros
    except ImportError:
        raise UsageError("写模板要用 XlsxWriter，还没有安装；请在装有本程序的 Python 里运行 python -m pip install XlsxWriter。") from None
    made = template(year, arguments.profile, template_macros() if kind == ".xlsm" else None)
    _refuse_what_is_filled_in(arguments.output, made)
    write_whole(arguments.output, [made])
    show(f"已写到 {arguments.output}：{year} 年度，方案 {arguments.profile}。")
    return 0


def _refuse_what_is_filled_in(path: str, made: bytes) -> None:
    """Raises UsageError where another file has the name: a template that somebody has filled in is hours of work."""
    if not os.path.isfile(path):
        return
    with open(path, "rb") as file:
        if file.read() != made:
            raise UsageError(f"{path} 已经有了，可能填过，模板不覆盖它，请在 -o 后换一个文件名，或先把它移走。")


def _year(text: str | None) -> int:
    """The year given, else the last one: a self-evaluation is written in the year after. Raises UsageError."""
    if text is None:
        from datetime import date

        return date.today().year - 1
    if text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise UsageError(f"--year 应是 {FIRST_YEAR} 到 {LAST_YEAR} 之间的四位年份，不能是 {text}。")
