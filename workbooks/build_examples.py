"""Build the example workbooks in ``examples/`` from the facts in ``facts/``.

    python workbooks/build_examples.py [OUT_DIR]

The same facts always give the same bytes. Beside each workbook made from a published document the builder writes
``facts/cells/NAME.json``: which cell holds what stood in which line of that document's text.
"""

from argparse import ArgumentParser
from pathlib import Path

from example_builder import build_all

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out_dir", nargs="?", type=Path, default=HERE / "examples")
    for path in build_all(HERE / "facts", parser.parse_args().out_dir, HERE / "facts" / "cells"):
        print(path.name)
