"""Build the template: ``绩效自评模板.xlsm`` with macros, ``绩效自评模板.xlsx`` without, and the macros that lie in the package.

    python workbooks/build_template.py           writes the files
    python workbooks/build_template.py --check   says which are stale, and exits 1 if any is

Needs the extra ``test``: XlsxWriter, and the one version of xlwings whose VBA module goes in. The same sources always
give the same bytes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from perfeval_xl.hosts.excel.project import excel_project
from perfeval_xl.hosts.excel.template import CODE_NAMES, PROJECT, template_macros
from perfeval_xl.io.template import template
from workbooks.made_files import write_or_check

HERE = Path(__file__).resolve().parent
NAME = "绩效自评模板"
YEAR, PROFILE = 2025, "mof-standard"  # both are changed on the sheet 参数


def built() -> dict[Path, bytes]:
    """Every file and what is in it."""
    project = excel_project(str(HERE / "vba"), CODE_NAMES)
    return {
        Path(PROJECT): project,
        HERE / f"{NAME}.xlsm": template(YEAR, PROFILE, template_macros(project)),
        HERE / f"{NAME}.xlsx": template(YEAR, PROFILE),
    }


if __name__ == "__main__":
    sys.exit(write_or_check(built(), Path(__file__).name, sys.argv[1:]))
