"""From a routine file to the next frozen version: fill in what the file leaves out, then read it strictly."""

from collections.abc import Callable
from itertools import chain, islice
from typing import Any

import msgspec

from mesocycle.domain.document import Id, Instant, encode
from mesocycle.domain.people.user import Units, unit_of
from mesocycle.domain.plan.library import Library
from mesocycle.domain.plan.publishing.collecting import Collected
from mesocycle.domain.plan.publishing.line_ids import LineIds, Plain
from mesocycle.domain.plan.publishing.shorthand import Shorthand
from mesocycle.domain.plan.publishing.spoken import rotated
from mesocycle.domain.plan.routine import SCHEMA_VERSION, RoutineVersion
from mesocycle.domain.plan.rules.version import line_id_faults, version_faults, workout_faults
from mesocycle.domain.plan.workout import Workout
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import MOST_FAULTS, TOO_DEEP, convert, refusal

_DEFAULTS: Plain = {"routineType": "user-created", "isPublic": False, "allowCopy": False}
_INHERITED = ("name", "routineType", "difficulty", "goal", "duration", "isPublic", "allowCopy")
# What a file says of these counts for nothing: the version is made here and now, by whoever publishes it.
_OWN = frozenset(
    {"_id", "parentRoutineId", "version", "isLatest", "isArchived"}
    | {"schemaVersion", "createdBy", "createdAt", "updatedAt"}
)
_MOST_WEEKS = 52


def complete(
    raw: Plain,
    *,
    latest: RoutineVersion | None,
    library: Library,
    units: Units,
    new_id: Callable[[], Id],
    created_by: Id,
    now: Instant,
    change_note: str | None = None,
) -> RoutineVersion:
    """Make the next version of a routine (without `latest`: the first) of what a file says.

    Lines without `_id` take that of the matching line of `latest`; refuses with every path that is wrong.
    """
    old: Plain = msgspec.json.decode(encode(latest)) if latest else {}
    inherited = {name: old[name] for name in _INHERITED if name in old}
    plain = {"objectives": [], "tags": [], **_DEFAULTS, **inherited, **raw}
    speller = Shorthand(library, unit_of(units))
    plain = rotated(plain, speller.faults)
    if isinstance(raw.get("workouts"), list):
        try:
            plain["workouts"] = _workouts(plain, old, speller, new_id)
        except RecursionError:
            raise refusal([TOO_DEEP]) from None
    own = _own_fields(raw, old, new_id) | {"createdBy": created_by, "createdAt": now, "updatedAt": now}
    note = {"changeNote": change_note} if change_note else {}
    content = {name: inner for name, inner in plain.items() if name not in _OWN}
    try:
        collected = Collected({**content, **note, **own}, speller.faults)
        version = collected.read(RoutineVersion)
    except RecursionError:
        raise refusal([TOO_DEEP]) from None
    if version is not None:
        rules = list(islice(version_faults(version), MOST_FAULTS))
        collected.add(each._replace(path=collected.original(each.path)) for each in rules)
    if version is None or collected.faults:
        raise refusal(collected.faults)
    return version


def complete_workout(
    raw: Plain, *, old: Plain | None = None, library: Library, units: Units, new_id: Callable[[], Id]
) -> Workout:
    """Make one workout of what a file says; lines without `_id` take that of the matching line of `old`.

    `old` is a workout or a snapshot as plain values; refuses with every path that is wrong.
    """
    speller = Shorthand(library, unit_of(units))
    try:
        (plain,) = _numbered(speller.workouts([raw]), None)
    except RecursionError:
        raise refusal([TOO_DEEP]) from None
    if speller.faults:
        raise refusal([fault._replace(path=fault.path.removeprefix("workouts[0].")) for fault in speller.faults])
    latest = [{"_id": new_id(), **old, "name": raw.get("name")}] if old else []
    (workout,) = LineIds([plain], latest, new_id).keep([plain], latest, "workouts")
    return convert(workout, Workout)


def read_workout(
    raw: Plain, *, duration: int, library: Library, units: Units, new_id: Callable[[], Id]
) -> tuple[Workout | None, list[Fault]]:
    """Read one workout of what a file says as far as it can be read, with all that is wrong with it."""
    speller = Shorthand(library, unit_of(units))
    try:
        (plain,) = _numbered(speller.workouts([raw]), duration)
        (plain,) = LineIds([plain], [], new_id).keep([plain], [], "workouts")
        found = [
            fault._replace(path=fault.path.removeprefix("workouts[0]").removeprefix(".")) for fault in speller.faults
        ]
        collected = Collected(plain, found)
        workout = collected.read(Workout)
    except RecursionError:
        return None, [TOO_DEEP]
    if workout is not None:
        rules = islice(chain(workout_faults("", workout, duration), line_id_faults("", workout)), MOST_FAULTS)
        collected.add([each._replace(path=collected.original(each.path)) for each in rules])
    return workout, collected.faults[:MOST_FAULTS]


def _workouts(plain: Plain, old: Plain, speller: Shorthand, new_id: Callable[[], Id]) -> list[Any]:
    """Spell the workouts out, number their lines and give each its id."""
    workouts = _numbered(speller.workouts(plain["workouts"]), plain.get("duration"))
    latest = old.get("workouts", [])
    return LineIds(workouts, latest, new_id).keep(workouts, latest, "workouts")


def _own_fields(raw: Plain, old: Plain, new_id: Callable[[], Id]) -> Plain:
    """Give number and ids: a first version may bring its ids along, a later one is a new document."""
    if old:
        ids = {"_id": new_id(), "parentRoutineId": old["parentRoutineId"]}
    else:
        ids = {name: raw[name] if name in raw else new_id() for name in ("_id", "parentRoutineId")}
    return {**ids, "version": old.get("version", 0) + 1, "isLatest": True, "schemaVersion": SCHEMA_VERSION}


def _numbered(workouts: list[Any], duration: object) -> list[Any]:
    """Fill in `orderIndex` (from 0) and `setNumber` (from 1 within each week) where they are left out."""
    weeks = range(1, (duration if isinstance(duration, int) and 0 < duration <= _MOST_WEEKS else 1) + 1)

    def exercise(line: Plain) -> Plain:
        return _with(line, "sets", lambda sets: _set_numbers(sets, weeks))

    def section(line: Plain) -> Plain:
        return _with(line, "exercises", lambda lines: _ordered(lines, exercise))

    def workout(line: Plain) -> Plain:
        return _with(line, "sections", lambda lines: _ordered(lines, section))

    return _ordered(workouts, workout)


def _with(line: Plain, name: str, change: Callable[[list[Any]], list[Any]]) -> Plain:
    inner = line.get(name)
    return {**line, name: change(inner)} if isinstance(inner, list) else line


def _ordered(lines: list[Any], inner: Callable[[Plain], Plain]) -> list[Any]:
    ordered, last = [], -1
    for line in lines:
        if not isinstance(line, dict):
            ordered.append(line)
            continue
        given = line.get("orderIndex", last + 1)
        last = given if isinstance(given, int) else last + 1
        ordered.append({"orderIndex": given, **inner(line)})
    return ordered


def _set_numbers(sets: list[Any], all_weeks: range) -> list[Any]:
    """Count within each week; a set of several weeks takes the first number that is free in all of them."""
    numbered: list[Any] = []
    last: dict[int, int] = {}
    for line in sets:
        if not isinstance(line, dict):
            numbered.append(line)
            continue
        listed = line.get("weeks")
        weeks = [week for week in listed if isinstance(week, int)] if isinstance(listed, list) else all_weeks
        number = line.get("setNumber", max((last.get(week, 0) for week in weeks), default=0) + 1)
        if isinstance(number, int):
            last |= dict.fromkeys(weeks, number)
        numbered.append({"setNumber": number, **line})
    return numbered
