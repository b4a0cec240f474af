"""Python behind the macros of a workbook that LibreOffice has open: PerfTransport swapped for one that speaks to a socket.

All else is as in Excel: the wrappers and the bridge in the workbook, hosts.excel.entry here, a workbook that it reads.
"""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from perfeval_xl.hosts.excel import entry
from tests.support.excel.com_side import CallingCell
from tests.support.excel.model import opened
from tests.support.excel.xlwings_side import Book

SOURCE = Path(__file__).parents[1] / "hosts" / "excel" / "PerfSocket.bas"


class Python:
    """*transport* is the source of PerfTransport that asks here; *asked* what it asked so far: (entry, name)."""

    def __init__(self, port: int):
        self.transport = SOURCE.read_text(encoding="ascii").replace("@PORT@", str(port))
        self.asked: list[tuple[str, str]] = []
        self._cell = None

    def reads(self, workbook: Path) -> None:
        """Functions are called from the first sheet of this workbook, for LibreOffice does not say from where."""
        excel = opened(workbook)
        self._cell = CallingCell(excel, excel.active, "A1")

    def answer(self, line: str) -> str:
        """What to send back for a line of PerfSocket.bas."""
        where, name, *arguments = line.split()
        self.asked.append((where, name))
        if where != "call":
            return _told("")
        return _told(entry.call(name, [_understood(one) for one in arguments], self._cell))


@contextmanager
def python() -> Iterator[Python]:
    """A Python that answers as long as the context lasts."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            for line in self.rfile:
                self.wfile.write(f"{made.answer(line.decode('ascii'))}\n".encode("ascii"))

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made = Python(server.server_address[1])
    with pytest.MonkeyPatch.context() as patch, server:
        patch.setattr(entry, "_book", Book)  # a COM workbook here is the stand-in's model
        entry._workbooks().clear()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()


def _understood(text: str):
    kind, rest = text[0], text[1:]
    if kind == "n":
        return float(rest)
    return None if kind == "-" else bytes.fromhex(rest).decode("utf-16-be")


def _told(value: str | float) -> str:
    if isinstance(value, str):
        return "t" + value.encode("utf-16-be").hex().upper()
    return f"n{value!r}"
