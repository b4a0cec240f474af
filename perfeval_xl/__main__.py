"""``python -m perfeval_xl``: the same as the command ``perfeval-xl``."""

import sys

from .hosts.cli import main

if __name__ == "__main__":
    sys.exit(main())
