"""Importer for Strong's CSV exports, in any language, from 2016 to today: a row per set, rests and notes between."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mesocycle.domain.document import Number
from mesocycle.domain.imports.past_workout import PastSet, PastWorkout
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.gathering import Gathering, OpenExercise, OpenWorkout, performance, set_type
from mesocycle.formats.apps.strong_columns import in_english
from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import NO_DISTANCE_UNIT, NOTHING_SAID, BadCell, SaidUnits, UnitNotSaid
from mesocycle.formats.text.moments import day_order, read_moment
from mesocycle.formats.text.tables import Table, TableRow, read_table

_HEADED = re.compile(r"(weight|distance|duration) \((\w+)\)")
_ORDER = re.compile(r"([WDF]?)\s?([0-9]*)", re.IGNORECASE)
_REST = frozenset({"rest timer", "rest"})
_NOTE = frozenset({"note", "notes"})


class _Amount(NamedTuple):
    """A column of amounts: its name, and the unit that its header says."""

    column: str
    unit: str | None


def read_strong(body: bytes, said: SaidUnits = NOTHING_SAID) -> Iterator[PastWorkout | Reject]:
    """Read workout by workout, oldest first; without a unit in the file, `said` must have it."""
    table = read_table(body)
    if isinstance(table, Reject):
        yield table
        return
    table = in_english(table)
    if lack := table.lacks("Strong", "date", "workout name", "exercise name", "set order", _weights(table), "reps"):
        yield lack
    else:
        yield from _Reader(table, said).results()


def _weights(table: Table) -> tuple[str, ...]:
    """Give the names that the column of weights may have: its header may say the unit."""
    headed = (each.casefold() for each in table.header)
    return ("weight", *(each for each in headed if (found := _HEADED.fullmatch(each)) and found[1] == "weight"))


class _Reader:
    def __init__(self, table: Table, said: SaidUnits) -> None:
        self._table = table
        self._said = said
        self._gathering = Gathering()
        self._weight = self._amount("weight")
        self._distance = self._amount("distance")
        self._duration = self._amount("duration")
        amounts = table.every(self._weight.column, self._distance.column, "reps", "seconds", "rpe")
        self._mark = cells.decimal_mark(amounts, said.mark)
        self._order = day_order(table.every("date"))
        self._first = "0" if any(order.strip() == "0" for order in table.every("set order")) else "1"

    def _amount(self, name: str) -> _Amount:
        for each in self._table.header:
            found = _HEADED.fullmatch(each.casefold())
            if found and found[1] == name:
                return _Amount(each.casefold(), found[2])
        return _Amount(name, None)

    def results(self) -> Iterator[PastWorkout | Reject]:
        for row in self._table.rows:
            key = None
            try:
                start = read_moment(self._table.text(row, "date"), self._order)
                key = f"{start} {self._table.text(row, 'workout name').strip()}"
                self._take(row, key, start)
            except UnitNotSaid as no:
                yield Reject(row.line, no.reason, no.remedy)
                return
            except BadCell as no:
                self._gathering.reject(row.line, no, key)
        yield from self._gathering.results(self._table)

    def _take(self, row: TableRow, key: str, start: str) -> None:
        text = self._table.text
        workout = self._gathering.find(key) or self._gathering.begin(self._begin(row, key, start))
        order = text(row, "set order").strip()
        again = order == self._first and _has_working(workout)
        exercise = workout.exercise(text(row, "exercise name"), again=again)
        known = _ORDER.fullmatch(order)
        said = order.casefold()
        bare = known is None and self._is_bare(row)  # in other languages rests and notes have other names
        if said in _REST or (bare and text(row, "seconds").strip("0. ")):
            if rest := cells.seconds(text(row, "seconds"), self._mark):
                exercise.rest(rest)
            return
        exercise.note(text(row, "notes"))
        if said in _NOTE or bare:
            return
        kind, note = set_type(known[1] if known else order)
        exercise.add(PastSet(performance=self._performance(row), set_type=kind, notes=note))

    def _is_bare(self, row: TableRow) -> bool:
        """Tell whether a row has no amount but seconds."""
        names = ("reps", self._weight.column, self._distance.column)
        return not any(self._table.text(row, name).strip("0., ") for name in names)

    def _begin(self, row: TableRow, key: str, start: str) -> OpenWorkout:
        return OpenWorkout(
            line=row.line,
            key=key,
            name=self._table.text(row, "workout name"),
            start=start,
            duration_s=self._lasted(row),
            notes=self._table.text(row, "workout notes").strip() or None,
        )

    def _lasted(self, row: TableRow) -> Number | None:
        """Give how long the workout took; one in words that are not known costs nothing but itself."""
        try:
            return cells.seconds(self._table.text(row, self._duration.column), self._mark)
        except BadCell:
            return None

    def _performance(self, row: TableRow) -> Performance:
        text = self._table.text
        return performance(
            reps=cells.whole_number(text(row, "reps"), self._mark),
            weight=cells.number(text(row, self._weight.column), self._mark),
            unit=self._weight_unit(row),
            distance_m=self._metres(row),
            duration_s=cells.seconds(text(row, "seconds"), self._mark),
            rpe=cells.rpe(text(row, "rpe"), self._mark),
        )

    def _weight_unit(self, row: TableRow) -> WeightUnit | None:
        named = cells.weight_unit(self._table.text(row, "weight unit") or self._weight.unit or "")
        return named or self._said.weight

    def _metres(self, row: TableRow) -> float | None:
        amount = cells.number(self._table.text(row, self._distance.column), self._mark)
        if not amount:
            return None
        unit = cells.distance_unit(self._table.text(row, "distance unit") or self._distance.unit or "")
        if unit is None and self._said.distance is None:
            raise UnitNotSaid(*NO_DISTANCE_UNIT)
        return cells.metres(amount, unit or self._said.distance or "m")


def _has_working(workout: OpenWorkout) -> bool:
    """Tell whether the last exercise of a workout has working sets already: a set 1 then begins it anew."""
    last: OpenExercise | None = workout.exercises[-1] if workout.exercises else None
    return last is not None and any(each.set_type == "working" for each in last.sets)
