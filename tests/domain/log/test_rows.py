"""A log as rows: what was really moved, by whom known, never a zero for the unknown."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.log.performance import (
    ExerciseName,
    Performance,
    PerformedExercise,
    PerformedMiniSet,
    PerformedSection,
    PerformedSet,
    Suggestion,
    WorkoutPerformanceLog,
)
from mesocycle.domain.log.rows import PerformedRow, performed_rows
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import BodyweightExercise, Exercise, Side, WorkoutType
from mesocycle.domain.reference.value import UsedReference
from tests.builders import a_section, a_set, an_exercise
from tests.domain.logs import performed

_SIDES: tuple[Side, Side] = ("left", "right")
PULL_UP = BodyweightExercise(
    id="exercise-1",
    exercise_id="pull-up",
    exercise_variant_id="pull-up",
    name="Pull-up",
    order_index=0,
    sets=(a_set(),),
)
BODY = UsedReference(reference_value_id="r", kind="bodyweight", value=80, unit="kg")
DIP = LibraryExercise(
    id="l",
    exercise_id="dip",
    exercise_variant_id="bar-dip",
    name="Dip",
    aliases=(),
    kind="bodyweight",
    primary_muscles=(),
    secondary_muscles=(),
    equipment=(),
    unilateral=False,
)


def lines_of(exercise: Exercise) -> Lines:
    sections = (a_section(exercises=(exercise,)),)
    return Lines(WorkoutSnapshot(name="Day", type=WorkoutType.STRENGTH, objective="", sections=sections))


def row(
    done: PerformedSet,
    exercise: Exercise | None = None,
    *,
    body: UsedReference | None = None,
    **given: object,
) -> PerformedRow:
    entry = replace(PerformedExercise(exercise_id="exercise-1", order_index=0, sets=(done,)), **given)
    section = PerformedSection(section_id="section-1", order_index=0, exercises=(entry,))
    log = WorkoutPerformanceLog(sections=(section,), references=(body,) if body else None)
    (found,) = performed_rows(log, lines_of(exercise or an_exercise()), {"bar-dip": DIP})
    return found


def lifted(weight: float | None = None, unit: str = "kg", **given: object) -> PerformedSet:
    done = Performance(reps=5, weight=weight, weight_unit="lb" if unit == "lb" else "kg")
    return performed("a", set_id="set-1", performance=done, **given)


def test_a_row_names_the_places_in_the_plan_and_the_exercise_of_the_library() -> None:
    found = row(lifted(100, performed_at="2026-01-05T07:00:00.000Z"))

    assert (found.id, found.section_id, found.line_id, found.set_id) == ("a", "section-1", "exercise-1", "set-1")
    assert (found.exercise_id, found.exercise_variant_id) == ("squat", "back-squat")
    assert (found.reps, found.load_kg, found.added_kg, found.sides) == (5, 100.0, None, 1)


def test_pounds_are_summed_in_kilograms() -> None:
    assert row(lifted(100, "lb")).load_kg == pytest.approx(45.359237)


def test_a_load_in_each_hand_counts_twice() -> None:
    assert row(lifted(20), an_exercise(load_per="hand")).load_kg == 40


def test_a_load_unknown_stays_unknown() -> None:
    assert row(lifted(None)).load_kg is None


def test_an_unknown_body_weight_leaves_the_total_unknown_and_the_added_load_known() -> None:
    found = row(lifted(-20), PULL_UP)

    assert (found.load_kg, found.added_kg) == (None, -20)


def test_a_body_weight_frozen_into_the_log_makes_the_total() -> None:
    assert row(lifted(10), PULL_UP, body=BODY).load_kg == 90
    assert row(lifted(None), PULL_UP, body=BODY).load_kg == 80


def test_a_substitute_is_what_was_really_done() -> None:
    press = ExerciseName(exercise_id="leg-press", name="Leg press")

    found = row(lifted(100), an_exercise(load_per="hand"), substituted_by=press)

    assert (found.exercise_id, found.exercise_variant_id, found.line_id) == ("leg-press", None, "exercise-1")
    assert found.load_kg == 100


def test_the_library_says_that_a_substitute_moves_the_body() -> None:
    dip = ExerciseName(exercise_id="dip", exercise_variant_id="bar-dip", name="Dip")

    assert row(lifted(10), substituted_by=dip, body=BODY).load_kg == 90


def test_an_added_exercise_has_no_line() -> None:
    curl = PerformedExercise(
        id="x", added=True, exercise=ExerciseName(name="Curl"), order_index=1, sets=(performed("a"),)
    )
    section = PerformedSection(section_id="section-1", order_index=0, exercises=(curl,))

    (found,) = performed_rows(WorkoutPerformanceLog(sections=(section,)), lines_of(an_exercise()))

    assert (found.line_id, found.exercise_id, found.exercise_name) == (None, None, "Curl")
    assert found.load_kg == 100


def test_one_entry_without_side_of_a_per_side_set_counts_for_both() -> None:
    lunge = an_exercise(sets=(a_set(per_side=True),))

    assert row(lifted(20), lunge).sides == 2
    assert row(lifted(20, unilateral_side="left"), lunge).sides == 1


def test_mini_sets_are_counted_with_the_set_they_follow() -> None:
    done = Performance(reps=12, mini_sets=(PerformedMiniSet(reps=4), PerformedMiniSet(reps=3)))

    assert row(performed("a", set_id="set-1", performance=done)).reps == 19


def both_sides(*done: PerformedSet) -> list[int]:
    entry = PerformedExercise(exercise_id="exercise-1", order_index=0, sets=done)
    log = WorkoutPerformanceLog(sections=(PerformedSection(section_id="section-1", order_index=0, exercises=(entry,)),))
    return [each.counts for each in performed_rows(log, lines_of(an_exercise()))]


def side(name: Side, id_: str, **given: object) -> PerformedSet:
    return replace(lifted(20), id=id_, unilateral_side=name, **given)


def test_of_two_sides_of_a_set_the_harder_one_counts() -> None:
    easy, hard = Performance(reps=8, rir=4), Performance(reps=8, rpe=9)

    assert both_sides(side("left", "a"), side("right", "b")) == [1, 0]
    assert both_sides(side("left", "a", performance=hard), side("right", "b", performance=easy)) == [1, 0]


def test_a_side_alone_and_each_round_count() -> None:
    rounds = [side(name, f"{name}{place}", round=place) for place in (1, 2) for name in _SIDES]

    assert both_sides(side("left", "a")) == [1]
    assert sum(both_sides(*rounds)) == 2
    assert sum(both_sides(*rounds, side("left", "c", round=3), side("left", "d", round=4))) == 4


def test_sides_that_no_set_planned_belong_together_by_their_number() -> None:
    added = [side(name, f"{name}{place}", set_id=None, set_number=place) for place in (1, 2) for name in _SIDES]

    assert sum(both_sides(*added)) == 2


def test_a_row_says_what_was_suggested_in_kilograms() -> None:
    shown = Suggestion(weight=100, weight_unit="lb", reps=6, why="All repetitions were done.")

    found = row(lifted(100, "lb", suggested=shown))

    assert found.suggested_kg == pytest.approx(45.359237)
    assert (found.suggested_reps, found.suggested_s) == (6, None)
