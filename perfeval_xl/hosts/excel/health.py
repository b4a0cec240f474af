"""What 环境体检 says of Excel: its version, how it reaches Python, and where the add-in lies.

``health`` asks a running Excel; ``machine_health`` looks at the same things without one, for ``perfeval-xl doctor``.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata

from ...core.host import Health
from ...macros.environment import is_blocked
from . import XLWINGS
from .xlwings_settings import interpreter, lacking_dlls, read_settings, settings_file

ADD_IN = "perfeval.xlam"
_AGAIN = "请重新运行安装程序"
_EXCEL = r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


def health(app) -> Sequence[Health]:
    """Of a running Excel, an xlwings.App."""
    excel = Health("Excel", True, f"版本 {app.version}，{app.api.OperatingSystem}")
    return [excel, *connection_health(), *settings_health(), *add_in_health(app.startup_path)]


def machine_health() -> Sequence[Health]:
    """Of this machine, whether Excel runs or not."""
    if sys.platform != "win32":
        return [Health("Excel", True, "按钮和加载项只用于 Windows 上的 Excel，这台机器上不检查。")]
    program = excel_program()
    said = program or "没有找到。加载项和按钮要用 Excel；用 WPS 填表的，请用“发送到”菜单检查。"
    startup = os.path.join(os.environ.get("APPDATA", ""), "Microsoft", "Excel", "XLSTART")
    return [Health("Excel", True, said), *connection_health(), *settings_health(), *add_in_health(startup)]


def excel_program() -> str:
    """Where Windows says that Excel is, "" where it is not installed."""
    try:
        import winreg
    except ImportError:
        return ""
    for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        try:
            return winreg.QueryValue(root, _EXCEL)
        except OSError:
            pass
    return ""


def connection_health() -> Iterator[Health]:
    """xlwings: the pinned version, and the DLL of the same version that the macros load from beside Python."""
    try:
        version = metadata.version("xlwings")
    except metadata.PackageNotFoundError:
        yield Health("xlwings", False, f"没有装，{_AGAIN}，它会装 {XLWINGS}。")
        return
    if version != XLWINGS:
        yield Health("xlwings", False, f"装的是 {version}，宏要用 {XLWINGS}，{_AGAIN}。")
        return
    yield Health("xlwings", True, version)
    if sys.platform == "win32":
        yield from _dll_health(sys.executable)


def settings_health() -> Iterator[Health]:
    """Which Python the settings of xlwings name: there must be one, the one that runs now, with the DLL beside it."""
    path = settings_file()
    if not path:
        return
    try:
        settings = read_settings(path)
    except OSError:
        yield Health("xlwings 设置", False, f"没有 {path}，宏不知道用哪个 Python，{_AGAIN}。")
        return
    program = interpreter(settings)
    if not program:
        yield Health("xlwings 设置", False, f"{path} 里没有写用哪个 Python（INTERPRETER_WIN），{_AGAIN}。")
    elif not os.path.isfile(program):
        yield Health("xlwings 设置", False, f"{path} 指向 {program}，那里没有 Python，可能已经移动或卸载，{_AGAIN}。")
    elif not _is_of_this_python(program):
        said = f"宏用的是 {program}，现在运行的是 {sys.executable}，装了两份，请卸载不用的那一份。"
        yield Health("xlwings 设置", False, said)
        yield from _dll_health(program)
    else:
        yield Health("xlwings 设置", True, path)
    if settings.get("DEBUG UDFS", "").lower() == "true":
        yield Health("xlwings 调试", False, f"{path} 里打开了 DEBUG UDFS，宏会等调试程序，请改成 False。")


def _is_of_this_python(program: str) -> bool:
    """python.exe and pythonw.exe of one folder are one Python."""
    return os.path.realpath(os.path.dirname(program)) == os.path.realpath(os.path.dirname(sys.executable))


def _dll_health(program: str) -> Iterator[Health]:
    lacking = lacking_dlls(program)
    if lacking:
        folder = os.path.dirname(program)
        yield Health("xlwings DLL", False, f"{folder} 缺 {'、'.join(lacking)}，可能被杀毒软件删了，{_AGAIN}。")


def add_in_health(startup: str) -> Iterator[Health]:
    """The add-in in *startup*, the folder from which Excel opens everything (XLSTART)."""
    if not startup:
        return
    path = os.path.join(startup, ADD_IN)
    if not os.path.exists(path):
        said = f"启动文件夹里没有 {ADD_IN}，只能用模板里的按钮；要在所有工作簿里用，{_AGAIN}。"
        yield Health("加载项", False, said)
        return
    faults = list(_add_in_faults(path))
    yield from (Health("加载项", False, said) for said in faults)
    if not faults:
        yield Health("加载项", True, path)


def _add_in_faults(path: str) -> Iterator[str]:
    if is_blocked(path):
        yield f"{path} 带有下载标记，宏被系统拦住，请在文件上点右键—属性—勾选“解除锁定”。"
    version = _xlwings_of(path)
    if version != XLWINGS:
        yield f"{path} 是{f'给 xlwings {version} 做的' if version else '打不开的'}，要用 {XLWINGS} 的，{_AGAIN}。"
    second = os.path.join(os.environ.get("APPDATA", ""), "Microsoft", "AddIns", ADD_IN)
    if os.path.exists(second):
        yield f"{second} 也有一份，功能区会出现两次，请在 Excel 的加载项里取消它，再删掉那个文件。"


def _xlwings_of(path: str) -> str:
    """The version of xlwings that the macros of a workbook are from, "" where that cannot be read."""
    from zipfile import BadZipFile, ZipFile

    from ...io.vba import module_source

    try:
        with ZipFile(path) as package:
            source = module_source(package.read("xl/vbaProject.bin"), "xlwings")
    except (OSError, BadZipFile, KeyError, ValueError):
        return ""
    _, _, rest = source.partition('XLWINGS_VERSION As String = "')
    return rest.partition('"')[0]
