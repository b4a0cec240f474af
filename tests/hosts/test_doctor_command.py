"""``perfeval-xl doctor``: what a person without administrator rights can find wrong, each with what to do about it."""

import os
import sys
from importlib import metadata
from types import SimpleNamespace

import pytest

from perfeval_xl.hosts.excel import XLWINGS, health
from perfeval_xl.hosts.excel.xlwings_settings import DLLS, interpreter, read_settings
from perfeval_xl.macros import environment
from tests.architecture.sources import ROOT


@pytest.fixture(autouse=True)
def installed_once(monkeypatch):
    """However often it is installed where the tests run: a checkout may lie beside the installed copy."""
    monkeypatch.setattr(environment, "installed", lambda: ["0.1.0 甲"])


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A Windows machine on which everything is installed as it should be; paths have Chinese characters and spaces."""
    home, roaming = tmp_path / "用户 张三", tmp_path / "用户 张三" / "AppData" / "Roaming"
    runtime = tmp_path / "本地 数据" / "perfeval-xl" / "runtime" / "Scripts"
    startup = roaming / "Microsoft" / "Excel" / "XLSTART"
    for folder in (home / ".xlwings", runtime, startup):
        folder.mkdir(parents=True)
    for name in ("python.exe", "pythonw.exe"):
        (runtime / name).touch()
    for name in DLLS:
        (runtime.parent / name).touch()
    (startup / "perfeval.xlam").write_bytes((ROOT / "workbooks" / "perfeval.xlam").read_bytes())
    settings = home / ".xlwings" / "xlwings.conf"
    settings.write_text(f'"INTERPRETER_WIN","{runtime / "pythonw.exe"}"\r\n', newline="")
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("APPDATA", str(roaming))
    monkeypatch.setattr(sys, "executable", str(runtime / "python.exe"))
    monkeypatch.setattr(health, "sys", SimpleNamespace(platform="win32", executable=sys.executable))
    monkeypatch.setattr(metadata, "version", lambda name: XLWINGS)
    return SimpleNamespace(runtime=runtime, startup=startup, settings=settings, roaming=roaming)


def wrong(command, *arguments):
    """The lines that ask for something, and the exit code."""
    done = command("doctor", *arguments)
    assert done.err == "" and "Traceback" not in done.out
    return [line for line in done.out.splitlines() if line.startswith("要处理")], done.code


def test_all_is_well(command, machine):
    assert wrong(command) == ([], 0)


def test_a_machine_without_excel_has_nothing_to_do_about_it(command):
    done = command("doctor")
    assert done.code == 0 and done.out.startswith("环境体检：全部正常。\n") and "只用于 Windows" in done.out


def test_the_button_says_the_same_of_the_installation(command, machine):
    """环境体检 asks a running Excel for its version and folder; the rest is looked at by the same code."""
    machine.settings.unlink()
    (machine.startup / "perfeval.xlam").unlink()
    app = SimpleNamespace(version="16.0", api=SimpleNamespace(OperatingSystem="Windows"), startup_path=str(machine.startup))
    said = [f"要处理　{one.name}：{one.said}" for one in health.health(app) if not one.good]
    assert (said, 1) == wrong(command) and len(said) == 2


def test_no_dll_beside_python(command, machine):
    (machine.runtime.parent / DLLS[1]).unlink()
    (line,), code = wrong(command)
    assert code == 1 and DLLS[1] in line and DLLS[0] not in line and "杀毒软件" in line


def test_an_xlwings_of_another_version(command, machine, monkeypatch):
    monkeypatch.setattr(metadata, "version", lambda name: "0.33.9")
    lines, _ = wrong(command)
    assert f"装的是 0.33.9，宏要用 {XLWINGS}" in lines[0]


def test_no_settings(command, machine):
    machine.settings.unlink()
    assert "宏不知道用哪个 Python" in wrong(command)[0][0]


def test_settings_without_an_interpreter(command, machine):
    machine.settings.write_text('"SHOW CONSOLE","False"\n')
    assert "没有写用哪个 Python" in wrong(command)[0][0]


def test_settings_that_lead_nowhere(command, machine):
    machine.settings.write_text('"INTERPRETER_WIN","D:\\旧 电脑\\pythonw.exe"\n')
    (line,), code = wrong(command)
    assert "D:\\旧 电脑\\pythonw.exe，那里没有 Python" in line and "重新运行安装程序" in line


def test_settings_that_name_another_python(command, machine, tmp_path):
    other = tmp_path / "另一份" / "pythonw.exe"
    other.parent.mkdir()
    other.touch()
    machine.settings.write_text(f'"INTERPRETER_WIN","{other}"\n')
    lines, _ = wrong(command)
    assert "装了两份" in lines[0] and DLLS[0] in lines[1]


def test_macros_that_wait_for_a_debugger(command, machine):
    with open(machine.settings, "a") as file:
        file.write('"DEBUG UDFS","True"\n')
    assert "DEBUG UDFS" in wrong(command)[0][0]


def test_no_add_in(command, machine):
    (machine.startup / "perfeval.xlam").unlink()
    assert "启动文件夹里没有 perfeval.xlam" in wrong(command)[0][0]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a file"])
def test_an_add_in_that_is_broken(command, machine, content):
    (machine.startup / "perfeval.xlam").write_bytes(content)
    assert "打不开的" in wrong(command)[0][0]


def test_an_add_in_made_for_another_xlwings(command, machine, monkeypatch):
    monkeypatch.setattr(health, "_xlwings_of", lambda path: "0.33.9")
    assert "是给 xlwings 0.33.9 做的" in wrong(command)[0][0]


def test_an_add_in_that_is_there_twice(command, machine):
    second = machine.roaming / "Microsoft" / "AddIns"
    second.mkdir()
    (second / "perfeval.xlam").touch()
    assert "功能区会出现两次" in wrong(command)[0][0]


def test_a_blocked_add_in_and_a_blocked_workbook(command, machine, monkeypatch, consistent):
    monkeypatch.setattr(health, "is_blocked", lambda path: True)
    monkeypatch.setattr(environment, "is_blocked", lambda path: True)
    lines, _ = wrong(command, consistent)
    assert len(lines) == 2 and all("解除锁定" in line for line in lines)


def test_the_mark_of_the_web_is_the_zone_in_the_second_stream(monkeypatch, tmp_path):
    """Windows shows the stream as FILE:Zone.Identifier, which here is a file of that name."""
    monkeypatch.setattr(sys, "platform", "win32")
    path = tmp_path / "下载.xlam"
    for zone, blocked in (("3", True), ("4", True), ("2", False)):
        (tmp_path / "下载.xlam:Zone.Identifier").write_text(f"[ZoneTransfer]\nZoneId={zone}\n")
        assert environment.is_blocked(str(path)) is blocked


def test_a_folder_that_cannot_be_written(command, machine, monkeypatch):
    monkeypatch.setattr("perfeval_xl.hosts.commands.doctor.can_write", lambda folder: False)
    assert "没有写入权限" in wrong(command)[0][0]


def test_two_installations_and_the_store_s_python(command, machine, monkeypatch):
    monkeypatch.setattr(environment, "installed", lambda: ["0.1.0 甲", "0.2.0 乙"])
    monkeypatch.setattr(sys, "base_prefix", os.sep.join(["C:", "Program Files", "WindowsApps", "Python"]))
    lines, _ = wrong(command)
    assert "微软应用商店版" in lines[0] and "装了 2 份" in lines[1]


def test_a_file_that_is_not_there(command):
    done = command("doctor", "没有.xlsx")
    assert done.code == 2 and "没有文件 没有.xlsx" in done.err


def test_where_windows_says_that_excel_is(monkeypatch):
    def value(root, key):
        if root == "user":
            raise FileNotFoundError(key)
        return "EXCEL.EXE"

    registry = SimpleNamespace(HKEY_CURRENT_USER="user", HKEY_LOCAL_MACHINE="machine", QueryValue=value)
    monkeypatch.setitem(sys.modules, "winreg", registry)
    assert health.excel_program() == "EXCEL.EXE"
    monkeypatch.setitem(sys.modules, "winreg", None)
    assert health.excel_program() == ""


def test_settings_are_read_as_vba_reads_them(monkeypatch, tmp_path):
    """In the code page of the machine, names in any case, the first of a name; a comma may stand within quotes."""
    monkeypatch.setattr("locale.getencoding", lambda: "gbk")
    path = tmp_path / "xlwings.conf"
    path.write_bytes('"interpreter_win","C:\\用户,张三\\pythonw.exe"\r\n"INTERPRETER_WIN","later"\r\n\r\n"X"\r\n'.encode("gbk"))
    assert interpreter(read_settings(str(path))) == "C:\\用户,张三\\pythonw.exe"
    assert interpreter({"INTERPRETER": "older name"}) == "older name" and interpreter({}) == ""
