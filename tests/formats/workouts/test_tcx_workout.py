import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.plan.workout import Block, Goal, Step, Target, WorkoutType
from mesocycle.domain.watch.plan import WatchPlan
from mesocycle.domain.watch.step import LeftOut
from mesocycle.formats.workouts.run_only import NotForThisFormat
from mesocycle.formats.workouts.tcx_workout import write_tcx
from tests.builders import an_exercise
from tests.domain.watch.test_sets import strength
from tests.formats.workouts.plans import a_plan, a_step, a_steps_section, intervals
from tests.formats.workouts.tcx_facts import breaches

_SPACE = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def the_workout(plan: WatchPlan) -> ET.Element:
    """Read a plan back by another parser than wrote it."""
    workout = ET.fromstring(write_tcx(plan).body).find(f"{_SPACE}Workouts/{_SPACE}Workout")  # noqa: S314 - our own
    assert workout is not None
    return workout


def text(element: ET.Element, path: str) -> str | None:
    return element.findtext("/".join(f"{_SPACE}{each}" for each in path.split("/")))


def unrolled(parent: ET.Element, name: str = "Step") -> Iterator[ET.Element]:
    for step in parent.findall(f"{_SPACE}{name}"):
        if step.get(_TYPE) == "Repeat_t":
            for _ in range(int(text(step, "Repetitions") or 0)):
                yield from unrolled(step, "Child")
        else:
            yield step


def test_intervals_come_back_as_they_are_planned() -> None:
    workout = the_workout(a_plan(intervals(skip_last_rest=True)))

    steps = list(unrolled(workout))
    assert workout.get("Sport") == "Running"
    assert [text(each, "Duration/Meters") or text(each, "Duration/Seconds") for each in steps] == [
        *("1000", "120") * 3,
        "1000",
    ]
    assert text(steps[0], "Target/SpeedZone/LowInMetersPerSecond") == f"{1000 / 245:.4f}"
    assert text(steps[0], "Target/SpeedZone/HighInMetersPerSecond") == f"{1000 / 235:.4f}"
    assert [text(each, "Intensity") for each in steps[:2]] == ["Active", "Resting"]


def test_ids_are_unique_and_elements_stand_in_the_order_of_the_schema() -> None:
    workout = the_workout(a_plan(intervals()))

    ids = [each.text for each in workout.iter(f"{_SPACE}StepId")]
    order = [each.tag.removeprefix(_SPACE) for each in next(unrolled(workout))]
    assert len(ids) == len(set(ids))
    assert order == ["StepId", "Name", "Duration", "Intensity", "Target"]


@pytest.mark.parametrize(
    ("goal", "kind"),
    [
        (Goal(duration=60), "Time_t"),
        (Goal(distance=400), "Distance_t"),
        (Goal(calories=50), "CaloriesBurned_t"),
        (Goal(heart_rate_above=160), "HeartRateAbove_t"),
        (Goal(heart_rate_below=120), "HeartRateBelow_t"),
        (Goal(elevation_gain=300), "UserInitiated_t"),
    ],
)
def test_every_goal_has_its_duration(goal: Goal, kind: str) -> None:
    (step,) = unrolled(the_workout(a_plan(a_steps_section(a_step(goal=goal)))))

    assert [each.get(_TYPE) for each in step.findall(f"{_SPACE}Duration")] == [kind]


def test_what_tcx_can_not_say_is_told() -> None:
    power = Target(metric="power", low=250, high=270, unit="W", basis="absolute")
    plan = a_plan(
        a_steps_section(a_step(name="Hill", goal=Goal(elevation_gain=300), targets=(power,), notes="Lean in"))
    )

    assert set(write_tcx(plan).left_out) == {
        LeftOut(line="Hill", what="its goal of 300 m up"),
        LeftOut(line="Hill", what="the target for power, TCX takes one of pace, heart rate and cadence"),
        LeftOut(line="Hill", what="its notes: Lean in"),
    }


def test_a_name_is_no_longer_than_tcx_allows() -> None:
    plan = a_plan(a_steps_section(a_step(name="A very long name of a step")))

    assert [len(each.text or "") <= 15 for each in the_workout(plan).iter(f"{_SPACE}Name")] == [True, True]


def test_a_workout_without_running_is_refused() -> None:
    with pytest.raises(NotForThisFormat):
        write_tcx(strength(an_exercise()))


def lengths(plan: WatchPlan) -> list[str | None]:
    steps = unrolled(the_workout(plan))
    kinds = ("Seconds", "Meters", "Calories")
    return [next((told for kind in kinds if (told := text(each, f"Duration/{kind}"))), None) for each in steps]


@pytest.mark.parametrize(
    ("goal", "parts"),
    [
        (Goal(duration=86_400), ["43200"] * 2),
        (Goal(distance=170_000), ["56667"] * 3),
        (Goal(distance=65_535), ["65535"]),
        (Goal(calories=100_000), ["50000"] * 2),
    ],
)
def test_a_step_longer_than_the_schema_takes_is_parted(goal: Goal, parts: list[str]) -> None:
    assert lengths(a_plan(a_steps_section(a_step(goal=goal)))) == parts


@pytest.mark.parametrize(("rounds", "repeats"), [(99, ["99"]), (100, ["50", "50"]), (199, ["67", "66", "66"])])
def test_more_rounds_than_the_schema_takes_are_several_repeats(rounds: int, repeats: list[str]) -> None:
    workout = the_workout(a_plan(a_steps_section(a_step(goal=Goal(distance=50)), rounds=rounds)))

    assert [text(each, "Repetitions") for each in workout.findall(f"{_SPACE}Step")] == repeats


def test_more_steps_than_the_schema_takes_are_refused() -> None:
    steps = [a_step(id=f"s{number}", name=f"Step {number}") for number in range(21)]

    assert len(lengths(a_plan(a_steps_section(*steps[:20])))) == 20
    with pytest.raises(NotForThisFormat, match="21 steps, and TCX takes 20"):
        write_tcx(a_plan(a_steps_section(*steps)))


def test_the_type_of_the_workout_decides_whether_it_is_a_run() -> None:
    plan = a_plan(a_steps_section(a_step()), type_=WorkoutType.STRENGTH)

    with pytest.raises(NotForThisFormat, match="strength workout"):
        write_tcx(plan)


_LENGTHS = st.one_of(st.integers(1, 400_000), st.floats(0.1, 400_000))
_GOALS = st.one_of(
    _LENGTHS.map(lambda seconds: Goal(duration=seconds)),
    _LENGTHS.map(lambda metres: Goal(distance=metres)),
    st.integers(1, 200_000).map(lambda calories: Goal(calories=calories)),
    st.integers(30, 250).map(lambda beats: Goal(heart_rate_below=beats)),
    st.just(Goal(open=True)),
)
_STEPS = st.builds(
    lambda name, goal, phase: a_step(name=name, goal=goal, phase=phase),
    st.one_of(st.none(), st.text(max_size=40)),
    _GOALS,
    st.sampled_from(["warmup", "active", "recovery", "rest", "cooldown"]),
)
_BLOCKS = st.builds(
    lambda rounds, steps: Block(id="b", rounds=rounds, steps=tuple(steps)),
    st.integers(1, 400),
    st.lists(_STEPS, min_size=1, max_size=4),
)
_SECTIONS = st.lists(st.one_of(_STEPS, _BLOCKS), min_size=1, max_size=8)


@given(_SECTIONS, st.integers(1, 400))
def test_whatever_is_planned_is_written_as_the_schema_has_it_or_refused(parts: list[Step | Block], rounds: int) -> None:
    plan = a_plan(a_steps_section(*parts, rounds=rounds))

    try:
        body = write_tcx(plan).body
    except NotForThisFormat:
        return

    assert breaches(body) == []
