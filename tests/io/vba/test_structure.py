"""structure_faults: each thing that would make Excel refuse or repair a project is found, and named."""

import pytest

from perfeval_xl.io.vba import structure_faults, vba_project
from perfeval_xl.io.vba.compound_file import compound_file
from perfeval_xl.io.vba.compound_reader import CompoundFile
from perfeval_xl.io.vba.compression import compress, decompress
from perfeval_xl.io.vba.directory import BLACK, RED

from .projects import MODULES, SHEETS

SOUND = vba_project(MODULES)


def changed(path: str, change) -> bytes:
    """The sound project with one stream changed, removed (None) or added."""
    streams = dict(CompoundFile(SOUND).streams)
    streams[path] = change(streams.get(path, b""))
    tree = {"VBA": {}}
    for name, content in streams.items():
        if content is not None:
            storage, _, stream = name.rpartition("/")
            (tree["VBA"] if storage else tree)[stream] = content
    return compound_file(tree)


def recompressed(change):
    return lambda raw: compress(change(decompress(raw)))


def replaced(old: bytes, new: bytes):
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return change


BROKEN = {
    "PROJECT lists another module": ("PROJECT", replaced(b"Module=PerfLong", b"Module=PerfLang"), "PROJECT and dir"),
    "a class listed as a module": ("PROJECT", replaced(b"Class=", b"Module="), "another type"),
    "PROJECTwm lists another module": ("PROJECTwm", replaced(b"PerfLong\0", b"PerfLang\0"), "PROJECTwm and dir"),
    "PROJECTwm cut off": ("PROJECTwm", lambda raw: raw[:-2], "PROJECTwm"),
    "a window of no module": ("PROJECT", replaced(b"PerfLong=0", b"PerfLang=0"), "Workspace"),
    "lines ending in LF": ("PROJECT", lambda raw: raw.replace(b"\r\n", b"\n"), "CR LF"),
    "a protected project": ("PROJECT", replaced(b'CMG="8D8F', b'CMG="8D8E'), "CMG"),
    "another identifier": ("PROJECT", replaced(b'ID="{', b'ID="{{'), "cannot be read"),
    "dir counts wrongly": ("VBA/dir", recompressed(replaced(b"\x0f\0\2\0\0\0\7", b"\x0f\0\2\0\0\0\6")), "promises 6"),
    "dir has a record of its own": ("VBA/dir", recompressed(lambda raw: b"\x99\0\0\0\0\0" + raw), "no record"),
    "dir has no end": ("VBA/dir", recompressed(lambda raw: raw[:-6]), "no end"),
    "compiled code before the source": (
        "VBA/dir",
        recompressed(replaced(b"\x31\0\4\0\0\0\0\0", b"\x31\0\4\0\0\0\1\0")),
        "compiled code",
    ),
    "a promise of compiled code": ("VBA/_VBA_PROJECT", lambda raw: b"\xcc\x61\xb5\0\0\1\0", "compiled code"),
    "no source": ("VBA/PerfLong", lambda raw: None, "without its stream: VBA/PerfLong"),
    "no dir": ("VBA/dir", lambda raw: None, "VBA/dir"),
    "a stream of no module": ("VBA/__SRP_0", lambda raw: b"x", "no list names"),
    "a source that is not compressed": ("VBA/PerfLong", lambda raw: b"Option Explicit", "PerfLong"),
    "a source with other tokens": (
        "VBA/PerfButtons",
        lambda raw: compress(b"'")[:1] + literal(decompress(raw)),
        "other bytes",
    ),
    "a source of another name": ("VBA/PerfLong", recompressed(replaced(b"PerfLong", b"PerfLang")), "another name"),
    "a source with Chinese": ("VBA/PerfLong", recompressed(lambda raw: raw + "' 绩效\r\n".encode("gbk")), "not ASCII"),
    "a source with bare line ends": ("VBA/PerfLong", recompressed(lambda raw: raw + b"' a\n' b\r\n"), "CR LF"),
    "a line that is too long": ("VBA/PerfLong", recompressed(lambda raw: raw + b"'" + b"x" * 1023 + b"\r\n"), "longer"),
    "a statement on too many lines": (
        "VBA/PerfLong",
        recompressed(lambda raw: raw + b"x = 1 + _\r\n" * 25 + b"1\r\n"),
        "continued lines",
    ),
    "a sheet that is a workbook": ("VBA/Sheet1", recompressed(replaced(b"0{00020820-", b"0{00020819-")), "2 modules"),
    "a sheet without its base": ("VBA/Sheet1", recompressed(replaced(b"VB_Base", b"VB_Bass")), "neither"),
}


def literal(data: bytes) -> bytes:
    """A chunk without any copy token: sound, but not what our compression makes."""
    tokens = b"".join(b"\0" + data[start : start + 8] for start in range(0, len(data), 8))
    return (0xB000 | len(tokens) - 1).to_bytes(2, "little") + tokens


@pytest.mark.parametrize("path, change, said", BROKEN.values(), ids=BROKEN)
def test_a_broken_project_is_found(path, change, said):
    faults = structure_faults(changed(path, change), SHEETS)
    assert any(said in fault for fault in faults), faults


def test_a_stream_put_back_unchanged_is_no_fault():
    assert structure_faults(changed("PROJECT", lambda raw: raw), SHEETS) == []


def test_a_sheet_without_a_module_and_a_module_without_a_sheet():
    assert structure_faults(SOUND, ["Sheet1", "Sheet2", "Sheet9"]) == [
        "the sheet Sheet9 has no module",
        "Sheet3 is the module of no sheet",
    ]


def test_what_is_no_compound_file():
    assert structure_faults(b"PK\3\4") == ["not whole sectors of 512 bytes"]


@pytest.mark.parametrize("name", ["dir", "Sheet2", "PROJECT", "PerfButtons", "_VBA_PROJECT"])
def test_a_wrong_colour_in_the_directory(name):
    other = RED if SOUND[_place(name) + 0x43] == BLACK else BLACK
    faults = structure_faults(_entry_changed(name, 0x43, bytes((other,))))
    assert any("red" in fault or "balanced" in fault for fault in faults), faults


def test_entries_out_of_order():
    faults = structure_faults(_entry_changed("Sheet1", 0, "Sheet9".encode("utf-16-le")))
    assert any("not in order" in fault for fault in faults), faults


def _place(name: str) -> int:
    return SOUND.index(name.encode("utf-16-le").ljust(64, b"\0"))


def _entry_changed(name: str, at: int, new: bytes) -> bytes:
    """The project with some bytes of a directory entry changed."""
    place = _place(name) + at
    return SOUND[:place] + new + SOUND[place + len(new) :]
