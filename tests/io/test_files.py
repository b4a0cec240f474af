"""A file is written whole or not at all, whatever happens and whenever it happens."""

import builtins
import errno
import os

import pytest

from perfeval_xl.io import files
from perfeval_xl.io.errors import UnwritableFile
from perfeval_xl.io.files import write_whole

OLD, PIECES = b"old file", [b"new ", b"file ", memoryview(b"in pieces")]
NEW = b"".join(PIECES)


class Interrupted:
    """The operating system as write_whole sees it; before its *n*-th step something happens."""

    def __init__(self, monkeypatch, step, happen):
        self.left, self.happen, self.steps = step, happen, []
        monkeypatch.setattr(files, "open", self.open, raising=False)
        self.fsync, self.replace = os.fsync, os.replace
        monkeypatch.setattr(files.os, "fsync", lambda handle: self.after("fsync", self.fsync, handle))
        monkeypatch.setattr(files.os, "replace", lambda *names: self.after("replace", self.replace, *names))

    def after(self, name, call, *arguments):
        self.steps.append(name)
        if self.left == 0:
            self.happen(name)
        self.left -= 1
        return call(*arguments)

    def open(self, name, mode):
        return File(self, self.after("open", builtins.open, name, mode))


class File:
    def __init__(self, system, file):
        self.system, self.file = system, file

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def fileno(self):
        return self.file.fileno()

    def write(self, piece):
        self.system.after("write half", self.file.write, bytes(piece)[: len(piece) // 2])
        return self.system.after("write", self.file.write, bytes(piece)[len(piece) // 2 :])

    def flush(self):
        return self.system.after("flush", self.file.flush)


def all_steps(tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        system = Interrupted(patch, -1, None)
        write_whole(str(tmp_path / "steps.xlsx"), PIECES)
    return system.steps


def test_it_takes_the_name_when_it_lies_on_the_disk(tmp_path):
    """A file that has its name and not its content yet is lost when the power fails."""
    folder = ["fsync"] if os.name != "nt" else []
    assert all_steps(tmp_path) == ["open", *["write half", "write"] * len(PIECES), "flush", "fsync", "replace", *folder]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="这个系统不能分出子进程来杀：只查了写盘出错，没有查进程被杀")
@pytest.mark.parametrize("before", [OLD, None], ids=["replacing a file", "a new file"])
def test_killed_at_any_step_the_file_is_the_old_or_the_new_one(tmp_path, monkeypatch, before):
    steps = all_steps(tmp_path)
    assert steps.count("write") == len(PIECES) and {"open", "replace", "fsync"} <= set(steps)
    for step in range(len(steps)):
        target = tmp_path / f"{step}.xlsx"
        if before is not None:
            target.write_bytes(before)
        child = os.fork()
        if child == 0:  # dies without a chance to tidy up
            Interrupted(monkeypatch, step, lambda name: os._exit(9))
            write_whole(str(target), PIECES)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        found = target.read_bytes() if target.exists() else None
        assert found in (before, NEW), f"在第 {step} 步（{steps[step]}）被杀以后文件坏了"
        if steps[step] in ("open", "write half", "write", "flush") or step <= steps.index("replace"):
            assert found == before


@pytest.mark.parametrize(
    "code, said", [(errno.ENOSPC, "磁盘已满"), (errno.EIO, "写入时出错"), (errno.EACCES, "没有写入权限"), (errno.EROFS, "没有写入权限")]
)
def test_a_fault_at_any_step_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch, code, said):
    steps = all_steps(tmp_path)
    os.remove(tmp_path / "steps.xlsx")
    for step in range(steps.index("replace") + 1):
        target = tmp_path / "target.xlsx"
        target.write_bytes(OLD)

        def fail(name):
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patch, pytest.raises(UnwritableFile, match=said):
            Interrupted(patch, step, fail)
            write_whole(str(target), PIECES)
        assert target.read_bytes() == OLD
        assert os.listdir(tmp_path) == ["target.xlsx"]


def test_the_pieces_become_the_file(tmp_path):
    target = tmp_path / "某局 自评表.xlsx"
    write_whole(str(target), iter(PIECES))
    assert target.read_bytes() == NEW
    write_whole(str(target), [b"again"])
    assert target.read_bytes() == b"again"
    assert os.listdir(tmp_path) == [target.name]


def test_a_fault_while_the_pieces_are_made_leaves_the_old_file(tmp_path):
    target = tmp_path / "target.xlsx"
    target.write_bytes(OLD)

    def broken():
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(str(target), broken())
    assert target.read_bytes() == OLD and os.listdir(tmp_path) == ["target.xlsx"]


@pytest.mark.parametrize("owner, program", [("~$target.xlsx", "Excel"), ("~$rget.xlsx", "Excel"), (".~lock.target.xlsx#", "LibreOffice")])
def test_a_file_that_is_open_elsewhere_is_not_replaced(tmp_path, owner, program):
    target = tmp_path / "target.xlsx"
    target.write_bytes(OLD)
    (tmp_path / owner).write_bytes(b"")
    with pytest.raises(UnwritableFile, match=program):
        write_whole(str(target), PIECES)
    assert target.read_bytes() == OLD


def test_a_file_that_is_not_to_be_changed_is_not_replaced(tmp_path):
    """Replacing needs only the folder; what a user has made read-only is meant to stay."""
    target = tmp_path / "target.xlsx"
    target.write_bytes(OLD)
    target.chmod(0o444)
    with pytest.raises(UnwritableFile, match="只读"):
        write_whole(str(target), PIECES)
    assert target.read_bytes() == OLD


def test_a_lock_left_beside_a_name_that_is_free_does_not_matter(tmp_path):
    (tmp_path / ".~lock.target.xlsx#").write_bytes(b"")
    write_whole(str(tmp_path / "target.xlsx"), PIECES)
    assert (tmp_path / "target.xlsx").read_bytes() == NEW


def test_a_folder_and_a_missing_folder_are_named(tmp_path):
    with pytest.raises(UnwritableFile, match="文件夹"):
        write_whole(str(tmp_path), PIECES)
    with pytest.raises(UnwritableFile, match="所在的文件夹不存在"):
        write_whole(str(tmp_path / "无此处" / "a.xlsx"), PIECES)


def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real.xlsx", tmp_path / "link.xlsx"
    real.write_bytes(OLD)
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("这个系统不许建符号链接")
    write_whole(str(link), PIECES)
    assert link.is_symlink() and real.read_bytes() == NEW
