"""Which recorded effort is which step."""

import pytest

from mesocycle.domain.plan.workout import (
    Goal,
    IntervalsSection,
    Step,
    StepsSection,
)
from tests.analytics.compared import (
    a_plan,
    an_effort,
    compared,
    lines,
    ran,
    verdicts,
)
from tests.analytics.plan_and_deed.plans import RUN

INTERVALS = IntervalsSection(
    id="run",
    name="Intervals",
    order_index=0,
    rounds=3,
    work_distance=1000,
    rest_duration="2m",
    intensity="threshold",
)


def test_a_recovery_that_nobody_recorded_between_efforts_is_unknown_and_not_omitted() -> None:
    efforts = [an_effort("run:work", n, distance=1000, duration=240) for n in (1, 2)]

    found = compared(a_plan(INTERVALS), ran(*efforts))

    assert verdicts(found) == ["met", None, "met", None, "omitted", None]
    assert found.compliance.percent == pytest.approx(66.7, abs=0.1)


def test_one_run_recorded_in_laps_is_compared_as_their_sum() -> None:
    laps = [an_effort(None, n, distance=1000, duration=300, average_heart_rate=140) for n in range(1, 11)]

    found = compared(RUN, ran(*laps))

    assert verdicts(found) == ["met"]
    assert found.done.distance_m == 10_000


def test_as_many_laps_as_steps_are_the_steps_one_by_one() -> None:
    laps = [an_effort(None, n, distance=1000 if n % 2 else 300, duration=240 if n % 2 else 120) for n in range(1, 7)]

    found = compared(a_plan(INTERVALS), ran(*laps))

    assert verdicts(found) == ["met"] * 6


def test_other_laps_are_compared_with_the_section_as_a_whole() -> None:
    warm = Step(id="warm", phase="warmup", goal=Goal(duration=600))
    hard = Step(id="hard", phase="active", goal=Goal(duration=1200))
    steps = StepsSection(id="run", name="Steps", order_index=0, rounds=1, steps=(warm, hard))

    found = compared(a_plan(steps), ran(*(an_effort(None, n, duration=450, distance=1500) for n in range(1, 5))))

    assert [(line.planned, line.verdict) for line in lines(found)] == [("2 steps", "met")]


def test_an_effort_nobody_planned_is_added() -> None:
    found = compared(RUN, ran(an_effort(distance=10_000, duration=3000), an_effort(None, 2, added=True, distance=2000)))

    assert verdicts(found) == ["met", "added"]
    assert found.done.distance_m == 12_000
