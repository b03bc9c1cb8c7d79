"""The short cut of `python -m tests.prove exports`: the same damage, a few hundred times."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.imports.result import ImportSource
from mesocycle.formats.apps.readers import READERS
from tests.formats.export_damage import check_export, damaged_export, own_exports

_EXPORTS = own_exports()


@pytest.mark.parametrize("source", READERS, ids=str)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_export_gives_sound_workouts_and_rejects_only(source: ImportSource, seed: int) -> None:
    chance = random.Random(seed)

    check_export(source, damaged_export(chance.choice(_EXPORTS[source]), chance), chance)


@pytest.mark.parametrize("source", READERS, ids=str)
@given(body=st.binary(max_size=300), seed=st.integers(0, 2**32))
def test_any_bytes_give_workouts_and_rejects_only(source: ImportSource, body: bytes, seed: int) -> None:
    chance = random.Random(seed)

    check_export(source, body, chance)
    check_export(source, chance.choice(_EXPORTS[source]).partition(b"\n")[0] + b"\n" + body, chance)


@pytest.mark.parametrize("source", READERS, ids=str)
@given(text=st.text(max_size=200), seed=st.integers(0, 2**32))
def test_any_text_in_the_place_of_a_row_gives_workouts_and_rejects_only(
    source: ImportSource, text: str, seed: int
) -> None:
    chance = random.Random(seed)
    body = chance.choice(_EXPORTS[source])

    check_export(source, body + text.encode(errors="replace"), chance)


@pytest.mark.parametrize("source", READERS, ids=str)
def test_the_exports_that_are_damaged_are_sound_before(source: ImportSource) -> None:
    for body in _EXPORTS[source]:
        assert max(check_export(source, body, random.Random(seed)) for seed in range(8)) >= 1
