import pytest
from msgspec.structs import replace

from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot, snapshot
from mesocycle.domain.plan.steps import flatten
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import (
    AmrapSection,
    BasicSection,
    Block,
    EmomSection,
    Goal,
    IntervalsSection,
    Section,
    Step,
    StepsSection,
    StrengthExercise,
    Target,
    TempoSection,
    WorkoutType,
)
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.watch.plan import WatchPlan, watch_plan
from mesocycle.domain.watch.step import LeftOut
from mesocycle.formats.workouts.fit_workout import Written, write_fit
from mesocycle.formats.workouts.fit_writing import fitting
from tests.builders import a_set, an_exercise
from tests.data.test_shipped_routines import ROUTINES, routine
from tests.formats.watch_reading import Step as Read
from tests.formats.watch_reading import by_fitdecode, by_the_sdk, raw_steps, unrolled

_PACE = Target(metric="pace", low=235, high=245, unit="s/km", basis="absolute")


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


def the_steps(plan: WatchPlan) -> list[Read]:
    """Write a plan, and read it back by both decoders, which must agree."""
    one, other = raw_steps(written(plan).body)
    assert one == other
    return unrolled(one)


def a_step(**given: object) -> Step:
    return replace(Step(id="s", phase="active", goal=Goal(open=True)), **given)


def a_steps_section(*steps: Step | Block, rounds: int = 1) -> StepsSection:
    return StepsSection(id="section", name="Main", order_index=0, rounds=rounds, steps=steps)


_INTERVALS = IntervalsSection(
    id="section",
    name="Kilometres",
    order_index=0,
    rounds=4,
    work_distance=1000,
    rest_duration="2m",
    rest_type="jog",
    intensity="vo2max",
    targets=(_PACE,),
)


def intervals(**given: object) -> IntervalsSection:
    return replace(_INTERVALS, **given)


def test_the_file_says_what_it_is() -> None:
    body = written(a_plan(intervals())).body

    (file_id,), (workout,) = by_the_sdk(body)["file_id"], by_the_sdk(body)["workout"]
    assert (file_id["type"], file_id["serial_number"], file_id["time_created"]) == (5, 7, 1_767_600_000 - 631_065_600)
    assert (workout["sport"], workout["wkt_name"]) == (1, "Test day")
    assert workout["num_valid_steps"] == len(raw_steps(body)[0])


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


@pytest.mark.parametrize(
    ("target", "kind", "low", "high"),
    [
        (Target(metric="heart-rate", low=150, high=160, unit="bpm", basis="absolute"), 1, 250, 260),
        (Target(metric="heart-rate", high=145, unit="bpm", basis="absolute"), 1, 130, 245),
        (Target(metric="power", low=250, high=270, unit="W", basis="absolute"), 4, 1250, 1270),
        (Target(metric="cadence", low=170, high=180, unit="spm", basis="absolute"), 3, 170, 180),
        (Target(metric="speed", low=12, high=15, unit="km/h", basis="absolute"), 0, 3333, 4167),
        (Target(metric="pace", low=240, high=240, unit="s/km", basis="absolute"), 0, 4083, 4250),
        (Target(metric="pace", low=480, high=500, unit="s/mile", basis="absolute"), 0, 3219, 3353),
    ],
)
def test_every_target_is_a_band(target: Target, kind: int, low: int, high: int) -> None:
    (step,) = the_steps(a_plan(a_steps_section(a_step(targets=(target,)))))

    assert step["target_type"] == kind
    assert (step["custom_target_value_low"], step["custom_target_value_high"]) == (low, high)


def test_a_zone_that_nobody_resolved_is_the_watchs_own() -> None:
    zone = Target(metric="heart-rate", low=2, high=2, unit="zone", basis="zone")

    (step,) = the_steps(a_plan(a_steps_section(a_step(targets=(zone,)))))

    assert (step["target_type"], step["target_value"]) == (1, 2)


def test_a_percentage_is_resolved_with_the_athletes_value() -> None:
    percent = Target(metric="pace", low=95, high=105, unit="percent", basis="percent", of="thresholdPace")

    (step,) = the_steps(a_plan(a_steps_section(a_step(targets=(percent,))), references=True))

    assert step["custom_target_value_low"] == pytest.approx(1000 / 240 * 0.95 * 1000, rel=0.005)


def test_a_second_target_is_carried_too_and_a_third_is_told() -> None:
    beats = Target(metric="heart-rate", low=150, high=160, unit="bpm", basis="absolute")
    power = Target(metric="power", low=250, high=270, unit="W", basis="absolute")
    plan = a_plan(a_steps_section(a_step(name="Hard", targets=(_PACE, beats, power))))

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


def test_a_single_target_pace_leaves_some_room() -> None:
    tempo = TempoSection(id="t", name="Tempo", order_index=0, duration="20m", target_pace="4:00/km")

    (step,) = the_steps(a_plan(tempo))

    assert step["custom_target_value_low"] < 1000 / 240 * 1000 < step["custom_target_value_high"]


def strength(*exercises: StrengthExercise) -> WatchPlan:
    section = BasicSection(id="section", name="Main", order_index=0, exercises=exercises)
    return a_plan(section, type_=WorkoutType.STRENGTH)


def test_sets_are_repetitions_with_a_load_and_a_rest() -> None:
    squat = an_exercise(
        exercise_variant_id="squat.barbell-back", sets=tuple(a_set(id=f"s{n}", set_number=n) for n in (1, 2, 3))
    )

    plan = strength(squat)

    steps = the_steps(plan)
    assert [each["duration_type"] for each in steps] == [29, 0, 29, 0, 29]
    assert steps[0]["duration_value"] == 5
    assert (steps[0]["exercise_category"], steps[0]["exercise_name"], steps[0]["exercise_weight"]) == (28, 6, 10_000)
    assert steps[1]["duration_value"] == 180_000
    assert (by_fitdecode(written(plan).body)["workout"][0]["sport"], plan.left_out) == ("training", ())


def test_a_load_in_pounds_is_shown_in_pounds() -> None:
    pounds = an_exercise(sets=(a_set(weight=225, weight_unit="lb"),))

    (step,) = the_steps(strength(pounds))

    assert (step["exercise_weight"], step["weight_display_unit"]) == (10_206, 2)


def test_an_exercise_the_watch_does_not_know_has_its_name_as_a_title() -> None:
    body = written(strength(an_exercise(exercise_variant_id="own-1", name="Zottman dance"))).body

    (title,) = by_the_sdk(body)["exercise_title"]
    assert (title["exercise_category"], title["wkt_step_name"]) == (65534, "Zottman dance")


def test_a_superset_goes_round_by_round() -> None:
    sets = [tuple(a_set(id=f"{name}{n}", set_number=n) for n in (1, 2)) for name in "ab"]
    one = an_exercise(id="a", name="Row", superset_group_id="1", sets=sets[0], rest_between_sets=None)
    other = an_exercise(id="b", name="Press", superset_group_id="1", sets=sets[1], rest_between_sets="90s")

    steps = the_steps(strength(one, other))

    assert [each["wkt_step_name"] for each in steps] == ["Row", "Press", "Rest", "Row", "Press"]


def test_a_range_shows_its_low_end_and_says_so() -> None:
    plan = strength(an_exercise(sets=(a_set(rep_type="range", reps=None, reps_min=8, reps_max=12, rpe=8),)))

    (step,) = the_steps(plan)

    assert step["duration_value"] == 8
    assert step["notes"].startswith("8-12 @ 100 kg")
    assert {each.what for each in written(plan).left_out} == {"the RPE", "the upper end of its repetitions"}


def test_the_same_workout_is_the_same_bytes() -> None:
    assert written(a_plan(intervals())).body == written(a_plan(intervals())).body


def test_a_long_name_is_cut_between_characters() -> None:
    assert fitting("Läufe" * 20, 40).encode().decode() == fitting("Läufe" * 20, 40)
    assert len(fitting("Läufe" * 20, 40).encode()) <= 40


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
