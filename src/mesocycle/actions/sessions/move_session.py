"""Every move of a session by its name: which action does it, and with what it is told."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from mesocycle.actions.sessions.cancel_session import cancel_session_in
from mesocycle.actions.sessions.complete_session import complete_session_in
from mesocycle.actions.sessions.put_back_session import put_back_session_in
from mesocycle.actions.sessions.reopen_session import reopen_session_in
from mesocycle.actions.sessions.skip_session import skip_session_in
from mesocycle.actions.sessions.start_session import start_session_in
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.reading.strict import convert
from mesocycle.domain.session.inputs import Cancel, Completion, Skip
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import EventKind, Move, PutBack, Reopen, Start
from mesocycle.storage.engine.database import Database, Write


class Told(NamedTuple):
    """A move of one session: `said` is its document by field, `at` a device's clock, `kind` an event of its own."""

    session_id: Id
    said: Mapping[str, object]
    at: Instant | None = None
    kind: EventKind | None = None


def move_session(
    db: Database, user_id: Id, session_id: Id, by: Move, said: Mapping[str, object], act: Act
) -> WorkoutSession:
    """Move a session; what is said with it is read by the document of that move, and refused like it."""
    return db.write(user_id, act, lambda write: move_by_name_in(write, by, Told(session_id, said)))


def move_by_name_in(write: Write, by: Move, told: Told) -> WorkoutSession:
    """Move a session inside a write that is open."""
    return _DEEDS[by](write, told)


def _start(write: Write, told: Told) -> WorkoutSession:
    given = convert(told.said, Start)
    return start_session_in(write, told.session_id, started_at=given.started_at, at=told.at, kind=told.kind)


def _complete(write: Write, told: Told) -> WorkoutSession:
    return complete_session_in(write, told.session_id, convert(told.said, Completion), at=told.at, kind=told.kind)


def _skip(write: Write, told: Told) -> WorkoutSession:
    return skip_session_in(write, told.session_id, convert(told.said, Skip), at=told.at)


def _cancel(write: Write, told: Told) -> WorkoutSession:
    return cancel_session_in(write, told.session_id, convert(told.said, Cancel), at=told.at)


def _put_back(write: Write, told: Told) -> WorkoutSession:
    discard = convert(told.said, PutBack).discard_log is True
    return put_back_session_in(write, told.session_id, discard_log=discard, at=told.at)


def _reopen(write: Write, told: Told) -> WorkoutSession:
    convert(told.said, Reopen)
    return reopen_session_in(write, told.session_id, at=told.at)


_DEEDS: Mapping[Move, Callable[[Write, Told], WorkoutSession]] = MappingProxyType(
    {
        Move.START: _start,
        Move.COMPLETE: _complete,
        Move.SKIP: _skip,
        Move.CANCEL: _cancel,
        Move.PUT_BACK: _put_back,
        Move.REOPEN: _reopen,
    }
)
