"""The command line of the set-up: what run.cmd calls, with questions for whoever double-clicked it."""

import os
import sys
from collections.abc import Sequence

from .carried import CONTENTS, Carried, require_own_files
from .errors import SetupError
from .installing import PLACES, Installation, uninstall
from .machine import Machine

DONE, FAILED, UNSUITABLE = 0, 1, 3
_CHOICES = {"": "none", "1": "desktop", "2": "documents"}
_USAGE = "用法：setup.py install [--quiet] [--template desktop|documents|none]，或 setup.py uninstall [--quiet]。"
_QUIET = "--quiet"  # asks nothing; run.cmd does not wait for a key either
_QUESTION = "要不要放一份绩效自评模板？1 放在桌面，2 放在“文档”，直接回车不放："


def run(arguments: Sequence[str]) -> int:
    """Do what is asked and return the exit code; a failure is one sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    task, *options = arguments or [""]
    tasks = {"suits": _suits, "install": _install, "uninstall": _uninstall}
    try:
        if task not in tasks:
            raise SetupError(_USAGE)
        return tasks[task](options)
    except SetupError as error:
        print(f"没有完成：{error}")
    except KeyboardInterrupt:
        print("已中断。再双击一次可以接着来。")
    except OSError as error:
        print(f"没有完成：{error.filename or '磁盘'} 读写不了（{error.strerror or error}），请看看磁盘是不是满了，再双击一次。")
    except Exception as crash:  # the set-up's own fault, which nobody on that desk can read a traceback of
        print(f"没有完成：安装程序自身出错（{type(crash).__name__}：{crash}），请把这句话发给发安装包的人。")
    return FAILED


def _folder() -> str:
    """Where 安装.cmd lies."""
    return os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def _suits(options: Sequence[str]) -> int:
    """Quietly: run.cmd asks one Python after the other. To take off what is installed any will do."""
    try:
        require_own_files()
        if os.path.exists(os.path.join(_folder(), CONTENTS)):
            Carried(_folder()).require_python()
    except SetupError as error:
        print(error)
        return UNSUITABLE
    return DONE


def _install(options: Sequence[str]) -> int:
    machine, carried = Machine(), Carried(_folder())
    print(f"安装绩效自评工具 perfeval-xl {carried.version}，只装给现在登录的用户，不要管理员权限，不联网。")
    place = _place(options)
    doctor = Installation(machine, carried, print).install(place)
    print()
    print("装好了。" if doctor == 0 else "装好了，上面“要处理”的几项请照着做。")
    print("重新打开 Excel，功能区有“绩效自评”；在工作簿上点右键，“发送到”里有“绩效自评校验”。")
    return DONE


def _place(options: Sequence[str]) -> str:
    """Where the template goes. Raises SetupError."""
    given = [option for option in options if option != _QUIET]
    if given:
        if len(given) == 2 and given[0] == "--template" and given[1] in PLACES:
            return given[1]
        raise SetupError(f"不认识 {' '.join(given)}。{_USAGE}")
    if _QUIET in options:
        return "none"
    try:
        return _CHOICES.get(input(_QUESTION).strip(), "none")
    except EOFError:
        return "none"


def _uninstall(options: Sequence[str]) -> int:
    if not {_QUIET}.issuperset(options):
        raise SetupError(_USAGE)
    print("卸载绩效自评工具 perfeval-xl。")
    for path in uninstall(Machine(), print):
        print(f"    {path} 改动过，是您填的表，留着没删。")
    print("卸载完了。")
    return DONE
