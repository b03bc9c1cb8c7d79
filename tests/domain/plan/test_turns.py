"""How much a workout is once it is spelled out."""

import pytest

from mesocycle.domain.document import encode
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.turns import MOST_TURNS, read_snapshot, turns_in, turns_of
from mesocycle.domain.plan.workout import Block, CircuitSection, IntervalsSection, Section, StepsSection, WorkoutType
from tests.builders import a_section, a_set, an_exercise
from tests.domain.logs import SNAPSHOT

MANY = 10**9


def a_circuit(rounds: int, *sets: int) -> Section:
    exercise = an_exercise(sets=tuple(a_set(id=f"s{number}", set_number=number) for number in sets))
    return CircuitSection(
        id="c", name="C", order_index=0, rounds=rounds, rest_between_rounds="1m", exercises=(exercise,)
    )


@pytest.mark.parametrize(
    ("section", "turns"),
    [
        (a_section(exercises=(an_exercise(sets=(a_set(), a_set(id="b", set_number=2))),)), 2),
        (a_circuit(3, 1), 3),
        (a_circuit(3, 1, 2, 3), 3),
        (a_circuit(MANY, 1), MANY),
        (
            IntervalsSection(
                id="i", name="I", order_index=0, rounds=4, work_distance=400, rest_duration="90s", intensity="vo2max"
            ),
            8,
        ),
    ],
)
def test_a_section_counts_each_set_and_step_as_often_as_it_is_done(section: Section, turns: int) -> None:
    assert turns_of(section) == turns


def test_a_workout_is_the_sum_of_its_sections() -> None:
    assert turns_in(SNAPSHOT.sections) == sum(map(turns_of, SNAPSHOT.sections))


def steps_of(rounds: int, inner: int) -> Section:
    return StepsSection(id="s", name="S", order_index=0, rounds=rounds, steps=(Block(id="b", rounds=inner, steps=()),))


def stored(*sections: Section) -> bytes:
    return encode(WorkoutSnapshot(name="N", type=WorkoutType.STRENGTH, objective="", sections=sections))


@pytest.mark.parametrize(
    "sections",
    [
        (a_circuit(MANY, 1),),
        (a_circuit(0, 1),),
        (a_circuit(MOST_TURNS, 1), a_circuit(-MOST_TURNS, 1), a_circuit(MOST_TURNS, 1)),
        (CircuitSection(id="c", name="C", order_index=0, rounds=MANY, rest_between_rounds="1m", exercises=()),),
        (steps_of(1_000, 1_000),),
        (steps_of(1, -1),),
    ],
)
def test_rounds_that_nobody_could_do_are_not_computed_with(sections: tuple[Section, ...]) -> None:
    assert read_snapshot(stored(*sections)) is None


def test_a_snapshot_of_as_much_as_may_be_is_read() -> None:
    assert read_snapshot(stored(a_circuit(MOST_TURNS, 1))) is not None


@pytest.mark.parametrize("body", [b"{}", b"[", b"null"])
def test_what_is_of_another_form_is_not_computed_with(body: bytes) -> None:
    assert read_snapshot(body) is None
