"""Build ``perfeval.xlam``, the Excel add-in, from the sources in ``vba/``.

    python workbooks/build_add_in.py           writes the file
    python workbooks/build_add_in.py --check   says whether it is stale, and exits 1 if it is

Needs the extra ``test``: XlsxWriter, and the one version of xlwings whose VBA module goes in. The same sources always
give the same bytes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from perfeval_xl.hosts.buttons import TITLE
from perfeval_xl.hosts.excel import XLWINGS
from perfeval_xl.hosts.excel.project import excel_project
from perfeval_xl.io.add_in import SHEET, add_in
from workbooks.made_files import write_or_check

HERE = Path(__file__).resolve().parent
_LINES = (
    f"{TITLE}加载项：功能区选项卡“{TITLE}”和 PERF_ 函数，对当前打开的工作簿起作用。",
    f"其中的 VBA 模块 xlwings 来自 xlwings {XLWINGS}，版权归 Zoomer Analytics LLC，按 BSD 3-Clause 许可使用，许可全文在该模块开头。",
)


def built() -> dict[Path, bytes]:
    """The add-in: its file and what is in it."""
    sources = HERE / "vba"
    ribbon = (sources / "ribbon.xml").read_text(encoding="utf-8")
    project = excel_project(str(sources), [SHEET], add_in=True)
    return {HERE / "perfeval.xlam": add_in(project, ribbon, TITLE, _LINES)}


if __name__ == "__main__":
    sys.exit(write_or_check(built(), Path(__file__).name, sys.argv[1:]))
