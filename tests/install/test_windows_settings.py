"""The settings of xlwings: written so that its VBA finds Python, and given back as they were."""

import os
from pathlib import Path

import pytest
from perfeval_setup.errors import SetupError
from perfeval_setup.installing import uninstall

from perfeval_xl.hosts.excel.xlwings_settings import interpreter, read_settings, settings_file
from tests.install.windows_machine import removed


def test_what_the_set_up_writes_is_what_doctor_reads(windows, install, monkeypatch):
    install()
    monkeypatch.setenv("USERPROFILE", windows.profile)
    monkeypatch.setattr("locale.getencoding", windows.code_page)
    assert settings_file() == windows.settings
    assert interpreter(read_settings(settings_file())) == os.path.join(windows.home, "runtime", "Scripts", "pythonw.exe")


def test_a_short_name_is_preferred_because_it_needs_no_code_page(windows, install):
    windows.encoding = "ascii"
    windows.short_names = {os.path.join(windows.home, "runtime", "Scripts", "pythonw.exe"): r"C:\ZHANG~1\pythonw.exe"}
    install()
    assert rb'"INTERPRETER_WIN","C:\ZHANG~1\pythonw.exe"' in Path(windows.settings).read_bytes()


def test_a_user_name_that_this_windows_cannot_spell_is_said(windows, install):
    windows.encoding = "cp1252"
    with pytest.raises(SetupError, match="Windows 当前语言写不出的字.*更改系统区域设置"):
        install()


def test_somebody_elses_settings_come_back(windows, install):
    """With their own line ends, and a last line without one."""
    before = '"SHOW CONSOLE","False"\n"interpreter_win","D:\\其他\\pythonw.exe"\n"LICENSE_KEY","x"'.encode("gbk")
    Path(windows.settings).parent.mkdir()
    Path(windows.settings).write_bytes(before)
    said = install()
    assert any("INTERPRETER_WIN 已记下，卸载时还原" in line for line in said)
    during = Path(windows.settings).read_bytes()
    assert before.split(b"\n")[0] in during and "其他".encode("gbk") not in during
    install()
    removed(windows)
    assert Path(windows.settings).read_bytes().splitlines() == before.splitlines()


def test_settings_that_the_user_changed_later_stay(windows, install):
    install()
    Path(windows.settings).write_bytes(b'"INTERPRETER_WIN","D:\\mine\\pythonw.exe"\r\n')
    uninstall(windows, lambda said: None)
    assert Path(windows.settings).read_bytes() == b'"INTERPRETER_WIN","D:\\mine\\pythonw.exe"\r\n'
