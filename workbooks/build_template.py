"""Build the macro-free template ``绩效自评模板.xlsx``.

    python workbooks/build_template.py [OUT_DIR]

The same sources always give the same bytes.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = "绩效自评模板.xlsx"
YEAR, PROFILE = 2025, "mof-standard"  # both are changed on the sheet 参数

if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    from perfeval_xl.io.template import template

    out = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    (out / NAME).write_bytes(template(YEAR, PROFILE))
    print(NAME)
