"""One exercise over time, across its variants."""

from collections.abc import Iterable

from msgspec import field
from msgspec.structs import replace

from mesocycle.analytics.strength.estimated_max import EstimatedMax, Formula
from mesocycle.analytics.strength.records import ExerciseRecords, of_exercise
from mesocycle.analytics.strength.strength import Band, ExerciseDay, best_estimate, exercise_days, intensity, is_working
from mesocycle.domain.document import Date, Document, Id
from mesocycle.domain.history.done import CountedSet
from mesocycle.domain.session.guidance import Guidance


class ExerciseReport(Document, frozen=True, kw_only=True):
    """An exercise's days across its variants; records, 1RM and how heavy the work was are the variant's own."""

    exercise_id: Id
    exercise_variant_id: Id | None = None
    """Of the records; absent where the variants are taken together."""
    name: str
    first: Date = field(name="from")
    last: Date = field(name="to")
    days: tuple[ExerciseDay, ...]
    records: ExerciseRecords
    one_rep_max_kg: float | None = None
    """What percentages are of: the 1RM among the reference values, else the best estimate of the period."""
    estimated: EstimatedMax | None = None
    intensity: tuple[Band, ...]


class ExerciseOutlook(Document, frozen=True, kw_only=True):
    """What was done of an exercise, and the suggestions for its next planned lines."""

    report: ExerciseReport
    guidance: tuple[Guidance, ...]


def exercise_report(
    sets: Iterable[CountedSet],
    exercise_id: Id,
    name: str,
    *,
    first: Date,
    last: Date,
    one_rep_max_kg: float | None = None,
    formula: Formula | None = None,
    exercise_variant_id: Id | None = None,
) -> ExerciseReport:
    """Report on one movement's sets between two days; records are of one variant where it is said."""
    inside = [each for each in sets if each.exercise_id == exercise_id and first <= each.day <= last]
    lifted = [each for each in inside if exercise_variant_id in (None, each.exercise_variant_id)]
    best = best_estimate(filter(is_working, lifted), formula)
    known = one_rep_max_kg if one_rep_max_kg is not None else None if best is None else best.kg
    return ExerciseReport(
        exercise_id=exercise_id,
        exercise_variant_id=exercise_variant_id,
        name=name,
        first=first,
        last=last,
        days=exercise_days(inside, formula),
        records=replace(of_exercise(exercise_id, name, lifted, formula), exercise_variant_id=exercise_variant_id),
        one_rep_max_kg=known,
        estimated=best,
        intensity=intensity(lifted, known),
    )
