"""The command line of the set-up: what run.cmd calls, and what whoever double-clicked it reads."""

import pytest
from perfeval_setup import command


@pytest.fixture
def program(windows, carried, monkeypatch):
    """The command line of the set-up in this process."""
    monkeypatch.setattr(command, "Machine", lambda: windows)
    monkeypatch.setattr(command, "_folder", lambda: str(carried))
    return command.run


@pytest.mark.parametrize(("answer", "place"), [("1", "Desktop"), ("2", "Documents"), ("", None), ("不知道", None)])
def test_where_the_template_goes_is_asked(program, windows, monkeypatch, capsys, answer, place):
    (windows.user / "Documents").mkdir()
    monkeypatch.setattr("builtins.input", lambda question: answer)
    assert program(["install"]) == 0
    found = [path.parent.name for path in windows.user.glob("*/绩效自评模板.xlsx")]
    assert found == ([place] if place else []) and "装好了。" in capsys.readouterr().out


def test_a_silent_installation_asks_nothing(program, windows, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: pytest.fail("asked"))
    assert program(["install", "--quiet"]) == 0
    assert not list(windows.user.glob("*/绩效自评模板.xlsx"))
    assert program(["install", "--quiet", "--template", "desktop"]) == 0
    assert program(["uninstall", "--quiet"]) == 0
    assert not list(windows.user.glob("*/绩效自评模板.xlsx"))


@pytest.mark.parametrize("arguments", [[], ["explode"], ["install", "--template", "moon"], ["install", "/s"], ["uninstall", "all"]])
def test_a_command_that_there_is_not(program, capsys, arguments):
    assert program(arguments) == 1
    assert "没有完成：" in capsys.readouterr().out


def test_a_failure_is_one_sentence(program, windows, capsys):
    windows.failing = "pip"
    assert program(["install", "--template", "none"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("没有完成：程序没有装进去")


@pytest.mark.parametrize(("error", "sentence"), [
    (OSError(28, "No space left on device", "D:\\runtime"), "没有完成：D:\\runtime 读写不了（No space left on device）"),
    (KeyError("version"), "没有完成：安装程序自身出错（KeyError：'version'）"),
    (KeyboardInterrupt(), "已中断"),
])  # fmt: skip
def test_whatever_goes_wrong_is_no_traceback(program, windows, monkeypatch, capsys, error, sentence):
    def run(command, show=False):
        raise error

    monkeypatch.setattr(windows, "run", run)
    assert program(["install", "--quiet"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith(sentence)


def test_what_doctor_finds_is_pointed_out(program, windows, capsys):
    windows.failing = "doctor"
    assert program(["install", "--template", "none"]) == 0
    assert "上面“要处理”的几项请照着做" in capsys.readouterr().out


def test_whether_this_python_suits(program, carried, capsys):
    assert program(["suits"]) == 0
    (carried / "contents.json").write_text('{"version": "0.1.0", "targets": [["3.9", "win_amd64"]]}')
    assert program(["suits"]) == 3
    (carried / "contents.json").unlink()  # what stays on the machine has none, and takes itself off with any Python
    assert program(["suits"]) == 0
