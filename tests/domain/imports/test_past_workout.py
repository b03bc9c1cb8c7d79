"""When a past workout was, and which two of one time and name are the same."""

import pytest

from mesocycle.domain.imports.past_workout import (
    PastEffort,
    PastExercise,
    PastSet,
    PastWorkout,
    amounts_of,
    content_digest,
    is_same_work,
    key_digest,
    times,
)
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import WorkoutType


def a_past_workout(*reps: int, start: str = "2025-09-15T07:48:00", line: int = 2, **given: object) -> PastWorkout:
    sets = tuple(PastSet(performance=Performance(reps=each, weight=100, weight_unit="kg")) for each in reps or (5,))
    usual: dict[str, object] = {
        "line": line,
        "key": "2025-09-15 Push",
        "name": "Push",
        "type": WorkoutType.STRENGTH,
        "start": start,
        "exercises": (PastExercise(name="Bench Press", sets=sets),),
    }
    return PastWorkout(**{**usual, **given})  # type: ignore[arg-type]  # fields by name, as in the other builders


def test_a_civil_time_is_the_athletes_own_in_their_zone() -> None:
    when = times(a_past_workout(end="2025-09-15T09:13:00"), "Europe/Berlin")

    assert (when.day, when.time, when.started_at) == ("2025-09-15", "07:48", "2025-09-15T05:48:00.000Z")
    assert (when.completed_at, when.duration_minutes) == ("2025-09-15T07:13:00.000Z", 85)


def test_an_instant_falls_on_the_athletes_civil_day() -> None:
    when = times(a_past_workout(start="2018-07-07T23:30:00.000Z"), "Asia/Tokyo")

    assert (when.day, when.time) == ("2018-07-08", "08:30")


def test_a_day_alone_has_no_times() -> None:
    when = times(a_past_workout(start="2026-03-02"), "Europe/Berlin")

    assert (when.day, when.time, when.started_at, when.completed_at) == ("2026-03-02", None, None, None)


def test_without_an_end_the_end_is_not_made_up() -> None:
    when = times(a_past_workout(), "UTC")

    assert (when.started_at, when.completed_at, when.duration_minutes) == ("2025-09-15T07:48:00.000Z", None, None)


def test_the_duration_a_file_names_says_when_the_workout_ended() -> None:
    when = times(a_past_workout(duration_s=2100), "UTC")

    assert (when.completed_at, when.duration_minutes) == ("2025-09-15T08:23:00.000Z", 35)


def test_an_end_before_the_start_is_none() -> None:
    when = times(a_past_workout(end="2025-09-15T06:00:00"), "UTC")

    assert (when.completed_at, when.duration_minutes) == (None, None)


def test_a_civil_time_that_the_clocks_skipped_or_repeated_has_an_instant_all_the_same() -> None:
    skipped = times(a_past_workout(start="2025-03-30T02:30:00"), "Europe/Berlin")
    repeated = times(a_past_workout(start="2025-10-26T02:30:00"), "Europe/Berlin")

    assert skipped.started_at == "2025-03-30T01:30:00.000Z"
    assert repeated.started_at == "2025-10-26T00:30:00.000Z"


@pytest.mark.parametrize("start", ["1899-12-31T10:00:00", "1899-12-31"])
def test_a_year_before_1900_is_none(start: str) -> None:
    with pytest.raises(ValueError, match="not between"):
        times(a_past_workout(start=start), "UTC")


def test_content_does_not_depend_on_the_line_but_on_all_else() -> None:
    one = content_digest(a_past_workout(5))

    assert one == content_digest(a_past_workout(5, line=99))
    assert one != content_digest(a_past_workout(6))
    assert one != content_digest(a_past_workout(5, notes="hot"))


def test_the_same_workout_of_two_programs_is_two_items() -> None:
    workout = a_past_workout()

    assert key_digest("hevy", workout) != key_digest("strong", workout)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [((5, 5, 5), (5, 5, 4), True), ((5, 5, 5), (5, 5, 5), True), ((5, 5, 5), (8, 8, 5), False), ((5,), (6,), False)],
)
def test_a_workout_is_the_same_corrected_where_half_of_all_amounts_are_in_both(
    one: tuple[int, ...], other: tuple[int, ...], same: bool
) -> None:
    assert is_same_work(amounts_of(a_past_workout(*one)), amounts_of(a_past_workout(*other))) is same


@pytest.mark.parametrize(
    ("hours", "moved_min", "minutes", "told"),
    [(30, 1200, 1800, False), (72, 50, 50, True), (11, 50, 660, False), (400, 0, None, True)],
)
def test_an_activity_left_running_lasted_as_long_as_it_moved_and_an_ultra_stays(
    hours: int, moved_min: int, minutes: int | None, *, told: bool
) -> None:
    run = PastEffort(performance=Performance(moving_duration=moved_min * 60 or None, distance=9000))

    when = times(a_past_workout(exercises=(), efforts=(run,), duration_s=hours * 3600), "UTC")

    assert (when.duration_minutes, when.told is not None) == (minutes, told)


@pytest.mark.parametrize(("end", "minutes"), [("2025-09-15T13:48:00", 360), ("2025-09-15T13:49:00", None)])
def test_sets_take_six_hours_at_most_be_it_told_as_an_end_or_a_length(end: str, minutes: int | None) -> None:
    when = times(a_past_workout(end=end), "UTC")

    assert (when.duration_minutes, when.completed_at is None) == (minutes, minutes is None)


def test_help_is_the_same_work_however_it_is_written() -> None:
    def helped(kg: int) -> PastWorkout:
        done = PastSet(performance=Performance(reps=8, weight=kg, weight_unit="kg"))
        return a_past_workout(exercises=(PastExercise(name="Assisted Pull-up", sets=(done,)),))

    assert is_same_work(amounts_of(helped(30)), amounts_of(helped(-30)))
