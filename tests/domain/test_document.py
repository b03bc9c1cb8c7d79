"""Ids: what may be one, and those made here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.document import is_id, object_id

SECONDS = st.integers(0, 2**32 - 1)
CHANCE = st.binary(min_size=8, max_size=8)


@pytest.mark.parametrize("text", ["a", "6741a0f2c3d4e5f60718293a", "A.b_c:d-9", "x" * 64, "-", "..."])
def test_one_to_sixty_four_of_the_allowed_characters_are_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text", ["", "x" * 65, "a b", "a/b", "a\n", "\n", "é", "٣", "a\x00", "a'b", "a;b", "a%20", "\ud800", "ſ"]
)
def test_anything_else_is_no_id(text: str) -> None:
    assert not is_id(text)


def test_an_object_id_is_the_seconds_and_then_the_random_bytes_in_hex() -> None:
    assert object_id(0x6741A0F2, bytes.fromhex("c3d4e5f60718293a")) == "6741a0f2c3d4e5f60718293a"


@given(SECONDS, CHANCE)
def test_an_object_id_is_an_id_of_twenty_four_lower_case_hex_digits(seconds: int, chance: bytes) -> None:
    made = object_id(seconds, chance)

    assert is_id(made)
    assert len(made) == 24
    assert set(made) <= set("0123456789abcdef")


@given(st.lists(SECONDS, min_size=2, max_size=2, unique=True), CHANCE, CHANCE)
def test_object_ids_sort_by_the_second_they_were_made(seconds: list[int], one: bytes, other: bytes) -> None:
    earlier, later = sorted(seconds)

    assert object_id(earlier, one) < object_id(later, other)


@given(SECONDS, CHANCE, CHANCE)
def test_object_ids_of_one_second_differ_where_the_random_bytes_do(seconds: int, one: bytes, other: bytes) -> None:
    assert (object_id(seconds, one) == object_id(seconds, other)) is (one == other)
