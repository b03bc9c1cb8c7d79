"""Steps and repeats."""

from mesocycle.domain.plan.workout import (
    Block,
)
from tests.formats.workouts.plans import a_plan, a_step, a_steps_section, intervals, the_steps


def test_intervals_are_a_repeat_of_distance_and_time_at_a_pace() -> None:
    steps = the_steps(a_plan(intervals()))

    work, recovery = steps[:2]
    assert len(steps) == 8
    assert (work["duration_type"], work["duration_value"], work["target_type"]) == (1, 100_000, 0)
    assert (work["custom_target_value_low"], work["custom_target_value_high"]) == (4082, 4255)
    assert (recovery["duration_type"], recovery["duration_value"], recovery["intensity"]) == (0, 120_000, 4)


def test_the_last_rest_may_fall_away() -> None:
    assert len(the_steps(a_plan(intervals(skip_last_rest=True)))) == 7


def test_a_block_inside_rounds_is_a_repeat_inside_a_repeat() -> None:
    block = Block(id="b", rounds=3, steps=(a_step(id="x", name="Fast"), a_step(id="y", name="Slow")))

    steps = the_steps(a_plan(a_steps_section(block, a_step(id="z", name="Jog"), rounds=2)))

    assert [each["wkt_step_name"] for each in steps] == (["Fast", "Slow"] * 3 + ["Jog"]) * 2
