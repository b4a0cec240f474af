"""The pictures of the manual: those that the tool draws, small enough for a page that is read over a slow line."""

import runpy
import struct
import zlib

import pytest

LARGEST = 150 * 1024
WHITE, BLACK, RED = b"\xff\xff\xff", b"\0\0\0", b"\xf8\0\0"


@pytest.fixture(scope="module")
def tool(root):
    return runpy.run_path(str(root / "tools" / "template_pictures.py"))


def test_they_are_those_that_the_tool_draws(tool, root):
    folder = root / "docs" / "pictures"
    assert {path.name for path in folder.iterdir()} == {f"{name}.png" for name in tool["PICTURES"]}
    for path in folder.iterdir():
        data = path.read_bytes()
        wide, high = struct.unpack(">II", data[16:24])
        assert data.startswith(b"\x89PNG") and len(data) < LARGEST
        assert min(wide, high) > 500, "too small to be read"


def test_a_picture_keeps_its_colours(tool):
    data = tool["png"]([[WHITE, RED], [BLACK, WHITE]])
    palette = data[data.index(b"PLTE") + 4 :]
    start = data.index(b"IDAT")
    pixels = zlib.decompress(data[start + 4 : start + 4 + struct.unpack(">I", data[start - 4 : start])[0]])
    colours = [palette[3 * index : 3 * index + 3] for index in pixels[1:3] + pixels[4:6]]
    assert colours == [WHITE, RED, BLACK, WHITE]


def test_the_empty_part_of_a_page_is_left_out_with_its_number(tool):
    blank, inked = [WHITE] * 3, [WHITE, BLACK, WHITE]
    page = [blank] * 5 + [inked] * 10 + [blank] * 300 + [inked] * 4 + [blank] * 20
    assert len(tool["trimmed"](page)) == 15 - 1 + tool["WHITE_BELOW"]
