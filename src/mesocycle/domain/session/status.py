"""The one table of moves: what may become of a session, from where, what is said with it, and what history calls it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from mesocycle.domain.document import Document, Instant
from mesocycle.domain.refusal import MoveNotAllowed
from mesocycle.domain.session.session import SessionStatus


class EventKind(StrEnum):
    """What happened to a session."""

    STARTED = "started"
    COMPLETED = "completed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    PUT_BACK = "put-back"
    REOPENED = "reopened"
    RESCHEDULED = "rescheduled"
    SHIFTED = "shifted"
    LOGGED = "logged"
    CORRECTED = "corrected"
    NOTED = "noted"
    REVIVED = "revived"
    LATE_WORK = "late-work"


class Move(StrEnum):
    """A change of session status."""

    START = "start"
    COMPLETE = "complete"
    SKIP = "skip"
    CANCEL = "cancel"
    PUT_BACK = "put-back"
    REOPEN = "reopen"

    @property
    def event(self) -> EventKind:
        """The kind of event that the move writes."""
        return _EVENTS[self]


class OperationKind(StrEnum):
    """What a device may have done while offline."""

    START = "start"
    LOG_SET = "log-set"
    PUT_LOG = "put-log"
    COMPLETE = "complete"
    SKIP = "skip"
    CANCEL = "cancel"
    PUT_BACK = "put-back"
    REOPEN = "reopen"
    RESCHEDULE = "reschedule"
    NOTE = "note"
    ADD = "add"


class Start(Document, frozen=True, kw_only=True):
    """When it was started, where that is not the operation's own instant."""

    started_at: Instant | None = None


class PutBack(Document, frozen=True, kw_only=True):
    """Whether something logged may go into the event."""

    discard_log: bool | None = None


class Reopen(Document, frozen=True, kw_only=True):
    """Nothing more is to be said of reopening."""


_EVENTS: Mapping[Move, EventKind] = MappingProxyType(
    {
        Move.START: EventKind.STARTED,
        Move.COMPLETE: EventKind.COMPLETED,
        Move.SKIP: EventKind.SKIPPED,
        Move.CANCEL: EventKind.CANCELLED,
        Move.PUT_BACK: EventKind.PUT_BACK,
        Move.REOPEN: EventKind.REOPENED,
    }
)

_CHANGED_MINDS: Mapping[Move, SessionStatus] = MappingProxyType(
    {
        Move.START: SessionStatus.IN_PROGRESS,
        Move.COMPLETE: SessionStatus.COMPLETED,
        Move.PUT_BACK: SessionStatus.SCHEDULED,
    }
)

MOVES: Mapping[SessionStatus, Mapping[Move, SessionStatus]] = MappingProxyType(
    {
        SessionStatus.SCHEDULED: MappingProxyType(
            {
                Move.START: SessionStatus.IN_PROGRESS,
                Move.COMPLETE: SessionStatus.COMPLETED,
                Move.SKIP: SessionStatus.SKIPPED,
                Move.CANCEL: SessionStatus.CANCELLED,
            }
        ),
        SessionStatus.IN_PROGRESS: MappingProxyType(
            {
                Move.COMPLETE: SessionStatus.COMPLETED,
                Move.CANCEL: SessionStatus.CANCELLED,
                Move.PUT_BACK: SessionStatus.SCHEDULED,
            }
        ),
        SessionStatus.COMPLETED: MappingProxyType({Move.REOPEN: SessionStatus.IN_PROGRESS}),
        SessionStatus.SKIPPED: _CHANGED_MINDS,
        SessionStatus.CANCELLED: _CHANGED_MINDS,
    }
)
"""From a status, by a move, to a status; what is not in it is refused."""


def move(status: SessionStatus, by: Move) -> SessionStatus:
    """Give the status a move leads to; `MoveNotAllowed` names the moves that are open instead."""
    to = MOVES[status].get(by)
    if to is None:
        raise MoveNotAllowed(
            f"The session is {status}, and from there it can't be moved by {by}.",
            f"Open from {status}: {' or '.join(open_moves(status))}.",
            facts={"status": status.value, "move": by.value, "open": [m.value for m in open_moves(status)]},
        )
    return to


def open_moves(status: SessionStatus) -> tuple[Move, ...]:
    """Name the moves open from a status, in the table's order."""
    return tuple(MOVES[status])
