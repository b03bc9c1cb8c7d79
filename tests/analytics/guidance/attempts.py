"""What the tests of guidance share."""

from msgspec.structs import replace

from mesocycle.analytics.guidance.attempt import Attempt
from mesocycle.analytics.guidance.next_step import Loading
from mesocycle.analytics.guidance.progression import guide
from mesocycle.domain.log.performance import Performance, PerformedSet, Suggestion
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.notation import parse
from mesocycle.domain.plan.workout import Exercise, Progression, ProgressionMethod
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.loads import ResolvedLoad
from mesocycle.domain.session.guidance import Guidance
from tests.builders import an_exercise

KG = Loading("kg", 2.5)


def a_line(method: ProgressionMethod, notation: str, **progression: object) -> Exercise:
    plan = replace(Progression(every="session", applies_to="load"), **progression) if progression else None
    return an_exercise(sets=parse(notation), progression_method=method, progression=plan)


def an_attempt(
    line: Exercise,
    *reps: int,
    weight: float | None = 100,
    unit: WeightUnit = "kg",
    day: str = "2026-01-05",
    **given: object,
) -> Attempt:
    """Do the line's sets in order with these repetitions; sets without any are left out."""
    planned = [each for each in sets_of(line) if each.set_type != "warmup"]
    done = tuple(
        PerformedSet(
            id=f"{day}-{each.id}",
            set_id=each.id,
            set_number=each.set_number,
            set_type=each.set_type,
            performance=replace(Performance(reps=count, weight=weight, weight_unit=unit), **given),
        )
        for each, count in zip(planned, reps, strict=False)
    )
    loads = (
        {}
        if weight is None
        else {
            each.id: ResolvedLoad(weight=each.weight or weight, weight_unit=each.weight_unit or unit, typed=True)
            for each in planned
        }
    )
    return Attempt(day=day, exercise=line, loads=loads, sets=done)


def suggested(line: Exercise, *attempts: Attempt, loading: Loading = KG) -> Suggestion:
    found = guide(line, attempts, loading)
    assert isinstance(found, Guidance)
    assert found.suggestion.why.endswith(".")
    return found.suggestion
