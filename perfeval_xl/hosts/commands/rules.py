"""``perfeval-xl rules``: list the catalogue, or explain one rule."""

from argparse import Namespace

from ...report.rules import RENDERERS
from ...rules.catalogue import catalogue
from ..arguments import ChineseParser
from ..console import UsageError, show


def parser() -> ChineseParser:
    made = ChineseParser("rules", "列出核对规则；给出规则码时，说明这一条查什么、为何重要、怎样改。")
    made.inputs.add_argument("code", nargs="?", metavar="CODE", help="规则码，如 F01")
    made.options.add_argument(
        "--format", choices=tuple(RENDERERS), default="text", metavar="FORMAT", help="text、md 或 json（默认 text）"
    )
    return made


def run(arguments: Namespace) -> int:
    rules = catalogue()
    if arguments.code:
        code = arguments.code.upper()
        rules = [rule for rule in catalogue() if rule.code == code]
        if not rules:
            family = "、".join(rule.code for rule in catalogue() if rule.family == code[0])
            known = f"{code[0]} 类有 {family}" if family else "全部规则见 perfeval-xl rules"
            raise UsageError(f"没有规则 {arguments.code}；{known}。")
    show(RENDERERS[arguments.format](rules), data=arguments.format != "text")
    return 0
