"""Which way efforts go: as the step says, else as its section, else as the workout lets expect."""

import pytest

from mesocycle.domain.history.movements import course
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import (
    CooldownSection,
    Goal,
    HillRepeatsSection,
    IntervalsSection,
    Movement,
    RunSection,
    Section,
    Step,
    StepsSection,
    WarmupSection,
    WorkoutType,
)
from tests.builders import a_section

_OPEN = Goal(open=True)
_RIDE = Step(id="ride", phase="active", goal=_OPEN, movement="bike")


def _movement(section: Section, step_id: str | None, type_: WorkoutType = WorkoutType.RUNNING) -> Movement:
    snapshot = WorkoutSnapshot(name="Day", type=type_, objective="", sections=(section,))
    return course(snapshot).movement("s", step_id)


@pytest.mark.parametrize(
    ("section", "step_id", "movement"),
    [
        (RunSection(id="s", name="S", order_index=0, distance=1, movement="hike"), "s:work", "hike"),
        (RunSection(id="s", name="S", order_index=0, distance=1), None, "run"),
        (HillRepeatsSection(id="s", name="S", order_index=0, repeats=3, rest_type="walk_down"), "s:recovery", "walk"),
        (HillRepeatsSection(id="s", name="S", order_index=0, repeats=3, rest_type="walk_down"), "s:work", "run"),
        (
            IntervalsSection(
                id="s", name="S", order_index=0, rounds=3, work_distance=400, rest_duration="1m", intensity="aerobic"
            ),
            "s:recovery",
            "run",
        ),
        (StepsSection(id="s", name="S", order_index=0, rounds=1, steps=(_RIDE,)), "ride", "bike"),
        (StepsSection(id="s", name="S", order_index=0, rounds=1, steps=(_RIDE,)), None, "bike"),
        (WarmupSection(id="s", name="S", order_index=0, distance=1000), "s:warmup", "run"),
    ],
)
def test_an_effort_goes_as_its_step_or_its_section_does(
    section: Section, step_id: str | None, movement: Movement
) -> None:
    assert _movement(section, step_id) == movement


@pytest.mark.parametrize(("type_", "movement"), [(WorkoutType.STRENGTH, "other"), (WorkoutType.TRAIL_RUNNING, "run")])
def test_where_nothing_is_said_the_kind_of_workout_decides(type_: WorkoutType, movement: Movement) -> None:
    assert _movement(a_section(id="s", exercises=()), None, type_) == movement


def test_an_effort_of_no_section_goes_some_other_way() -> None:
    snapshot = WorkoutSnapshot(name="Day", type=WorkoutType.RUNNING, objective="", sections=())

    assert course(snapshot).movement("gone", None) == "other"


def test_warm_up_and_cool_down_are_the_easy_sections() -> None:
    sections = (
        WarmupSection(id="w", name="W", order_index=0),
        a_section(id="b", order_index=1),
        CooldownSection(id="c", name="C", order_index=2),
    )
    snapshot = WorkoutSnapshot(name="Day", type=WorkoutType.STRENGTH, objective="", sections=sections)

    assert course(snapshot).easy == {"w", "c"}
