"""How a FIT file is built, without reading it, so that a decoder that takes all at once is asked for bounded work.

Records go to it as columns; of the other messages it is given those alone that an activity is made of.
"""

from collections.abc import Iterator
from typing import NamedTuple

from mesocycle.formats.activities.fit_checksum import behind, checksum

_KEPT = frozenset({0, 12, 18, 19, 23, 26, 34, 225, 206, 207})
"""The numbers of what `fit_messages.KEPT` names, and of what apps say of their own fields."""
_RECORD = 20
_PACKED = 8
"""The field of a record that holds speed and distance in three bytes: the decoder does not unpack it."""
_MOST_FIELDS = 10_000_000
_TYPES = frozenset(b"\x00\x01\x02\x07\x0a\x0d\x83\x84\x85\x86\x88\x89\x8b\x8c\x8e\x8f\x90")
"""The types that a field may be of; the decoder does not expect others."""
_WITH_CHECKSUM = 14


class FitPart(NamedTuple):
    """One FIT file of a body, and the same without its records."""

    whole: bytes
    beside: bytes
    records: int


def parts(body: bytes) -> Iterator[FitPart]:
    """Part a body into its files; raises ValueError where they do not fill it, hold too much, or ask for more care."""
    at = 0
    while at < len(body):
        first = at + body[at]
        end = first + int.from_bytes(body[at + 4 : at + 8], "little")
        if body[at + 8 : at + 12] != b".FIT" or end + 2 > len(body):
            raise ValueError("a file breaks off")
        beside, records = _looked_through(body, first, end)
        yield FitPart(_checked(body[at : end + 2]), _a_file(body[at : at + 8], beside), records)
        at = end + 2


def _looked_through(body: bytes, at: int, end: int) -> tuple[bytes, int]:
    """Copy the messages that are kept, and count records; a message of one byte may have hundreds of fields."""
    sizes, counts, numbers = [1] * 16, [0] * 16, [-1] * 16
    kept = bytearray()
    fields = records = 0
    while at < end:
        head = body[at]
        if head & 0xC0 == 0x40:
            length, size, count = _defined(body, at)
            kind = head & 0x0F
            number = int.from_bytes(body[at + 3 : at + 5], "big" if body[at + 2] else "little")
            sizes[kind], counts[kind], numbers[kind] = size, count, number
            if number in _KEPT:
                kept += body[at : at + length]
            elif number == _RECORD and _PACKED in body[at + 6 : at + 6 + 3 * body[at + 5] : 3]:
                raise ValueError("distances are packed")
            at += length
            continue
        kind = head >> 5 & 0x03 if head & 0x80 else head & 0x0F
        number = numbers[kind]
        if number == _RECORD:
            records += 1
        elif number in _KEPT:
            if head & 0x80:
                raise ValueError("the time of a message hangs on the one before")
            kept += body[at : at + sizes[kind]]
        at += sizes[kind]
        fields += counts[kind]
        if fields > _MOST_FIELDS:
            raise ValueError("it is very long")
    return bytes(kept), records


def _defined(body: bytes, at: int) -> tuple[int, int, int]:
    """Give the length of a definition, and of the messages that follow it the length and the number of fields."""
    count = body[at + 5]
    end = at + 6 + 3 * count
    if not _TYPES.issuperset(body[at + 8 : end : 3]):
        raise ValueError("a field is of no known type")
    size = 1 + sum(body[at + 7 : end : 3])
    if body[at] & 0x20:
        own = body[end]
        size += sum(body[end + 2 : end + 1 + 3 * own : 3])
        count, end = count + own, end + 1 + 3 * own
    return end - at, size, 1 + count


def _checked(file: bytes) -> bytes:
    """Give a file whose header says its checksum; many devices leave that out, and it may be left out."""
    if file[0] != _WITH_CHECKSUM or file[12:14] != b"\0\0":
        return file
    data = file[14:-2]
    closing = int.from_bytes(file[-2:], "little") ^ behind(checksum(file[:14]), len(data))
    return file[:12] + checksum(file[:12]).to_bytes(2, "little") + data + closing.to_bytes(2, "little")


def _a_file(begin: bytes, data: bytes) -> bytes:
    header = bytes([_WITH_CHECKSUM]) + begin[1:4] + len(data).to_bytes(4, "little") + b".FIT"
    return header + checksum(header).to_bytes(2, "little") + data + checksum(data).to_bytes(2, "little")
