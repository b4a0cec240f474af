"""The compound file: an independent reader takes it without complaint, whatever the sizes and the number of streams."""

import io

import olefile
import pytest

from perfeval_xl.io.vba.compound_file import compound_file
from perfeval_xl.io.vba.compound_reader import BrokenFile, CompoundFile
from perfeval_xl.io.vba.directory import order

SIZES = [0, 1, 63, 64, 65, 511, 512, 4095, 4096, 4097, 70_000]


def read(data: bytes) -> olefile.OleFileIO:
    """Opened so that every defect raises."""
    return olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_UNSURE)


def content(size: int) -> bytes:
    return bytes(place % 251 for place in range(size))


def test_streams_of_every_size_come_back():
    tree = {"VBA": {f"Sheet{size}": content(size) for size in SIZES}, "PROJECT": b"ID"}
    data = compound_file(tree)
    with read(data) as file:
        assert not file.parsing_issues
        assert {file.openstream(f"VBA/Sheet{size}").read() == content(size) for size in SIZES} == {True}
        assert file.openstream("PROJECT").read() == b"ID"
    assert CompoundFile(data).streams == {
        "PROJECT": b"ID",
        **{f"VBA/Sheet{size}": content(size) for size in SIZES},
    }


@pytest.mark.parametrize("count", range(1, 40))
def test_the_tree_is_a_red_black_tree_for_any_number_of_streams(count):
    data = compound_file({f"Sheet{number}": b"x" for number in range(count)})
    compound = CompoundFile(data)
    assert not compound.faults
    assert len(compound.streams) == count
    with read(data) as file:
        assert len(file.listdir()) == count


def test_names_are_ordered_by_length_and_then_without_regard_to_case():
    names = ["_VBA_PROJECT", "dir", "Sheet1", "PerfButtons", "sheet2", "ThisWorkbook", "xlwings"]
    assert sorted(names, key=order) == [
        "dir",
        "Sheet1",
        "sheet2",
        "xlwings",
        "PerfButtons",
        "ThisWorkbook",
        "_VBA_PROJECT",
    ]


def test_it_is_what_excel_writes_version_3_in_sectors_of_512_bytes():
    with read(compound_file({"PROJECT": b"ID"})) as file:
        assert (file.dll_version, file.sector_size, file.mini_sector_size) == (3, 512, 64)
        assert file.get_rootentry_name() == "Root Entry"


def test_no_time_stamps():
    with read(compound_file({"VBA": {"dir": b"x"}})) as file:
        assert file.getctime("VBA") is None
        assert file.getmtime("VBA") is None


@pytest.mark.parametrize("name", ["", "a" * 32, "a/b", "a:b", "a!b"])
def test_a_name_that_cannot_be_one_is_refused(name):
    with pytest.raises(ValueError, match="no name"):
        compound_file({name: b"x"})


def test_more_than_7_megabytes_are_refused():
    with pytest.raises(ValueError, match="7 MB"):
        compound_file({"big": bytes(7_200_000)})


@pytest.mark.parametrize(
    "broken",
    [
        lambda data: data[:-1],
        lambda data: b"PK" + data[2:],
        lambda data: data[:0x1A] + b"\x04" + data[0x1B:],
        lambda data: data[:0x30] + b"\xee" + data[0x31:],
        lambda data: data[:0x4C] + b"\x00" + data[0x4D:],
        lambda data: data[:-512],
    ],
    ids=["cut off", "a zip file", "version 4", "directory elsewhere", "FAT elsewhere", "without its last sector"],
)
def test_a_damaged_file_is_refused(broken):
    data = compound_file({"VBA": {"dir": content(5000)}})
    with pytest.raises(BrokenFile):
        CompoundFile(broken(data))
