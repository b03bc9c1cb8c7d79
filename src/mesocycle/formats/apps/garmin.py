"""Importer for Garmin Connect's list of activities as CSV: one row per activity, units and marks by the account."""

from collections.abc import Iterator

from mesocycle.domain.document import Number
from mesocycle.domain.imports.past_workout import PastEffort, PastWorkout
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.activity_kinds import kind_of
from mesocycle.formats.apps.gathering import sound
from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import NO_DISTANCE_UNIT, NOTHING_SAID, BadCell, SaidUnits, UnitNotSaid
from mesocycle.formats.text.moments import day_order, moment
from mesocycle.formats.text.tables import Row, Table, read_table

_AMOUNTS = ("distance", "calories", "avg hr", "max hr", "total ascent", "total descent", "avg power")
_POOL = ("swim", "track")
"""Activities whose distance is in metres, whatever the others are in."""


def read_garmin(body: bytes, said: SaidUnits = NOTHING_SAID) -> Iterator[PastWorkout | Reject]:
    """Read activity by activity, oldest first; whether distances are km or miles, `said` must have."""
    table = read_table(body)
    if isinstance(table, Reject):
        yield table
    elif lack := table.lacks("Garmin Connect", "activity type", "date", "time"):
        yield lack
    else:
        yield from table.broken
        reader = _Reader(table, said)
        try:
            found = [reader.activity(row) for row in table.rows]
        except UnitNotSaid as no:
            yield Reject(2, no.reason, no.remedy)
            return
        yield from sorted(found, key=lambda each: (each.start if isinstance(each, PastWorkout) else "", each.line))


class _Reader:
    def __init__(self, table: Table, said: SaidUnits) -> None:
        self._table = table
        self._said = said
        self._mark = cells.decimal_mark(table.every(*_AMOUNTS), said.mark)
        self._order = day_order(table.every("date"))

    def activity(self, row: Row) -> PastWorkout | Reject:
        try:
            return self._activity(row)
        except UnitNotSaid:
            raise
        except BadCell as no:
            return Reject(row.line, no.reason, no.remedy)

    def _activity(self, row: Row) -> PastWorkout:
        text = self._table.text
        named = text(row, "activity type").strip()
        start = moment(text(row, "date"), self._order)
        done = self._performance(row, named)
        kind, movement = kind_of(named, covers_distance=bool(done.distance))
        return PastWorkout(
            line=row.line,
            key=f"{start} {named}",
            name=text(row, "title").strip() or named or "Activity",
            type=kind,
            start=start,
            duration_s=self._seconds(row, "elapsed time") or done.duration,
            notes=self._counts(row),
            efforts=(PastEffort(performance=done),),
            movement=movement,
        )

    def _performance(self, row: Row, named: str) -> Performance:
        return sound(
            Performance(
                duration=self._seconds(row, "time"),
                moving_duration=self._seconds(row, "moving time"),
                distance=self._metres(row, named),
                elevation_gain=self._climb(row, "total ascent"),
                elevation_loss=self._climb(row, "total descent"),
                average_heart_rate=self._number(row, "avg hr") or None,
                max_heart_rate=self._number(row, "max hr") or None,
                average_power=self._number(row, "avg power") or None,
                calories=self._number(row, "calories") or None,
            )
        )

    def _metres(self, row: Row, named: str) -> Number | None:
        amount = self._number(row, "distance")
        if not amount:
            return None
        if self._said.distance is None:
            raise UnitNotSaid(*NO_DISTANCE_UNIT)
        unit: str = self._said.distance
        if any(word in named.casefold() for word in _POOL):
            unit = "yd" if unit == "mi" and "swim" in named.casefold() else "m"
        return cells.metres(amount, unit)

    def _climb(self, row: Row, name: str) -> Number | None:
        """Read metres, or feet where the account measures in miles."""
        return cells.metres(self._number(row, name), "ft" if self._said.distance == "mi" else "m")

    def _counts(self, row: Row) -> str | None:
        said = [(name, cells.number(self._table.text(row, name), self._mark)) for name in ("total sets", "total reps")]
        return ", ".join(f"{amount} {name.removeprefix('total ')}" for name, amount in said if amount) or None

    def _number(self, row: Row, name: str) -> Number | None:
        return cells.number(self._table.text(row, name), self._mark)

    def _seconds(self, row: Row, name: str) -> Number | None:
        return cells.seconds(self._table.text(row, name), self._mark)
