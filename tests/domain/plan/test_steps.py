"""Running sections as steps: stable ids, one goal each, every target kept."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mesocycle.domain.plan.steps import expand, flatten, step_ids
from mesocycle.domain.plan.workout import (
    Block,
    CooldownSection,
    FartlekSection,
    Goal,
    HillRepeatsSection,
    IntervalsSection,
    RunSection,
    Section,
    Step,
    StepsSection,
    Target,
    TempoSection,
    WarmupSection,
)
from tests.builders import a_section, an_exercise

INTERVALS = IntervalsSection(
    id="s",
    name="800s",
    order_index=0,
    rounds=5,
    work_distance=800,
    rest_duration="2-3min",
    rest_type="jog",
    intensity="threshold",
)
EFFORT = Target(metric="rpe", low=7, high=8, unit="rpe", basis="absolute")


def only(section: Section) -> Step:
    (step,) = expand(section).each_step()
    return step


def test_intervals_are_work_and_recovery_in_rounds() -> None:
    section = replace(INTERVALS, rest_duration="90s", targets=(EFFORT,))

    expansion = expand(section)

    work, recovery = expansion.each_step()
    assert expansion.rounds == 5
    assert (work.id, work.phase, work.goal, work.targets) == ("s:work", "active", Goal(distance=800), (EFFORT,))
    assert (recovery.id, recovery.phase, recovery.goal) == ("s:recovery", "recovery", Goal(duration=90))
    assert recovery.movement == "run"


@pytest.mark.parametrize("rest", ["2-3min", "0s"])
def test_a_rest_that_is_no_single_time_is_open_and_told_in_the_notes(rest: str) -> None:
    hills = HillRepeatsSection(
        id="h", name="Hills", order_index=0, repeats=4, hill_length=200, rest_type="walk_down", rest_duration=rest
    )

    for section in (replace(INTERVALS, rest_duration=rest), hills):
        _, recovery = expand(section).each_step()
        assert (recovery.goal, recovery.notes) == (Goal(open=True), rest)


def test_the_last_rest_falls_away_only_where_the_section_says_so() -> None:
    phases = [turn.step.phase for turn in flatten(INTERVALS)]
    shorter = [turn.step.phase for turn in flatten(replace(INTERVALS, skip_last_rest=True))]

    assert phases == ["active", "recovery"] * 5
    assert shorter == phases[:-1]


def test_a_standing_rest_is_a_rest() -> None:
    (_, pause) = expand(replace(INTERVALS, rest_type="static")).each_step()

    assert (pause.phase, pause.movement) == ("rest", None)


def test_a_target_pace_becomes_a_target_unless_targets_are_written() -> None:
    tempo = TempoSection(id="s", name="Tempo", order_index=0, duration="20m", target_pace="4:30/km")

    assert only(tempo).targets == (Target(metric="pace", low=270, high=270, unit="s/km", basis="absolute"),)
    assert only(replace(tempo, target_pace="7:30/mile")).targets == (
        Target(metric="pace", low=450, high=450, unit="s/mile", basis="absolute"),
    )
    assert only(replace(tempo, targets=(EFFORT,))).targets == (EFFORT,)


def test_a_fartlek_keeps_its_words() -> None:
    step = only(FartlekSection(id="s", name="Play", order_index=0, duration="30m", description="Lamp to lamp"))

    assert (step.goal, step.notes) == (Goal(duration=1800), "Lamp to lamp")


def test_a_hill_of_a_length_keeps_its_ascent_as_an_aim() -> None:
    hills = HillRepeatsSection(
        id="h", name="Hills", order_index=0, repeats=4, hill_length=200, elevation_gain=15, rest_type="walk_down"
    )

    work, _ = expand(hills).each_step()

    assert work.goal == Goal(distance=200)
    assert [(aim.metric, aim.low) for aim in work.targets or ()] == [("elevation-gain", 15)]


@pytest.mark.parametrize(
    ("amount", "goal"),
    [
        ({"hill_length": 200}, Goal(distance=200)),
        ({"work_duration": "1m"}, Goal(duration=60)),
        ({"elevation_gain": 40}, Goal(elevation_gain=40)),
        ({}, Goal(open=True)),
    ],
)
def test_a_hill_ends_by_length_duration_or_gain(amount: dict[str, object], goal: Goal) -> None:
    hills = HillRepeatsSection(id="s", name="Hills", order_index=0, repeats=6, rest_type="walk_down")

    climb, descent = expand(replace(hills, **amount)).each_step()

    assert climb.goal == goal
    assert (descent.goal, descent.movement) == (Goal(open=True), "walk")


def test_a_run_with_two_aims_ends_by_the_first_and_keeps_the_second_as_target() -> None:
    run = RunSection(id="s", name="Long", order_index=0, distance=10_000, duration="50m", elevation_gain=300)

    step = only(run)

    assert step.goal == Goal(distance=10_000)
    assert step.targets == (
        Target(metric="pace", low=300, high=300, unit="s/km", basis="absolute"),
        Target(metric="elevation-gain", low=300, high=300, unit="m", basis="absolute"),
    )


def test_a_warmup_with_a_duration_is_a_step_and_one_of_exercises_is_not() -> None:
    warmup = WarmupSection(id="w", name="Easy", order_index=0, duration=10)
    cooldown = CooldownSection(id="c", name="Easy", order_index=0, distance=1000)

    assert (only(warmup).id, only(warmup).phase, only(warmup).goal) == ("w:warmup", "warmup", Goal(duration=600))
    assert (only(cooldown).id, only(cooldown).phase) == ("c:recovery", "cooldown")
    assert step_ids(replace(warmup, exercises=(an_exercise(),))) == frozenset()
    assert step_ids(replace(warmup, duration=None)) == frozenset()


def test_a_section_that_does_not_run_has_no_steps() -> None:
    assert flatten(a_section()) == ()


def test_written_steps_keep_their_ids_and_blocks_their_inner_rounds() -> None:
    jog = Step(id="jog", phase="recovery", goal=Goal(duration=60))
    fast = Step(id="fast", phase="active", goal=Goal(distance=400))
    section = StepsSection(
        id="s", name="Sets", order_index=0, rounds=2, steps=(Block(id="b", rounds=2, steps=(fast,)), jog)
    )

    turns = [(turn.step.id, turn.round, turn.inner_round) for turn in flatten(section)]

    assert turns == [
        ("fast", 1, 1),
        ("fast", 1, 2),
        ("jog", 1, None),
        ("fast", 2, 1),
        ("fast", 2, 2),
        ("jog", 2, None),
    ]


def test_a_foreign_duration_that_cannot_be_read_leaves_the_step_open() -> None:
    tempo = TempoSection(id="s", name="Tempo", order_index=0, duration="a while", target_pace="fast")

    assert (only(tempo).goal, only(tempo).targets) == (Goal(open=True), None)


metres = st.none() | st.integers(1, 50_000)
durations = st.none() | st.integers(1, 7200).map(lambda s: f"{s}s")
sections: st.SearchStrategy[Section] = st.one_of(
    st.builds(
        IntervalsSection,
        id=st.just("s"),
        name=st.just("x"),
        order_index=st.just(0),
        rounds=st.integers(1, 20),
        work_distance=metres,
        work_duration=durations,
        rest_distance=metres,
        rest_duration=durations,
        rest_type=st.sampled_from([None, "jog", "walk", "static"]),
        intensity=st.just("threshold"),
        skip_last_rest=st.booleans(),
    ),
    st.builds(
        RunSection,
        id=st.just("s"),
        name=st.just("x"),
        order_index=st.just(0),
        distance=metres,
        duration=durations,
        elevation_gain=metres,
    ),
    st.builds(
        HillRepeatsSection,
        id=st.just("s"),
        name=st.just("x"),
        order_index=st.just(0),
        repeats=st.integers(1, 20),
        hill_length=metres,
        work_duration=durations,
        rest_type=st.just("static"),
        rest_duration=durations,
    ),
)


@given(sections)
def test_step_ids_are_unique_and_do_not_depend_on_what_is_prescribed(section: Section) -> None:
    ids = [step.id for step in expand(section).each_step()]

    assert len(set(ids)) == len(ids)
    assert set(ids) <= {"s:work", "s:recovery"}
    assert expand(replace(section, name="renamed")).rounds == expand(section).rounds
    assert step_ids(section) == frozenset(ids)


@given(sections)
def test_every_planned_effort_stands_alone_and_every_goal_is_one_key(section: Section) -> None:
    turns = flatten(section)

    assert len({(turn.step.id, turn.round, turn.inner_round) for turn in turns}) == len(turns)
    assert all(len(msgspec.to_builtins(turn.step.goal)) == 1 for turn in turns)
