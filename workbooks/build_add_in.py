"""Build ``perfeval.xlam``, the Excel add-in, from the sources in ``vba/``.

    python workbooks/build_add_in.py [OUT.xlam]

Needs the extra ``test``: XlsxWriter, and the one version of xlwings whose VBA module goes in. The same sources always
give the same bytes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from perfeval_xl.hosts.excel import XLWINGS
from perfeval_xl.hosts.excel.buttons import TAB
from perfeval_xl.hosts.excel.project import excel_project
from perfeval_xl.io.add_in import SHEET, add_in

HERE = Path(__file__).resolve().parent
_LINES = (
    f"{TAB}加载项：功能区选项卡“{TAB}”和 PERF_ 函数，对当前打开的工作簿起作用。",
    f"其中的 VBA 模块 xlwings 来自 xlwings {XLWINGS}，版权归 Zoomer Analytics LLC，按 BSD 3-Clause 许可使用，许可全文在该模块开头。",
)


def built() -> bytes:
    """The add-in."""
    sources = HERE / "vba"
    ribbon = (sources / "ribbon.xml").read_text(encoding="utf-8")
    return add_in(excel_project(str(sources), [SHEET], add_in=True), ribbon, TAB, _LINES)


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "perfeval.xlam"
    out.write_bytes(built())
    print(out.name)
