"""Archives: checked without a server, and refused in words whatever is wrong with their bytes."""

import io
import struct
import zipfile
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mesocycle.domain.archive.archive import ArchivedSession, ArchiveManifest, ArchiveNotUsable, ArchivePart
from mesocycle.domain.people.user import Role, Units, User
from mesocycle.formats.documents.archive import BATCH, Batches, opened_archive, part_file, write_archive
from tests.builders import SOME_INSTANT, a_session

ANN = User(
    id="ann",
    email="ann@example.org",
    name="Ann",
    roles=(Role.ATHLETE,),
    time_zone="Europe/Berlin",
    units=Units.METRIC,
    created_at=SOME_INSTANT,
    updated_at=SOME_INSTANT,
)


def an_archive(sessions: int = 3, **changed: object) -> bytes:
    """Give an archive of Ann with some sessions, each changed as the test says."""
    lines = [ArchivedSession(seq=n, session=a_session(**{"id": f"session-{n}", **changed})) for n in range(sessions)]
    parts: dict[ArchivePart, Batches] = {
        ArchivePart.USER: [[ANN]],
        ArchivePart.SESSIONS: [lines[:BATCH], lines[BATCH:]],
    }
    to = io.BytesIO()
    write_archive(to, ANN, ((part, parts.get(part, [])) for part in ArchivePart))
    return to.getvalue()


def repacked(archive: bytes, **changed: bytes | None) -> bytes:
    """Give an archive with members put in the place of others, or, with None, left out; `__` stands for the dot."""
    with zipfile.ZipFile(io.BytesIO(archive)) as members:
        held: dict[str, bytes | None] = {name: members.read(name) for name in members.namelist()}
    held |= {name.replace("__", "."): body for name, body in changed.items()}
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as members:
        for name, body in held.items():
            if body is not None:
                members.writestr(name, body)
    return to.getvalue()


def check(archive: bytes) -> ArchiveManifest:
    with opened_archive(io.BytesIO(archive)) as found:
        found.check()
        found.user()
        return found.manifest


def test_an_archive_that_was_written_is_whole() -> None:
    manifest = check(an_archive(BATCH + 1))

    assert {part.name: part.lines for part in manifest.parts if part.lines} == {
        ArchivePart.USER: 1,
        ArchivePart.SESSIONS: BATCH + 1,
    }


def test_the_same_documents_are_the_same_bytes() -> None:
    assert an_archive() == an_archive()


def test_documents_are_read_batch_by_batch_with_the_numbers_of_their_lines() -> None:
    with opened_archive(io.BytesIO(an_archive(BATCH + 1))) as found:
        batches = [(first, len(documents)) for first, documents in found.batches(ArchivePart.SESSIONS)]

    assert batches == [(1, BATCH), (BATCH + 1, 1)]


@given(place=st.integers(0, 10**6), byte=st.integers(1, 255))
def test_no_damage_to_a_byte_breaks_the_reader(place: int, byte: int) -> None:
    archive = bytearray(an_archive())
    archive[place % len(archive)] ^= byte

    with suppress(ArchiveNotUsable):  # what stands unread between the parts of a zip may change without harm
        assert check(bytes(archive)).user_id == "ann"


@given(length=st.integers(0, 5000))
def test_an_archive_cut_off_anywhere_is_refused(length: int) -> None:
    archive = an_archive()

    with pytest.raises(ArchiveNotUsable):
        check(archive[: length % len(archive)])


@given(body=st.binary(max_size=400))
def test_bytes_that_are_no_archive_are_refused(body: bytes) -> None:
    with pytest.raises(ArchiveNotUsable):
        check(body)


def test_a_line_that_was_changed_is_found_by_its_hash() -> None:
    lines = msgspec.json.encode(ArchivedSession(seq=0, session=a_session(id="session-9"))) + b"\n"
    whole = an_archive(1)

    with pytest.raises(ArchiveNotUsable, match=r"lines of sessions\.ndjson are not those that were written"):
        check(repacked(whole, sessions__ndjson=lines))


@pytest.mark.parametrize(
    "changed",
    [
        {"manifest__json": None},
        {"manifest__json": b"[]"},
        {"manifest__json": b'{"userId":"ann","format":"mesocycle-archive-9"}'},
        {"manifest__json": b'{"userId":"ann","format":"mesocycle-archive-1","email":"x","parts":[]}'},
        {"manifest__json": b'{"userId":"a b","format":"mesocycle-archive-1","email":"x","parts":[]}'},
        {"events__ndjson": None},
        {"../evil__txt": b"x"},
        {"sessions__ndjson": b"{}\n"},
    ],
    ids=str,
)
def test_an_archive_with_other_members_than_it_says_is_refused(changed: dict[str, bytes | None]) -> None:
    with pytest.raises(ArchiveNotUsable):
        check(repacked(an_archive(), **changed))


@pytest.mark.parametrize(
    "given",
    [{"scheduled_date": "2026-02-30"}, {"workout_id": "two words"}, {"plan_week": 2**40}, {"notes": "\0"}],
    ids=str,
)
def test_a_value_that_cannot_be_is_refused_with_its_line_and_path(given: dict[str, object]) -> None:
    with pytest.raises(ArchiveNotUsable, match=r"line 1 of sessions\.ndjson says .* at session\."):
        check(an_archive(1, **given))


def test_a_document_that_stands_twice_is_refused() -> None:
    with pytest.raises(ArchiveNotUsable, match=r"line 2 of sessions\.ndjson is about what a line before it is about"):
        check(an_archive(2, id="session-1"))


def test_an_archive_of_two_users_is_refused() -> None:
    bob = replace(ANN, id="bob", email="bob@example.org")
    to = io.BytesIO()
    write_archive(to, ANN, ((part, [[ANN, bob]] if part is ArchivePart.USER else []) for part in ArchivePart))

    with pytest.raises(ArchiveNotUsable, match="or not alone"):
        check(to.getvalue())


def test_a_zip_that_would_unpack_to_very_much_is_refused_before_it_is_unpacked() -> None:
    archive = repacked(an_archive(), sessions__ndjson=b" " * 50_000_000)

    with pytest.raises(ArchiveNotUsable, match="as long as its manifest says"):
        check(archive)


def test_a_claim_of_two_gigabytes_in_a_header_is_refused() -> None:
    archive = bytearray(an_archive())
    central = archive.rindex(
        b"PK\x01\x02", 0, archive.index(part_file(ArchivePart.SESSIONS).encode(), 5000 % len(archive))
    )
    struct.pack_into("<I", archive, central + 24, 2**31)

    with pytest.raises(ArchiveNotUsable):
        check(bytes(archive))


def test_an_archive_that_says_it_unpacks_to_more_than_anybody_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = an_archive(30)
    monkeypatch.setattr("mesocycle.formats.documents.archive.MOST_BYTES", 10_000)

    with pytest.raises(ArchiveNotUsable, match="it would unpack to more than 10000 bytes"):
        check(archive)
