"""A screen that nobody sees (Xvfb): clicks and keys by xdotool, and its picture as a PNG file."""

import os
import shutil
import struct
import subprocess
import time
import zlib
from pathlib import Path

import pytest

WIDTH, HEIGHT = 1400, 900
_STARTING = 60  # seconds: patience with a busy machine, no measure of speed


class Screen:
    """A screen of its own. ``environment`` is what a program needs to appear on it."""

    def __init__(self, folder: Path):
        """Skips the test, and says so, where there is no Xvfb or xdotool."""
        lacking = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
        if lacking:
            pytest.skip(f"NOT CHECKED: there is no {' and no '.join(lacking)}")
        self._folder = folder
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp",
                   "-fbdir", folder, "-noreset"]  # or it starts anew whenever a program goes, while the next one comes
        self._server = subprocess.Popen(command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as answer:
            self.environment = {"DISPLAY": f":{answer.readline().strip()}", "LANG": "C.UTF-8"}

    def do(self, *words: str) -> str:
        """What xdotool understands, such as ``click 1``; returns what it says."""
        environment = {**os.environ, **self.environment}
        return subprocess.run(["xdotool", *map(str, words)], env=environment, capture_output=True, text=True, timeout=60).stdout

    def window(self, title: str, seconds: float = _STARTING) -> str:
        """The number of the window whose title holds *title*; fails the test when it does not appear in time."""
        found = self._comes(title, seconds)
        if not found:
            raise AssertionError(f"no window {title!r} on the screen")
        return found[-1]

    def _comes(self, title: str, seconds: float) -> list[str]:
        """The windows with that title, as soon as there are any; none when there are none in time."""
        until = time.monotonic() + seconds
        while not (found := self._windows(title)) and time.monotonic() < until:
            time.sleep(0.1)
        return found

    def answer(self, title: str, *keys: str, seconds: float = _STARTING) -> None:
        """Wait for the box with that title, and press keys in it until it is gone."""
        box, until = self.window(title, seconds), time.monotonic() + seconds
        while box in self._windows(title):
            assert time.monotonic() < until, f"the window {title!r} stays on the screen"
            self.do("windowfocus", box, "sleep", "0.3", "key", *keys)
            time.sleep(0.5)

    def click_for(self, title: str, place: tuple[int, int], *keys: str, seconds: float = 90) -> None:
        """Click there until the box with that title comes, and press keys in it until it is gone.

        Without a window manager a window that is new may take the first click for nothing but to come to the front.
        """
        until = time.monotonic() + seconds
        while not self._windows(title):
            assert time.monotonic() < until, f"no window {title!r} on the screen after clicks at {place}"
            self.click(*place)
            self._comes(title, seconds / 3)
        self.answer(title, *keys, seconds=seconds)

    def choose_file(self, title: str, path, seconds: float = 120) -> None:
        """Type a file's path into the dialogue with that title, as often as a slow machine loses keys of it.

        What the dialogue says of a path that was not meant is closed first: it would take no keys behind that box.
        """
        usual, until = {*self._windows(".")}, time.monotonic() + seconds
        while dialogue := self._windows(title):
            assert time.monotonic() < until, f"the dialogue {title!r} stays on the screen"
            for box in {*self._windows(".")} - usual:
                self.do("windowfocus", box, "sleep", "0.3", "key", "Escape", "sleep", "0.5")
            self.do("windowfocus", dialogue[-1], "sleep", "0.3", "key", "ctrl+a", "type", "--delay", "30", str(path))
            self.do("key", "Return", "sleep", "2")

    def _windows(self, title: str) -> list[str]:
        return self.do("search", "--onlyvisible", "--name", title).split()

    def click(self, x: int, y: int) -> None:
        self.do("mousemove", x, y, "sleep", "0.2", "click", "1")

    def picture(self, path: Path) -> bytes:
        """Write what the screen shows as a PNG file; returns its pixels, three bytes each."""
        data = (self._folder / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25L", data[:100])
        start, line = header[0] + 12 * header[19], header[12]
        rows = [data[start + line * row : start + line * (row + 1)] for row in range(HEIGHT)]
        pixels = [b"".join(bytes((row[at + 2], row[at + 1], row[at])) for at in range(0, 4 * WIDTH, 4)) for row in rows]
        path.write_bytes(_png(pixels))
        return b"".join(pixels)

    def end(self) -> None:
        self._server.terminate()
        self._server.wait(10)


def shades(pixels: bytes) -> set[str]:
    """The colours of a picture, as RRGGBB."""
    return {pixels[at : at + 3].hex().upper() for at in range(0, len(pixels), 3)}


def _png(rows: list[bytes]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">2L5B", WIDTH, HEIGHT, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows))) + chunk(b"IEND", b"")
