"""Amounts as people say them."""

import pytest

from mesocycle.cli.amounts import clock, distance_words, goal_words, performance_words, target_words
from mesocycle.cli.log_entries import parse_weight
from mesocycle.cli.refusals import CommandNotUnderstood
from mesocycle.domain.performance import Performance, PerformedMiniSet
from mesocycle.domain.plan import Goal, Target


@pytest.mark.parametrize(("seconds", "said"), [(45, "45 s"), (90, "1:30"), (3750, "1:02:30"), (59.5, "59.5 s")])
def test_a_duration_is_said_as_a_clock_shows_it(seconds: float, said: str) -> None:
    assert clock(seconds) == said


@pytest.mark.parametrize(("metres", "said"), [(400, "400 m"), (5000, "5 km"), (21097.5, "21.1 km")])
def test_a_distance_is_said_in_metres_or_kilometres(metres: float, said: str) -> None:
    assert distance_words(metres) == said


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


def test_a_pace_is_said_in_minutes_and_a_cap_as_one() -> None:
    pace = Target(metric="pace", low=240, high=255, unit="s/km", basis="absolute")
    cap = Target(metric="pace", low=300, unit="s/km", basis="absolute")

    assert target_words(pace) == "4:00-4:15/km"
    assert target_words(cap) == "no faster than 5:00/km"


def test_a_goal_is_said_as_time_or_distance() -> None:
    assert (goal_words(Goal(duration=90)), goal_words(Goal(distance=800))) == ("1:30", "800 m")


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
