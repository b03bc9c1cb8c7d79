"""A workout as a watch can say it, and what it can't."""

from mesocycle.domain.plan.workout import (
    Goal,
    Target,
)
from mesocycle.domain.watch.step import LeftOut
from tests.formats.workouts.plans import PACE, a_plan, a_step, a_steps_section, the_steps, written


def test_a_second_target_is_carried_too_and_a_third_is_told() -> None:
    beats = Target(metric="heart-rate", low=150, high=160, unit="bpm", basis="absolute")
    power = Target(metric="power", low=250, high=270, unit="W", basis="absolute")
    plan = a_plan(a_steps_section(a_step(name="Hard", targets=(PACE, beats, power))))

    (step,) = the_steps(plan)

    assert (step["target_type"], step["secondary_target_type"]) == (0, 1)
    assert step["secondary_custom_target_value_high"] == 260
    assert LeftOut(line="Hard", what="a third target, power") in written(plan).left_out


def test_what_no_watch_can_say_stands_in_a_note_and_is_told() -> None:
    effort = Target(metric="rpe", low=7, high=8, unit="rpe", basis="absolute")
    plan = a_plan(a_steps_section(a_step(name="Up", goal=Goal(elevation_gain=600), targets=(effort,))))

    (step,) = the_steps(plan)

    assert "climb 600 m" in step["notes"]
    assert [each.line for each in written(plan).left_out] == ["Up", "Up"]
