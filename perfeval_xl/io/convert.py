"""Older and other file types as .xlsx: through LibreOffice where it is installed, for only packages can be patched."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .container import OPEN_XML, kind_of
from .errors import Fault, UnreadableFile

SECONDS = 120  # a document that asks something would wait for ever
_SAVE_AS = "在 Excel 或 WPS 里打开，另存为 .xlsx 后再试"


def as_xlsx(data: bytes, path: str) -> tuple[bytes, str]:
    """The file as an Open XML workbook, and what it is called in messages. Raises UnreadableFile."""
    name = os.path.basename(path) or path
    try:
        kind = kind_of(data)
        if kind in OPEN_XML:
            return data, name
        return _converted(data, kind), name
    except OSError as error:  # no room for temporary files, or LibreOffice cannot be started
        raise UnreadableFile(name, f"借 LibreOffice 转换时出错（{error.strerror or error}）", _SAVE_AS) from None
    except Fault as fault:
        raise UnreadableFile(name, fault.why, fault.remedy) from None


def _converted(data: bytes, kind: str) -> bytes:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Fault(f".{kind} 文件里不能写标记", _SAVE_AS)
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, f"book.{kind}")
        with open(source, "wb") as file:
            file.write(data)
        profile = Path(folder, "profile").as_uri()
        _run([program, f"-env:UserInstallation={profile}", "--headless", "--norestore",
              "--convert-to", "xlsx", "--outdir", os.path.join(folder, "out"), source])  # fmt: skip
        try:
            with open(os.path.join(folder, "out", "book.xlsx"), "rb") as file:
                return file.read()
        except FileNotFoundError:
            raise Fault(f"LibreOffice 没能把 .{kind} 转成 .xlsx", _SAVE_AS) from None


def _run(command: list[str]) -> None:
    """In a process group of its own: soffice forks, and all of it must end in time."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise Fault(f"LibreOffice 没有在 {SECONDS} 秒内转换好", _SAVE_AS) from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen) -> None:
    if os.name == "nt":
        process.kill()
    else:
        import signal

        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
