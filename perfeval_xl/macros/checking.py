"""一键校验 and 清除标记: the check of the open workbook, its marks, and taking them off."""

from .. import __version__
from ..api import Source, check_source
from ..copying import local_time
from ..core.book import Book
from ..core.host import Host, HostError
from ..core.run import STATUS_NAMES, Run
from ..report.marks import Told, edits
from ..report.verdict import counted_and_explained
from ..rules.catalogue import CATALOGUE_VERSION
from .marking import findings_sheets, mark, unmark


def validate(host: Host, now: str | None = None) -> Run:
    """一键校验: check the open workbook, mark the cells, and list the findings in the sheet 校验结果.

    Marks of an earlier time are replaced, explanations typed under 核实说明 are kept. *now* is the time to be told, local
    by default. Returns the Run; raises HostError where the workbook holds nothing that could be checked.
    """
    host.progress("正在校验……")
    book = host.book()
    run = checked(host, book)
    if run.reason:
        raise HostError(f"没有校验：{run.reason.rstrip('。')}。")
    told = Told(__version__, CATALOGUE_VERSION, run.profile, now or local_time(), run.sha256)
    with host.changing("正在写校验结果……"):
        _, locked = unmark(host, book)
        name, unmarked = mark(host, book, edits(run, told))
        host.show(name)
    host.tell(_said(run, list(dict.fromkeys((*locked, *unmarked))), host.read_only))
    return run


def checked(host: Host, book: Book) -> Run:
    """The Run of an open workbook. It has no digest: what is open is no file."""
    return check_source(Source(host.path or host.name, "", book), None)


def clear_marks(host: Host) -> int:
    """清除标记: take out every mark and the sheet 校验结果; returns how many cells had one."""
    book = host.book()
    ours = findings_sheets(book)
    with host.changing("正在清除标记……"):
        marked, locked = unmark(host, book)
        if not locked:
            for sheet in ours:
                host.delete_sheet(sheet)
    if locked:
        raise HostError(f"工作表{_named(locked)}有密码保护，上面的标记还在，请在“审阅”里撤销工作表保护后再点一次“清除标记”。")
    host.tell(f"已清除 {marked} 处标记。" if marked or ours else "本工作簿里没有校验标记。")
    return marked


def _said(run: Run, locked: list[str], read_only: bool) -> str:
    parts = [f"校验完成：{STATUS_NAMES[run.status]}，{counted_and_explained(run)}，逐条见“校验结果”表。"]
    if locked:
        parts.append(f"工作表{_named(locked)}有密码保护，没有标色，结论只列在“校验结果”表里。")
    if read_only:
        parts.append("本工作簿是以只读方式打开的，要留下结果请另存为别的文件。")
    return "".join(parts)


def _named(sheets: list[str]) -> str:
    return "、".join(f"“{sheet}”" for sheet in sheets)
