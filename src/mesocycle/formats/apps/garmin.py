"""Importer for Garmin Connect's list of activities as CSV, in any language: one row per activity."""

from collections.abc import Iterator

from mesocycle.domain.document import Number
from mesocycle.domain.imports.past_workout import PastWorkout
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.activity_kinds import kind_of
from mesocycle.formats.apps.garmin_columns import find_garmin_columns
from mesocycle.formats.apps.list_row import ListRow, Places, shown_mark
from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import NO_DISTANCE_UNIT, NOTHING_SAID, BadCell, SaidUnits, UnitNotSaid
from mesocycle.formats.text.moments import day_order, read_moment
from mesocycle.formats.text.tables import Table, TableRow, read_table

_WORDS = frozenset({"activity type", "date", "title"})
_FASTEST_M_S = 100
"""As kilometres a distance would be faster than this only where it is in metres: pools and tracks."""
_NO_LIST = Reject(
    1,
    "this is no list of activities of Garmin Connect: its second column holds no dates, or its seventh no durations",
    "In Garmin Connect on the web, open all activities and choose Export CSV; give that file unchanged.",
)


def read_garmin(body: bytes, said: SaidUnits = NOTHING_SAID) -> Iterator[PastWorkout | Reject]:
    """Read activity by activity, oldest first; whether distances are km or miles, `said` must have."""
    table = read_table(body)
    if isinstance(table, Reject):
        yield table
        return
    places = find_garmin_columns(table)
    if places is None:
        yield _NO_LIST
        return
    yield from table.broken
    reader = _Reader(table, places, said)
    try:
        found = [reader.activity(row) for row in table.rows]
    except UnitNotSaid as no:
        yield Reject(2, no.reason, no.remedy)
        return
    yield from sorted(found, key=lambda each: (each.start if isinstance(each, PastWorkout) else "", each.line))


class _Reader:
    def __init__(self, table: Table, places: Places, said: SaidUnits) -> None:
        self._said = said
        self._places = places
        self._mark = shown_mark(table, places, _WORDS, said.mark)
        self._order = day_order(table.column(places["date"]))

    def activity(self, row: TableRow) -> PastWorkout | Reject:
        try:
            return self._activity(row.line, ListRow(row.cells, self._places, self._mark))
        except UnitNotSaid:
            raise
        except BadCell as no:
            return Reject(row.line, no.reason, no.remedy)

    def _activity(self, line: int, row: ListRow) -> PastWorkout:
        named = row.text("activity type")
        start = read_moment(row.text("date"), self._order)
        amount = row.number("distance")
        kind = kind_of(named)
        lasted = row.seconds("time")
        workout = PastWorkout(
            line=line,
            key=f"{start} {named}",
            name=row.text("title") or named or "Activity",
            type=kind.type,
            start=start,
            duration_s=row.seconds("elapsed time") or lasted,
            notes=_counts(row),
            movement=kind.movement,
            sport=kind.sport,
        )
        done = Performance(
            duration=lasted,
            moving_duration=row.seconds("moving time"),
            distance=self._metres(amount, lasted, swims=kind.movement == "swim"),
            elevation_gain=self._climb(row.number("ascent")),
            elevation_loss=self._climb(row.number("descent")),
            average_heart_rate=row.number("average heart rate"),
            max_heart_rate=row.number("highest heart rate"),
            average_power=row.number("power"),
            calories=row.number("calories"),
        )
        return row.activity(workout, done)

    def _metres(self, amount: Number | None, lasted: Number | None, *, swims: bool) -> Number | None:
        """Read km or miles; of pools and tracks the list has metres, or a swimmer's yards, without saying so."""
        if not amount:
            return None
        if self._said.distance is None:
            raise UnitNotSaid(*NO_DISTANCE_UNIT)
        unit: str = self._said.distance
        too_fast = lasted is not None and (cells.metres(amount, unit) or 0) > _FASTEST_M_S * lasted
        if swims or too_fast:
            unit = "yd" if unit == "mi" and swims else "m"
        return cells.metres(amount, unit)

    def _climb(self, amount: Number | None) -> Number | None:
        """Read metres, or feet where the account measures in miles."""
        return cells.metres(amount, "ft" if self._said.distance == "mi" else "m")


def _counts(row: ListRow) -> str | None:
    said = [(name, row.number(name)) for name in ("sets", "reps")]
    return ", ".join(f"{amount} {name}" for name, amount in said if amount) or None
