"""Install perfeval-xl for the current user of a Windows machine, or take it off again: see perfeval_setup.

    python setup.py install [--quiet] [--template desktop|documents|none]
    python setup.py uninstall [--quiet]
    python setup.py suits                  is this Python one that can do it?

Exit codes: 0 done, 1 not done (a sentence says why), 3 this Python does not suit.
"""

from __future__ import annotations  # an older Python must get as far as the sentence that it is too old

import os
import sys

OLDEST = (3, 11)
UNSUITABLE = 3


def main():
    if sys.version_info < OLDEST:
        oldest, current = (".".join(map(str, version[:2])) for version in (OLDEST, sys.version_info))
        print(f"需要 Python {oldest} 或更新的版本，现在是 {current}。")
        return UNSUITABLE
    # A portable Python looks only where its own list says; and the stick that this lies on is left as it is.
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sys.dont_write_bytecode = True
    from perfeval_setup.command import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
