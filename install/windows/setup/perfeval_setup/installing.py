"""What is done to install, in which order. Nothing is changed before it is clear that it can be."""

import os
import shutil
from collections.abc import Callable, Sequence

from .carried import Carried, require_own_files
from .errors import EXCEL_IS_OPEN, STORE_PYTHON, SetupError
from .machine import Machine
from .record import Record, remove, replace
from .runtime import Runtime
from .settings import wanted_lines, with_lines, without_lines

ADD_IN = "perfeval.xlam"
# What stays on the machine so that it can be taken off without the stick.
_KEPT = ("run.cmd", "setup.py", "no-python.txt", "perfeval_setup")
PLACES = ("desktop", "documents", "none")
Tell = Callable[[str], None]


class Installation:
    """One run of the set-up; each step says what it does."""

    def __init__(self, machine: Machine, carried: Carried, tell: Tell):
        self._machine, self._carried, self._tell = machine, carried, tell
        self._record = Record(machine.home, needed=False)
        self._runtime = Runtime(machine.home, machine)

    def install(self, template: str) -> int:
        """Install or upgrade, *template* is one of PLACES. The exit code of the closing examination. Raises SetupError."""
        steps = (
            ("核对安装文件夹", self._check),
            ("安装程序", self._install_runtime),
            ("登记 Excel 用哪个 Python", self._write_settings),
            ("放入 Excel 加载项", self._place_add_in),
            ("建立“发送到”和开始菜单里的项目", self._make_shortcuts),
            ("放入模板", lambda: self._place_template(template)),
        )
        for number, (what, step) in enumerate(steps, 1):
            self._tell(f"[{number}/{len(steps)}] {what}……")
            step()
        self._record.version = self._carried.version
        self._record.remove_former()
        return self._machine.run([self._runtime.program("python"), "-I", "-m", "perfeval_xl", "doctor"], show=True)[0]

    def _check(self) -> None:
        require_own_files()
        self._carried.require_python()
        self._carried.check()
        add_in = os.path.join(self._machine.startup, ADD_IN)
        for path in (add_in, self._runtime.in_use()):
            if path and self._machine.in_use(path):
                raise SetupError(EXCEL_IS_OPEN.format(name=path))
        if self._record.version:
            self._tell(f"    已装有 {self._record.version}，换成 {self._carried.version}。")

    def _install_runtime(self) -> None:
        self._record.save()
        if self._machine.is_redirected(self._machine.home):
            raise SetupError(STORE_PYTHON)
        self._runtime.replace(self._carried)
        self._keep_setup()

    def _keep_setup(self) -> None:
        source, target = (os.path.join(folder, "setup") for folder in (self._carried.folder, self._machine.home))
        shutil.rmtree(target, ignore_errors=True)
        for name in _KEPT:
            path, copy = os.path.join(source, name), os.path.join(target, name)
            if os.path.isdir(path):
                shutil.copytree(path, copy, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                os.makedirs(target, exist_ok=True)
                shutil.copyfile(path, copy)

    def _write_settings(self) -> None:
        """What stood there before the first installation is kept in the record, also by an upgrade."""
        path = self._machine.settings
        lines = wanted_lines(self._machine.ansi(self._runtime.program("pythonw")))
        data, before = with_lines(_content(path), lines)
        for name, line in lines.items():
            known = self._record.settings.get(name)
            if known is None or known["line"].encode("latin-1") != before[name]:
                known = {"before": before[name].decode("latin-1")}
                if before[name]:
                    self._tell(f"    {path} 里原来的 {name} 已记下，卸载时还原。")
            self._record.settings[name] = {**known, "line": line.decode("latin-1")}
        self._record.make_folder(os.path.dirname(path))
        self._record.save()
        replace(path, data)

    def _place_add_in(self) -> None:
        """Only the content: a mark that the stick's file came from the internet stays behind."""
        self._record.write(os.path.join(self._machine.startup, ADD_IN), _content(self._carried.add_in))

    def _make_shortcuts(self) -> None:
        home, pythonw = self._machine.home, self._runtime.program("pythonw")
        start = f'-I -m perfeval_xl.hosts.desktop "{os.path.join(home, "results")}"'
        self._shortcut(
            os.path.join(self._machine.send_to, "绩效自评校验.lnk"), pythonw, f"{start} check", "检查选中的工作簿，打开校验结果"
        )
        self._shortcut(os.path.join(self._machine.menu, "环境体检.lnk"), pythonw, f"{start} doctor", "看看安装有没有问题")
        self._shortcut(
            os.path.join(self._machine.menu, "卸载.lnk"), os.path.join(home, "setup", "run.cmd"), "uninstall", "卸载绩效自评工具"
        )

    def _shortcut(self, link: str, target: str, arguments: str, tip: str) -> None:
        """Everything else works without it, so that it is only said where it cannot be made."""
        self._record.note(link)
        maker = os.path.join(self._machine.home, "setup", "perfeval_setup", "shortcut.py")
        command = [self._runtime.program("python"), "-I", maker, link, target, arguments, self._machine.home, tip]
        if self._machine.run(command)[0]:
            self._tell(f"    没有建成 {link}，可能被杀毒软件拦住了；其余照常。")

    def _place_template(self, place: str) -> None:
        if place == "none":
            self._tell("    没有放。以后要用，可以在安装文件夹的 files 里拷。")
            return
        stem, suffix = os.path.splitext(os.path.basename(self._carried.template))
        folder = self._machine.folder(place)
        names = [f"{stem}{suffix}", *(f"{stem}（{number}）{suffix}" for number in range(2, 100))]
        path = next(path for name in names if not os.path.exists(path := os.path.join(folder, name)))
        self._record.write(path, _content(self._carried.template), personal=True)
        self._tell(f"    {path}")


def uninstall(machine: Machine, tell: Tell) -> Sequence[str]:
    """Take off what was installed, but for the Python that runs and this set-up, which run.cmd removes when both have ended.
    Files that the user has changed are kept and returned. Raises SetupError."""
    record, runtime = Record(machine.home), Runtime(machine.home, machine)
    if not record.found:
        raise SetupError(f"没有找到安装记录（{record.path}），没有东西要卸载。")
    for path in (os.path.join(machine.startup, ADD_IN), runtime.in_use()):
        if path and machine.in_use(path):
            raise SetupError(EXCEL_IS_OPEN.format(name=path))
    tell("[1/3] 还原设置……")
    _restore_settings(machine, record)
    tell("[2/3] 删除加载项、快捷方式和没有改动过的模板……")
    kept = record.remove_files()
    tell("[3/3] 删除程序……")
    shutil.rmtree(os.path.join(machine.home, "results"), ignore_errors=True)
    runtime.remove_former()
    record.remove_folders()
    return kept


def _restore_settings(machine: Machine, record: Record) -> None:
    noted = record.settings
    if not noted:
        return
    lines, before = ({name: one[key].encode("latin-1") for name, one in noted.items()} for key in ("line", "before"))
    data = _content(machine.settings)
    restored = without_lines(data, lines, before)
    if restored.strip():
        replace(machine.settings, restored)
    else:
        remove(machine.settings)
    record.settings = {}
    record.save()


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""
