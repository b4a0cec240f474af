"""Install perfeval-xl with what its tests need into a virtual environment of its own and run them.

    python3 install/test.py [PYTEST ARGUMENTS ...]

As many run at once as there are processors; ``-n 0`` runs one after the other, as a debugger needs it. The exit code
is pytest's.
"""

import subprocess
import sys

from environment import ROOT, main, prepared
from system import provide

MOST = 8  # processes, each with a LibreOffice of its own at times


def run() -> int:
    environment = prepared("test")
    provide(environment.home)
    pytest = [environment.program("python"), "-m", "pytest", "--numprocesses=auto", f"--maxprocesses={MOST}", "--dist=worksteal"]
    return subprocess.run([*pytest, *sys.argv[1:]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(run))
