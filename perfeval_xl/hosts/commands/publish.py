"""``perfeval-xl publish``: write the public edition of a workbook and say what was masked and removed."""

from argparse import Namespace

from ...report.publication import as_json, text
from ..arguments import ChineseParser
from ..console import Waiting, complain, show


def parser() -> ChineseParser:
    made = ChineseParser(
        "publish",
        "写一份公开版：遮蔽姓名、电话、身份证号、护照号、银行卡号，公式变成数值，去掉宏、隐藏的内容、外部链接和文档属性；"
        "列出遮蔽和去掉了什么。原文件不动。",
        "退出码：0 已生成；1 还有逻辑性结论没有改，没有生成；2 文件无法检查、不能公开或写不成。",
    )
    made.take_workbook_to_copy()
    add = made.options.add_argument
    add("-o", "--output", metavar="OUT.xlsx", required=True, help="公开版的文件名")
    made.take_profile()
    add("--force", action="store_true", help="有没改的逻辑性结论、或没有认出表，也照样生成")
    add("--format", choices=("text", "json"), default="text", metavar="FORMAT", help="清单用 text 或 json（默认 text）")
    return made


def run(arguments: Namespace) -> int:
    """Write the public edition, print the list, and return the exit code. Raises UnreadableFile, UnwritableFile."""
    from ...publication import NotPublished, publish

    try:
        with Waiting() as say:
            edition = publish(arguments.file, arguments.output, arguments.profile, arguments.force, say)
    except NotPublished as refused:
        complain(str(refused))
        return refused.code
    if arguments.format == "json":
        show(as_json(edition.told, edition.run, arguments.output), data=True)
    else:
        show(text(edition.told, arguments.output, edition.run.unexplained))
    return 0
