"""Every workout of the shipped routines in every week of its plan, in every format of watches."""

from collections.abc import Iterator

import pytest

from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.snapshot import snapshot
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.watch.plan import WatchPlan, watch_plan
from mesocycle.formats.workouts.run_only import NotForThisFormat
from mesocycle.formats.workouts.tcx_workout import write_tcx
from mesocycle.formats.workouts.zwo_workout import write_zwo
from tests.data.test_shipped_routines import each_routine, routine
from tests.formats.workouts.plans import the_steps
from tests.formats.workouts.tcx_facts import breaches

_BY_REPETITIONS = 29
"""The duration of a FIT step that is over after so many repetitions."""


def plans(name: str) -> Iterator[WatchPlan]:
    version = routine(name)
    for workout in version.workouts:
        for week in range(1, version.duration + 1):
            content = snapshot(workout, week, version.duration)
            yield watch_plan(content, resolve(content, (), "2026-02-01", None, Units.METRIC))


def in_tcx(plan: WatchPlan) -> bytes | None:
    try:
        return write_tcx(plan).body
    except NotForThisFormat:
        return None


@each_routine
def test_every_run_is_in_tcx_as_the_schema_has_it_or_refused(name: str) -> None:
    written = [body for plan in plans(name) if (body := in_tcx(plan)) is not None]

    assert [breach for body in written for breach in breaches(body)] == []


@each_routine
def test_a_day_of_strength_is_never_a_run(name: str) -> None:
    for plan in plans(name):
        if plan.type is not WorkoutType.STRENGTH:
            continue
        with pytest.raises(NotForThisFormat):
            write_tcx(plan)
        with pytest.raises(NotForThisFormat):
            write_zwo(plan, threshold_ms=4.0)


@each_routine
def test_a_running_workout_in_fit_has_no_step_by_repetitions(name: str) -> None:
    kinds = {
        step["duration_type"]
        for plan in plans(name)
        if plan.type is not WorkoutType.STRENGTH
        for step in the_steps(plan)
    }

    assert _BY_REPETITIONS not in kinds
