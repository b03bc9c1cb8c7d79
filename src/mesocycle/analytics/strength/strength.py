"""What sets come to: volume, hard sets, estimated 1RM day by day, how heavy the work was."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from types import MappingProxyType

from mesocycle.analytics.strength.estimated_max import EstimatedMax, Formula, estimate_max
from mesocycle.domain.document import Date, Document, Id
from mesocycle.domain.history.done import CountedSet

BANDS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"below 60 %": (0, 60), "60-70 %": (60, 70), "70-80 %": (70, 80), "80-90 %": (80, 90), "90 % and up": (90, 1e9)}
)
"""Percent of the 1RM: from, and below."""


class Band(Document, frozen=True, kw_only=True):
    """Working sets and repetitions in one band of percent of the 1RM; `share` is of all repetitions in any."""

    band: str
    sets: int
    reps: int
    share: float | None = None


class ExerciseDay(Document, frozen=True, kw_only=True):
    """One exercise on one day: its best set and its sums; warm-ups count in none of them."""

    day: Date
    exercise_variant_id: Id | None = None
    sets: int
    reps: int
    volume_kg: float
    top_load_kg: float | None = None
    top_reps: int | None = None
    estimated_max: EstimatedMax | None = None


def is_working(sets: CountedSet) -> bool:
    """Tell whether sets count: all but warm-ups."""
    return sets.set_type != "warmup"


def volume_kg(sets: CountedSet) -> float:
    """Give load × repetitions × sides; nothing where one of them is not known."""
    if sets.load_kg is None or sets.reps is None:
        return 0.0
    return max(sets.load_kg, 0.0) * sets.reps * sets.sides


def exercise_days(sets: Iterable[CountedSet], formula: Formula | None = None) -> tuple[ExerciseDay, ...]:
    """Give an exercise's days in order, each variant by itself; a day of warm-ups alone is none."""
    groups: dict[tuple[Date, str], list[CountedSet]] = defaultdict(list)
    for each in sets:
        if is_working(each):
            groups[each.day, each.exercise_variant_id or ""].append(each)
    return tuple(_exercise_day(groups[key], formula) for key in sorted(groups))


def _exercise_day(alike: Sequence[CountedSet], formula: Formula | None) -> ExerciseDay:
    loaded = [(each.load_kg, each.reps or 0) for each in alike if each.load_kg is not None]
    top = max(loaded, default=None)
    return ExerciseDay(
        day=alike[0].day,
        exercise_variant_id=alike[0].exercise_variant_id,
        sets=sum(each.counts for each in alike),
        reps=sum((each.reps or 0) * each.sides for each in alike),
        volume_kg=round(fsum(map(volume_kg, alike)), 3),
        top_load_kg=None if top is None else round(top[0], 3),
        top_reps=None if top is None else top[1],
        estimated_max=best_estimate(alike, formula),
    )


def best_estimate(sets: Iterable[CountedSet], formula: Formula | None = None) -> EstimatedMax | None:
    """Give the highest estimate of working sets; a reliable one goes before any that is not."""
    made = (
        estimate_max(each.load_kg, each.reps, rpe=each.rpe, rir=each.rir, formula=formula)
        for each in sets
        if is_working(each)
    )
    return max(
        (each for each in made if each is not None),
        key=lambda one: (one.reliable, one.kg, one.formula),
        default=None,
    )


def intensity(sets: Iterable[CountedSet], one_rep_max_kg: float | None) -> tuple[Band, ...]:
    """Give how many sets and repetitions were done in each band of the 1RM; nothing where that is not known."""
    if one_rep_max_kg is None or one_rep_max_kg <= 0:
        return ()
    counted = dict.fromkeys(BANDS, (0, 0))
    for each in sets:
        if not is_working(each) or each.load_kg is None or not each.reps:
            continue
        percent = round(100 * each.load_kg / one_rep_max_kg, 6)
        name = next((name for name, (low, high) in BANDS.items() if low <= percent < high), None)
        if name is not None:
            done, reps = counted[name]
            counted[name] = done + each.counts, reps + each.reps * each.sides
    whole = sum(reps for _, reps in counted.values())
    return tuple(
        Band(band=name, sets=done, reps=reps, share=round(reps / whole, 4) if whole else None)
        for name, (done, reps) in counted.items()
    )
