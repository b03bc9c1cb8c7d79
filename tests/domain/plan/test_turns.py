"""How much a workout is once it is spelled out."""

import pytest

from mesocycle.domain.plan.turns import turns_in, turns_of
from mesocycle.domain.plan.workout import CircuitSection, IntervalsSection, Section
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
