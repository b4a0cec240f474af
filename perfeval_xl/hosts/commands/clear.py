"""``perfeval-xl clear``: write a copy of a workbook without anything that ``annotate`` wrote."""

from argparse import Namespace

from ..arguments import ChineseParser
from ..console import show


def parser() -> ChineseParser:
    made = ChineseParser(
        "clear",
        "写一份副本，去掉 annotate 写入的一切：标色、批注、“校验结果”工作表；原来的填充和批注还原。原文件不动。",
        "退出码：0 已写好；2 文件打不开或写不成。",
    )
    made.inputs.add_argument("file", metavar="FILE", help="标记过的工作簿")
    made.options.add_argument("-o", "--output", metavar="OUT", required=True, help="副本的文件名")
    return made


def run(arguments: Namespace) -> int:
    """Write the copy and say what was done. Raises UnreadableFile, UnwritableFile."""
    from ...annotation import clear

    changed = clear(arguments.file, arguments.output)
    done = "已去掉全部标记" if changed else "文件里没有本工具的标记，原样复制"
    show(f"{done}，写到 {arguments.output}。")
    return 0
