"""Reading a session's stored snapshot and log, and writing a log back without losing what is not understood."""

import msgspec
from msgspec import Raw

from mesocycle.domain.log.editing import EMPTY
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.log.size import MOST_ENTRIES, MOST_LOG_BYTES, entries_in
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.turns import read_snapshot
from mesocycle.domain.reading.storable import has_nul, unkeepable
from mesocycle.domain.refusal import DocumentNotValid, PathMessage, Refusal, RefusalKind
from mesocycle.domain.session.session import WorkoutSession

_LOG = msgspec.json.Decoder(WorkoutPerformanceLog)
_NUL = b"\\u0000"
_KEYS = ("_id", "sectionId", "exerciseId", "setId", "stepId", "referenceValueId")
"""What an entry of a list is known by, the surest first."""


class LogNotReadable(Refusal):
    """The session came from elsewhere, and its snapshot or log is in a form that nothing can be added to."""

    kind = RefusalKind.INVALID


def find_snapshot(session: WorkoutSession) -> WorkoutSnapshot | None:
    """Read the snapshot; None where it is a foreign one in another form, or of more rounds than anybody does."""
    return read_snapshot(session.workout_snapshot)


def get_snapshot(session: WorkoutSession) -> WorkoutSnapshot:
    """Read the snapshot, or refuse."""
    found = find_snapshot(session)
    if found is None:
        raise LogNotReadable(
            "The session's snapshot came from elsewhere in another form, so sets can't be placed in it.",
            "Note what was done in the session's notes; status, times and notes work as ever.",
        )
    return found


def get_log(session: WorkoutSession) -> WorkoutPerformanceLog:
    """Read the log, an empty one where there is none, or refuse."""
    if session.performance_log is None:
        return EMPTY
    found = find_log(session)
    if found is None:
        raise LogNotReadable(
            "The session's log came from elsewhere in another form, so single entries can't be changed.",
            "Put a whole log in its place; the event keeps the one that stands there now.",
        )
    return found


def find_log(session: WorkoutSession) -> WorkoutPerformanceLog | None:
    """Read the log; None where there is none, or a foreign one in another form or of more than anybody does."""
    return None if session.performance_log is None else read_log(session.performance_log)


def read_log(body: bytes | str) -> WorkoutPerformanceLog | None:
    """Read a stored log; None where it is a foreign one in another form, or of more entries than a log may hold."""
    try:
        found = _LOG.decode(body)
    except msgspec.DecodeError:
        return None
    return found if entries_in(found) <= MOST_ENTRIES else None


def find_unkeepable(session: WorkoutSession) -> tuple[str, str] | None:
    """Give path and text of a value in the snapshot or the log that can't be kept; None where all can."""
    parts = (
        ("workoutSnapshot", find_snapshot(session), session.workout_snapshot),
        ("performanceLog", find_log(session), session.performance_log),
    )
    for name, found, raw in parts:
        for path, text in unkeepable(found, name):
            return path, text
        if found is None and raw is not None and _NUL in bytes(raw) and has_nul(msgspec.json.decode(raw)):
            return name, "\0"  # nothing computes with it, but PostgreSQL can't look into it
    return None


def written(log: WorkoutPerformanceLog, stored: Raw | None) -> str:
    """Write a log as JSON; unknown fields that the stored one has in parts that are still there stay."""
    new = msgspec.json.encode(log)
    if stored is None:
        return new.decode()
    old = msgspec.json.decode(stored)
    try:
        understood = msgspec.json.decode(msgspec.json.encode(_LOG.decode(stored)))
    except msgspec.ValidationError:
        return new.decode()
    if old == understood:
        return new.decode()
    return msgspec.json.encode(_grafted(msgspec.json.decode(new), old, understood)).decode()


def stored_text(session: WorkoutSession, log: WorkoutPerformanceLog | None) -> str | None:
    """Give the text to store for a log; None says that it was not touched, so what is stored stays."""
    if log is not None:
        text = written(log, session.performance_log)
        if len(text) > max(
            MOST_LOG_BYTES, len(session.performance_log or b"")
        ):  # what came from elsewhere may be longer
            raise DocumentNotValid(
                f"The session's log would be longer than {MOST_LOG_BYTES} bytes.",
                "Leave out what is no set and no effort of this session, and shorten the notes.",
                errors=(PathMessage(path="", message=f"is longer than {MOST_LOG_BYTES} bytes"),),
            )
        return text
    return None if session.performance_log is None else bytes(session.performance_log).decode()


def _grafted(new: object, old: object, understood: object) -> object:
    """Add to `new` what `old` holds beyond what is understood of it; entries of lists are matched by their ids."""
    if isinstance(new, dict) and isinstance(old, dict) and isinstance(understood, dict):
        known = {key: _grafted(value, old.get(key), understood.get(key)) for key, value in new.items()}
        return known | {key: value for key, value in old.items() if key not in understood and key not in known}
    if isinstance(new, list) and isinstance(old, list) and isinstance(understood, list):
        before = {_key(entry): place for place, entry in enumerate(old)}
        return [
            entry if (place := before.get(_key(entry))) is None else _grafted(entry, old[place], understood[place])
            for entry in new
        ]
    return new


def _key(entry: object) -> tuple[str, str] | None:
    if not isinstance(entry, dict):
        return None
    return next(((key, str(entry[key])) for key in _KEYS if key in entry), None)
