"""Rows of what was done: what a line comes down to, sheets, outcomes, sums."""

import pytest
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.document import encode
from mesocycle.domain.history.done import CountedSet, DoneEffort, DoneSession, SetSums
from mesocycle.domain.history.lines import Leaf, leaves
from mesocycle.domain.history.outcome import DONE, LEFT, DayOutcome, Outcome
from mesocycle.domain.history.recent import DayTaken, RecentTraining
from mesocycle.domain.history.sheet import effort_rows, set_rows
from mesocycle.domain.log.editing import EMPTY, put_effort, put_set
from mesocycle.domain.log.entry import EffortEntry, SetEntry
from mesocycle.domain.log.performance import Effort, Performance
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from tests.builders import a_section, a_session, a_set, an_exercise
from tests.domain.logs import LINES, SNAPSHOT, performed

MAIN, _, TABATA, INTERVALS = SNAPSHOT.sections


def a_done_session() -> WorkoutSession:
    """Give a session in which a squat and an interval were done, the squat twice as heavy as planned."""
    squat = performed("done", set_id="squat-1")
    squat = replace(squat, performance=Performance(reps=5, weight=200, weight_unit="kg"))
    lap = Effort(id="lap", step_id="intervals:work", round=2, phase="active", performance=Performance(distance=400))
    log = put_effort(put_set(EMPTY, SetEntry(set=squat), LINES).log, EffortEntry(effort=lap), LINES).log
    return a_session(
        status=SessionStatus.COMPLETED,
        performed_date="2026-01-07",
        workout_snapshot=Raw(encode(SNAPSHOT)),
        performance_log=Raw(encode(log)),
    )


def test_a_line_comes_down_to_sets_exercises_without_sets_and_steps_with_the_lines_around_them() -> None:
    found = [leaf for section in (MAIN, TABATA, INTERVALS) for leaf in leaves(section, "w")]

    assert {(leaf.kind, leaf.within) for leaf in found} >= {
        ("set", ("w", "main", "squat", "squat-1")),
        ("exercise", ("w", "tabata", "burpee")),
        ("step", ("w", "intervals", "intervals:work")),
    }


@pytest.mark.parametrize(
    "percent", ["percent_of_1rm", "percent_of_training_max", "percent_of_top_set", "percent_of_previous_set"]
)
def test_a_set_whose_load_hangs_on_another_value_is_measured(percent: str) -> None:
    sets = (a_set(), a_set(id="set-2", set_number=2, weight=None, **{percent: 80}))

    assert [leaf.measured for leaf in leaves(a_section(exercises=(an_exercise(sets=sets),)), "w")] == [False, True]


def test_a_sheet_has_a_row_for_each_set_with_the_plan_beside_it_on_the_day_it_was_done() -> None:
    (row,) = set_rows(a_done_session(), {})

    assert (row.day, row.workout, row.section, row.exercise) == ("2026-01-07", "Everything", "Main lift", "Back squat")
    assert (row.weight, row.load_kg, row.planned_weight, row.planned_reps) == (200, 200.0, 100, 5)


def test_a_sheet_has_a_row_for_each_effort_with_its_round() -> None:
    (row,) = effort_rows(a_done_session())

    assert (row.section, row.phase, row.round, row.distance_m, row.effort_id) == ("Intervals", "active", 2, 400, "lap")


def test_of_a_log_in_another_form_no_row_is_made_up() -> None:
    foreign = replace(a_done_session(), performance_log=Raw(b'{"sets":"5x5"}'))

    assert (list(set_rows(foreign, {})), list(effort_rows(foreign))) == ([], [])


def test_a_planned_session_was_done_or_left_or_is_not_due_and_never_two_of_them() -> None:
    assert DONE.isdisjoint(LEFT)
    assert set(Outcome) - DONE - LEFT == {Outcome.CANCELLED, Outcome.PAUSED, Outcome.IN_PROGRESS, Outcome.UPCOMING}


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (CountedSet("2026-01-05", "squat", None, "working", 5, 100.0), "counts"),
        (SetSums("2026-01-05", "squat", None, 3, 3, 15, 1500.0), "reps"),
        (DoneEffort(movement="run"), "distance_m"),
        (DoneSession(id="s", day="2026-01-05", type=WorkoutType.RUNNING), "day"),
        (DayOutcome("2026-01-05", Outcome.MISSED, "Squat day"), "outcome"),
        (DayTaken("ann", "2026-01-05", "Squat day"), "day"),
        (
            RecentTraining(
                since="2026-01-05", sets=1, repetitions=5, load_kg=1.0, duration_s=0.0, distance_m=0.0, ascent_m=0.0
            ),
            "sets",
        ),
        (Leaf(id="a", within=(), kind="set", name="A", measured=False), "id"),
    ],
)
def test_a_row_of_the_past_is_a_value_that_nobody_changes(row: object, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(row, name, "other")
