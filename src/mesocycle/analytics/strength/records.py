"""Personal records: heaviest and most repetitions, best estimated 1RM, best volume; a warm-up never counts."""

from collections.abc import Iterable, Iterator, Mapping
from math import fsum
from typing import NamedTuple

from msgspec import field

from mesocycle.analytics.strength.estimated_max import EstimatedMax, Formula, estimate_max
from mesocycle.domain.document import Date, Document, Id
from mesocycle.domain.history.done import CountedSet, WorkedSet


class RecordSet(Document, frozen=True, kw_only=True):
    """A set that was a record, and the day on which it was first done."""

    reps: int
    load_kg: float | None = None
    """Absent where it is not known: a bodyweight exercise without the body's weight."""
    day: Date
    exercise_variant_id: Id | None = None


class RecordEstimate(Document, frozen=True, kw_only=True):
    """The best estimated 1RM, and the set it was estimated from."""

    estimated_max: EstimatedMax
    of: RecordSet


class RecordVolume(Document, frozen=True, kw_only=True):
    """The most that was moved on one day: load × repetitions × sides of all working sets."""

    volume_kg: float
    day: Date


class ExerciseRecords(Document, frozen=True, kw_only=True):
    """The records of what was lifted: one variant, or, asked for together, all of its movement."""

    exercise_id: Id
    """The movement."""
    exercise_variant_id: Id | None = None
    """Absent where variants are shown together, and where only the movement is known."""
    name: str
    heaviest: tuple[RecordSet, ...]
    """By repetition count: the heaviest load; counts that a longer set matches or beats stand too."""
    most_reps: RecordSet | None = None
    """The most repetitions in one set, of equals with the heaviest load."""
    best_estimate: RecordEstimate | None = None
    best_set_volume: RecordSet | None = None
    """The set with the largest load × repetitions × sides."""
    best_day_volume: RecordVolume | None = None


class Records(Document, frozen=True, kw_only=True):
    """All records of a period, by the exercises' names."""

    first: Date = field(name="from")
    last: Date = field(name="to")
    exercises: tuple[ExerciseRecords, ...]


def worked(sets: Iterable[CountedSet], first: Date = "", last: Date = "~") -> Iterator[WorkedSet]:
    """Give the sets between two days that may be records, one by one: no warm-ups, none without repetitions."""
    for day, exercise_id, variant_id, set_type, reps, load_kg, sides, rpe, rir, _ in sets:
        if set_type != "warmup" and reps and first <= day <= last:
            yield WorkedSet(day, exercise_id, variant_id, reps, load_kg, sides, rpe, rir)


def records(
    sets: Iterable[WorkedSet],
    names: Mapping[Id, str],
    *,
    first: Date,
    last: Date,
    formula: Formula | None = None,
    together: bool = False,
) -> Records:
    """Find the records among the working sets between two days; sets whose exercise is not known have none.

    By variant, for a machine's load is no record of the bar's; `together` by movement. `names` has both.
    """
    found = (
        best.records(id_, _name(names, id_, variant), formula, None if together else variant)
        for (id_, variant), best in _gathered(sets, together=together).items()
        if id_ is not None
    )
    return Records(first=first, last=last, exercises=tuple(sorted(found, key=_by_name)))


def of_exercise(id_: Id, name: str, sets: Iterable[CountedSet], formula: Formula | None = None) -> ExerciseRecords:
    """Find the records of one exercise's sets."""
    return _gathered(worked(sets), together=True).get((id_, None), _Bests({}, {})).records(id_, name, formula)


def _by_name(one: ExerciseRecords) -> tuple[str, str, str]:
    return one.name, one.exercise_id, one.exercise_variant_id or ""


def _name(names: Mapping[Id, str], id_: Id, variant: Id | None) -> str:
    return names.get(id_, id_) if variant is None else names.get(variant, variant)


def _gathered(sets: Iterable[WorkedSet], *, together: bool) -> "dict[tuple[Id | None, Id | None], _Bests]":
    """Keep of each exercise what may be a record; in one loop without calls, for it sees the sets of ten years."""
    found: dict[tuple[Id | None, Id | None], _Bests] = {}
    tops: dict[tuple[float | None, ...], WorkedSet] = {}
    day_volumes: list[float] = []
    met_day: Date | None = None
    met_exercise: Id | None = None
    met_variant: Id | None = None
    for each in sets:
        day, exercise_id, variant_id, reps, load_kg, sides, rpe, rir = each
        if variant_id != met_variant or day != met_day or exercise_id != met_exercise:  # sets of a day come together
            what = (exercise_id, None) if together else (exercise_id, variant_id)
            best = found.get(what)
            if best is None:
                best = found[what] = _Bests({}, {})
            tops = best.tops
            day_volumes = best.volumes.setdefault(day, [])
            met_day, met_exercise, met_variant = day, exercise_id, variant_id
        key = reps, sides, rpe, rir, load_kg is None
        load_kg = load_kg or 0.0
        if load_kg > 0:
            day_volumes.append(load_kg * reps * sides)
        top = tops.get(key)
        if top is None or load_kg > (top_kg := top.load_kg or 0.0) or (load_kg == top_kg and _is_before(each, top)):
            tops[key] = each
    return found


def _is_before(one: WorkedSet, other: WorkedSet) -> bool:
    if one.day != other.day:
        return one.day < other.day
    return (one.exercise_variant_id or "") < (other.exercise_variant_id or "")


class _Bests(NamedTuple):
    """Of one exercise: the best set of each count, number of sides and effort, and what was moved day by day."""

    tops: dict[tuple[float | None, ...], WorkedSet]
    volumes: dict[Date, list[float]]

    def records(self, id_: Id, name: str, formula: Formula | None, variant: Id | None = None) -> ExerciseRecords:
        """Choose the records."""
        done = sorted(self.tops.values(), key=_first_to_last)
        lifted = [each for each in done if each.load_kg is not None]
        heaviest: dict[int, WorkedSet] = {}
        for each in lifted:
            standing = heaviest.get(each.reps)
            if standing is None or _load(each) > _load(standing):
                heaviest[each.reps] = each
        # `max` gives the first of equals, and they come in the order of their days
        longest = max(done, key=lambda each: (each.reps, _load(each)), default=None)
        largest = max(lifted, key=_volume, default=None)
        return ExerciseRecords(
            exercise_id=id_,
            exercise_variant_id=variant,
            name=name,
            heaviest=tuple(_record(heaviest[reps]) for reps in sorted(heaviest)),
            most_reps=None if longest is None else _record(longest),
            best_estimate=_best_estimate(lifted, formula),
            best_set_volume=None if largest is None or _volume(largest) <= 0 else _record(largest),
            best_day_volume=self._best_day(),
        )

    def _best_day(self) -> RecordVolume | None:
        """Choose the first of the days whose volume is the largest to the gram."""
        sums = {day: fsum(parts) for day, parts in self.volumes.items()}
        most = round(max(sums.values(), default=0.0), 3)
        if most <= 0:
            return None
        day = min(day for day, kg in sums.items() if kg > most - 1 and round(kg, 3) == most)
        return RecordVolume(volume_kg=most, day=day)


def _first_to_last(one: WorkedSet) -> tuple[object, ...]:
    return one.day, one.exercise_variant_id or "", one.rpe or 0.0, one.rir or 0.0, one.sides


def _best_estimate(lifted: Iterable[WorkedSet], formula: Formula | None) -> RecordEstimate | None:
    best: tuple[EstimatedMax, WorkedSet] | None = None
    for each in lifted:
        made = estimate_max(each.load_kg, each.reps, rpe=each.rpe, rir=each.rir, formula=formula)
        if made is not None and (best is None or (made.reliable, made.kg) > (best[0].reliable, best[0].kg)):
            best = made, each
    return None if best is None else RecordEstimate(estimated_max=best[0], of=_record(best[1]))


def _record(one: WorkedSet) -> RecordSet:
    return RecordSet(
        reps=one.reps,
        load_kg=None if one.load_kg is None else round(one.load_kg, 3),
        day=one.day,
        exercise_variant_id=one.exercise_variant_id,
    )


def _volume(one: WorkedSet) -> float:
    return max(_load(one), 0.0) * one.reps * one.sides


def _load(one: WorkedSet) -> float:
    return one.load_kg or 0.0
