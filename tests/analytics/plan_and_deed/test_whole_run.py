"""A run recorded as a whole beside a plan of several steps and sections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.plan.workout import (
    CooldownSection,
    Goal,
    HillRepeatsSection,
    IntervalsSection,
    RunSection,
    Step,
    StepsSection,
    Target,
    WarmupSection,
)
from tests.analytics.compared import a_plan, an_effort, compared, lines, ran, verdicts

KILOMETRES = IntervalsSection(
    id="main",
    name="4 x 1 km",
    order_index=1,
    rounds=4,
    work_distance=1000,
    rest_duration="2m",
    rest_type="walk",
    intensity="threshold",
)
AT_FOUR = replace(KILOMETRES, targets=(Target(metric="pace", low=240, high=250, unit="s/km", basis="absolute"),))
WARM_UP = WarmupSection(id="before", name="Warm-up", order_index=0, duration=10)
COOL_DOWN = CooldownSection(id="after", name="Cool-down", order_index=2, duration=10)
DAY = a_plan(WARM_UP, AT_FOUR, COOL_DOWN)


def whole(
    section_id: str, distance: float | None, duration: float, *, ascent: float | None = None
) -> WorkoutPerformanceLog:
    done = an_effort(None, distance=distance, duration=duration, elevation_gain=ascent)
    return ran(done, section_id=section_id)


def test_a_walk_of_half_a_kilometre_is_not_four_fast_ones_whatever_time_it_took() -> None:
    found = compared(a_plan(KILOMETRES), whole("main", 556, 510))

    assert verdicts(found) == ["partial"]
    assert found.compliance.percent is not None
    assert found.compliance.percent < 20
    assert found.compliance.colour == "orange"


def test_a_walk_as_long_as_the_plan_takes_is_told_by_its_way_and_its_pace() -> None:
    (line,) = lines(compared(a_plan(AT_FOUR), whole("main", 1600, 1480)))

    assert line.verdict == "partial"
    assert {one.measure for one in line.deviations if one.verdict != "met"} == {"distance", "pace"}


def test_a_whole_that_fits_way_time_and_pace_of_work_and_rests_is_met() -> None:
    found = compared(a_plan(AT_FOUR), whole("main", 4500, 1460))

    assert verdicts(found) == ["met"]
    assert found.compliance.percent == 100


def test_a_whole_without_a_way_is_not_met_by_its_time() -> None:
    found = compared(a_plan(AT_FOUR), whole("main", None, 1460))

    assert verdicts(found) == [None]
    assert found.compliance.percent is None


def test_a_whole_stands_for_warm_up_work_and_cool_down_together() -> None:
    found = compared(DAY, whole("before", 8600, 2660))

    (warm_up, main, cool_down) = found.sections
    assert (warm_up.lines[0].name, warm_up.lines[0].verdict) == ("all", "met")
    assert {line.verdict for section in (main, cool_down) for line in section.lines} == {None}
    assert found.compliance.percent == 100


def test_of_a_whole_that_was_the_warm_up_alone_only_that_part_was_done() -> None:
    found = compared(DAY, whole("before", 1700, 600))

    assert found.compliance.percent is not None
    assert found.compliance.percent < 40
    assert found.verdicts["met"] == 0


def test_a_whole_counts_its_amounts_once() -> None:
    found = compared(DAY, whole("before", 8600, 2660))

    assert (found.done.distance_m, found.done.duration_s) == (8600, 2660)
    assert found.planned == compared(DAY, None).planned


def test_as_many_laps_as_a_section_has_steps_stay_those_steps_in_a_session_of_several_sections() -> None:
    laps = [an_effort(None, n, distance=1000 if n % 2 else 150, duration=245 if n % 2 else 120) for n in range(1, 9)]

    found = compared(DAY, ran(*laps, section_id="main"))

    assert [line.verdict for line in found.sections[1].lines] == ["met"] * 8


def test_an_hour_by_foot_is_no_hour_of_running_intervals() -> None:
    minutes = replace(KILOMETRES, work_distance=None, work_duration="13m")

    (line,) = lines(compared(a_plan(minutes), whole("main", 4000, 3600)))

    assert (line.verdict, {one.measure for one in line.deviations if one.verdict != "met"}) == (
        "under",
        {"distance", "pace"},
    )


def test_the_climb_of_all_repeats_is_asked_of_the_whole() -> None:
    hills = HillRepeatsSection(
        id="main", name="Hills", order_index=0, repeats=8, elevation_gain=60, rest_type="jog_down"
    )

    found = compared(a_plan(hills), whole("main", 6000, 3000, ascent=200))

    (line,) = lines(found)
    assert next(one for one in line.deviations if one.measure == "ascent").verdict == "under"


@pytest.mark.parametrize("movement", ["run", "walk", "hike", "bike", "row", "swim", "other", None])
def test_whatever_the_movement_a_whole_has_bounds_or_none(movement: str | None) -> None:
    step = Step(id="one", phase="active", goal=Goal(duration=600), movement=movement)  # type: ignore[arg-type]  # each of them
    plan = a_plan(StepsSection(id="main", name="Main", order_index=0, rounds=3, steps=(step,)))

    (line,) = lines(compared(plan, whole("main", 1, 1800)))

    assert line.verdict in {"met", "under"}


def test_a_run_of_one_step_is_not_met_by_its_time_where_a_way_was_planned() -> None:
    run = RunSection(id="main", name="Run", order_index=0, distance=10_000)

    found = compared(a_plan(run), whole("main", None, 3000))

    assert verdicts(found) == [None]


@given(share=st.floats(min_value=0.01, max_value=0.75), duration=st.floats(min_value=1, max_value=20_000))
def test_a_whole_shorter_than_its_work_is_never_met(share: float, duration: float) -> None:
    found = compared(DAY, whole("before", 4000 * share, duration))

    assert found.verdicts["met"] == 0
    assert found.compliance.colour != "green"
