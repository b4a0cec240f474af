"""``perfeval-xl check``: check workbooks and report."""

from collections.abc import Sequence

from ...core.findings import ERROR, WARNING
from ...core.run import UNREADABLE, Run
from ...report.verdict import reaches, unreadable
from ..console import coloured, complain, expanded, refuse_overwriting, show, write

FORMATS = ("text", "json", "junit")


class Options:
    """What was asked for; the values here hold where nothing is said."""

    files: Sequence[str] = ()
    profile: str | None = None
    format: str = "text"
    output: str | None = None
    fail_on: str = ERROR
    together: bool = False


def parse(arguments: Sequence[str]) -> Options:
    """The options of a command line. Raises UsageError.

    File names alone, the usual case, need no parser: loading argparse takes longer than checking a form.
    """
    options = Options()
    if arguments and not any(argument.startswith("-") for argument in arguments):
        options.files = arguments
        return options
    return parser().parse_args(arguments, options)


def parser():
    """The parser (ChineseParser) of all options; it fills an Options and has no defaults of its own."""
    from ..arguments import ChineseParser

    made = ChineseParser(
        "check",
        "检查工作簿里的绩效自评表和部门决算公开表。",
        "退出码：0 没有达到 --fail-on 的结论；1 有；2 有文件无法检查，或命令写法不对。",
    )
    kinds = ".xlsx、.xlsm、.xltx、.xltm、.xls、.xlsb、.ods"
    made.inputs.add_argument("files", nargs="+", metavar="FILE", help=f"工作簿（{kinds}），可以给几个，也可以写 *.xlsx")
    add = made.options.add_argument
    made.take_profile()
    add("--format", choices=FORMATS, metavar="FORMAT", help="text、json 或 junit（默认 text）")
    made.take_report_file()
    add("--fail-on", choices=(ERROR, WARNING), metavar="LEVEL",
        help="出现哪一级结论时退出码为 1：error 或 warning（默认 error）")  # fmt: skip
    add("--together", action="store_true", help="把几个文件当作同一单位同一年度的一套材料，互相核对")
    return made


def run(arguments: Options) -> int:
    """Check, report, and return the exit code."""
    from ...api import check_files

    files = expanded(arguments.files)
    refuse_overwriting(files, arguments.output)
    digests = arguments.format == "json"  # of the reports only JSON tells them
    runs = check_files(files, arguments.profile, arguments.together, digests)
    for each in runs:
        if each.status == UNREADABLE:
            complain(unreadable(each))
    if arguments.output:
        write(arguments.output, _rendered(runs, arguments, colour=False))
    elif arguments.format != "text" or any(each.status != UNREADABLE for each in runs):
        show(_rendered(runs, arguments, coloured()), data=arguments.format != "text")
    return exit_code(runs, arguments.fail_on)


def exit_code(runs: Sequence[Run], fail_on: str = ERROR) -> int:
    """2 when a file could not be checked, else 1 when a finding reaches *fail_on*, else 0.

    A workbook changed since it was sealed counts as a warning does.
    """
    if any(run.status == UNREADABLE for run in runs):
        return 2
    if fail_on == WARNING and any(run.seal_broken for run in runs):
        return 1
    return int(any(reaches(finding, fail_on) for run in runs for finding in run.findings))


def _rendered(runs: Sequence[Run], arguments: Options, colour: bool) -> str:
    """The report; only the renderer that is asked for is loaded."""
    if arguments.format == "json":
        from ...report.json import render

        return render(runs)
    if arguments.format == "junit":
        from ...report.junit import render

        return render(runs, arguments.fail_on)
    from ...report.text import render

    return render(runs, colour)
