"""The line on the terminal while a long command works: only there, only when it takes long, and gone afterwards."""

import io

import pytest

from perfeval_xl.hosts import console


class Terminal(io.StringIO):
    """What was written, as a screen shows it in the end."""

    def isatty(self):
        return True

    @property
    def line(self) -> str:
        shown = ""
        for piece in self.getvalue().split("\r"):
            shown = piece + shown[len(piece) :]
        return shown.strip()


@pytest.fixture
def now(monkeypatch):
    """The time, which a test moves on."""
    clock = [100.0]
    monkeypatch.setattr(console.time, "monotonic", lambda: clock[0])
    return clock


@pytest.fixture
def terminal():
    return Terminal()


def test_a_long_command_says_how_far_it_is_and_wipes_it_off(terminal, now):
    with console.Waiting(terminal) as say:
        now[0] += 2
        say("正在遮蔽“明细账” 50%……")
        assert terminal.line == "正在遮蔽“明细账” 50%……"
        say("正在写文件……")
        assert terminal.line.startswith("正在写文件……") and "%" not in terminal.line
    assert terminal.line == ""


def test_a_short_command_says_nothing(terminal, now):
    with console.Waiting(terminal) as say:
        now[0] += 0.9
        say("正在检查……")
    assert terminal.getvalue() == ""


def test_a_file_or_a_program_is_told_nothing(terminal, now, monkeypatch):
    monkeypatch.setattr(terminal, "isatty", lambda: False)
    with console.Waiting(terminal) as say:
        now[0] += 2
        say("正在检查……")
    assert terminal.getvalue() == ""


def test_the_line_is_wiped_off_before_an_error_is_told(terminal, now):
    with pytest.raises(ValueError), console.Waiting(terminal) as say:
        now[0] += 2
        say("正在检查……")
        raise ValueError
    assert terminal.line == ""


def test_a_closed_terminal_does_not_stop_the_work(terminal, now, monkeypatch):
    def closed(text):
        raise OSError

    monkeypatch.setattr(terminal, "write", closed)
    with console.Waiting(terminal) as say:
        now[0] += 2
        say("正在检查……")
