"""``perfeval-xl annotate``: check a workbook and write a copy with marks and the sheet 校验结果."""

from argparse import Namespace

from ...report.verdict import unreadable, verdict
from ..arguments import ChineseParser
from ..console import complain, show
from .check import exit_code

SIGNATURE_LOST = "原文件带有数字签名：副本改动过，其中的签名会显示为无效；原文件的签名不受影响。"


def parser() -> ChineseParser:
    made = ChineseParser(
        "annotate",
        "检查工作簿，写一份副本：有结论的格子标色、加批注，另加“校验结果”工作表；原文件不动。",
        "在副本的“核实说明”栏写下的说明，再次 annotate 或 check 时随结论保留。退出码与 check 相同。",
    )
    made.take_workbook_to_copy()
    made.options.add_argument("-o", "--output", metavar="OUT", required=True, help="副本的文件名")
    made.take_profile()
    return made


def run(arguments: Namespace) -> int:
    """Write the copy, say the verdict, and return the exit code of the check. Raises UnreadableFile, UnwritableFile."""
    from ...annotation import annotate
    from ...copying import signed

    result = annotate(arguments.file, arguments.output, arguments.profile)
    if result.reason:
        complain(unreadable(result))
        return 2
    with_signature = signed(arguments.file)
    show(f"{verdict([result])}已写到 {arguments.output}。")
    if with_signature:
        show(SIGNATURE_LOST)
    return exit_code([result])
