"""Build the template: ``绩效自评模板.xlsm`` with macros, ``绩效自评模板.xlsx`` without, and the macros that lie in the package.

    python workbooks/build_template.py           writes the files
    python workbooks/build_template.py --check   says which are stale, and exits 1 if any is

Needs the extra ``test``: XlsxWriter, and the one version of xlwings whose VBA module goes in. The same sources always
give the same bytes.
"""

import io
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from perfeval_xl.hosts.excel.project import excel_project
from perfeval_xl.hosts.excel.template import CODE_NAMES, PROJECT, template_macros
from perfeval_xl.io.template import template

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
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


def stale(files: dict[Path, bytes]) -> list[Path]:
    """The files that are not what would be built."""
    return [path for path, data in files.items() if not path.exists() or _content(path.read_bytes()) != _content(data)]


def _content(data: bytes):
    """A package part by part, with time stamps: the compressed bytes also depend on the zlib build of the machine."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(info.filename, info.date_time, package.read(info)) for info in package.infolist()]


def main(arguments: list[str]) -> int:
    files = built()
    outdated = stale(files)
    if "--check" in arguments:
        for path in outdated:
            print(f"stale: {path.relative_to(ROOT)}; run python workbooks/build_template.py", file=sys.stderr)
        return int(bool(outdated))
    for path in outdated:
        path.write_bytes(files[path])
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
