"""Importer for `activities.csv` of Strava's bulk export: one row per activity, some columns twice, times in UTC."""

from collections.abc import Iterator
from types import MappingProxyType

from mesocycle.domain.document import Number
from mesocycle.domain.imports.past_workout import PastEffort, PastWorkout
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.activity_kinds import kind_of
from mesocycle.formats.apps.gathering import sound
from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import NOTHING_SAID, BadCell, SaidUnits
from mesocycle.formats.text.moments import day_order, moment
from mesocycle.formats.text.tables import Row, Table, read_table

_LAST = -1
_NAMED = MappingProxyType(
    {
        "id": ("activity id", 0),
        "date": ("activity date", 0),
        "name": ("activity name", 0),
        "type": ("activity type", 0),
        "description": ("activity description", 0),
        "elapsed": ("elapsed time", 0),
        "private note": ("activity private note", 0),
        "moving": ("moving time", 0),
        "metres": ("distance", _LAST),  # the first one is in km or miles, the second in metres
        "gain": ("elevation gain", 0),
        "loss": ("elevation loss", 0),
        "heart rate": ("average heart rate", 0),
        "highest heart rate": ("max heart rate", _LAST),
        "watts": ("average watts", 0),
        "cadence": ("average cadence", 0),
        "calories": ("calories", 0),
    }
)
_PLACES = MappingProxyType(
    {
        "id": 0,
        "date": 1,
        "name": 2,
        "type": 3,
        "description": 4,
        "elapsed": 5,
        "private note": 10,
        "moving": 16,
        "metres": 17,
        "gain": 20,
    }
)
"""Where the columns stand when the header is in another language."""
_LEAST_COLUMNS = 42
"""Of a list whose header is in another language: fewer, and it is no bulk export."""


def read_strava(body: bytes, said: SaidUnits = NOTHING_SAID) -> Iterator[PastWorkout | Reject]:
    """Read activity by activity, oldest first; nothing needs to be said: distances are taken in metres."""
    table = read_table(body)
    if isinstance(table, Reject):
        yield table
        return
    lack = table.lacks("Strava", *(name for name, _ in list(_NAMED.values())[:6]), "distance")
    if lack is not None and len(table.header) < _LEAST_COLUMNS:
        yield lack
        return
    if lack is None and len(table.places("distance")) == 1:
        reason = "this list has one column Distance, and nothing says whether it is km or miles"
        yield Reject(1, reason, "Ask Strava for an export of all your data, and give its activities.csv.")
        return
    yield from table.broken
    reader = _Reader(table, said, by_place=lack is not None)
    found = [reader.activity(row) for row in table.rows]
    yield from sorted(found, key=lambda each: (each.start if isinstance(each, PastWorkout) else "", each.line))


class _Reader:
    def __init__(self, table: Table, said: SaidUnits, *, by_place: bool) -> None:
        self._places = dict(_PLACES) if by_place else _named(table)
        amounts = [place for name in ("metres", "gain", "moving") if (place := self._places.get(name)) is not None]
        self._mark = cells.decimal_mark((row.cells[place] for row in table.rows for place in amounts), said.mark)
        date = self._places["date"]
        self._order = day_order(row.cells[date] for row in table.rows)

    def activity(self, row: Row) -> PastWorkout | Reject:
        try:
            return self._activity(row)
        except BadCell as no:
            return Reject(row.line, no.reason, no.remedy)

    def _activity(self, row: Row) -> PastWorkout:
        key = self._text(row, "id")
        if not key:
            raise BadCell("the activity has no id")
        start = moment(self._text(row, "date"), self._order).removesuffix("Z")
        if "T" not in start:
            raise BadCell("the activity has no time of day")
        named = self._text(row, "type")
        done = self._performance(row)
        kind, movement = kind_of(named, covers_distance=bool(done.distance))
        notes = [text for name in ("description", "private note") if (text := self._text(row, name))]
        return PastWorkout(
            line=row.line,
            key=key,
            name=self._text(row, "name") or named or "Activity",
            type=kind,
            start=f"{start}.000Z",
            duration_s=done.duration,
            notes="\n".join(notes) or None,
            efforts=(PastEffort(performance=done),),
            movement=movement,
        )

    def _performance(self, row: Row) -> Performance:
        return sound(
            Performance(
                duration=cells.seconds(self._text(row, "elapsed"), self._mark),
                moving_duration=cells.seconds(self._text(row, "moving"), self._mark),
                distance=self._number(row, "metres"),
                elevation_gain=self._number(row, "gain"),
                elevation_loss=self._number(row, "loss"),
                average_heart_rate=self._number(row, "heart rate"),
                max_heart_rate=self._number(row, "highest heart rate"),
                average_power=self._number(row, "watts"),
                average_cadence=self._number(row, "cadence"),
                calories=self._number(row, "calories"),
            )
        )

    def _number(self, row: Row, name: str) -> Number | None:
        return cells.number(self._text(row, name), self._mark) or None

    def _text(self, row: Row, name: str) -> str:
        place = self._places.get(name)
        return "" if place is None else row.cells[place].strip()


def _named(table: Table) -> dict[str, int]:
    found: dict[str, int] = {}
    for ours, (theirs, which) in _NAMED.items():
        places = table.places(theirs)
        if places:
            found[ours] = places[which]
    return found
