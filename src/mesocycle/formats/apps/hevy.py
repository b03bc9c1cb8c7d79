"""Importer for Hevy's CSV export: one row per set, the unit in the header, newest workout first."""

from collections.abc import Iterator
from functools import lru_cache

from mesocycle.domain.imports.past_workout import PastSet, PastWorkout
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.gathering import Gathering, OpenWorkout, performance, set_type
from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import NO_DISTANCE_UNIT, NOTHING_SAID, BadCell, SaidUnits, UnitNotSaid
from mesocycle.formats.text.moments import day_order, read_moment
from mesocycle.formats.text.tables import NO_COLUMN, Table, read_table

_WEIGHTS: dict[str, WeightUnit | None] = {"weight_kg": "kg", "weight_lbs": "lb", "weight_lb": "lb", "weight": None}
_DISTANCES = {"distance_km": "km", "distance_miles": "mi", "distance_meters": "m", "distance": None}
_OF_WORKOUT = ("start_time", "title", "end_time", "description")
_OF_EXERCISE = ("exercise_title", "exercise_notes", "superset_id", "set_index", "set_type")
_AMOUNTS = ("reps", "duration_seconds", "rpe")


def read_hevy(body: bytes, said: SaidUnits = NOTHING_SAID) -> Iterator[PastWorkout | Reject]:
    """Read workout by workout, oldest first; a bad row is a `Reject`, and its workout waits for it."""
    table = read_table(body)
    if isinstance(table, Reject):
        yield table
    elif lack := table.lacks("Hevy", "title", "start_time", "exercise_title", "set_index", tuple(_WEIGHTS), "reps"):
        yield lack
    else:
        yield from _Reader(table, said).results()


class _Reader:
    def __init__(self, table: Table, said: SaidUnits) -> None:
        self._table = table
        self._said = said
        self._gathering = Gathering()
        self._weight = next((name for name in _WEIGHTS if table.find(name) is not None), NO_COLUMN)
        self._distance = next((name for name in _DISTANCES if table.find(name) is not None), NO_COLUMN)
        self._mark = cells.decimal_mark(table.every(self._weight, self._distance, *_AMOUNTS), said.mark)
        self._order = day_order(table.every("start_time"))
        self._last_index: dict[str, int] = {}
        self._performance = lru_cache(maxsize=4096)(self._read_performance)

    def results(self) -> Iterator[PastWorkout | Reject]:
        names = (*_OF_WORKOUT, *_OF_EXERCISE, *_AMOUNTS, self._weight, self._distance)
        for line, row in self._table.picked(*names):
            key = None
            try:
                start = read_moment(row[0], self._order)
                key = f"{start} {row[1].strip()}"
                workout = self._gathering.find(key) or self._begin(line, key, start, row)
                self._take(workout, row[4:9], row[9:])
            except UnitNotSaid as no:
                yield Reject(line, no.reason, no.remedy)
                return
            except BadCell as no:
                self._gathering.reject(line, no, key)
        yield from self._gathering.results(self._table)

    def _begin(self, line: int, key: str, start: str, row: tuple[str, ...]) -> OpenWorkout:
        _, title, end, description, *_ = row
        opened = OpenWorkout(
            line=line,
            key=key,
            name=title,
            start=start,
            end=read_moment(end, self._order) if end.strip() else None,
            notes=description.strip() or None,
        )
        return self._gathering.begin(opened)

    def _take(self, workout: OpenWorkout, of_exercise: tuple[str, ...], amounts: tuple[str, ...]) -> None:
        title, notes, superset, number, said = of_exercise
        index = cells.whole_number(number, None)
        again = index is not None and index <= self._last_index.get(workout.key, -1)
        exercise = workout.exercise(title, again=again, superset=superset.strip() or None)
        self._last_index[workout.key] = -1 if index is None else index
        exercise.note(notes)
        kind, note = set_type(said)
        exercise.add(PastSet(performance=self._performance(*amounts), set_type=kind, notes=note))

    def _read_performance(self, reps: str, duration: str, rpe: str, weight: str, distance: str) -> Performance:
        far = cells.number(distance, self._mark)
        measured = _DISTANCES.get(self._distance) or self._said.distance
        if far and measured is None:
            raise UnitNotSaid(*NO_DISTANCE_UNIT)
        return performance(
            reps=cells.whole_number(reps, self._mark),
            weight=cells.number(weight, self._mark),
            unit=_WEIGHTS.get(self._weight) or self._said.weight,
            distance_m=cells.metres(far, measured or "m"),
            duration_s=cells.seconds(duration, self._mark),
            rpe=cells.rpe(rpe, self._mark),
        )
