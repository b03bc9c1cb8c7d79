"""Importer for Jefit's backup file: many tables in one file, all sets of an exercise packed in one cell."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from mesocycle.domain.document import Number
from mesocycle.domain.imports.past_workout import PastSet, PastWorkout
from mesocycle.domain.instant import instant
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.gathering import Gathering, OpenWorkout, performance
from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import NO_DISTANCE_UNIT, NOTHING_SAID, BadCell, SaidUnits, UnitNotSaid
from mesocycle.formats.text.moments import read_moment
from mesocycle.formats.text.tables import Table, TableRow, read_text, table_of

_Take = Callable[[TableRow, OpenWorkout], None]

_SECTION = re.compile(r"### ([A-Z ]+?) ?#*\s*")
_SET = re.compile(r"\s*([0-9.,]+)\s*x\s*([0-9]+(?:\.0*)?)\s*", re.IGNORECASE)
_EARLIEST, _LATEST = 946_684_800, 4_102_444_800
"""A number between them (the years 2000 and 2100) is a time in Unix seconds, a smaller one only an id."""


def read_jefit(body: bytes, said: SaidUnits = NOTHING_SAID) -> Iterator[PastWorkout | Reject]:
    """Read session by session, oldest first; the unit of weights stands in the file's settings."""
    text = read_text(body)
    if isinstance(text, Reject):
        yield text
        return
    tables = _tables(text)
    logs = tables.get("EXERCISE LOGS")
    if logs is None:
        yield Reject(
            1,
            "this is no backup of Jefit: it has no section EXERCISE LOGS",
            "Export the backup file from Jefit's website and give it unchanged.",
        )
    elif isinstance(logs, Reject):
        yield logs
    elif lack := logs.lacks("Jefit", "logs", "ename", "belongsession"):
        yield lack
    else:
        readable = {name: table for name, table in tables.items() if isinstance(table, Table)}
        yield from _Reader(readable, said).results()


def _tables(text: str) -> dict[str, Table | Reject]:
    """Part the file at its `### NAME ###` lines; of a section with several tables the first is read."""
    found: dict[str, Table | Reject] = {}
    name, first, lines = "", 1, list[str]()
    for number, line in enumerate([*text.splitlines(keepends=True), "### END ###"], 1):
        if not line.startswith("###"):
            lines.append(line)
            continue
        if name and any(each.strip() for each in lines):
            found.setdefault(name, table_of("".join(_first_table(lines)), first))
        header = _SECTION.fullmatch(line)
        name, first, lines = (header[1] if header else ""), number + 1, []
    return found


def _first_table(lines: list[str]) -> list[str]:
    """Give the lines up to the blank one that ends the first table, blank ones before it as they are."""
    begun = False
    for number, line in enumerate(lines):
        if line.strip():
            begun = True
        elif begun:
            return lines[:number]
    return lines


class _Reader:
    def __init__(self, tables: dict[str, Table], said: SaidUnits) -> None:
        self._logs = tables["EXERCISE LOGS"]
        self._cardio = tables.get("CARDIO LOGS")
        self._said = said
        self._unit = said.weight or _unit_of(tables.get("SETTING"))
        self._gathering = Gathering()
        self._sessions: dict[str, tuple[Table, TableRow]] = {}
        if sessions := tables.get("WORKOUT SESSIONS"):
            self._sessions = {sessions.text(row, "_id").strip(): (sessions, row) for row in sessions.rows}
        self._notes: dict[tuple[str, str], str] = {}
        if notes := tables.get("NOTES"):
            at = [(notes.text(row, "eid"), notes.text(row, "mydate"), notes.text(row, "mynote")) for row in notes.rows]
            self._notes = {(exercise, day): note for exercise, day, note in at if note.strip()}

    def results(self) -> Iterator[PastWorkout | Reject]:
        try:
            yield from self._all()
        except UnitNotSaid as no:
            yield Reject(1, no.reason, no.remedy)

    def _all(self) -> Iterator[PastWorkout | Reject]:
        self._take_all(self._logs, self._take)
        tables = [self._logs]
        if self._cardio is not None:
            self._take_all(self._cardio, self._take_cardio)
            tables.append(self._cardio)
        yield from self._gathering.results(*tables)

    def _take_all(self, table: Table, take: _Take) -> None:
        for row in table.rows:
            key = None
            try:
                key = self._key(table, row)
                take(row, self._gathering.find(key) or self._gathering.begin(self._begin(table, row, key)))
            except UnitNotSaid:
                raise
            except BadCell as no:
                self._gathering.reject(row.line, no, key)

    def _take(self, row: TableRow, workout: OpenWorkout) -> None:
        text = self._logs.text
        sets = [part for part in text(row, "logs").split(",") if part.strip()]
        if not sets:  # cardio has its own table, and an exercise opened and left has nothing
            return
        exercise = workout.exercise(text(row, "ename"), again=True)
        exercise.note(self._notes.get((text(row, "eid"), text(row, "mydate")), ""))
        for part in sets:
            exercise.add(self._set(part))

    def _set(self, part: str) -> PastSet:
        found = _SET.fullmatch(part)
        if found is None:
            raise BadCell(f"{part[:40]!r} is no set of the form 44.10x5")
        weight: Number | None = cells.number(found[1], ".")
        done = performance(reps=cells.whole_number(found[2], "."), weight=weight, unit=self._unit)
        return PastSet(performance=done)

    def _take_cardio(self, row: TableRow, workout: OpenWorkout) -> None:
        table = self._cardio or self._logs
        distance = cells.number(table.text(row, "distance"), ".")
        duration = cells.seconds(table.text(row, "duration"), ".")
        if not distance and not duration:
            raise BadCell("this cardio log has neither distance nor duration", "Add what was done by hand.")
        if distance and self._said.distance is None:
            raise UnitNotSaid(*NO_DISTANCE_UNIT)
        done = performance(
            reps=None,
            weight=None,
            unit=None,
            distance_m=cells.metres(distance, self._said.distance or "m"),
            duration_s=duration,
        )
        workout.exercise(table.text(row, "ename") or "Cardio", again=True).add(PastSet(performance=done))

    def _key(self, table: Table, row: TableRow) -> str:
        session = table.text(row, "belongsession").strip()
        key = session if session not in {"", "0"} else table.text(row, "mydate").strip()
        if not key:
            raise BadCell("this log belongs to no session and to no day")
        return key

    def _begin(self, table: Table, row: TableRow, key: str) -> OpenWorkout:
        """Find when a session was: its own start, its id where that is a time, else the day of the log."""
        day, length = table.text(row, "mydate").strip(), None
        candidates = [key]
        if key in self._sessions:
            sessions, told = self._sessions[key]
            candidates = [sessions.text(told, "starttime"), sessions.text(told, "starttimie"), key]
            day = day or sessions.text(told, "mydate").strip()
            length = cells.seconds(sessions.text(told, "total_time"), ".")
        start = next((at for each in candidates if (at := _unix(each)) is not None), None) or read_moment(day)[:10]
        return OpenWorkout(line=row.line, key=key, name="", start=start, duration_s=length)


def _unix(text: str) -> str | None:
    written = text.strip()
    if not (written.isascii() and written.isdigit() and len(written) <= 10):
        return None
    seconds = int(written)
    return instant(datetime.fromtimestamp(seconds, UTC)) if _EARLIEST <= seconds < _LATEST else None


def _unit_of(setting: Table | None) -> WeightUnit | None:
    if setting is None or not setting.rows:
        return None
    try:
        return cells.weight_unit(setting.text(setting.rows[0], "mass"))
    except BadCell:
        return None
