"""What the tests of workouts share."""

from msgspec.structs import replace

from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import (
    Block,
    Goal,
    IntervalsSection,
    Section,
    Step,
    StepsSection,
    Target,
    WorkoutType,
)
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.watch.plan import WatchPlan, watch_plan
from mesocycle.formats.workouts.fit_workout import Written, write_fit
from tests.formats.watch_reading import Step as Read
from tests.formats.watch_reading import raw_steps, unrolled

PACE = Target(metric="pace", low=235, high=245, unit="s/km", basis="absolute")


def a_plan(*sections: Section, type_: WorkoutType = WorkoutType.RUNNING, references: bool = False) -> WatchPlan:
    content = WorkoutSnapshot(name="Test day", type=type_, objective="Try it.", sections=sections)
    values = (
        ReferenceValue(
            id="v", user_id="u", kind=ReferenceKind.THRESHOLD_PACE, value=240, unit="s/km", valid_from="2026-01-01",
            source="tested",
        ),
    )  # fmt: skip
    return watch_plan(content, resolve(content, values if references else (), "2026-02-01", None, Units.METRIC))


def written(plan: WatchPlan) -> Written:
    return write_fit(plan, serial=7, created=1_767_600_000)


INTERVALS = IntervalsSection(
    id="section",
    name="Kilometres",
    order_index=0,
    rounds=4,
    work_distance=1000,
    rest_duration="2m",
    rest_type="jog",
    intensity="vo2max",
    targets=(PACE,),
)


def intervals(**given: object) -> IntervalsSection:
    return replace(INTERVALS, **given)


def the_steps(plan: WatchPlan) -> list[Read]:
    """Write a plan, and read it back by both decoders, which must agree."""
    one, other = raw_steps(written(plan).body)
    assert one == other
    return unrolled(one)


def a_step(**given: object) -> Step:
    return replace(Step(id="s", phase="active", goal=Goal(open=True)), **given)


def a_steps_section(*steps: Step | Block, rounds: int = 1) -> StepsSection:
    return StepsSection(id="section", name="Main", order_index=0, rounds=rounds, steps=steps)
