"""A file that comes as a body."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator

import pytest

from mesocycle.http.receiving import Upload, receive, require_file
from mesocycle.http.refusals import BodyTooLarge, MediaTypeNotKnown


def received(*parts: bytes, most: int = 2_000_000) -> Upload:
    """Receive a body that comes in parts."""

    async def come() -> AsyncGenerator[bytes, None]:
        for part in parts:
            yield part

    return asyncio.run(receive(come(), most, lambda: None))


def test_a_file_is_held_whole_and_known_by_the_hash_of_all_its_bytes() -> None:
    parts = (b"a" * 700_000, b"b" * 700_000, b"c")

    upload = received(*parts)

    with upload.take() as file:
        assert file.read() == b"".join(parts)
    assert upload.digest == hashlib.sha256(b"".join(parts)).digest()


def test_a_file_that_nobody_took_is_closed_and_one_that_was_taken_is_its_takers() -> None:
    left, taken = received(b"a"), received(b"a")
    file = taken.take()

    left.close()
    taken.close()

    assert (left.file.closed, file.closed) == (True, False)
    file.close()


def test_a_body_is_refused_with_the_first_part_that_is_too_much() -> None:
    with pytest.raises(BodyTooLarge, match="3 bytes"):
        received(b"ab", b"cd", most=3)


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"content-type": "Multipart/Form-Data; boundary=x"}, MediaTypeNotKnown),
        ({"content-encoding": "gzip"}, MediaTypeNotKnown),
        ({"content-length": "101"}, BodyTooLarge),
    ],
)
def test_what_the_headers_say_already_is_refused_before_any_of_it_is_read(
    headers: dict[str, str], kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        require_file(headers, most=100)

    require_file({"content-type": "text/csv", "content-encoding": "identity", "content-length": "100"}, most=100)
