"""One offline operation, carried out by the action that it stands for."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from mesocycle.actions.log.log_set import LateEntry, log_sets_in
from mesocycle.actions.log.put_log import put_log_in
from mesocycle.actions.sessions.add_session import add_session_in
from mesocycle.actions.sessions.move_session import Told, move_by_name_in
from mesocycle.actions.sessions.note_session import note_session_in
from mesocycle.actions.sessions.reschedule_session import reschedule_session_in
from mesocycle.actions.sessions.start_session import start_session_in
from mesocycle.domain.document import Instant
from mesocycle.domain.log.entry import EffortEntry, SetEntry
from mesocycle.domain.log.merging import Entry
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import convert, refusal
from mesocycle.domain.session.inputs import OneOff, Reschedule
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.status import EventKind, Move, OperationKind
from mesocycle.domain.sync.late_work import GIVEN_UP
from mesocycle.domain.sync.operations import Note, Operation
from mesocycle.storage.engine.database import Write
from mesocycle.storage.sessions import events, sessions


def carry_out(write: Write, operation: Operation) -> WorkoutSession:
    """Do what an operation says with its session, or refuse."""
    deed = _DEEDS.get(operation.kind, _move)
    return deed(write, operation)


def _move(write: Write, operation: Operation) -> WorkoutSession:
    by = Move(operation.kind)
    late = _late_kind(write, operation) if by in _REVIVING else None
    told = Told(operation.session_id, operation.body, at=operation.at, kind=late)
    return move_by_name_in(write, by, told)


def _log_set(write: Write, operation: Operation) -> WorkoutSession:
    entry = entry_of(operation)
    performed_at = entry.effort.performed_at if isinstance(entry, EffortEntry) else entry.set.performed_at
    _begin(write, operation, performed_at)
    refused = log_sets_in(write, operation.session_id, [LateEntry(entry, operation.at)])[0]
    if refused is not None:
        raise refused
    return sessions.get(write, write.owner, operation.session_id)


def entry_of(operation: Operation) -> Entry:
    """Read the set or effort that an operation logs, or refuse."""
    return convert(operation.body, EffortEntry) if "effort" in operation.body else convert(operation.body, SetEntry)


def _put_log(write: Write, operation: Operation) -> WorkoutSession:
    log = convert(operation.body, WorkoutPerformanceLog)
    _begin(write, operation, None)
    return put_log_in(write, operation.session_id, log, at=operation.at, merge=True)


def _reschedule(write: Write, operation: Operation) -> WorkoutSession:
    given = convert(operation.body, Reschedule)
    return reschedule_session_in(write, operation.session_id, given, at=operation.at)


def _note(write: Write, operation: Operation) -> WorkoutSession:
    return note_session_in(write, operation.session_id, convert(operation.body, Note).notes, at=operation.at)


def _add(write: Write, operation: Operation) -> WorkoutSession:
    new = convert(operation.body, OneOff)
    if new.id not in (None, operation.session_id):
        raise refusal([Fault("_id", f"is {new.id!r}, not the sessionId", "Leave it out.")])
    return add_session_in(write, replace(new, id=operation.session_id))


_REVIVING = frozenset({Move.START, Move.COMPLETE})
"""To have done one of these while a session was given up brings it back."""

_DEEDS: Mapping[OperationKind, Callable[[Write, Operation], WorkoutSession]] = MappingProxyType(
    {
        OperationKind.LOG_SET: _log_set,
        OperationKind.PUT_LOG: _put_log,
        OperationKind.RESCHEDULE: _reschedule,
        OperationKind.NOTE: _note,
        OperationKind.ADD: _add,
    }
)


def _begin(write: Write, operation: Operation, performed_at: Instant | None) -> None:
    """Start what has not begun, or was given up before the device heard of it: to log is to have started."""
    session = sessions.find(write, write.owner, operation.session_id)
    late = _late_kind(write, operation)
    if session is not None and (session.status is SessionStatus.SCHEDULED or late is not None):
        at = min(operation.at, performed_at or operation.at)
        start_session_in(write, operation.session_id, at=at, kind=late)


def _late_kind(write: Write, operation: Operation) -> EventKind | None:
    """Give the event `late-work` where the session was skipped or cancelled after what the device had seen."""
    session = sessions.find(write, write.owner, operation.session_id)
    if session is None or session.status not in GIVEN_UP:
        return None
    latest = events.latest_move(write, write.owner, session.id)
    return EventKind.LATE_WORK if is_late(write, latest, operation) else None


def is_late(write: Write, latest: events.LatestMove | None, operation: Operation) -> bool:
    """Tell whether the latest move came after what the device had seen; what this very batch did, it knew."""
    return latest is None or not (latest.seq <= operation.seen_seq or latest.seq == write.seq)
