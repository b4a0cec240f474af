"""Zip files rewritten entry by entry: what is not changed stays raw, and the original comes back byte for byte."""

import io
import struct
import zipfile
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_xl.io.package import Package
from perfeval_xl.io.patch.archive import Archive, packed


def zipped(parts, stored=(), prefix=b"", comment=b"", zip64=False, large=False):
    """*large*: as if it were too large for any figure of the directory but the zip64 ones."""
    file = io.BytesIO()
    file.write(prefix)
    mode = "a" if prefix else "w"
    limit = 60 if large else zipfile.ZIP64_LIMIT
    with patch.object(zipfile, "ZIP64_LIMIT", limit), zipfile.ZipFile(file, mode, zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=zip64) as entry:
                entry.write(content)
    data = bytearray(file.getvalue())
    if large:
        struct.pack_into("<2H2L", data, len(data) - 14, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    return bytes(data)


PARTS = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>" * 500, "xl/media/图.png": bytes(range(256)) * 9, "空": b""}
VARIANTS = {
    "usual": {},
    "stored": {"stored": ("xl/media/图.png",)},
    "with a comment": {"comment": b"made by hand"},
    "behind other bytes": {"prefix": b"MZ a self-extracting stub"},
    "zip64 fields": {"zip64": True},
    "zip64 fields in the directory too": {"zip64": True, "large": True},
    "zip64 fields behind other bytes": {"zip64": True, "large": True, "prefix": b"MZ a self-extracting stub"},
}


@pytest.fixture(params=VARIANTS, ids=str)
def data(request):
    return zipped(PARTS, **VARIANTS[request.param])


def joined(pieces):
    return b"".join(pieces)


def test_a_part_is_read_alike_for_a_check_and_for_a_change(data):
    package, archive = Package(data), Archive(data)
    for name, content in PARTS.items():
        assert package.read(name) == archive.content(name) == content


def test_nothing_changed_is_the_same_file(data):
    assert joined(Archive(data).rewritten({})) == data


def test_one_part_changed_leaves_the_raw_bytes_of_the_others(data):
    archive = Archive(data)
    out = joined(archive.rewritten({"xl/workbook.xml": b"<changed/>", "xl/new.xml": b"<new/>"}, ["空"]))
    with zipfile.ZipFile(io.BytesIO(out)) as read:
        assert read.testzip() is None
        assert read.read("xl/workbook.xml") == b"<changed/>" and read.read("xl/new.xml") == b"<new/>"
        assert "空" not in read.namelist()
        assert read.getinfo("xl/workbook.xml").date_time == (2024, 5, 6, 7, 8, 10)
    assert bytes(archive.entries["xl/media/图.png"].body) in out
    assert Archive(out).content("XL\\Media\\图.png") == PARTS["xl/media/图.png"]


def test_the_original_entries_give_back_the_file(data):
    before = Archive(data)
    changed = joined(before.rewritten({"xl/workbook.xml": b"<changed/>", "xl/new.xml": b"<new/>"}, ["空"]))
    kept = {"xl/workbook.xml": before.entries["xl/workbook.xml"], "空": before.entries["空"]}
    assert joined(Archive(changed).rewritten(kept, ["xl/new.xml"], before.orders)) == data


def test_a_name_in_another_encoding_stays_as_it_was_written():
    """A picture whose name a Chinese program has written as GBK."""
    data = zipped({"xl/workbook.xml": b"<w/>", "xl/media/??.png": b"1"}).replace(b"??", "附".encode("gbk"))
    archive = Archive(data)
    assert joined(archive.rewritten({})) == data
    changed = joined(archive.rewritten({"xl/workbook.xml": b"<changed/>"}))
    assert changed.count("xl/media/附.png".encode("gbk")) == 2 and Archive(changed).content("xl/workbook.xml") == b"<changed/>"


def test_a_directory_in_another_order_keeps_it():
    data = bytearray(zipped({"a": b"1", "b": b"2"}))
    end = data.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<2L", data, end + 12)
    records = bytes(data[start : start + size])
    half = records.index(b"PK\x01\x02", 4)
    data[start : start + size] = records[half:] + records[:half]
    archive = Archive(bytes(data))
    assert archive.orders.listed == ("b", "a") and archive.orders.lying == ("a", "b")
    assert joined(archive.rewritten({})) == bytes(data)
    assert joined(Archive(joined(archive.rewritten({"a": b"9"}))).rewritten({"a": archive.entries["a"]})) == bytes(data)


@given(st.dictionaries(st.text("abc.", min_size=1, max_size=6), st.binary(max_size=200), min_size=1, max_size=5), st.binary(max_size=50))
def test_any_part_can_be_replaced_and_given_back(parts, content):
    data = zipped(parts)
    archive = Archive(data)
    for name in archive.entries:
        out = joined(archive.rewritten({name: content}))
        assert Archive(out).content(name) == content
        assert joined(Archive(out).rewritten({name: archive.entries[name]})) == data


def test_an_entry_that_claims_more_than_it_holds_is_not_sound():
    """What a record (还原记录) brings along: a few bytes that say they were gigabytes when they were packed."""
    entry = packed("xl/workbook.xml", b"\0" * (40 << 20))
    record = bytearray(entry.record)
    struct.pack_into("<L", record, 20, 0xFFFFFFF0)
    assert not entry.is_sound() and not entry._replace(record=bytes(record)).is_sound()
    assert packed("xl/workbook.xml", b"<w/>" * 500).is_sound()


@pytest.mark.parametrize("content", [b"<w/>", b"<w/>" * 500, bytes(range(256)) * 9])
def test_a_part_is_packed_where_that_makes_it_smaller_by_much(content):
    for dense in (False, True):
        entry = packed("xl/部.xml", content, dense=dense)
        assert entry.is_sound() and entry.content() == content
        assert len(entry.body) < len(content) + 100
