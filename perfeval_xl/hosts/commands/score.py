"""``perfeval-xl score``: recompute the scores of a workbook's forms, row by row."""

from argparse import Namespace

from ...report.score import as_json, as_text
from ...report.verdict import refusal
from ..arguments import ChineseParser
from ..console import coloured, complain, refuse_overwriting, show, write


def parser() -> ChineseParser:
    made = ChineseParser(
        "score",
        "逐行复算自评表和评分表的得分：填报多少、应得多少、为什么。",
        "退出码：0 算出来了；2 文件打不开、没有可以算分的表，或命令写法不对。",
    )
    made.inputs.add_argument("file", metavar="FILE", help="工作簿（.xlsx、.xlsm、.xltx、.xltm、.xls、.xlsb、.ods）")
    add = made.options.add_argument
    made.take_profile()
    add("--format", choices=("text", "json"), default="text", metavar="FORMAT", help="text 或 json（默认 text）")
    made.take_report_file()
    return made


def run(arguments: Namespace) -> int:
    """Recompute, report, and return the exit code."""
    from ...api import score_file

    refuse_overwriting([arguments.file], arguments.output)
    report = score_file(arguments.file, arguments.profile)
    if report.reason:
        complain(refusal(report.path, report.reason, "无法复算"))
    as_data = arguments.format == "json"
    if as_data or not report.reason:
        colour = not as_data and not arguments.output and coloured()
        text = as_json(report) if as_data else as_text(report, colour)
        if arguments.output:
            write(arguments.output, text)
        else:
            show(text, data=as_data)
    return 2 if report.reason else 0
