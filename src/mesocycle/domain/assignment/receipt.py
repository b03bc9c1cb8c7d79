"""The stored result of an assignment or replacement: what was removed, kept, created and not created."""

import hashlib
from enum import StrEnum
from typing import Literal

from msgspec import field
from msgspec.structs import replace

from mesocycle.domain.assignment.carry_over import CarryOver
from mesocycle.domain.document import Date, Document, Id, Instant, TimeOfDay, encode
from mesocycle.domain.reference.value import MissingReference
from mesocycle.domain.refusal import Refusal, RefusalKind
from mesocycle.domain.session.session import SessionStatus


class ReceiptKind(StrEnum):
    """What a receipt is about."""

    ASSIGNMENT = "assignment"
    REPLACEMENT = "replacement"
    CANCELLATION = "cancellation"
    COMPLETION = "completion"
    PAUSE = "pause"
    RESUME = "resume"
    SHIFT = "shift"
    COPY = "copy"
    """Sessions that came beside the plans: about the assignment that holds the one-off sessions."""


class RemovedSession(Document, frozen=True, kw_only=True, gc=False):
    """A scheduled session that gave way."""

    session_id: Id
    workout_name: str
    scheduled_date: Date
    overdue: bool


class KeptCounts(Document, frozen=True, kw_only=True):
    """How many of the old assignment's sessions stay as history."""

    in_progress: int
    completed: int
    skipped: int
    cancelled: int


class KeptSession(Document, frozen=True, kw_only=True, gc=False):
    """A session that stays as it is."""

    session_id: Id
    workout_name: str
    scheduled_date: Date
    status: SessionStatus


class CreatedSession(Document, frozen=True, kw_only=True, gc=False):
    """A session that now stands on the calendar."""

    session_id: Id
    workout_name: str
    scheduled_date: Date
    scheduled_time: TimeOfDay


class NotCreated(Document, frozen=True, kw_only=True, gc=False):
    """A slot that got no session, and why."""

    workout_name: str
    planned_date: Date
    reason: Literal["already-kept", "before-start", "overdue"]


class MovedSession(Document, frozen=True, kw_only=True):
    """A session whose day changed."""

    session_id: Id
    from_: Date = field(name="from")
    to: Date


class MissedBeginning(Document, frozen=True, kw_only=True):
    """The week that was to be the first has no session any more; begun on another day, it is whole."""

    first_week: int
    """In which the first session falls instead."""
    weeks: int
    begin_instead: Date


class Receipt(Document, frozen=True, kw_only=True):
    """The same form as dry run, as stored, and for undo."""

    id: Id = field(name="_id")
    kind: ReceiptKind
    user_id: Id
    at: Instant
    by: Id
    old_assignment_id: Id | None = None
    new_assignment_id: Id | None = None
    routine_version_id: Id | None = None
    dry_run: bool
    removed: tuple[RemovedSession, ...]
    kept: KeptCounts
    kept_sessions: tuple[KeptSession, ...]
    created: tuple[CreatedSession, ...]
    not_created: tuple[NotCreated, ...]
    moved: tuple[MovedSession, ...]
    same_day: tuple[Date, ...]
    missing_references: tuple[MissingReference, ...]
    missed_beginning: MissedBeginning | None = None
    """Of an assignment that begins too late in a week for any session of it."""
    carry_overs: tuple[CarryOver, ...] = ()
    """What was changed for this athlete alone in sessions that gave way, as it stood then: offered, never applied."""
    undone_at: Instant | None = None
    fingerprint: str | None = None
    """Of a dry run: said as `expected` with the deed, it is done only where it still comes to the same."""

    @property
    def copied_by(self) -> Id | None:
        """Whoever copied sessions sees the receipt of it, however little else they see; None of another kind."""
        return self.by if self.kind is ReceiptKind.COPY else None

    @property
    def subject(self) -> Id:
        """The assignment that stands after it, where there is a new one: what the receipt is about."""
        return self.new_assignment_id or self.old_assignment_id or ""

    @property
    def told(self) -> set[Id]:
        """The sessions that it removed or created: each of them is on the calendar or a tombstone, for good."""
        return {each.session_id for each in self.removed} | {each.session_id for each in self.created}


class Undoing(Document, frozen=True, kw_only=True):
    """What undoing a receipt would do: what it created leaves, what it removed returns, what it moved goes back."""

    receipt_id: Id
    user_id: Id
    removed: tuple[RemovedSession, ...]
    returning: tuple[RemovedSession, ...]
    moved: tuple[MovedSession, ...]


class PreviewOutdated(Refusal):
    """What was looked at beforehand would come to something else by now."""

    kind = RefusalKind.CONFLICT


def fingerprint_of(receipt: Receipt) -> str:
    """Name what a receipt does to the calendar: equal for a dry run and the deed, where nothing changed meanwhile.

    The ids of what is new and the moment are of each deed; by the rest they are alike.
    """
    alike = replace(
        receipt,
        id="",
        at="",
        by="",
        new_assignment_id=None,
        dry_run=False,
        created=tuple(replace(each, session_id="") for each in receipt.created),
        carry_overs=tuple(replace(each, new_session_id=None) for each in receipt.carry_overs),
        fingerprint=None,
    )
    return hashlib.sha256(encode(alike)).hexdigest()[:32]


def as_expected(receipt: Receipt, expected: str | None) -> Receipt:
    """Give the receipt of a deed that is about to be kept, where it is the one that was looked at beforehand."""
    require_expected(receipt, expected)
    return receipt


def require_expected(receipt: Receipt, expected: str | None) -> None:
    """Refuse what comes to another receipt than was looked at beforehand."""
    if expected is not None and expected != fingerprint_of(receipt):
        raise PreviewOutdated(
            "The calendar changed since you looked: it would come to something else now.",
            "Look at what it would do now, and decide again.",
        )
