"""An activity that no planned session waited for."""

from msgspec.structs import replace

from mesocycle.domain.activity.activity import Activity, Ascent, RecordedLap, RecordedSet
from mesocycle.domain.activity.log import NamedSet
from mesocycle.domain.activity.past_workout import activity_key, past_workout, told
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import WorkoutType

START = "2026-01-05T17:00:00.000Z"
RUN = Activity(
    format="fit",
    sport="running",
    type=WorkoutType.RUNNING,
    movement="run",
    performance=Performance(distance=5000, duration=1500),
    records=1500,
)


def a_set(name: str, reps: int, rest_s: float | None = None) -> NamedSet:
    recorded = RecordedSet(kind="active", performance=Performance(reps=reps))
    return NamedSet(recorded=recorded, variants=(), name=name, rest_s=rest_s)


def test_recordings_of_one_second_are_one_whatever_file_they_came_in() -> None:
    assert activity_key(START) == activity_key("2026-01-05T17:00:00.999Z") == activity_key("2026-01-05T17:00:00")


def test_a_run_of_one_lap_is_one_effort_and_one_of_several_is_its_laps() -> None:
    laps = tuple(RecordedLap(performance=Performance(distance=metres)) for metres in (2000, 3000))

    whole = past_workout(replace(RUN, laps=laps[:1]), (), 1, START)
    parts = past_workout(replace(RUN, laps=laps), (), 1, START)

    assert [effort.performance for effort in whole.efforts] == [RUN.performance]
    assert [effort.performance.distance for effort in parts.efforts] == [2000, 3000]


def test_sets_of_one_name_that_follow_each_other_are_one_exercise() -> None:
    sets = [a_set("Squat", 5, 90.4), a_set("Squat", 4), a_set("Curl", 8), a_set("Squat", 3)]

    workout = past_workout(replace(RUN, type=None, movement="other"), sets, 1, START)

    assert (workout.type, workout.movement) == (WorkoutType.STRENGTH, "other")
    assert [(each.name, [one.performance.reps for one in each.sets]) for each in workout.exercises] == [
        ("Squat", [5, 4]),
        ("Curl", [8]),
        ("Squat", [3]),
    ]
    assert workout.exercises[0].sets[0].rest == "90s"


def test_beside_sets_stands_how_long_it_took_and_not_how_far_a_wrist_went() -> None:
    workout = past_workout(RUN, [a_set("Squat", 5)], 1, START)

    assert [effort.performance for effort in workout.efforts] == [Performance(duration=1500)]


def test_what_is_neither_a_run_nor_strength_keeps_its_movement_and_its_own_name() -> None:
    ride = replace(RUN, type=None, movement="bike", sport="cycling", sub_sport="gravel_cycling")

    workout = past_workout(ride, (), 1, START)

    assert (workout.type, workout.movement, workout.name) == (WorkoutType.OTHER, "bike", "Gravel cycling")


def test_who_measured_the_climb_and_what_could_not_be_read_stands_in_the_notes() -> None:
    climbed = replace(RUN, ascents=(Ascent(method="t11+h0.2", gain=80), Ascent(method="device", gain=95)))

    assert told(replace(climbed, problems=("It breaks off.",))) == "Ascent by the device: 95 m. It breaks off."
    assert told(RUN) is None
