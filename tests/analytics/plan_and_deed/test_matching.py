"""Which entry of a log is which planned line."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mesocycle.domain.log.performance import (
    ExerciseName,
    SectionResult,
)
from mesocycle.domain.plan.workout import (
    AmrapSection,
    CircuitSection,
)
from tests.analytics.compared import (
    a_log,
    a_plan,
    compared,
    did,
    performed,
    sets_planned,
    verdicts,
)
from tests.analytics.plan_and_deed.plans import a_log_of
from tests.builders import a_set, an_exercise
from tests.domain.logs import SNAPSHOT, effort_entries, set_entries


def test_the_own_sets_of_a_substitute_stand_for_the_planned_ones_by_their_number() -> None:
    plan = sets_planned(a_set(), a_set(id="set-2", set_number=2))
    sets = [performed(None, f"press-{n}", set_number=n, added=True, reps=8, weight=120) for n in (1, 2, 3)]

    found = compared(plan, did(*sets, substituted_by=ExerciseName(name="Leg press")))

    assert verdicts(found) == ["substituted", "substituted", "added"]


def test_rounds_that_only_the_result_tells_of_are_done() -> None:
    circuit = CircuitSection(
        id="section-1", name="Circuit", order_index=0, rounds=3, rest_between_rounds="1m", exercises=(an_exercise(),)
    )

    found = compared(a_plan(circuit), a_log(result=SectionResult(rounds=2)))

    assert verdicts(found) == ["met", "met", "omitted"]
    assert found.done.repetitions == 10


def test_an_amrap_is_compared_in_as_many_rounds_as_were_done() -> None:
    amrap = AmrapSection(id="section-1", name="AMRAP", order_index=0, time_cap="10m", exercises=(an_exercise(),))
    done = [performed(id_=f"r{n}", round=n, reps=5, weight=100) for n in (1, 2, 3)]

    assert verdicts(compared(a_plan(amrap), did(*done))) == ["met"] * 3
    assert verdicts(compared(a_plan(amrap), a_log(result=SectionResult(rounds=4, reps=3)))) == ["met"]


@given(set_entries(), effort_entries(), st.randoms(use_true_random=False))
def test_the_order_of_a_log_changes_nothing(entries: list[Any], efforts: list[Any], chance: Any) -> None:  # noqa: ANN401  # a random.Random
    log = a_log_of(entries, efforts)

    def mixed(things: tuple[Any, ...]) -> tuple[Any, ...]:
        listed = list(things)
        chance.shuffle(listed)
        return tuple(listed)

    shuffled = replace(
        log,
        sections=mixed(
            tuple(
                replace(
                    section,
                    exercises=mixed(tuple(replace(each, sets=mixed(each.sets)) for each in section.exercises)),
                    efforts=mixed(section.efforts) if section.efforts else section.efforts,
                )
                for section in log.sections
            )
        ),
    )

    assert compared(SNAPSHOT, shuffled) == compared(SNAPSHOT, log)
