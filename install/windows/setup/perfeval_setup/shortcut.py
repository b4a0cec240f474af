"""Make a shortcut (快捷方式); run by the installed Python, which has pywin32.

    python shortcut.py LINK TARGET ARGUMENTS FOLDER TIP

A shortcut and not a .cmd: Explorer hands it dropped files as they are called, with & and spaces, and no console opens.
"""

import sys

import pythoncom
from win32com.shell import shell


def make(link: str, target: str, arguments: str, folder: str, tip: str) -> None:
    """Write *link*, which starts *target* with *arguments* in *folder*."""
    made = pythoncom.CoCreateInstance(
        shell.CLSID_ShellLink, None, pythoncom.CLSCTX_INPROC_SERVER, shell.IID_IShellLink
    )
    made.SetPath(target)
    made.SetArguments(arguments)
    made.SetWorkingDirectory(folder)
    made.SetDescription(tip)
    made.QueryInterface(pythoncom.IID_IPersistFile).Save(link, 0)


if __name__ == "__main__":
    make(*sys.argv[1:])
