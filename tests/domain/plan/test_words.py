"""What steps ask for, as people say it."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.plan.run_notation import parse_run
from mesocycle.domain.plan.words import (
    as_sentence,
    clock,
    distance_words,
    goal_words,
    run_by_weeks,
    schedule_words,
    set_words,
    sets_words,
    target_words,
    words,
)
from mesocycle.domain.plan.workout import Goal, ScheduleEntry, Target
from tests.builders import a_set


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


def test_equal_neighbours_are_written_as_one_group() -> None:
    assert sets_words([a_set(), a_set(set_number=2), a_set(set_number=3, reps=3)]) == "2x5 @ 100 kg; 1x3 @ 100 kg"


def test_sets_that_share_their_weeks_are_written_together_wherever_they_stand() -> None:
    first, second = a_set(weeks=(1,)), a_set(weeks=(2, 3))

    assert sets_words([first, second, first]) == "week 1: 2x5 @ 100 kg | weeks 2, 3: 1x5 @ 100 kg"


def test_steps_that_share_their_weeks_are_written_together_or_not_at_all() -> None:
    first, second = parse_run("400 m; 5x1 km rest 2min")
    of_week_2 = replace(second, weeks=(2,))

    assert run_by_weeks([first, second]) == {None: "400 m; 5x1000 m rest 2min"}
    assert run_by_weeks([of_week_2, first]) == {(2,): "5x1000 m rest 2min", None: "400 m"}
    assert run_by_weeks([second, replace(first, notes="easily")]) is None


def test_what_the_notation_cannot_say_stands_in_parentheses() -> None:
    assert sets_words([a_set(unilateral_side="left", notes="Slow")]) == "1x5 @ 100 kg (left, Slow)"


def test_a_set_that_no_notation_says_is_told_by_its_fields() -> None:
    odd = a_set(rep_type="range", reps=None, weight=None, weight_unit=None, distance=5)

    assert sets_words([odd]) == "setType working, repType range, distance 5"


def test_sets_that_ask_for_nothing_are_counted_and_one_alone_says_only_its_kind() -> None:
    bare = a_set(rep_type="fixed", reps=None, weight=None, weight_unit=None)
    warmup = replace(bare, set_type="warmup", rest_after="90s", unilateral_side="left")

    assert sets_words([warmup, bare, bare]) == "1 set warmup; 2 sets"
    assert (set_words(bare), set_words(warmup)) == ("", "warmup")
    assert set_words(replace(bare, rep_type="max")) == "1xAMRAP"


def test_days_of_all_three_kinds_are_told() -> None:
    entries = (
        ScheduleEntry(weekday="monday", weeks=(1,), time="07:00"),
        ScheduleEntry(day=2, repeat_every=7),
        ScheduleEntry(days_before_race=3),
    )

    assert schedule_words(entries) == "Monday in week 1 at 07:00; day 2, every 7 days; 3 days before the race"
    assert schedule_words(()) == "no day"


def test_a_target_is_told_as_range_cap_or_floor() -> None:
    pace = Target(metric="pace", low=240, high=250, unit="s/km", basis="absolute")
    cap = Target(metric="heart-rate", high=2, unit="zone", basis="zone", of="heartRateZones")
    floor = Target(metric="rpe", low=7, unit="rpe", basis="absolute")

    assert words((pace, cap, floor)) == "4:00-4:10/km, heart rate up to zone 2, rpe from 7"


@pytest.mark.parametrize(("text", "sentence"), [("it broke", "it broke."), ("It broke.", "It broke."), ("So?", "So?")])
def test_a_sentence_ends_with_one_full_stop(text: str, sentence: str) -> None:
    assert as_sentence(text) == sentence
