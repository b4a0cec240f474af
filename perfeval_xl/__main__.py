"""``python -m perfeval_xl``: the same as the command ``perfeval-xl``."""

from .hosts.cli import program

if __name__ == "__main__":
    program()
