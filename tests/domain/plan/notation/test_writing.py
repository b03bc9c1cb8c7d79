"""Sets printed in the notation, and read back."""

from typing import Any

import pytest
from hypothesis import given
from msgspec import structs

from mesocycle.domain.plan import notation
from mesocycle.domain.plan.workout import ExerciseSet, MiniSets, Tempo
from tests.domain.plan.notation.texts import (
    GROUPS,
    a_set,
)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("3x5 @ 100 kg", "3x5 @ 100 kg"),
        ("1x5 @ 100 kg; 2x5 @ 100 kg", "3x5 @ 100 kg"),
        ("1x5; 1x8; 1x5", "1x5; 1x8; 1x5"),
        ("1×5 @ 85%", "1x5 @ 85% 1RM"),
        ("1x5 rest 2m @ rpe 8 100kg drop", "1x5 drop @ 100 kg RPE 8 rest 2m"),
        ("1x90s, 1x120s, 1x45s", "1x1:30; 1x2min; 1x45s"),
        ("1x1 km/side", "1x1000 m/side"),
        ("3x max hold rest 2m", "3xmax hold rest 2m"),
        ("2x(2+2+2) warmup mini 20s", "2x(2+2+2) mini 20s warmup"),
        ("1x12-15 myo 5x3-5 mini 15s", "1x12-15 myo 5x3-5 mini 15s"),
        ("1x5 @ -20-+10 kg", "1x5 @ -20-+10 kg"),
        ("1x5 @ BW", "1x5 @ BW"),
        ("1x5 @ 0 kg", "1x5 @ 0 kg"),
        ("1x5 @ -0.0-+0 kg", "1x5 @ 0-0 kg"),
        ("1x5 @ 0.0000001 kg", "1x5 @ 0.0000001 kg"),
    ],
)
def test_sets_are_printed_in_one_form_with_equal_neighbours_joined(text: str, printed: str) -> None:
    assert notation.print_sets(notation.parse(text)) == printed


@pytest.mark.parametrize(
    "fields",
    [
        {"notes": "slowly"},
        {"weeks": (1, 2)},
        {"hold_time": 5},
        {"unilateral_side": "left"},
        {"per_side": False},
        {"weight": 100},
        {"weight_unit": "kg"},
        {"weight_max": 100, "weight_unit": "kg"},
        {"percent_max": 80},
        {"percent_of_1rm": 80, "percent_of_training_max": 90},
        {"percent_of_1rm": 80, "percent_exercise_id": "squat"},
        {"rpe": 11},
        {"rpe_max": 8},
        {"rpe": 8, "rpe_max": 7},
        {"rir_max": 2},
        {"reps": 0},
        {"reps": -5},
        {"rep_type": "fixed"},
        {"rep_type": "range", "reps_min": 8},
        {"rep_type": "max", "reps_max": 8},
        {"rep_type": "time", "duration": 10**5000},
        {"rest_after": "a while"},
        {"rest_after": "90s; 1x5"},
        {"rest_after": " 90s"},
        {"mini_sets": MiniSets(count=0, reps=2, rest="20s")},
        {"mini_sets": MiniSets(count=2, reps=2, rest="20")},
        {"rep_type": "fixed", "mini_sets": MiniSets(count=10**12, reps=2, rest="20s")},
        {"rep_type": "fixed", "mini_sets": MiniSets(count=2, reps=2, reps_max=3, rest="20s")},
        {"weight": float("nan"), "weight_unit": "kg"},
        {"weight": float("inf"), "weight_unit": "kg"},
        {"tempo": Tempo(eccentric=-1, eccentric_pause=0, concentric=1, concentric_pause=0)},
    ],
)
def test_what_the_notation_cannot_say_is_not_printed_at_all(fields: dict[str, Any]) -> None:
    assert notation.print_sets([a_set(1), a_set(2, **fields)]) is None


def test_no_sets_and_sets_numbered_otherwise_are_not_printed() -> None:
    assert notation.print_sets([]) is None
    assert notation.print_sets([a_set(2), a_set(1)]) is None


def test_ids_do_not_matter_to_printing() -> None:
    published = [structs.replace(each, id=f"a1b2-{each.id}") for each in notation.parse("3x5 @ 100 kg")]

    assert notation.print_sets(published) == "3x5 @ 100 kg"


@given(GROUPS)
def test_reading_undoes_printing_for_all_that_the_notation_can_say(
    groups: list[tuple[int, dict[str, Any]]],
) -> None:
    each = [fields for count, fields in groups for _ in range(count)]
    sets = tuple(ExerciseSet(id=str(n), set_number=n, **fields) for n, fields in enumerate(each, 1))

    text = notation.print_sets(sets)

    assert text is not None
    assert notation.parse(text) == sets
