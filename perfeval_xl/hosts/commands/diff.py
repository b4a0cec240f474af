"""``perfeval-xl diff``: what became of the findings since the last submission."""

from argparse import Namespace

from ...core.changes import changes
from ...core.run import UNREADABLE
from ...report.changes import as_json, text
from ...report.verdict import unreadable
from ..arguments import ChineseParser
from ..console import complain, refuse_overwriting, show, write


def parser() -> ChineseParser:
    made = ChineseParser(
        "diff",
        "再次报送：比较同一单位上次和这次的工作簿，哪些结论已改、未改、新增，哪些核实说明须重写。",
        "退出码：0 没有未改或新增的逻辑性结论；1 有；2 有文件无法检查。",
    )
    made.inputs.add_argument("old", metavar="OLD", help="上次报送的工作簿")
    made.inputs.add_argument("new", metavar="NEW", help="这次报送的工作簿")
    made.take_profile()
    made.options.add_argument(
        "--format", choices=("text", "json"), default="text", metavar="FORMAT", help="text 或 json（默认 text）"
    )
    made.take_report_file()
    return made


def run(arguments: Namespace) -> int:
    """Compare, report, and return the exit code."""
    from ...api import check_resubmission

    refuse_overwriting((arguments.old, arguments.new), arguments.output)
    old, new = check_resubmission(arguments.old, arguments.new, arguments.profile)
    unread = [one for one in (old, new) if one.status == UNREADABLE]
    for one in unread:
        complain(unreadable(one))
    if unread:
        return 2
    found = changes(old, new)
    rendered = as_json(found, old, new) if arguments.format == "json" else text(found, old, new)
    if arguments.output:
        write(arguments.output, rendered)
    else:
        show(rendered, data=arguments.format != "text")
    return int(any(finding.severity == "error" for finding in (*found.open, *found.new)))
