"""Compression of VBA streams: run-length coding in chunks of 4096 bytes ([MS-OVBA] 2.4.1).

A container is the byte 1 and then chunks. A chunk is a header of two bytes (2.4.1.1.5: 12 bits of size minus 3,
the signature 0b011, one flag: compressed) and token sequences: a byte of eight flags, then for each flag a literal byte
or a copy token of two bytes, offset and length, whose division of bits moves with the place in the chunk.
"""

_SIGNATURE = 1
_CHUNK = 4096
_COMPRESSED = 0xB000  # header of a compressed chunk, to which its size minus 3 is added
_RAW = 0x3FFF  # header of a chunk of 4096 bytes that are stored as they are
_SHORTEST_COPY = 3


def compress(data: bytes) -> bytes:
    """The CompressedContainer of *data* (2.4.1.3.6).

    Raises ValueError for a last chunk that no coding makes shorter than 4096 bytes: it would come back with zeros after
    it. No text does that.
    """
    chunks = (_compressed_chunk(data[start : start + _CHUNK]) for start in range(0, len(data), _CHUNK))
    return bytes((_SIGNATURE,)) + b"".join(chunks)


def decompress(container: bytes) -> bytes:
    """What was compressed (2.4.1.3.1). Raises ValueError for bytes that are no CompressedContainer."""
    if container[:1] != bytes((_SIGNATURE,)):
        raise ValueError("a compressed container begins with 01")
    data = bytearray()
    place = 1
    while place < len(container):
        header = int.from_bytes(container[place : place + 2], "little")
        end = place + (header & 0x0FFF) + 3
        if header >> 12 & 7 != 3 or end > len(container):
            raise ValueError(f"no chunk at byte {place}")
        tokens = container[place + 2 : end]
        data += _decompressed_chunk(tokens) if header & 0x8000 else tokens
        place = end
    return bytes(data)


def _compressed_chunk(chunk: bytes) -> bytes:
    tokens = bytearray()
    seen: dict[bytes, list[int]] = {}  # where each run of three bytes was met, in rising order
    place = 0
    while place < len(chunk):
        flags_at = len(tokens)
        tokens.append(0)
        for bit in range(8):
            if place == len(chunk):
                break
            length, offset = _longest_match(chunk, place, seen)
            if length:
                tokens[flags_at] |= 1 << bit
                tokens += _copy_token(place, length, offset).to_bytes(2, "little")
            else:
                tokens.append(chunk[place])
            step = length or 1
            for passed in range(place, place + step):
                seen.setdefault(chunk[passed : passed + _SHORTEST_COPY], []).append(passed)
            place += step
    if len(tokens) <= _CHUNK:
        return (_COMPRESSED | len(tokens) - 1).to_bytes(2, "little") + tokens
    if len(chunk) < _CHUNK:
        raise ValueError("these bytes are no text: the last chunk cannot be compressed")
    return _RAW.to_bytes(2, "little") + chunk


def _longest_match(chunk: bytes, place: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Length and offset of the longest earlier run that goes on at *place*, the nearest of them; (0, 0) for none.

    A run may reach into what it copies (2.4.1.3.19.4 Matching).
    """
    longest = min(_longest_copy(place), len(chunk) - place)
    best = (0, 0)
    if longest < _SHORTEST_COPY:
        return best
    for candidate in reversed(seen.get(chunk[place : place + _SHORTEST_COPY], ())):
        length = _SHORTEST_COPY
        while length < longest and chunk[candidate + length] == chunk[place + length]:
            length += 1
        if length > best[0]:
            best = (length, place - candidate)
            if length == longest:
                break
    return best


def _offset_bits(place: int) -> int:
    """How many bits of a copy token are its offset: as many as reach back to the chunk's start, at least 4 (2.4.1.3.19.1)."""
    return max(4, (place - 1).bit_length())


def _longest_copy(place: int) -> int:
    return (0xFFFF >> _offset_bits(place)) + _SHORTEST_COPY


def _copy_token(place: int, length: int, offset: int) -> int:
    return offset - 1 << 16 - _offset_bits(place) | length - _SHORTEST_COPY


def _decompressed_chunk(tokens: bytes) -> bytearray:
    data = bytearray()
    place = 0
    while place < len(tokens):
        flags = tokens[place]
        place += 1
        for bit in range(8):
            if place >= len(tokens):
                break
            if not flags >> bit & 1:
                data.append(tokens[place])
                place += 1
                continue
            token = int.from_bytes(tokens[place : place + 2], "little")
            place += 2
            bits = 16 - _offset_bits(len(data))
            offset = (token >> bits) + 1
            if offset > len(data) or place > len(tokens):
                raise ValueError("a copy token reaches outside its chunk")
            for _ in range((token & (1 << bits) - 1) + _SHORTEST_COPY):
                data.append(data[-offset])
    if len(data) > _CHUNK:
        raise ValueError("a chunk of more than 4096 bytes")
    return data
