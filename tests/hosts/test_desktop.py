"""发送到 and 开始菜单: what a command says is opened as a text, for there is no console."""

import pytest

from perfeval_xl.hosts import desktop


@pytest.fixture
def opened(monkeypatch):
    """What Windows would have been asked to open."""
    shown = []
    monkeypatch.setattr(desktop.os, "startfile", shown.append, raising=False)
    return shown


def run(folder, *arguments):
    return desktop.main([str(folder), *map(str, arguments)])


def test_dropped_workbooks_are_checked_and_the_text_is_opened(opened, tmp_path, consistent, wrong_total):
    folder = tmp_path / "本地 数据" / "results"
    assert run(folder, "check", consistent, wrong_total) == 1
    raw = (folder / "校验结果.txt").read_bytes()
    assert opened == [str(folder / "校验结果.txt")]
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\n") == raw.count(b"\r\n")
    text = raw.decode("utf-8-sig")
    assert str(consistent) in text and str(wrong_total) in text and "应为" in text and "\x1b" not in text


def test_what_is_no_workbook_is_said_in_the_text(opened, tmp_path):
    (tmp_path / "图片.xlsx").write_bytes(b"no workbook")
    assert run(tmp_path / "results", "check", tmp_path / "图片.xlsx") == 2
    assert "图片.xlsx" in (tmp_path / "results" / "校验结果.txt").read_text("utf-8-sig")


def test_only_the_last_result_is_kept(opened, tmp_path, consistent):
    folder = tmp_path / "results"
    run(folder, "doctor")
    run(folder, "check", consistent)
    assert [path.name for path in folder.iterdir()] == ["校验结果.txt"]


def test_a_result_that_an_editor_keeps_open_does_no_harm(opened, tmp_path, consistent, monkeypatch):
    def locked(path):
        raise PermissionError(path)

    run(tmp_path / "results", "check", consistent)
    monkeypatch.setattr(desktop.os, "remove", locked)
    run(tmp_path / "results", "check", consistent)
    assert opened[1].endswith("校验结果（2）.txt")
