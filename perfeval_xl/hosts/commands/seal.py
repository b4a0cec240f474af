"""``perfeval-xl seal``: write a sealed copy of a workbook for submission."""

from argparse import Namespace

from ...report.verdict import verdict
from ..arguments import ChineseParser
from ..console import complain, show
from .annotate import SIGNATURE_LOST


def parser() -> ChineseParser:
    made = ChineseParser(
        "seal",
        "封存提交：写一份副本，公式转为数值，附“校验结果”和“封存信息”两张表；原文件不动。"
        "以后用 check 可知副本有没有改动、改在哪一格。",
        "封存只能发现改动，不是电子签名：谁都可以重新封存，但封存校验码会变，请把它抄在盖章的纸质材料上。"
        "退出码：0 已封存；1 有逻辑性结论，没有封存；2 文件不能检查或不能封存。",
    )
    made.take_workbook_to_copy()
    add = made.options.add_argument
    add("-o", "--output", metavar="OUT", required=True, help="封存副本的文件名")
    made.take_profile()
    add("--force", action="store_true", help="有逻辑性结论也封存，封存信息里会写明")
    return made


def run(arguments: Namespace) -> int:
    """Write the sealed copy and say its code, or why it was not written; see the exit codes above.

    Raises UnreadableFile, UnwritableFile.
    """
    from ...copying import signed
    from ...sealing import NotSealed, seal

    try:
        checked, code = seal(arguments.file, arguments.output, arguments.profile, arguments.force)
    except NotSealed as refused:
        complain(str(refused))
        return 1 if refused.for_errors else 2
    with_signature = signed(arguments.file)
    show(f"{verdict([checked])}已封存到 {arguments.output}，封存校验码 {code}。")
    if checked.seal_broken:
        show("原文件上次封存后有改动（用 check 看改在哪里），这次按现在的内容重新封存。")
    if with_signature:
        show(SIGNATURE_LOST)
    return 0
