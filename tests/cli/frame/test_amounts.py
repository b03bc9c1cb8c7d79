"""Amounts as people say them."""

import pytest

from mesocycle.cli.frame.amounts import performance_words
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.cli.sessions.log_entries import parse_weight
from mesocycle.domain.log.performance import Performance, PerformedMiniSet


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (Performance(reps=5, weight=100, weight_unit="kg", rpe=8), "5 x 100 kg, RPE 8"),
        (Performance(reps=12), "12 reps"),
        (Performance(reps=8, weight=0), "8 x BW"),
        (Performance(reps=8, weight=-20, weight_unit="kg"), "8 x -20 kg"),
        (Performance(distance=400, duration=92, average_heart_rate=172), "400 m in 1:32, 172 bpm"),
        (Performance(duration=45), "45 s"),
        (Performance(reps=12, mini_sets=(PerformedMiniSet(reps=4), PerformedMiniSet(reps=3))), "12+4+3 reps"),
        (Performance(), "done"),
    ],
)
def test_what_a_set_came_to_is_said_in_a_few_words(done: Performance, said: str) -> None:
    assert performance_words(done) == said


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("100 kg", (100, "kg")),
        ("225lbs", (225, "lb")),
        ("+20", (20, None)),
        ("-12.5 kg", (-12.5, "kg")),
        ("BW", (0, None)),
    ],
)
def test_a_weight_is_read_as_lifters_write_it(written: str, read: tuple[float, str | None]) -> None:
    assert parse_weight(written) == read


@pytest.mark.parametrize("written", ["", "heavy", "100 stone", "1,5 kg"])
def test_what_is_no_weight_is_refused(written: str) -> None:
    with pytest.raises(CommandNotUnderstood, match="no weight"):
        parse_weight(written)
