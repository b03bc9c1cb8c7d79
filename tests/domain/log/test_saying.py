"""What a text says was done finds its place in the session, and says all of what it names."""

from itertools import count

import pytest

from mesocycle.domain.log.checks import check_log
from mesocycle.domain.log.editing import EMPTY, each_effort, each_set
from mesocycle.domain.log.performance import Performance, PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.log.saying import say
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import (
    AmrapSection,
    CircuitSection,
    IntervalsSection,
    RunSection,
    Section,
    TabataExercise,
    TabataSection,
    WarmupSection,
    WorkoutType,
)
from mesocycle.domain.refusal import NotationNotUnderstood
from tests.builders import a_section, a_set, an_exercise

NUMBERS = count()
WARM = a_set(id="warm", set_number=1, set_type="warmup", weight=60)
FIRST = a_set(id="first", set_number=2)
SECOND = a_set(id="second", set_number=3)
SQUAT = an_exercise(id="squat", name="Back squat", sets=(WARM, FIRST, SECOND))
PRESS = an_exercise(id="press", name="Dumbbell press", load_per="hand", sets=(a_set(id="pressed"),))
STRONG = (a_section(id="main", name="Main", exercises=(SQUAT, PRESS)),)
RUN = (
    WarmupSection(id="up", name="Jog in", order_index=0, duration="10min"),
    IntervalsSection(
        id="fast",
        name="Kilometres",
        order_index=1,
        rounds=3,
        work_distance=1000,
        rest_duration="2min",
        intensity="threshold",
    ),
)


def a_day(*sections: Section) -> WorkoutSnapshot:
    return WorkoutSnapshot(name="Day", type=WorkoutType.STRENGTH, objective="", sections=sections)


def told(text: str, *sections: Section, log: WorkoutPerformanceLog = EMPTY) -> WorkoutPerformanceLog:
    return say(text, a_day(*sections), log, lambda: f"new-{next(NUMBERS)}")


def done(log: WorkoutPerformanceLog) -> list[PerformedSet]:
    return [one for _, one in each_set(log)]


def of_what(log: WorkoutPerformanceLog) -> list[str | None]:
    return [one.set_id for one in done(log)]


def test_sets_without_a_kind_are_no_warm_ups() -> None:
    assert of_what(told("Back squat: 5,5 @ 100", *STRONG)) == ["first", "second"]


def test_as_many_sets_as_are_planned_are_all_of_them() -> None:
    assert of_what(told("Back squat: 5 @ 60, 5,5 @ 100", *STRONG)) == ["warm", "first", "second"]


def test_a_warm_up_that_is_said_is_the_planned_one() -> None:
    assert of_what(told("Back squat: 5 @ 60 warmup, 5 @ 100", *STRONG)) == ["warm", "first"]


def test_a_set_beyond_the_plan_is_an_added_one() -> None:
    log = told("Back squat: 5,5,3,3,2 @ 100", *STRONG)

    assert [one.added for one in done(log)] == [None, None, True, True, True]
    assert [one.set_number for one in done(log)] == [2, 3, 4, 5, 6]


def test_a_part_of_the_name_is_enough() -> None:
    assert of_what(told("squat: 5", *STRONG)) == ["first"]


def test_the_same_text_again_is_the_same_log() -> None:
    text = "squat: 5,5,5,5 @ 100; + Face pull: 15; press: 8 @ 2x24 kg"

    log = told(text, *STRONG)
    again = told(text, *STRONG, log=log)

    assert [(one.set_id, one.performance) for one in done(again)] == [
        (one.set_id, one.performance) for one in done(log)
    ]


def test_what_is_not_named_stays() -> None:
    log = told("press: 8 @ 24", *STRONG, log=told("squat: 5 @ 100", *STRONG))

    assert of_what(log) == ["first", "pressed"]


def test_two_dumbbells_are_what_each_weighs_where_the_plan_counts_by_hand() -> None:
    assert done(told("press: 8 @ 2x24 kg", *STRONG))[0].performance.weight == 24


def test_two_dumbbells_are_both_where_the_plan_counts_the_whole() -> None:
    assert done(told("squat: 8 @ 2x24 kg", *STRONG))[0].performance.weight == 48


def test_another_exercise_in_its_place_keeps_the_planned_sets() -> None:
    log = told("Goblet squat instead of squat: 8 @ 30", *STRONG)

    (section,) = log.sections
    assert section.exercises[0].substituted_by is not None
    assert (section.exercises[0].substituted_by.name, of_what(log)) == ("Goblet squat", ["first"])


def test_an_exercise_that_was_not_planned_stands_in_the_last_section_of_exercises() -> None:
    log = told("+ Face pull: 2x15 @ 20 kg", *STRONG)

    ((place, _), _) = each_set(log)
    assert (place.section_id, place.exercise and place.exercise.name) == ("main", "Face pull")


def test_the_two_sides_of_a_set_are_one_set() -> None:
    log = told("squat: 5 left, 4 right, 5 left, 5 right", *STRONG)

    assert [(one.set_id, one.unilateral_side) for one in done(log)] == [
        ("first", "left"),
        ("first", "right"),
        ("second", "left"),
        ("second", "right"),
    ]


def test_a_circuit_is_told_round_by_round() -> None:
    circuit = CircuitSection(
        id="round", name="Circuit", order_index=0, rounds=3, rest_between_rounds="1min", exercises=(PRESS,)
    )

    assert [one.round for one in done(told("press: 8,8,7", circuit))] == [1, 2, 3]


def test_an_amrap_goes_on_for_as_many_rounds_as_were_done_and_has_a_score() -> None:
    finisher = AmrapSection(id="amrap", name="Finisher", order_index=0, time_cap="10min", exercises=(PRESS,))

    log = told("press: 8,8,7; Finisher: 2 rounds + 7", finisher)

    assert [one.round for one in done(log)] == [1, 2, 3]
    assert log.sections[0].result is not None
    assert (log.sections[0].result.rounds, log.sections[0].result.reps) == (2, 7)


def test_the_time_of_a_section_without_steps_is_its_score() -> None:
    log = told("Main: 18:30", *STRONG)

    assert log.sections[0].result is not None
    assert log.sections[0].result.duration == 1110


def test_a_tabata_has_rounds_and_no_planned_sets() -> None:
    burpee = TabataExercise(id="burpee", exercise_id="b", exercise_variant_id="b", name="Burpee", order_index=0)
    section = TabataSection(
        id="tabata",
        name="Tabata",
        order_index=0,
        work_interval="20s",
        rest_interval="10s",
        rounds=8,
        exercises=(burpee,),
    )

    log = told("Burpee: 9,8,8", section)

    assert [(one.round, one.added, one.set_id) for one in done(log)] == [
        (1, None, None),
        (2, None, None),
        (3, None, None),
    ]
    assert check_log(log, a_day(section)) == ()


def test_the_work_of_a_section_is_told_in_turn() -> None:
    log = told("Kilometres: 1 km in 3:58,3:57 HR 170", *RUN)

    assert [(one.step_id, one.round, one.performance.duration) for _, one in each_effort(log)] == [
        ("fast:work", 1, 238),
        ("fast:work", 2, 237),
    ]


def test_a_run_as_a_whole_is_a_lap_that_stands_for_all_its_steps() -> None:
    log = told("run: 8 km in 45:00", *RUN)

    ((section_id, lap),) = each_effort(log)
    assert (section_id, lap.step_id, lap.performance) == ("fast", None, Performance(distance=8000, duration=2700))


def test_the_only_step_of_a_run_is_what_run_means() -> None:
    log = told("run: 8 km in 45:00", RunSection(id="easy", name="Easy", order_index=0, distance=8000))

    ((_, effort),) = each_effort(log)
    assert effort.step_id == "easy:work"


def test_a_skipped_exercise_has_no_sets_and_says_why() -> None:
    log = told("squat: skipped knee", *STRONG, log=told("squat: 5 @ 100", *STRONG))

    (exercise,) = log.sections[0].exercises
    assert (exercise.sets, exercise.skipped and exercise.skipped.reason) == ((), "knee")


def test_what_was_skipped_and_is_done_after_all_is_no_longer_skipped() -> None:
    log = told("squat: 5 @ 100", *STRONG, log=told("squat: skipped", *STRONG))

    assert log.sections[0].exercises[0].skipped is None


def test_all_that_can_be_told_keeps_the_rules_of_a_log() -> None:
    text = "squat: 6x5 @ 90 kg; Goblet squat instead of press: 8 @ 30 kg; + Face pull [Main]: 15; Kilometres: 1 km"

    log = told(text, *STRONG, *RUN)

    assert check_log(log, a_day(*STRONG, *RUN)) == ()


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("squat: 5; Lunge: 5", 11),
        ("+ Lunge [Legs]: 5", 1),
        ("squat: 6 rounds", 1),
        ("Main: 8", 1),
        ("Kilometres: 1 km @ 20 kg", 13),
        ("Goblet squat instead of squat: skipped", 1),
        ("+ Lunge: skipped", 1),
    ],
)
def test_what_has_no_place_is_refused_where_it_stands(text: str, column: int) -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        told(text, *STRONG, *RUN)

    assert refused.value.facts is not None
    assert refused.value.facts["column"] == column
