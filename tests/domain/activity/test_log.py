from itertools import count

from msgspec.structs import replace

from mesocycle.domain.activity.activity import Activity, RecordedLap, RecordedSet
from mesocycle.domain.activity.log import NamedSet, activity_log
from mesocycle.domain.log.checks import check_log
from mesocycle.domain.log.performance import Effort, Performance, PerformedExercise, WorkoutPerformanceLog
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import Goal, IntervalsSection, RunSection, Section, Step, StepsSection, WorkoutType
from tests.builders import a_section, a_set, an_exercise

_INTERVALS = IntervalsSection(
    id="main",
    name="Intervals",
    order_index=0,
    rounds=2,
    work_distance=1000,
    rest_duration="2m",
    rest_type="jog",
    intensity="vo2max",
)


def an_activity(*laps: tuple[float, float]) -> Activity:
    """Give a run by its laps of seconds and metres."""
    whole = Performance(duration=sum(seconds for seconds, _ in laps), distance=sum(metres for _, metres in laps))
    return Activity(
        format="fit",
        sport="running",
        type=WorkoutType.RUNNING,
        movement="run",
        performance=whole,
        laps=tuple(RecordedLap(performance=Performance(duration=seconds, distance=metres)) for seconds, metres in laps),
        records=0,
    )


def logged(sections: tuple[Section, ...], activity: Activity, *sets: NamedSet) -> WorkoutPerformanceLog:
    content = WorkoutSnapshot(name="Day", type=WorkoutType.RUNNING, objective="", sections=sections)
    numbers = count(1)
    log = activity_log(content, activity, sets, lambda: f"new-{next(numbers)}")
    assert check_log(log, content) == ()
    return log


def efforts_of(log: WorkoutPerformanceLog) -> list[Effort]:
    return [effort for section in log.sections for effort in section.efforts or ()]


def exercises_of(log: WorkoutPerformanceLog) -> list[PerformedExercise]:
    return [exercise for section in log.sections for exercise in section.exercises]


def a_named_set(*variants: str, name: str = "Unknown exercise", reps: int = 5) -> NamedSet:
    return NamedSet(RecordedSet(kind="active", performance=Performance(reps=reps)), variants, name)


def test_laps_stand_in_the_rounds_they_were_led_through() -> None:
    log = logged((_INTERVALS,), an_activity((240, 1000), (120, 300), (245, 1005), (121, 310)))

    assert [(each.step_id, each.round) for each in efforts_of(log)] == [
        ("main:work", 1),
        ("main:recovery", 1),
        ("main:work", 2),
        ("main:recovery", 2),
    ]


def test_what_was_jogged_after_the_end_is_a_lap() -> None:
    log = logged((_INTERVALS,), an_activity((240, 1000), (120, 300), (245, 1005), (121, 310), (400, 900)))

    assert [each.step_id for each in efforts_of(log)][-1] is None


def test_a_run_that_was_cut_short_keeps_its_rounds() -> None:
    log = logged((_INTERVALS,), an_activity((240, 1000), (120, 300), (100, 400)))

    assert [each.step_id for each in efforts_of(log)] == ["main:work", "main:recovery", "main:work"]


def test_laps_of_every_kilometre_are_laps() -> None:
    log = logged((_INTERVALS,), an_activity((300, 1000), (300, 1000), (300, 1000), (300, 1000)))

    assert [(each.step_id, each.round) for each in efforts_of(log)] == [(None, 1), (None, 2), (None, 3), (None, 4)]


def test_a_run_of_one_step_is_one_effort_whatever_the_laps() -> None:
    easy = RunSection(id="run", name="Easy", order_index=0, duration="40m")

    (effort,) = efforts_of(logged((easy,), an_activity((300, 1000), (300, 1000))))

    assert (effort.step_id, effort.performance.distance, effort.performance.duration) == ("run:work", 2000, 600)


def test_steps_across_sections_are_one_line() -> None:
    warmup = RunSection(id="easy", name="Easy", order_index=0, duration="10m")
    open_step = Step(id="last", phase="cooldown", goal=Goal(open=True))
    end = StepsSection(id="end", name="End", order_index=2, rounds=1, steps=(open_step,))

    log = logged(
        (warmup, replace(_INTERVALS, order_index=1, rounds=1), end),
        an_activity((600, 1800), (240, 1000), (120, 300), (500, 1400)),
    )

    assert [section.section_id for section in log.sections] == ["easy", "main", "end"]
    assert [each.step_id for each in efforts_of(log)] == ["easy:work", "main:work", "main:recovery", "last"]


def test_as_many_sets_as_planned_are_the_planned_ones_in_order() -> None:
    squat = an_exercise(id="a", sets=(a_set(id="a1"), a_set(id="a2", set_number=2)))
    press = an_exercise(id="b", order_index=1, sets=(a_set(id="b1"),))
    section = a_section(exercises=(squat, press))

    log = logged((section,), an_activity(), *(a_named_set(reps=reps) for reps in (5, 4, 8)))

    done = [(one.set_id, one.performance.reps) for each in exercises_of(log) for one in each.sets]
    assert done == [("a1", 5), ("a2", 4), ("b1", 8)]


def test_other_sets_go_to_the_line_of_their_exercise_or_are_added_by_name() -> None:
    squat = an_exercise(id="a", exercise_id="squat", exercise_variant_id="squat.low-bar", sets=(a_set(id="a1"),))
    section = a_section(exercises=(squat,))

    log = logged(
        (section,),
        an_activity(),
        a_named_set("squat.barbell-back", name="Back Squat"),
        a_named_set(),
        a_named_set("biceps-curl.dumbbell", name="Dumbbell Curl"),
    )

    squatted, unknown, curled = exercises_of(log)
    assert (squatted.exercise_id, squatted.sets[0].set_id) == ("a", "a1")
    assert [each.exercise.name for each in (unknown, curled) if each.exercise] == ["Unknown exercise", "Dumbbell Curl"]
    assert [each.added for each in (unknown, curled)] == [True, True]
