"""A version by weeks: each workout in the weeks it falls in, told once where they are the same."""

from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.weeks import weeks_of_workouts
from mesocycle.domain.plan.workout import ScheduleEntry, Weeks
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise


def _weeks(version: RoutineVersion) -> list[list[Weeks]]:
    return [[part.weeks for part in each.parts] for each in weeks_of_workouts(version)]


def _on(*entries: ScheduleEntry) -> RoutineVersion:
    return a_version(workouts=(a_workout(schedule=entries),))


def test_weeks_that_hold_the_same_are_told_once_wherever_they_stand() -> None:
    sets = (a_set(weeks=(1, 3)), a_set(id="b", set_number=2, weeks=(2,), reps=3), a_set(id="c", set_number=3))
    workout = a_workout(sections=(a_section(exercises=(an_exercise(sets=sets),)),))

    assert _weeks(a_version(workouts=(workout,))) == [[(1, 3), (2,), (4,)]]


def test_a_workout_is_told_for_the_weeks_it_falls_in() -> None:
    assert _weeks(_on(ScheduleEntry(weekday="friday", weeks=(2, 4)))) == [[(2, 4)]]
    assert _weeks(_on(ScheduleEntry(day=8, repeat_every=10))) == [[(2, 3, 4)]]
    assert _weeks(_on(ScheduleEntry(day=1), ScheduleEntry(days_before_race=8))) == [[(1, 3)]]


def test_a_workout_on_no_day_is_told_for_all_weeks() -> None:
    assert _weeks(_on()) == [[(1, 2, 3, 4)]]


def test_workouts_stand_in_their_own_order() -> None:
    second, first = a_workout(id="b", order_index=1), a_workout(id="a", order_index=0)

    assert [each.workout.id for each in weeks_of_workouts(a_version(workouts=(second, first)))] == ["a", "b"]
