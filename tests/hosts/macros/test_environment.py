"""环境体检: each point in plain words, what is to be done first."""

import sys
from importlib import metadata

import pytest

from perfeval_xl.hosts.excel import XLWINGS
from perfeval_xl.hosts.excel.health import connection_health
from perfeval_xl.macros import check_environment, environment, press
from tests.support.hosts import in_memory


@pytest.fixture
def host(examples):
    return in_memory(examples / "consistent-2024.xlsx")


def test_says_what_was_looked_at(host):
    press(check_environment, host)
    level, said = host.said[0]
    for word in ("Python", "perfeval-xl", "工作簿程序", host.path):
        assert word in said


def test_two_installations_come_first(host, monkeypatch):
    monkeypatch.setattr(environment, "installed", lambda: ["0.1.0 甲", "0.2.0 乙"])
    press(check_environment, host)
    level, said = host.said[0]
    assert level == "error" and said.splitlines()[1].startswith("要处理　安装：装了 2 份")


def test_an_old_python_is_said(host, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    press(check_environment, host)
    assert "版本 3.9.1 太旧" in host.said[0][1]


def test_a_blocked_file_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "is_blocked", lambda path: True)
    assert "解除锁定" in environment.file_health(str(tmp_path / "表.xlsm"))[0].said


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    assert "没有写入权限" in environment.file_health(str(tmp_path / "没有这个文件夹" / "表.xlsm"))[0].said
    assert environment.file_health(str(tmp_path / "表.xlsm"))[0].good and not list(tmp_path.iterdir())


def test_a_workbook_on_the_web_is_said():
    assert "另存到本机" in environment.file_health("https://d.docs.live.net/1/表.xlsm")[0].said


@pytest.mark.parametrize(("version", "good"), [(XLWINGS, True), ("0.30.0", False)])
def test_only_the_pinned_xlwings_is_good(version, good, monkeypatch):
    monkeypatch.setattr(metadata, "version", lambda name: version)
    assert next(connection_health()).good is good


def test_a_missing_xlwings_is_said(monkeypatch):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert "没有装" in next(connection_health()).said
