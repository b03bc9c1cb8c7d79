"""Importer for the CSV exports of FitNotes: the one for Android, and the other product for iOS."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator

from mesocycle.domain.imports.past_workout import PastSet, PastWorkout
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.gathering import Gathering, OpenWorkout, performance
from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import NO_DISTANCE_UNIT, NOTHING_SAID, BadCell, SaidUnits, UnitNotSaid
from mesocycle.formats.text.moments import day_order, read_moment
from mesocycle.formats.text.tables import Table, TableRow, read_table

_WEIGHTS: dict[str, WeightUnit] = {
    "weight (kgs)": "kg",
    "weight (kg)": "kg",
    "weight (lbs)": "lb",
    "weight (lb)": "lb",
}
_YES = frozenset({"true", "yes", "1"})
_DONE = _YES | {"", "done", "complete", "completed", "finished"}
"""What a status says of a set that was done; another one stays with it as a note."""

_NO_EQUIPMENT = frozenset({"", "-", "none", "other", "bodyweight", "body weight"})


def read_fitnotes(body: bytes, said: SaidUnits = NOTHING_SAID) -> Iterator[PastWorkout | Reject]:
    """Read workout by workout: on Android a day is one; on iOS each has its name and times."""
    table = read_table(body, _mended)
    if isinstance(table, Reject):
        yield table
    elif table.find("starttime") is not None:
        yield from _Ios(table, said).results()
    elif lack := table.lacks("FitNotes", "date", "exercise", ("weight", *_WEIGHTS), "reps"):
        yield lack
    else:
        yield from _Android(table, said).results()


class _Reader(ABC):
    """What both products' exports have in common: amounts by name, units by header, row or the person."""

    def __init__(self, table: Table, said: SaidUnits, start: str, precision: int | None = None) -> None:
        self._table = table
        self._said = said
        self._start = start
        self._precision = precision
        self._gathering = Gathering()
        self._weight = next((name for name in _WEIGHTS if table.find(name) is not None), "weight")
        self._mark = cells.decimal_mark(table.every(self._weight, "distance", "reps", "rpe", "rir"), said.mark)
        self._order = day_order(table.every(start))

    def results(self) -> Iterator[PastWorkout | Reject]:
        for row in self._table.rows:
            key = None
            try:
                start = read_moment(self._table.text(row, self._start), self._order)[: self._precision]
                key = f"{start} {self._table.text(row, 'name').strip()}".strip()
                self._take(row, key, start)
            except UnitNotSaid as no:
                yield Reject(row.line, no.reason, no.remedy)
                return
            except BadCell as no:
                self._gathering.reject(row.line, no, key)
        yield from self._gathering.results(self._table)

    @abstractmethod
    def _take(self, row: TableRow, key: str, start: str) -> None:
        """Add a row to its workout, which begins with its first row."""

    def _performance(self, row: TableRow) -> Performance:
        text = self._table.text
        named = cells.weight_unit(text(row, "weight unit"))
        return performance(
            reps=cells.whole_number(text(row, "reps"), self._mark),
            weight=cells.number(text(row, self._weight), self._mark),
            unit=named or _WEIGHTS.get(self._weight) or self._said.weight,
            distance_m=self._metres(row),
            duration_s=cells.seconds(text(row, "time"), self._mark),
            rpe=cells.rpe(text(row, "rpe"), self._mark),
            rir=cells.number(text(row, "rir"), self._mark),
        )

    def _metres(self, row: TableRow) -> float | None:
        amount = cells.number(self._table.text(row, "distance"), self._mark)
        if not amount:
            return None
        unit = cells.distance_unit(self._table.text(row, "distance unit")) or self._said.distance
        if unit is None:
            raise UnitNotSaid(*NO_DISTANCE_UNIT)
        return cells.metres(amount, unit)


class _Android(_Reader):
    """No names, no times: a day is a workout, named for what was trained."""

    def __init__(self, table: Table, said: SaidUnits) -> None:
        super().__init__(table, said, "date", precision=len("2025-09-15"))

    def _take(self, row: TableRow, key: str, start: str) -> None:
        text = self._table.text
        workout = self._gathering.find(key)
        if workout is None:
            workout = self._gathering.begin(OpenWorkout(line=row.line, key=key, name="", start=start))
        named = text(row, "exercise").strip()
        exercise = next((each for each in workout.exercises if each.name == named), None) or workout.exercise(named)
        category = text(row, "category").strip()
        if category and category not in workout.name.split(", "):
            workout.name = f"{workout.name}, {category}".removeprefix(", ")
        note = text(row, "comment").strip() or None
        exercise.add(PastSet(performance=self._performance(row), notes=note))


class _Ios(_Reader):
    """Names and times, no units."""

    def __init__(self, table: Table, said: SaidUnits) -> None:
        super().__init__(table, said, "starttime")

    def _take(self, row: TableRow, key: str, start: str) -> None:
        text = self._table.text
        workout = self._gathering.find(key)
        if workout is None:
            end = text(row, "endtime").strip()
            opened = OpenWorkout(
                line=row.line,
                key=key,
                name=text(row, "name"),
                start=start,
                end=read_moment(end, self._order) if end else None,
            )
            workout = self._gathering.begin(opened)
        exercise = workout.exercise(_with_equipment(text(row, "exercise"), text(row, "equipment")))
        warmup = text(row, "iswarmup").strip().casefold() in _YES
        notes = [note] if (note := text(row, "note").strip()) else []
        if (status := text(row, "status").strip()).casefold() not in _DONE:
            notes.append(f"Status: {status[:40]}")
        exercise.add(
            PastSet(
                performance=self._performance(row),
                set_type="warmup" if warmup else "working",
                notes="\n".join(notes) or None,
            )
        )


_NAMED, _COMMENT = "exercise", "comment"
_AMOUNTS = frozenset({*_WEIGHTS, "weight", "reps", "distance", "time"})
_AMOUNT = re.compile(r"[+-]?[0-9]+(?:[.,:][0-9]+)*", re.ASCII)


def _mended(header: tuple[str, ...], row: tuple[str, ...]) -> tuple[str, ...] | None:
    """Put a name that holds a comma without quotes together again, reading the row from its right end.

    The same in a comment at the end. None where amounts would not stand under amounts.
    """
    names = [name.strip().casefold() for name in header]
    if _NAMED not in names:
        return None
    place, more = names.index(_NAMED), len(row) - len(header)
    for last in range(more + 1 if names[-1] == _COMMENT else 1):
        end = place + more - last + 1
        joined = (*row[:place], ", ".join(row[place:end]), *row[end:])
        joined = (*joined[: len(header) - 1], ", ".join(joined[len(header) - 1 :]))
        amounts = [cell for name, cell in zip(names, joined, strict=True) if name in _AMOUNTS and cell]
        if amounts and all(_AMOUNT.fullmatch(cell) for cell in amounts):
            return joined
    return None


def _with_equipment(name: str, equipment: str) -> str:
    """Name an exercise with what it is done with, as other programs do: a bench press is not one with dumbbells."""
    said, known = equipment.strip(), name.strip()
    if not known or said.casefold() in _NO_EQUIPMENT or said.casefold() in known.casefold():
        return name
    return f"{known} ({said})"
