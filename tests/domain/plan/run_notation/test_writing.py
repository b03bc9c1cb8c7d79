"""Runs printed in the notation, and read back."""

from typing import Any

import pytest
from hypothesis import given
from msgspec import structs

from mesocycle.domain.plan.run_notation import parse_run, print_run
from mesocycle.domain.plan.workout import Block, Goal, Step, Target
from tests.domain.plan.run_notation.runs import numbered, runs

_STEP = Step(id="1", phase="active", goal=Goal(distance=400))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("6x800 m @ 4:00-4:10/km rest 400 m jog", "6x800 m @ 4:00-4:10/km rest 400 m jog"),
        ("6×800m@4:10–4:00 / km REST 400 metres Jog", "6x800 m @ 4:00-4:10/km rest 400 m jog"),
        ("10 min warm-up, 10 km, 600s cool-down", "10min warmup; 10 km; 10min cooldown"),
        ("90s\n1h; 1:30; 2min", "1:30; 60min; 1:30; 2min"),
        ("3x(4x400 m rest 1min; 3min jog)", "3x(4x400 m rest 1min; 3min jog)"),
        ("2x(3x(2x400 m rest 1min; 2min rest); 5min walk)", "2x(3x(2x400 m rest 1min; 2min rest); 5min walk)"),
        ("2x(400 m; 1min rest)", "2x400 m rest 1min"),
        ("2x(400 m; 300 m; 1min rest)", "2x(400 m; 300 m; 1min rest)"),
        ("400 m; 400 m", "400 m; 400 m"),
        ("1500 m; 12.5 km; 42.195 km; 6 mi; 40 metres", "1500 m; 12.5 km; 42195 m; 6 mi; 40 metres"),
        ("10min @ Z2", "10min @ zone 2"),
        ("10min @ 150-160 bpm", "10min @ HR 150-160"),
        ("10min @ 90-95% FTP 85% of HRmax", "10min @ 90-95% threshold power 85% max HR"),
        ("8x100 m up @ up to HR 170 rest 100 m down walk", "8x100 m up @ up to HR 170 rest 100 m down walk"),
        ('5 km on trail run @ no slower than 6:00/km "Home"', '5 km run on trail @ no slower than 6:00/km "Home"'),
        ("open; until HR below 120; until hr > 150", "open; until HR < 120; until HR > 150"),
    ],
)
def test_a_run_is_printed_in_one_form_with_repeats_as_repeats(text: str, printed: str) -> None:
    assert print_run(parse_run(text)) == printed
    assert parse_run(printed) == parse_run(text)


@pytest.mark.parametrize(
    "fields",
    [
        {"notes": "easily"},
        {"weeks": (1, 2)},
        {"equipment": ("poles",)},
        {"exercise_id": "squat"},
        {"name": 'say "go"'},
        {"name": "a,b"},
        {"goal": Goal()},
        {"goal": Goal(duration=0)},
        {"goal": Goal(distance=-400)},
        {"goal": Goal(distance=float("inf"))},
        {"goal": Goal(distance=400, duration=90)},
        {"targets": ()},
        {"targets": (Target(metric="pace", low=240.5, high=250, unit="s/km", basis="absolute"),)},
        {"targets": (Target(metric="rpe", low=7.3, high=8, unit="rpe", basis="absolute"),)},
        {"targets": (Target(metric="speed", low=9, unit="knots", basis="absolute"),)},
        {"targets": (Target(metric="power", low=90, unit="percent", basis="percent", of="squat"),)},
        {"targets": (Target(metric="heart-rate", low=2, high=2, unit="zone", basis="zone"),)},
        {"targets": (Target(metric="grade", low=-4, high=-4, unit="percent", basis="absolute"),)},
        {"targets": (Target(metric="heart-rate", unit="bpm", basis="absolute"),)},
    ],
)
def test_what_the_notation_cannot_say_is_not_printed_at_all(fields: dict[str, Any]) -> None:
    assert print_run([_STEP, structs.replace(_STEP, **fields)]) is None


def test_no_steps_and_a_block_without_any_are_not_printed() -> None:
    assert print_run([]) is None
    assert print_run([Block(id="1", rounds=3, steps=())]) is None


def test_ids_do_not_matter_to_printing() -> None:
    assert print_run([structs.replace(_STEP, id="a1b2")]) == "400 m"


@given(runs())
def test_reading_undoes_printing_for_all_that_the_notation_can_say(run: tuple[Step | Block, ...]) -> None:
    text = print_run(run)

    assert text is not None
    assert parse_run(text) == numbered(run)
