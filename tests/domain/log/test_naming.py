"""Which lines of a session a name means."""

import pytest

from mesocycle.domain.log.naming import (
    exercises_called,
    exercises_within,
    is_whole_run,
    running_sections,
    section_called,
    turns_called,
    work_of,
)
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import flatten
from mesocycle.domain.plan.workout import CooldownSection, IntervalsSection, WarmupSection, WorkoutType
from mesocycle.domain.refusal import NotFound
from tests.builders import a_section, an_exercise

SQUAT = an_exercise(id="one", name="Back squat")
FRONT = an_exercise(id="two", name="Front squat")
WORK = IntervalsSection(
    id="work", name="Hard", order_index=2, rounds=2, work_distance=400, rest_duration="1min", intensity="vo2max"
)
DAY = WorkoutSnapshot(
    name="Long day",
    type=WorkoutType.STRENGTH,
    objective="",
    sections=(
        WarmupSection(id="up", name="Jog", order_index=0, duration="10min"),
        a_section(id="main", name="Main", exercises=(SQUAT, FRONT)),
        WORK,
        CooldownSection(id="down", name="Walk", order_index=3, duration="5min"),
    ),
)


def test_the_whole_name_goes_before_a_part_of_another() -> None:
    assert exercises_called(DAY, "  back  SQUAT ", None) == [SQUAT]


def test_a_part_that_several_have_is_refused_with_their_names() -> None:
    with pytest.raises(NotFound) as refused:
        exercises_called(DAY, "squat", None)

    assert "Back squat, Front squat" in refused.value.remedy


def test_a_section_bounds_where_an_exercise_is_looked_for() -> None:
    assert exercises_within(DAY, "hard") == []


def test_a_section_is_found_by_its_name() -> None:
    assert section_called(DAY, "MAIN") == DAY.sections[1]


def test_a_section_means_its_work_and_not_its_rests() -> None:
    assert [(turn.step.phase, turn.round) for turn in turns_called(DAY, "hard", None)] == [("active", 1), ("active", 2)]


def test_a_phase_means_its_steps() -> None:
    assert [turn.step.id for turn in turns_called(DAY, "cooldown", None)] == ["down:recovery"]


def test_rests_alone_are_work_enough() -> None:
    rests = [turn for turn in flatten(WORK) if turn.step.phase != "active"]

    assert work_of(rests) == rests


def test_the_run_is_all_that_is_run() -> None:
    assert is_whole_run(DAY, "Run")
    assert is_whole_run(DAY, "long day")


def test_the_work_of_a_run_goes_before_warm_up_and_cool_down() -> None:
    assert [section.id for section in running_sections(DAY)] == ["work", "up", "down"]
