"""Compression of VBA streams: the examples of the specification, every text, and what is no compressed text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from perfeval_xl.io.vba.compression import compress, decompress

# [MS-OVBA] 3.2.1–3.2.3.
EXAMPLES = {
    "nothing repeats": (
        b"abcdefghijklmnopqrstuv.",
        "0119B000616263646566676800696A6B6C6D6E6F70007172737475762E",
    ),
    "normal": (
        b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa",
        "012FB000236161616263646582660070616768696A013808616B6C00306D6E6F700671027004107273747576107778797A003C",
    ),
    "one letter": (b"a" * 73, "0103B002614500"),
}

sources = st.text(alphabet=st.sampled_from("ab =_\r\n\"'PerfCall()"), max_size=9000).map(str.encode)


@pytest.mark.parametrize("text, coded", EXAMPLES.values(), ids=EXAMPLES)
def test_the_examples_of_the_specification(text, coded):
    """Where two earlier runs are as long, either may be copied: then the bytes differ, but not how many they are."""
    assert decompress(bytes.fromhex(coded)) == text
    assert len(compress(text)) == len(bytes.fromhex(coded))


@given(sources)
def test_every_text_comes_back(text):
    coded = compress(text)
    assert decompress(coded) == text
    assert bytes(decompress_stream(bytearray(coded))) == text


@given(st.binary(max_size=3000))
def test_every_short_stream_comes_back(data):
    assert decompress(compress(data)) == data


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4095, 4096, 4097, 8192, 12000])
def test_chunks_end_where_they_should(size):
    text = (b"Public Sub Perf()\r\n    PerfPress 1\r\nEnd Sub\r\n" * 300)[:size]
    assert decompress(compress(text)) == text
    assert bytes(decompress_stream(bytearray(compress(text)))) == text


def test_a_full_chunk_that_nothing_shortens_is_stored_as_it_is():
    data = _unrepeating(4096)
    assert len(compress(data)) == 1 + 2 + 4096
    assert decompress(compress(data)) == data


def test_a_last_chunk_that_nothing_shortens_is_refused():
    with pytest.raises(ValueError, match="no text"):
        compress(_unrepeating(4000))


@pytest.mark.parametrize(
    "container",
    [
        b"",
        b"\x00",
        b"\x01\x19",
        b"\x01\x19\x00abc",
        bytes.fromhex("0103B002610045")[:-2],
        bytes.fromhex("0103B001010000"),
    ],
    ids=["empty", "no signature", "half a header", "no chunk signature", "cut off", "copies from before the chunk"],
)
def test_what_is_no_compressed_text_is_refused(container):
    with pytest.raises(ValueError):
        decompress(container)


def _unrepeating(size: int) -> bytes:
    """Bytes in which no three follow each other twice."""
    state, data = 1, bytearray()
    for _ in range(size):
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        data.append(state >> 16 & 0xFF)
    return bytes(data)
