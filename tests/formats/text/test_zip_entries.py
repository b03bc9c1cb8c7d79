"""What the entries of a zip may not do."""

import struct

from tests.formats.text.zips import a_zip, the_refusal


def overlapping(count: int) -> bytes:
    """Give a zip whose entries all name the bytes of one."""
    body = a_zip(("1.fit", b"one" * 1000))
    end = body.rindex(b"PK\x05\x06")
    start = int.from_bytes(body[end + 16 : end + 20], "little")
    entry = body[start:end]
    many = b"".join(entry.replace(b"1.fit", f"{number}.fit".encode()) for number in range(count))
    sizes = struct.pack("<HHIIH", count, count, len(many), start, 0)
    return body[:start] + many + body[end : end + 8] + sizes


def test_a_zip_whose_entries_name_the_same_bytes_is_refused_before_any_is_unpacked() -> None:
    assert the_refusal(overlapping(9)) == "entries of the zip name the same bytes"
