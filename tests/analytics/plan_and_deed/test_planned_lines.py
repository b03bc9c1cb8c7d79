"""The lines that a plan has: one a set or a step, in each round."""

from mesocycle.domain.plan.workout import (
    CircuitSection,
    TabataExercise,
    TabataSection,
)
from tests.analytics.compared import (
    a_plan,
    compared,
    did,
    lines,
    performed,
    verdicts,
)
from tests.builders import an_exercise

# ----------------------------------------------------------------------------------------------------- rounds


def test_in_a_circuit_every_round_is_a_line() -> None:
    circuit = CircuitSection(
        id="section-1", name="Circuit", order_index=0, rounds=3, rest_between_rounds="1m", exercises=(an_exercise(),)
    )
    done = [performed(id_=f"r{n}", round=n, reps=5, weight=100) for n in (1, 3)]

    found = compared(a_plan(circuit), did(*done))

    assert [(line.round, line.verdict) for line in lines(found)] == [(1, "met"), (2, "omitted"), (3, "met")]


def test_a_tabata_has_a_line_for_every_round_of_an_exercise() -> None:
    burpee = TabataExercise(
        id="exercise-1", exercise_id="burpee", exercise_variant_id="burpee", name="Burpee", order_index=0
    )
    tabata = TabataSection(
        id="section-1",
        name="Tabata",
        order_index=0,
        work_interval="20s",
        rest_interval="10s",
        rounds=3,
        exercises=(burpee,),
    )

    found = compared(
        a_plan(tabata), did(performed(None, "a", round=1, duration=20), performed(None, "b", round=2, duration=12))
    )

    assert verdicts(found) == ["met", "under", "omitted"]
