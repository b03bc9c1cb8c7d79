"""The checksum of FIT, against its definition bit by bit."""

from random import Random

from mesocycle.formats.activities.fit_checksum import behind, checksum
from tests.formats.fit_bytes import crc


def test_the_table_says_what_the_definition_says() -> None:
    body = Random(1).randbytes(400)

    assert checksum(body) == crc(body)


def test_the_checksums_of_two_parts_add_up_to_that_of_both() -> None:
    chance = Random(2)
    for first, second in ((0, 5), (14, 0), (14, 1), (14, 1000), (3, 65_537)):
        head, body = chance.randbytes(first), chance.randbytes(second)

        assert behind(checksum(head), second) ^ checksum(body) == checksum(head + body)
