"""Install perfeval-xl into a virtual environment of its own and check the example workbooks.

    python3 install/run.py [FILE ...]

With FILEs those are checked instead of the examples. Exit code 0 although there are findings, 2 if the tool failed.
"""

import glob
import os
import subprocess
import sys

from environment import ROOT, main, prepared


def run() -> int:
    files = sys.argv[1:] or sorted(glob.glob(os.path.join(ROOT, "workbooks", "examples", "*.xlsx")))
    files = [_named(file) for file in files]
    program = prepared("template").program("perfeval-xl")  # the template needs one package more
    print("perfeval-xl check " + " ".join(files), file=sys.stderr, flush=True)
    code = subprocess.run([program, "check", *files], check=False).returncode
    print(f"命令在这里 / the command is here: {_named(program)}", file=sys.stderr)
    return 0 if code in (0, 1) else code


def _named(file: str) -> str:
    return os.path.relpath(file) if _near(file) else file


def _near(file: str) -> bool:
    """Whether a path reads better from here (on another drive of Windows there is no such path)."""
    try:
        return os.path.commonpath([os.path.abspath(file), os.getcwd()]) == os.getcwd()
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main(run))
