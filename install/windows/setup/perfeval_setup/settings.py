"""The settings of xlwings (xlwings.conf), changed so that whatever else stands in them stays as it is.

One line is one quoted name and value, and of two lines for one name VBA takes the first. The lines are handled as bytes,
because only the machine that wrote them knows their code page.
"""

from collections.abc import Mapping

INTERPRETER, ADD_FOLDER = "INTERPRETER_WIN", "ADD_WORKBOOK_TO_PYTHONPATH"


def wanted_lines(interpreter: bytes) -> dict[str, bytes]:
    """The lines by name: which Python the macros start, and that no Python file beside a workbook is taken for one of ours."""
    return {INTERPRETER: _line(INTERPRETER, interpreter), ADD_FOLDER: _line(ADD_FOLDER, b"False")}


def _line(name: str, value: bytes) -> bytes:
    return b'"%s","%s"\r\n' % (name.encode(), value)


def name_of(line: bytes) -> str:
    """The name in capitals, as VBA compares it."""
    return line.split(b",", 1)[0].strip().strip(b'"').decode("latin-1").upper()


def with_lines(data: bytes, lines: Mapping[str, bytes]) -> tuple[bytes, dict[str, bytes]]:
    """The settings with these lines, and the lines that stood there for the same names before (b"" for none)."""
    result, before = [], {}
    for line in data.splitlines(keepends=True):
        name = name_of(line)
        if name not in lines:
            result.append(line if line.endswith((b"\r", b"\n")) else line + b"\r\n")
        elif name not in before:
            before[name] = line
            result.append(lines[name])
    result += [line for name, line in lines.items() if name not in before]
    return b"".join(result), {name: before.get(name, b"") for name in lines}


def without_lines(data: bytes, lines: Mapping[str, bytes], before: Mapping[str, bytes]) -> bytes:
    """The settings as they were; a line that is no longer ours stays."""
    return b"".join(
        before[name_of(line)] if line.strip() == lines.get(name_of(line), b"").strip() != b"" else line
        for line in data.splitlines(keepends=True)
    )
