import gzip
import struct

import pytest

from mesocycle.formats.text.packed import MOST_BYTES, BadMember, Member
from tests.formats.text.zips import a_zip, members_of, the_refusal


def test_a_plain_file_is_its_own_member() -> None:
    assert members_of(b"abc") == [Member("in", b"abc")]


def test_a_packed_file_is_unpacked() -> None:
    assert members_of(gzip.compress(b"abc")) == [Member("in", b"abc")]


def test_a_zip_gives_its_activities_unpacked_and_leaves_the_rest() -> None:
    body = a_zip(
        ("a/1.fit.gz", gzip.compress(b"one")),
        ("photo.jpg", b"x"),
        ("2.GPX", b"two"),
        ("a/", b""),
        ("__MACOSX/a/._1.fit", b"x"),
    )

    assert members_of(body) == [Member("in/a/1.fit.gz", b"one"), Member("in/2.GPX", b"two")]


def test_what_a_mac_packs_beside_each_file_is_left_alone() -> None:
    body = a_zip(("a/1.fit", b"one"), ("__MACOSX/a/._1.fit", b"x"), ("a/._2.gpx", b"x"))

    assert members_of(body) == [Member("in/a/1.fit", b"one")]


def test_a_packed_file_that_breaks_off_gives_what_could_be_unpacked() -> None:
    whole = gzip.compress(bytes(range(256)) * 100, 1)

    (only,) = members_of(whole[:-40])

    assert isinstance(only, Member)
    assert only.body
    assert (bytes(range(256)) * 100).startswith(only.body)


@pytest.mark.parametrize("name", ["../1.fit", "/etc/1.fit", "a/../../1.fit", "C:/1.fit", "..\\1.fit"])
def test_a_path_that_leads_out_is_refused(name: str) -> None:
    assert "leads out" in the_refusal(a_zip((name, b"x")))


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = gzip.compress(bytes(MOST_BYTES + 1), 9)

    assert "longer than" in the_refusal(bomb)
    assert "longer than" in the_refusal(a_zip(("1.fit", bytes(MOST_BYTES + 1))))
    assert "longer than" in the_refusal(a_zip(("1.fit.gz", bomb)))


def test_a_claim_of_two_gigabytes_is_refused_unread() -> None:
    body = bytearray(a_zip(("1.fit", b"x" * 1000)))
    at = body.rindex(b"PK\x01\x02")
    body[at + 24 : at + 28] = struct.pack("<I", 2_000_000_000)

    assert "longer than" in the_refusal(bytes(body))


def test_a_zip_that_hides_its_length_is_not_unpacked_beyond_the_limit() -> None:
    body = bytearray(a_zip(("1.fit", bytes(MOST_BYTES + 1))))
    at = body.rindex(b"PK\x01\x02")
    body[at + 24 : at + 28] = struct.pack("<I", 10)

    (only,) = members_of(bytes(body))

    assert isinstance(only, BadMember) or len(only.body) <= 10


def test_zips_inside_and_locked_ones_say_what_to_do() -> None:
    locked = bytearray(a_zip(("1.fit", b"x")))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1

    assert "zip inside" in the_refusal(a_zip(("inner.zip", a_zip(("1.fit", b"x")))))
    assert "encrypted" in the_refusal(bytes(locked))


@pytest.mark.parametrize("body", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 100, a_zip(("1.fit", b"x" * 100))[:60]])
def test_a_damaged_zip_is_refused(body: bytes) -> None:
    assert "damaged" in the_refusal(body)


def test_a_zip_without_activities_is_refused() -> None:
    assert "no FIT, TCX or GPX" in the_refusal(a_zip(("readme.txt", b"x")))


def test_a_zip_that_unpacks_to_more_than_anybody_has_is_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mesocycle.formats.text.packed.MOST_TOTAL_BYTES", 5_000)

    *read, last = members_of(a_zip(*((f"{number}.fit", b"x" * 2_000) for number in range(9))))

    assert [each.name for each in read] == ["in/0.fit", "in/1.fit"]
    assert isinstance(last, BadMember)
    assert "unpacks to more than" in last.reject.reason
