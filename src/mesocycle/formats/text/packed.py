"""The files inside what is given: a plain file, one packed with gzip, or a zip of many; bombs and odd paths refused."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.text.zip_entries import overlap

MOST_BYTES = 64_000_000
"""The longest single file that is looked at; a day of running with every sensor is a fifth of it."""
MOST_TOTAL_BYTES = 2_000_000_000
"""All files of one zip together, unpacked: ten years of a watch with every sensor."""
MOST_MEMBERS = 20_000
_ACTIVITIES = (".fit", ".tcx", ".gpx", ".fit.gz", ".tcx.gz", ".gpx.gz")
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BAD_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
_TOO_LONG = f"it is longer than {MOST_BYTES // 1_000_000} MB"


class Member(NamedTuple):
    """One file by its name (`export.zip/activities/1.fit.gz`), unpacked."""

    name: str
    body: bytes


class BadMember(NamedTuple):
    """One file that is not read, and why."""

    name: str
    reject: Reject


def members(name: str, stream: BinaryIO) -> Iterator[Member | BadMember]:
    """Go through the files in a stream, one unpacked at a time; of a zip only what may be an activity."""
    begin = stream.read(4)
    stream.seek(0)
    if begin.startswith(_ZIP):
        yield from _of_zip(name, stream)
        return
    body = stream.read(MOST_BYTES + 1)
    yield _unpacked(name, body)


def _of_zip(name: str, stream: BinaryIO) -> Iterator[Member | BadMember]:
    try:
        archive = zipfile.ZipFile(stream)
    except _BAD_ZIP as damage:
        yield BadMember(name, Reject(0, f"the zip is damaged ({damage})", "Download or pack it anew."))
        return
    found, unpacked = 0, 0
    with archive:
        if overlap(archive):
            yield BadMember(name, Reject(0, "entries of the zip name the same bytes", "Download or pack it anew."))
            return
        for info in archive.infolist():
            if info.is_dir() or _is_shadow(info) or not info.filename.casefold().endswith((*_ACTIVITIES, ".zip")):
                continue
            found += 1
            if found > MOST_MEMBERS:
                yield BadMember(name, Reject(0, f"it holds more than {MOST_MEMBERS} activities", "Split it up."))
                return
            member = _of_member(name, archive, info)
            unpacked += len(member.body) if isinstance(member, Member) else 0
            if unpacked > MOST_TOTAL_BYTES:
                reason = f"it unpacks to more than {MOST_TOTAL_BYTES // 1_000_000} MB"
                yield BadMember(name, Reject(0, reason, "Split it up."))
                return
            yield member
    if not found:
        yield BadMember(name, Reject(0, "the zip holds no FIT, TCX or GPX file", "Give a zip with activities in it."))


def _is_shadow(info: zipfile.ZipInfo) -> bool:
    """Tell whether it is what a Mac packs beside each file, under the same name."""
    return info.filename.startswith("__MACOSX/") or info.filename.rpartition("/")[2].startswith("._")


def _of_member(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member | BadMember:
    full = f"{name}/{info.filename}"
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return BadMember(full, Reject(0, "its path leads out of the zip", "Pack the files anew with plain names."))
    if info.filename.casefold().endswith(".zip"):
        return BadMember(full, Reject(0, "it is a zip inside a zip", "Unpack the outer one and give the inner one."))
    if info.flag_bits & 0x1:
        return BadMember(full, Reject(0, "it is encrypted", "Unpack it with its password first."))
    if info.file_size > MOST_BYTES:
        return _too_long(full)
    try:
        with archive.open(info) as packed:
            body = packed.read(MOST_BYTES + 1)
    except _BAD_ZIP as damage:
        return BadMember(full, Reject(0, f"it can't be unpacked ({damage})", "Download or pack it anew."))
    return _unpacked(full, body)


def _unpacked(name: str, body: bytes) -> Member | BadMember:
    if len(body) > MOST_BYTES:
        return _too_long(name)
    if not body.startswith(_GZIP):
        return Member(name, body)
    whole = bytearray()
    rest = body
    try:
        while rest and len(whole) <= MOST_BYTES:
            stream = zlib.decompressobj(wbits=31)
            whole += stream.decompress(rest, MOST_BYTES + 1 - len(whole))
            rest = stream.unused_data if stream.eof else b""
    except zlib.error as damage:
        if not whole:
            return BadMember(name, Reject(0, f"it can't be unpacked ({damage})", "Download or pack it anew."))
    return _too_long(name) if len(whole) > MOST_BYTES else Member(name, bytes(whole))


def _too_long(name: str) -> BadMember:
    return BadMember(name, Reject(0, _TOO_LONG, "Give single activities, none of them longer."))
