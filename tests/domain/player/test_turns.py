"""The turns of a workout: each planned set and step comes as often as it is done, in its order, with its rest."""

from itertools import count

import pytest

from mesocycle.domain.log.as_planned import as_planned
from mesocycle.domain.log.editing import each_effort, each_set
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import (
    AmrapSection,
    CircuitSection,
    EmomSection,
    IntervalsSection,
    Section,
    StrengthExercise,
    TabataExercise,
    TabataSection,
    WorkoutType,
)
from mesocycle.domain.player.turns import Turn, turns_of
from mesocycle.domain.reference.resolution import resolve
from tests.builders import a_section, a_set, an_exercise
from tests.domain.logs import SNAPSHOT


def turns(*sections: Section) -> tuple[Turn, ...]:
    whole = WorkoutSnapshot(name="Day", type=WorkoutType.STRENGTH, objective="", sections=sections)
    return turns_of(whole, resolve(whole, (), "2026-03-10", None, Units.METRIC))


def keys(*sections: Section) -> list[str]:
    return [turn.key for turn in turns(*sections)]


def an_exercise_of(name: str, *set_types: str, **given: object) -> StrengthExercise:
    sets = tuple(a_set(id=f"{name}{n}", set_number=n, set_type=kind) for n, kind in enumerate(set_types, 1))
    return an_exercise(id=name, name=name, sets=sets, **given)


def test_every_turn_of_a_workout_has_a_key_of_its_own() -> None:
    found = [turn.key for turn in turns(*SNAPSHOT.sections)]

    assert len(found) == len(set(found))


def test_what_the_turns_promise_is_the_log_of_a_workout_done_as_planned() -> None:
    numbers = count()
    resolved = resolve(SNAPSHOT, (), "2026-03-10", None, Units.METRIC)
    log = as_planned(SNAPSHOT, resolved, lambda: f"new-{next(numbers)}")

    promised = [turn.promise for turn in turns_of(SNAPSHOT, resolved)]

    logged = [one.performance for _, one in each_set(log)] + [one.performance for _, one in each_effort(log)]
    assert sorted(map(repr, promised)) == sorted(map(repr, logged))


def test_the_exercises_of_a_superset_take_turns_and_a_drop_comes_right_behind_its_set() -> None:
    bench = an_exercise_of("a", "working", "working", "drop", superset_group_id="A")
    row = an_exercise_of("b", "working", "working", superset_group_id="A")

    assert keys(a_section(exercises=(bench, row))) == ["a1", "b1", "a2", "a3", "b2"]


def test_exercises_without_a_superset_come_one_after_the_other() -> None:
    first, second = an_exercise_of("a", "warmup", "working"), an_exercise_of("b", "working")

    assert keys(a_section(exercises=(first, second))) == ["a1", "a2", "b1"]


def test_a_circuit_goes_round_by_round_and_pauses_between_rounds() -> None:
    circuit = CircuitSection(
        id="c",
        name="Circuit",
        order_index=0,
        rounds=2,
        rest_between_rounds="90s",
        exercises=(an_exercise_of("a", "working"), an_exercise_of("b", "working")),
    )

    found = turns(circuit)

    assert [(turn.key, turn.rest_low_s) for turn in found[:3]] == [("a1#1", None), ("b1#1", 90), ("a1#2", None)]


@pytest.mark.parametrize(
    ("alternating", "expected"), [(None, ["a1#1", "b1#1", "a1#2", "b1#2"]), (True, ["a1#1", "b1#2"])]
)
def test_in_an_emom_each_round_has_its_interval_and_alternating_exercises_share_the_rounds(
    *, alternating: bool | None, expected: list[str]
) -> None:
    emom = EmomSection(
        id="e",
        name="EMOM",
        order_index=0,
        rounds=2,
        emom_duration=3,
        alternating=alternating,
        exercises=(an_exercise_of("a", "working"), an_exercise_of("b", "working")),
    )

    found = turns(emom)

    assert [turn.key for turn in found] == expected
    assert {turn.clock_s for turn in found} == {90}


def test_a_tabata_works_and_rests_by_its_own_clock() -> None:
    burpee = TabataExercise(id="b", exercise_id="b", exercise_variant_id="b", name="Burpee", order_index=0)
    section = TabataSection(
        id="t", name="Tabata", order_index=0, work_interval="20s", rest_interval="10s", rounds=8, exercises=(burpee,)
    )

    found = turns(section)

    assert len(found) == 8
    assert (found[0].clock_s, found[0].rest_low_s) == (20, 10)


def test_an_amrap_is_one_turn_with_a_clock() -> None:
    section = AmrapSection(
        id="m", name="AMRAP", order_index=0, time_cap="12m", exercises=(an_exercise_of("a", "working"),)
    )

    (turn,) = turns(section)

    assert (turn.key, turn.clock_s, turn.planned) == ("m", 720, None)


def test_sides_done_one_after_the_other_are_two_turns_with_the_pause_behind_the_second() -> None:
    lunge = an_exercise(
        id="l",
        unilateral_mode="sequential",
        rest_between_sets="60s",
        sets=(a_set(id="l1", per_side=True), a_set(id="l2")),
    )

    left, right, _ = turns(a_section(exercises=(lunge,)))

    assert (left.unilateral_side, left.rest_low_s) == ("left", 0)
    assert (right.unilateral_side, right.rest_low_s) == ("right", 60)


def test_sides_in_turn_stay_one_row() -> None:
    lunge = an_exercise(id="l", unilateral_mode="alternating", sets=(a_set(id="l1", per_side=True),))

    assert keys(a_section(exercises=(lunge,))) == ["l1"]


def test_running_comes_as_steps_in_their_rounds() -> None:
    section = IntervalsSection(
        id="i",
        name="400s",
        order_index=0,
        rounds=2,
        work_distance=400,
        rest_duration="90s",
        intensity="vo2max",
        skip_last_rest=True,
    )

    assert keys(section) == ["i:work#1", "i:recovery#1", "i:work#2"]
