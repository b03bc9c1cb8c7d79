"""What a progression suggests, whatever was logged: added sets say nothing, a step back is none forward."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mesocycle.analytics.guidance.attempt import Attempt
from mesocycle.analytics.guidance.next_step import Loading
from mesocycle.analytics.guidance.progression import guide
from mesocycle.domain.log.performance import Performance, PerformedSet, Suggestion
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.workout import BodyweightExercise, Exercise, Progression, ProgressionMethod
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.loads import ResolvedLoad, converted
from tests.builders import a_set, an_exercise

Body = tuple[float, WeightUnit] | None
METHODS: tuple[ProgressionMethod, ...] = (
    *("linear", "dual-linear", "percentage", "rpe", "amrap", "wave-loading", "pyramid", "cluster-sets"),
    *("rest-pause", "myo-reps", "widowmaker", "time-under-tension"),
)
STEPS: dict[WeightUnit, float] = {"kg": 2.5, "lb": 5}
loads = st.integers(min_value=-40, max_value=120).map(lambda steps: steps * 2.5)
bodies = st.one_of(st.none(), st.floats(min_value=40, max_value=160).map(lambda kg: round(kg, 1)))
added_sets = st.lists(st.tuples(st.integers(1, 20), st.floats(-50, 500).map(lambda kg: round(kg, 1))), max_size=4)


def a_line(method: ProgressionMethod, *, moves_body: bool = False, **progression: object) -> Exercise:
    plan = replace(Progression(every="session", applies_to="load"), **progression)
    sets = tuple(a_set(id=f"set-{number}", set_number=number) for number in (1, 2, 3))
    line = an_exercise(sets=sets, progression_method=method, progression=plan)
    if not moves_body:
        return line
    same = {name: getattr(line, name) for name in line.__struct_fields__}
    return BodyweightExercise(**same)


def an_attempt(line: Exercise, reps: int, weight: float, day: str, unit: WeightUnit = "kg") -> Attempt:
    """Do all sets of a line that was planned with so many kilograms, written down in one of the units."""
    typed = round(float(converted(weight, "kg", unit)), 2)
    done = tuple(
        PerformedSet(
            id=f"{day}-{each.id}",
            set_id=each.id,
            set_number=each.set_number,
            set_type="working",
            performance=Performance(reps=reps, weight=typed, weight_unit=unit, rpe=8),
        )
        for each in sets_of(line)
    )
    planned = {each.id: ResolvedLoad(weight=weight, weight_unit="kg", typed=True) for each in sets_of(line)}
    return Attempt(day=day, exercise=line, loads=planned, sets=done)


def with_added(attempt: Attempt, added: list[tuple[int, float]]) -> Attempt:
    more = tuple(
        PerformedSet(
            id=f"added-{number}",
            added=True,
            set_number=9,
            set_type="working",
            performance=Performance(reps=reps, weight=weight, weight_unit="kg", rpe=9),
        )
        for number, (reps, weight) in enumerate(added)
    )
    return replace(attempt, sets=(*attempt.sets, *more))


def suggested(line: Exercise, attempts: list[Attempt], body: Body = None) -> Suggestion:
    found = guide(line, attempts, Loading("kg", STEPS["kg"], body=body))
    assert found is not None
    return found.suggestion


@pytest.mark.parametrize("method", METHODS)
@given(weight=loads, reps=st.integers(0, 12), added=added_sets, moves_body=st.booleans(), body=bodies)
def test_added_sets_change_no_suggestion(
    method: ProgressionMethod,
    weight: float,
    reps: int,
    added: list[tuple[int, float]],
    moves_body: bool,
    body: float | None,
) -> None:
    line = a_line(method, moves_body=moves_body)
    attempts = [an_attempt(line, reps, weight, f"2026-01-0{day}") for day in (1, 3, 5)]
    weighs: Body = None if body is None else (body, "kg")

    found = suggested(line, [with_added(each, added) for each in attempts], weighs)

    assert found == suggested(line, attempts, weighs)


@given(
    weight=loads,
    body=bodies,
    percent=st.integers(min_value=1, max_value=100),
    moves_body=st.booleans(),
    unit=st.sampled_from(("kg", "lb")),
)
def test_a_step_back_is_never_harder_and_where_it_names_another_load_it_is_lighter(
    weight: float,
    body: float | None,
    percent: int,
    moves_body: bool,
    unit: WeightUnit,
) -> None:
    line = a_line("linear", moves_body=moves_body, failures_before_reset=3, reset_percent=percent)
    attempts = [an_attempt(line, 3, weight, f"2026-01-0{day}", unit) for day in (1, 3, 5)]

    found = suggested(line, attempts, None if body is None else (body, "kg"))

    assert found.weight is not None
    assert found.weight < weight or (found.weight == weight and "no lighter step" in found.why)


@given(weight=loads, reps=st.integers(3, 8), increment=st.sampled_from((None, 1.25, 2.5, 5)), moves_body=st.booleans())
def test_kilograms_and_pounds_of_one_bar_lead_to_the_same_suggestion(
    weight: float,
    reps: int,
    increment: float | None,
    moves_body: bool,
) -> None:
    line = a_line("linear", moves_body=moves_body, increment=increment, increment_unit="kg", failures_before_reset=2)
    days = ("2026-01-01", "2026-01-03")

    in_pounds = suggested(line, [an_attempt(line, reps, weight, day, "lb") for day in days])

    assert in_pounds == suggested(line, [an_attempt(line, reps, weight, day) for day in days])


@given(weight=loads, body=bodies, percent=st.integers(1, 30))
def test_a_share_more_is_never_lighter(weight: float, body: float | None, percent: int) -> None:
    line = a_line("linear", moves_body=True, increment=percent, increment_unit="%")

    found = suggested(line, [an_attempt(line, 5, weight, "2026-01-01")], None if body is None else (body, "kg"))

    assert found.weight is not None
    assert Fraction(str(found.weight)) >= Fraction(str(weight))
