"""The command ``perfeval-xl``. Exit codes: 0 nothing found, 1 findings, 2 a file unchecked or a usage error."""

import gc
import os
import sys
from collections.abc import Sequence

from .. import __version__
from ..core.profiles import ProfileError
from ..io.errors import UnreadableFile, UnwritableFile
from .console import UsageError, complain, prepare, show

# Every subcommand and what it is for, in the order in which they are listed.
COMMANDS = {
    "check": "检查工作簿，逐条说明哪里不对、应为多少",
    "score": "逐行复算得分：填报多少、应得多少、为什么",
    "profiles": "列出各地的方案，说明一个，或对比两个",
    "annotate": "写一份带标色、批注和“校验结果”表的副本",
    "clear": "写一份去掉全部标记的副本",
    "publish": "写一份公开版：遮蔽隐私、去公式、去宏",
    "seal": "封存提交：公式转为数值，check 会说封存后有没有改动",
    "diff": "再次报送：已改、未改、新增",
    "template": "写一份自评模板，边填边算分",
    "rules": "列出核对规则，或说明其中一条",
    "call": "在命令行试一个单元格函数",
    "doctor": "环境体检：安装和设置有没有问题，怎么办",
}
FINDINGS, FAULT, INTERRUPTED = 1, 2, 130

HELP = """用法：perfeval-xl <命令> …

检查预算绩效自评表和部门决算公开表：哪里不对、在哪一格、应为多少。

命令：
{commands}

选项：
  -h, --help     显示这份说明
  --version      显示版本

某个命令的用法：perfeval-xl <命令> --help"""


def program() -> None:
    """The command as a process of its own: run it and end the process.

    Whoever checks one file waits as long for the interpreter to look for unused objects, and to take everything it
    has loaded apart again, as for the check. All is written by then, and nothing has to be closed.
    """
    gc.disable()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):  # there is none, or nobody reads it any more
            pass
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    prepare()
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(arguments)
    except (UsageError, UnreadableFile, UnwritableFile) as error:
        complain(str(error))
        return FAULT
    except ProfileError as error:  # the profile that was asked for
        complain(f"{error}。")
        return FAULT
    except KeyboardInterrupt:
        complain("已中断。")
        return INTERRUPTED
    except Exception as crash:  # whoever checks a form must not be shown a traceback
        complain(f"工具自身出错（{type(crash).__name__}：{crash}），不是填报错误，请把这句话和所用命令反馈给工具维护者。")
        return FAULT


def _run(arguments: list[str]) -> int:
    name = arguments[0] if arguments else "--help"
    if name in COMMANDS:
        module = f"{__package__}.commands.{name}"
        __import__(module)  # importlib would load warnings too, longer than any command
        command = sys.modules[module]
        parse = getattr(command, "parse", None) or command.parser().parse_args
        return command.run(parse(arguments[1:]))
    if name in ("-h", "--help"):
        show(HELP.format(commands="\n".join(f"  {command:<15}{purpose}" for command, purpose in COMMANDS.items())))
        return 0 if arguments else FAULT
    if name == "--version":
        show(f"perfeval-xl {__version__}")
        return 0
    what = "选项" if name.startswith("-") else "命令"
    raise UsageError(f"没有名为 {name} 的{what}，可用的命令有：{'、'.join(COMMANDS)}；用法见 perfeval-xl --help。")
