"""The set-up on the desk of an accountant: no administrator, no internet, Excel open, a stick that lost bytes."""

import json
import os
import sys
from pathlib import Path

import pytest
from perfeval_setup.errors import SetupError
from perfeval_setup.installing import uninstall
from perfeval_setup.machine import Machine

from tests.install.windows_machine import removed, sums


def test_everything_is_in_its_place(windows, install):
    said = install("desktop")
    assert windows.started == ["venv", "pip", "trial", "shortcut", "shortcut", "shortcut", "doctor"]
    assert [line[:5] for line in said if line.startswith("[")] == [f"[{n}/6]" for n in range(1, 7)]
    assert Path(windows.startup, "perfeval.xlam").read_bytes() == b"the bytes of files/perfeval.xlam"
    assert (windows.user / "Desktop" / "绩效自评模板.xlsx").exists()
    assert Path(windows.home, "setup", "run.cmd").exists()
    target, arguments, folder, tip = Path(windows.send_to, "绩效自评校验.lnk").read_text("utf-8").split("\n")
    assert target == os.path.join(windows.home, "runtime", "Scripts", "pythonw.exe") and folder == windows.home
    assert arguments == f'-I -m perfeval_xl.hosts.desktop "{windows.home}/results" check' and "校验结果" in tip


def test_uninstalling_leaves_nothing(windows, install):
    before = windows.files()
    install("documents")
    assert removed(windows) == []
    assert windows.files() == before


def test_an_upgrade_leaves_one_installation_that_can_be_taken_off(windows, install, carried):
    before = windows.files()
    install("desktop")
    (Path(windows.home) / "runtime" / "of-the-old-version.txt").touch()
    contents = json.loads((carried / "contents.json").read_text())
    (carried / "contents.json").write_text(json.dumps({**contents, "version": "0.2.0"}))
    (carried / "files" / "perfeval.xlam").write_bytes(b"newer")
    sums(carried)
    said = install()
    assert "    已装有 0.1.0，换成 0.2.0。" in said
    assert Path(windows.startup, "perfeval.xlam").read_bytes() == b"newer"
    assert (Path(windows.home) / "runtime" / "installed.txt").read_text() == "perfeval-xl[excel,template]==0.2.0"
    assert not {"runtime.old", "of-the-old-version.txt"} & {Path(name).name for name in windows.files()}
    removed(windows)
    assert windows.files() == before


def test_what_an_older_version_placed_and_this_one_does_not_goes(windows, install):
    install("desktop")
    record = Path(windows.home, "installed.json")
    known = json.loads(record.read_text("utf-8"))
    old = windows.user / "AppData" / "Roaming" / "Microsoft" / "Windows" / "SendTo" / "旧名字.lnk"
    old.touch()
    record.write_text(json.dumps({**known, "files": {**known["files"], str(old): {}}}), encoding="utf-8")
    install()
    assert not old.exists() and (windows.user / "Desktop" / "绩效自评模板.xlsx").exists()


def test_a_template_that_was_filled_in_is_kept(windows, install):
    install("desktop")
    form = windows.user / "Desktop" / "绩效自评模板.xlsx"
    form.write_bytes(b"filled in")
    install("desktop")
    second = windows.user / "Desktop" / "绩效自评模板（2）.xlsx"
    assert second.exists() and form.read_bytes() == b"filled in"
    assert removed(windows) == [str(form)] and form.exists() and not second.exists()


def test_files_of_somebody_else_stay(windows, install):
    install()
    mine = Path(windows.startup, "我的加载项.xlam")
    mine.touch()
    uninstall(windows, lambda said: None)
    assert mine.exists() and not Path(windows.startup, "perfeval.xlam").exists()


@pytest.mark.parametrize("held", ["perfeval.xlam", "xlwings64-0.37.8.dll"])
def test_while_excel_is_open_nothing_changes(windows, install, held):
    install()
    windows.held = {held}
    before, moment = windows.files(), Path(windows.home, "installed.json").read_bytes()
    for act in (install, lambda: uninstall(windows, lambda said: None)):
        with pytest.raises(SetupError, match=f"{held} 正在使用：请存好表，关掉所有 Excel 窗口"):
            act()
    assert windows.files() == before and Path(windows.home, "installed.json").read_bytes() == moment


@pytest.mark.parametrize(("failing", "sentence"), [
    ("venv", "建不了 Python 环境"), ("pip", "程序没有装进去"), ("trial", "可能被杀毒软件拦住了"),
])  # fmt: skip
def test_when_an_upgrade_fails_the_old_version_works_on(windows, install, failing, sentence):
    install()
    old = Path(windows.home) / "runtime" / "of-the-old-version.txt"
    old.touch()
    windows.failing = failing
    with pytest.raises(SetupError, match=f"{sentence}.*：{failing} 出错的原因"):
        install()
    assert old.exists() and not Path(windows.home, "runtime.old").exists()
    windows.failing = ""
    install()
    assert not old.exists()


def test_a_run_cut_off_in_the_middle_loses_nothing(windows, install):
    """The window was closed: nothing of the set-up ran any more. Then the second attempt fails too."""
    install()
    runtime = Path(windows.home) / "runtime"
    (runtime / "of-the-old-version.txt").touch()
    runtime.rename(runtime.with_name("runtime.old"))
    (runtime / "Scripts").mkdir(parents=True)
    windows.failing = "pip"
    with pytest.raises(SetupError):
        install()
    assert (runtime / "of-the-old-version.txt").exists() and not runtime.with_name("runtime.old").exists()


def test_a_first_installation_that_fails_can_be_taken_off(windows, install):
    before = windows.files()
    windows.failing = "pip"
    with pytest.raises(SetupError):
        install()
    uninstall(windows, lambda said: None)
    assert windows.files() == before


def test_a_shortcut_that_cannot_be_made_does_not_stop_the_rest(windows, install):
    windows.failing = "shortcut"
    said = install()
    assert sum("没有建成" in line for line in said) == 3 and windows.started[-1] == "doctor"


@pytest.mark.parametrize("spoil", [
    lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:-1]),
])  # fmt: skip
def test_a_stick_that_lost_something_is_refused(windows, install, carried, spoil):
    spoil(carried / "wheels" / "pip-26.3-py3-none-any.whl")
    with pytest.raises(SetupError, match="wheels/pip-26.3-py3-none-any.whl.*重新拷贝"):
        install()
    assert not os.path.exists(windows.home)


@pytest.mark.parametrize("name", ["contents.json", "SHA256SUMS"])
def test_a_folder_without_its_lists_is_refused(install, carried, name):
    (carried / name).unlink()
    with pytest.raises(SetupError, match=f"缺 {name}"):
        install()


def test_a_python_without_wheels_is_told_which_there_are(install, carried):
    (carried / "contents.json").write_text('{"version": "0.1.0", "targets": [["3.9", "win_amd64"], ["3.10", "win32"]]}')
    with pytest.raises(SetupError, match=r"备的是 Python 3\.9、3\.10"):
        install()


def test_a_python_from_the_store_is_refused(install, windows, monkeypatch):
    monkeypatch.setattr(sys, "base_prefix", r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12")
    with pytest.raises(SetupError, match="微软应用商店版"):
        install()


def test_a_home_that_only_this_python_sees_is_refused(install, windows, monkeypatch):
    monkeypatch.setattr(windows, "is_redirected", lambda folder: True)
    with pytest.raises(SetupError, match="Excel 看不到"):
        install()
    assert windows.started == []


def test_nothing_installed_nothing_to_take_off(windows):
    with pytest.raises(SetupError, match="没有东西要卸载"):
        uninstall(windows, print)


def test_a_record_that_cannot_be_read_is_said(windows, install):
    install()
    Path(windows.home, "installed.json").write_text("{half")
    with pytest.raises(SetupError, match="读不出来，请重新运行安装程序"):
        uninstall(windows, print)
    install()
    assert removed(windows) == [] and not os.path.exists(os.path.join(windows.startup, "perfeval.xlam"))


def test_without_a_user_there_is_no_place_to_install():
    with pytest.raises(SetupError, match="LOCALAPPDATA、USERPROFILE"):
        Machine({"APPDATA": "somewhere"})


def test_desktop_and_documents_are_where_windows_says(windows, monkeypatch):
    from contextlib import nullcontext
    from types import SimpleNamespace

    monkeypatch.setenv("ONEDRIVE", "/d/网盘")
    registry = SimpleNamespace(
        HKEY_CURRENT_USER=1,
        OpenKey=lambda root, key: nullcontext(key),
        QueryValueEx=lambda key, name: ({"Desktop": "$ONEDRIVE/桌面", "Personal": "/e/文档"}[name], 2),
    )
    monkeypatch.setitem(sys.modules, "winreg", registry)
    assert (windows.folder("desktop"), windows.folder("documents")) == ("/d/网盘/桌面", "/e/文档")
    monkeypatch.setitem(sys.modules, "winreg", None)
    assert windows.folder("documents") == os.path.join(windows.profile, "Documents")
