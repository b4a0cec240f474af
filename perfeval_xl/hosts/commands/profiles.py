"""``perfeval-xl profiles``: list the profiles, show one in words, or compare two."""

from argparse import Namespace
from collections.abc import Sequence

from ...report import profiles as report
from ..arguments import ChineseParser
from ..console import UsageError, show


def parser() -> ChineseParser:
    made = ChineseParser(
        "profiles", "列出随包的方案；给出一个方案，说明它的各项口径和出处；给出两个，列出不同之处。"
    )
    names = made.inputs.add_argument
    names("name", nargs="?", metavar="NAME", help="方案名，或自己的 .toml 方案文件")
    names("other", nargs="?", metavar="NAME", help="与它对比的方案")
    made.options.add_argument(
        "--format", choices=("text", "md", "json"), default="text", metavar="FORMAT",
        help="text、json，或整本说明 md（默认 text）",
    )  # fmt: skip
    return made


def run(arguments: Namespace) -> int:
    names = [name for name in (arguments.name, arguments.other) if name is not None]
    if arguments.format == "md" and names:
        raise UsageError("--format md 打印全部方案的说明，后面不带方案名；用法见 perfeval-xl profiles --help。")
    text = _rendered(names, arguments.format)
    show(text, data=arguments.format != "text")
    return 0


def _rendered(names: Sequence[str], form: str) -> str:
    if form == "md":
        return report.as_markdown()
    renderers = {
        "text": (report.list_as_text, report.page_as_text, report.differences_as_text),
        "json": (report.list_as_json, report.page_as_json, report.differences_as_json),
    }
    return renderers[form][len(names)](*names)
