"""Importer for `activities.csv` of Strava's bulk export: one row per activity, some columns twice, times in UTC."""

from collections.abc import Iterator

from mesocycle.domain.imports.past_workout import PastWorkout
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.activity_kinds import kind_of
from mesocycle.formats.apps.list_row import ListRow, Places, shown_mark
from mesocycle.formats.apps.strava_columns import REQUIRED, find_strava_columns
from mesocycle.formats.text.cells import NOTHING_SAID, BadCell, SaidUnits
from mesocycle.formats.text.moments import day_order, read_moment
from mesocycle.formats.text.tables import Table, TableRow, read_table

_LEAST_COLUMNS = 20
"""Of a list whose header is in another language: fewer, and it is no bulk export."""
_WORDS = frozenset({"id", "date", "name", "type", "description", "private note"})
_ASK_AGAIN = "Ask Strava for an export of all your data, and give its activities.csv."


def read_strava(body: bytes, said: SaidUnits = NOTHING_SAID) -> Iterator[PastWorkout | Reject]:
    """Read activity by activity, oldest first; nothing needs to be said: distances are taken in metres."""
    table = read_table(body)
    if isinstance(table, Reject):
        yield table
        return
    lack = table.lacks("Strava", *REQUIRED, "distance")
    if lack is not None and len(table.header) < _LEAST_COLUMNS:
        yield lack
        return
    if lack is None and len(table.places("distance")) == 1:
        reason = "this list has one column Distance, and nothing says whether it is km or miles"
        yield Reject(1, reason, _ASK_AGAIN)
        return
    places = find_strava_columns(table)
    if places is None:
        yield Reject(1, "no column of this list has in metres what its seventh has in km or miles", _ASK_AGAIN)
        return
    yield from table.broken
    reader = _Reader(table, places, said)
    found = [reader.activity(row) for row in table.rows]
    yield from sorted(found, key=lambda each: (each.start if isinstance(each, PastWorkout) else "", each.line))


class _Reader:
    def __init__(self, table: Table, places: Places, said: SaidUnits) -> None:
        self._places = places
        self._mark = shown_mark(table, places, _WORDS, said.mark)
        self._order = day_order(table.column(places["date"]))

    def activity(self, row: TableRow) -> PastWorkout | Reject:
        try:
            return self._activity(row.line, ListRow(row.cells, self._places, self._mark))
        except BadCell as no:
            return Reject(row.line, no.reason, no.remedy)

    def _activity(self, line: int, row: ListRow) -> PastWorkout:
        key = row.text("id")
        if not key:
            raise BadCell("the activity has no id")
        start = read_moment(row.text("date"), self._order).removesuffix("Z")
        if "T" not in start:
            raise BadCell("the activity has no time of day")
        named, metres = row.text("type"), row.number("distance")
        kind = kind_of(named)
        moving, elapsed = row.seconds("moving time"), row.seconds("elapsed time")
        done = Performance(
            duration=elapsed or moving,
            moving_duration=moving,
            distance=metres,
            elevation_gain=row.number("ascent"),
            elevation_loss=row.number("descent"),
            average_heart_rate=row.number("average heart rate"),
            max_heart_rate=row.number("highest heart rate"),
            average_power=row.number("power"),
            average_cadence=row.number("cadence"),
            calories=row.number("calories"),
        )
        notes = [text for name in ("description", "private note") if (text := row.text(name))]
        workout = PastWorkout(
            line=line,
            key=key,
            name=row.text("name") or named or "Activity",
            type=kind.type,
            start=f"{start}.000Z",
            duration_s=done.duration,
            notes="\n".join(notes) or None,
            movement=kind.movement,
            sport=kind.sport,
        )
        return row.activity(workout, done)
