"""argparse in Chinese: help headings and error sentences."""

import argparse
import re

from ..report.table import width
from .console import UsageError, show

# What argparse says, and how it is said to the user. The wording is the same in Python 3.11 to 3.14 up to quotes.
SENTENCES = (
    (r"the following arguments are required: (.+)", "缺少 {0}"),
    (r"argument (\S+?)(?:/\S+)?: expected one argument", "{0} 后面要给出一个值"),
    (r"argument (\S+?)(?:/\S+)?: expected at least one argument", "{0} 至少要给出一个"),
    (r"argument (\S+?)(?:/\S+)?: invalid choice: (.+?) \(choose from (.+)\)", "{0} 没有 {1} 这一种，可用的有：{2}"),
    (r"argument (\S+?)(?:/\S+)?: ignored explicit argument (.+)", "{0} 后面不带值，却给了 {1}"),
    (r"unrecognized arguments: (.+)", "不认识 {0}"),
    (r"ambiguous option: (\S+) could match (.+)", "{0} 不够明确，可以是 {1}"),
)
_HEADING = re.compile(r"(?<=^参数|^选项):$", re.MULTILINE)
# What is not parted at the end of a line: words of Latin letters, a sign that closes with what it follows, one that opens
# with what it begins.
_UNBROKEN = re.compile(r"[“（《]*(?:[!-~]+|\S)[，。、；：？！”）》…]*| ")


class Formatter(argparse.HelpFormatter):
    """“用法：” for “usage: ”, a Chinese colon behind every heading, and lines that are broken where Chinese may be."""

    def format_help(self):
        return _HEADING.sub("：", super().format_help())

    def _split_lines(self, text, width):
        return broken(text, width)

    def _fill_text(self, text, width, indent):
        return "\n".join(indent + line for line in broken(text, width - len(indent)))

    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, "用法：")


class ChineseParser(argparse.ArgumentParser):
    """A parser of one subcommand. A usage error is a UsageError with one sentence; nothing exits by itself but help."""

    def __init__(self, command: str, purpose: str, notes: str = ""):
        """*notes* stand below the options in the help."""
        super().__init__(
            f"perfeval-xl {command}", description=purpose, epilog=notes, add_help=False, allow_abbrev=False,
            formatter_class=Formatter,
        )  # fmt: skip
        self.inputs = self.add_argument_group("参数")
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这份说明")

    def take_workbook_to_copy(self) -> None:
        """The workbook that the command writes a copy of."""
        self.inputs.add_argument("file", metavar="FILE", help="工作簿（.xls、.xlsb、.ods 经 LibreOffice 转成 .xlsx）")

    def take_profile(self) -> None:
        """The profile (方案) to check by."""
        self.options.add_argument(
            "--profile", metavar="NAME",
            help="用哪个方案（perfeval-xl profiles 列出），或自己的 .toml 方案文件；不给就看“参数”表或按表识别",
        )  # fmt: skip

    def take_report_file(self) -> None:
        """The file that the result goes to."""
        self.options.add_argument("-o", "--output", metavar="OUT", help="把结果写进文件，不在屏幕上显示")

    def error(self, message: str):
        raise UsageError(f"{in_chinese(message)}；用法见 {self.prog} --help。")

    def print_help(self, file=None):
        show(self.format_help().rstrip("\n"))


def broken(text: str, columns: int) -> list[str]:
    """The lines of a text; a Chinese character takes two of the *columns*."""
    lines = [""]
    for piece in _UNBROKEN.findall(" ".join(text.split())):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > columns:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return lines


def in_chinese(message: str) -> str:
    """argparse's error message as a Chinese sentence."""
    for pattern, sentence in SENTENCES:
        match = re.fullmatch(pattern, message)
        if match:
            return sentence.format(*(text.replace("'", "") for text in match.groups()))
    return f"命令写法不对（{message}）"
