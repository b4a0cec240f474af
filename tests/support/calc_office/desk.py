"""The tests' side: LibreOffice started for a session of tests, and documents to press buttons in.

Every request has a time limit. When it is exceeded, LibreOffice is ended with all its processes and the test fails with
what was asked; the next test starts another one.
"""

import os
import pickle
import select
import shutil
import signal
import struct
import subprocess
import time
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

SECONDS = 90
_DYING = 20  # seconds that a process which was killed may take to go
_SIDE = Path(__file__).with_name("office_side.py")
_ROOT = _SIDE.parents[3]


class Outcome(NamedTuple):
    """What a press of a button came to."""

    done: bool
    said: list  # ("info" or "error", text)
    questions: list
    suggested: list  # file names that were proposed


@lru_cache(maxsize=None)
def python() -> str | None:
    """A Python that can reach LibreOffice and is new enough for us; None where there is none."""
    if shutil.which("soffice") is None:
        return None
    test = "import sys, uno; sys.exit(sys.version_info < (3, 11))"
    for name in ("/usr/bin/python3", "python3", "python"):
        program = shutil.which(name)
        if program and subprocess.run([program, "-c", test], capture_output=True).returncode == 0:
            return program
    return None


def needs_python() -> None:
    """Skips the test, and says so, where LibreOffice cannot be reached."""
    if python() is None:
        pytest.skip("NOT CHECKED: there is no LibreOffice with a Python (python3-uno) of 3.11 or later")


class Desk:
    """A LibreOffice of its own, started when it is first asked for something."""

    def __init__(self, folder: Path, headless: bool = True, environment=None, side: Path = _SIDE, before=()):
        """*side*: the program that runs beside LibreOffice; *before*: what starts it as another user."""
        self._folder, self._headless = folder, headless
        self._side, self._before = side, before
        self._environment = environment or {}
        self._process: subprocess.Popen | None = None
        self._log = folder / "office.log"

    def open(self, path, **how) -> "Document":
        return Document(self, self.ask("open", str(path), **how))

    def new(self) -> "Document":
        return Document(self, self.ask("new"))

    def ask(self, method, *arguments, seconds=SECONDS, **named):
        """What the office side answers. Fails the test when it does not answer in time, raises what went wrong there."""
        process = self._running()
        data = pickle.dumps((method, arguments, named))
        process.stdin.write(struct.pack("<L", len(data)) + data)
        process.stdin.flush()
        until = time.monotonic() + seconds
        size = struct.unpack("<L", self._read(4, until, method))[0]
        good, answer = pickle.loads(self._read(size, until, method))
        if not good:
            raise RuntimeError(answer)
        return answer

    def _running(self) -> subprocess.Popen:
        if self._process is None:
            environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", **self._environment}
            kind = "headless" if self._headless else "window"
            with open(self._log, "ab") as log:
                self._process = subprocess.Popen(
                    [*self._before, python(), str(self._side), str(self._folder / "profile"), kind], env=environment, start_new_session=True,
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, cwd=self._folder,
                )  # fmt: skip
        return self._process

    def _read(self, size: int, until: float, method: str) -> bytes:
        data, pipe = b"", self._process.stdout
        while len(data) < size:
            ready, _, _ = select.select([pipe], [], [], max(until - time.monotonic(), 0))
            piece = os.read(pipe.fileno(), size - len(data)) if ready else None
            if not piece:
                self.end()
                why = "ended" if ready else "did not answer in time: a message box may be waiting, or it hangs"
                pytest.fail(f"LibreOffice {why} ({method}); {self._log.read_text('utf-8', 'replace')[-2000:]}")
            data += piece
        return data

    @property
    def group(self) -> int | None:
        """The process group of this office."""
        return self._process.pid if self._process is not None else None

    @staticmethod
    def alive(group: int) -> bool:
        """Whether a process of that group still runs; one that has ended and is not yet forgotten does not."""
        listed = subprocess.run(["ps", "-e", "-o", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
        return any(pair[0] == str(group) and not pair[1].startswith("Z") for pair in map(str.split, listed.splitlines()))

    def end(self) -> None:
        """End it with all its processes, of which none is left then."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            until = time.monotonic() + _DYING
            while self.alive(self._process.pid) and time.monotonic() < until:
                time.sleep(0.05)
            self._process.stdin.close()
            self._process.stdout.close()
            self._process = None


class Document:
    """A document open in LibreOffice: ``document.undo()`` asks the office side for ``undo`` of this document."""

    def __init__(self, desk: Desk, number: int):
        self._desk, self._number = desk, number

    def __getattr__(self, method):
        return lambda *arguments, **named: self._desk.ask(method, self._number, *arguments, **named)

    def press(self, button, **user) -> Outcome:
        """Press a button; *user*: answer, files, save_name."""
        return Outcome(*self._desk.ask("press", self._number, button, **user))
