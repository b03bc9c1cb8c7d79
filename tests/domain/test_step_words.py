"""What steps ask for, as people say it."""

import pytest

from mesocycle.domain.plan import Goal, Target
from mesocycle.domain.step_words import clock, distance_words, goal_words, target_words


@pytest.mark.parametrize(("seconds", "said"), [(45, "45 s"), (90, "1:30"), (3750, "1:02:30"), (59.5, "59.5 s")])
def test_a_duration_is_said_as_a_clock_shows_it(seconds: float, said: str) -> None:
    assert clock(seconds) == said


@pytest.mark.parametrize(("metres", "said"), [(400, "400 m"), (5000, "5 km"), (21097.5, "21.1 km")])
def test_a_distance_is_said_in_metres_or_kilometres(metres: float, said: str) -> None:
    assert distance_words(metres) == said


def test_a_pace_is_said_in_minutes_and_a_cap_as_one() -> None:
    pace = Target(metric="pace", low=240, high=255, unit="s/km", basis="absolute")
    cap = Target(metric="pace", low=300, unit="s/km", basis="absolute")

    assert target_words(pace) == "4:00-4:15/km"
    assert target_words(cap) == "no faster than 5:00/km"


def test_a_goal_is_said_as_time_or_distance() -> None:
    assert (goal_words(Goal(duration=90)), goal_words(Goal(distance=800))) == ("1:30", "800 m")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (
            Target(metric="heart-rate", high=2, unit="zone", basis="zone", of="heartRateZones"),
            "heart rate up to zone 2",
        ),
        (Target(metric="pace", low=3, high=4, unit="zone", basis="zone", of="paceZones"), "pace zone 3-4"),
        (
            Target(metric="heart-rate", low=88, high=92, unit="percent", basis="percent", of="thresholdHeartRate"),
            "heart rate 88-92 % of threshold heart rate",
        ),
        (Target(metric="power", low=250, unit="W", basis="absolute"), "power from 250 W"),
        (Target(metric="rpe", low=7, high=7, unit="rpe", basis="absolute"), "rpe 7"),
    ],
)
def test_a_target_is_said_without_the_words_of_its_document(target: Target, said: str) -> None:
    assert target_words(target) == said
