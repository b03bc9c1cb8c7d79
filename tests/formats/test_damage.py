"""The short cut of `python -m tests.prove activities`: the same damage, a few hundred times."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.damage import check, check_packed, damaged, own_files

_FILES = own_files()


@pytest.mark.parametrize("kind", list(_FILES))
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_gives_sound_activities_and_rejects_only(kind: str, seed: int) -> None:
    chance = random.Random(seed)

    check(damaged(chance.choice(_FILES[kind]), chance))


@given(seed=st.integers(0, 2**32))
def test_damaged_packing_gives_what_could_be_unpacked_or_says_no(seed: int) -> None:
    chance = random.Random(seed)

    check_packed(chance.choice(_FILES["fit"]), chance)


@given(st.binary(max_size=300))
def test_any_bytes_give_activities_and_rejects_only(body: bytes) -> None:
    check(body)


@given(st.binary(max_size=300))
def test_any_bytes_after_a_fit_header_give_activities_and_rejects_only(body: bytes) -> None:
    check(b"\x0c\x20\x34\x08\xff\xff\x00\x00.FIT" + body)
