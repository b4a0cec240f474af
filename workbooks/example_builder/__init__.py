"""Facts → workbooks laid out as the published forms are."""

import json
from datetime import datetime
from pathlib import Path

import xlsxwriter

from .final_accounts import LAYOUTS as FINAL_ACCOUNTS
from .page import Page, Styles
from .scoring import LAYOUTS as SCORING
from .self_evaluation import LAYOUTS as SELF_EVALUATION
from .unit_profile import LAYOUTS as UNIT_PROFILE

LAYOUTS = {**SELF_EVALUATION, **FINAL_ACCOUNTS, **UNIT_PROFILE, **SCORING}
DOCUMENTS = ("quyuan-2024", "lukou-2022", "zhuzhou-2024", "yueyang-2021", "consistent-2024")

# A fixed date, or every run would give another file.
CREATED = datetime(2025, 1, 1)


def build(facts, path):
    """Write one workbook; returns ``{line of the document: [sheet, cell]}`` for every cell that has a line."""
    # in_memory also fixes the time stamps of the parts inside the zip, independent of the time zone.
    book = xlsxwriter.Workbook(path, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": facts["title"], "created": CREATED})
    styles = Styles(book)
    cells = {}
    for sheet in facts["sheets"]:
        page = Page(book, sheet["sheet"], styles)
        LAYOUTS[sheet["layout"]](page, sheet)
        page.finish()
        cells.update((line, [sheet["sheet"], cell]) for line, cell in page.cells.items())
    book.close()
    return cells


def build_all(facts_dir, examples_dir, cells_dir):
    """Build every example; yields the paths of the workbooks."""
    for directory in (examples_dir, cells_dir):
        Path(directory).mkdir(parents=True, exist_ok=True)
    for name in DOCUMENTS:
        facts = json.loads((Path(facts_dir) / f"{name}.json").read_text(encoding="utf-8"))
        path = Path(examples_dir) / f"{name}.xlsx"
        cells = build(facts, path)
        if cells:
            rows = [f'"{line}": {json.dumps(cells[line], ensure_ascii=False)}' for line in sorted(cells)]
            (Path(cells_dir) / f"{name}.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
        yield path
