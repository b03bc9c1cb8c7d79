import pytest

from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot, snapshot
from mesocycle.domain.plan.steps import flatten
from mesocycle.domain.plan.workout import (
    AmrapSection,
    BasicSection,
    EmomSection,
    Goal,
    Target,
    WorkoutType,
)
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.watch.plan import watch_plan
from mesocycle.formats.workouts.fit_writing import fitting
from tests.data.test_shipped_routines import ROUTINES, routine
from tests.formats.watch_reading import Step as Read
from tests.formats.watch_reading import by_the_sdk, raw_steps
from tests.formats.workouts.plans import a_plan, a_step, a_steps_section, intervals, the_steps, written


def test_the_file_says_what_it_is() -> None:
    body = written(a_plan(intervals())).body

    (file_id,), (workout,) = by_the_sdk(body)["file_id"], by_the_sdk(body)["workout"]
    assert (file_id["type"], file_id["serial_number"], file_id["time_created"]) == (5, 7, 1_767_600_000 - 631_065_600)
    assert (workout["sport"], workout["wkt_name"]) == (1, "Test day")
    assert workout["num_valid_steps"] == len(raw_steps(body)[0])


@pytest.mark.parametrize(
    ("goal", "kind", "amount"),
    [
        (Goal(duration=90.5), 0, 90_500),
        (Goal(distance=400), 1, 40_000),
        (Goal(heart_rate_below=120), 2, 220),
        (Goal(heart_rate_above=160), 3, 260),
        (Goal(calories=100), 4, 100),
        (Goal(open=True), 5, 0),
        (Goal(repetitions=20), 5, 0),
        (Goal(elevation_gain=600), 5, 0),
    ],
)
def test_every_goal_ends_its_step(goal: Goal, kind: int, amount: int) -> None:
    (step,) = the_steps(a_plan(a_steps_section(a_step(goal=goal))))

    assert (step["duration_type"], step["duration_value"]) == (kind, amount)


@pytest.mark.parametrize("name", ROUTINES)
def test_every_shipped_workout_is_read_back_as_it_is_planned(name: str) -> None:
    version = routine(name)

    for workout in version.workouts:
        content = snapshot(workout, 1, version.duration)
        plan = watch_plan(content, resolve(content, (), "2026-03-02", None, Units.METRIC))
        steps = the_steps(plan)
        assert run_of(steps, clocks(content)) == run_planned(content)
        if content.type is WorkoutType.STRENGTH:  # on a run a watch counts no repetitions
            assert sets_of_basics(steps, content) == sets_planned(content)


def test_repetitions_on_a_run_end_with_the_lap_key_and_stand_in_the_notes() -> None:
    plan = a_plan(a_steps_section(a_step(name="Skips", goal=Goal(repetitions=20))))

    (step,) = the_steps(plan)

    assert (step["duration_type"], step["notes"]) == (5, "20 repetitions (press lap when done)")
    assert [each.line for each in written(plan).left_out] == ["Skips"]


def run_of(steps: list[Read], clocked: set[str]) -> list[tuple[int, int]]:
    """Give goals of what is neither exercise nor rest between them."""
    return [
        (each["duration_type"], each["duration_value"])
        for each in steps
        if "exercise_category" not in each and each["intensity"] != 1 and each["wkt_step_name"] not in clocked
    ]


def clocks(content: WorkoutSnapshot) -> set[str]:
    """Name the steps of EMOMs and AMRAPs, which say what to do in their notes."""
    return {
        fitting(section.name, 40) for section in content.sections if isinstance(section, EmomSection | AmrapSection)
    }


def run_planned(content: WorkoutSnapshot) -> list[tuple[int, int]]:
    """Work the same goals out from the plan's own expansion."""
    return [
        goal_numbers(effort.step.goal)
        for section in content.sections
        for effort in flatten(section)
        if effort.step.phase != "rest"
    ]


def goal_numbers(goal: Goal) -> tuple[int, int]:
    if goal.duration is not None:
        return 0, round(goal.duration * 1000)
    if goal.distance is not None:
        return 1, round(goal.distance * 100)
    return (29, goal.repetitions) if goal.repetitions is not None else (5, 0)


def sets_of_basics(steps: list[Read], content: WorkoutSnapshot) -> dict[str, list[int]]:
    """Give what each exercise done in turn counts, set by set."""
    wanted = set(sets_planned(content))
    found: dict[str, list[int]] = {}
    for each in steps:
        if "exercise_category" in each and each["wkt_step_name"] in wanted:
            found.setdefault(each["wkt_step_name"], []).append(each["duration_value"])
    return found


def sets_planned(content: WorkoutSnapshot) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for section in content.sections:
        for exercise in (section.exercises or ()) if isinstance(section, BasicSection) else ():
            for each in sets_of(exercise):
                reps = each.reps if each.reps is not None else each.reps_min
                amount = (
                    round(each.duration * 1000)
                    if each.duration is not None
                    else round(each.distance * 100)
                    if each.distance is not None
                    else 0
                    if each.rep_type == "max"
                    else reps or 0
                )
                found.setdefault(fitting(exercise.name, 40), []).append(amount)
    return found


@pytest.mark.parametrize(
    "target",
    [
        Target(metric="speed", low=-5, high=-1, unit="km/h", basis="absolute"),
        Target(metric="heart-rate", low=-300, high=150, unit="bpm", basis="absolute"),
        Target(metric="power", low=-2_000, high=1_000_000, unit="W", basis="absolute"),
        Target(metric="cadence", low=-10, high=-10, unit="spm", basis="absolute"),
        Target(metric="pace", low=1e-300, high=2e-300, unit="s/km", basis="absolute"),
        Target(metric="pace", low=-4, high=-3, unit="s/mile", basis="absolute"),
        Target(metric="speed", low=1e-300, high=1_000_000, unit="m/s", basis="absolute"),
    ],
)
def test_a_target_that_nobody_meets_is_written_all_the_same(target: Target) -> None:
    plan = a_plan(a_steps_section(a_step(targets=(target,))))

    assert written(plan).body
