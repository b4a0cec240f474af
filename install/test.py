"""Install perfeval-xl with what its tests need into a virtual environment of its own and run them.

    python3 install/test.py [PYTEST ARGUMENTS ...]

The exit code is pytest's.
"""

import subprocess
import sys

from environment import ROOT, main, prepared
from system import provide


def run() -> int:
    environment = prepared("test")
    provide(environment.home)
    return subprocess.run([environment.program("python"), "-m", "pytest", *sys.argv[1:]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(run))
