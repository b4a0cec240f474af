"""Build the example workbooks in ``examples/`` from the facts in ``facts/``.

    python workbooks/build_examples.py [OUT_DIR]

The same facts always give the same bytes. Beside each workbook made from a published document the builder writes
``facts/cells/NAME.json``: which cell holds what stood in which line of that document's text.
"""

import sys
from pathlib import Path

from example_builder import build_all

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    examples = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "examples"
    for path in build_all(HERE / "facts", examples, HERE / "facts" / "cells"):
        print(path.name)
