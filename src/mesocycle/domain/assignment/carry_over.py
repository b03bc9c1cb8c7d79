"""What was changed for one athlete alone and is offered again when another version takes the place of theirs."""

import hashlib
from typing import Annotated, Literal

from msgspec import Meta, field

from mesocycle.domain.assignment.line_changes import LineChangeKind
from mesocycle.domain.document import Date, Document, Id, encode
from mesocycle.domain.refusal import Refusal, RefusalKind

CarryKind = Literal["day", "time", "notes"] | LineChangeKind
CarryState = Literal["open", "taken", "no-session", "line-gone", "day-past", "begun", "undone"]
"""Only what is open can be taken; of what does not fit it says why."""


class CarryOver(Document, frozen=True, kw_only=True, gc=False):
    """One change of a session that gave way, offered for the session that now holds its place in the plan."""

    id: Id = field(name="_id")
    """What is offered, in short: another change of the same line has another id."""
    session_id: Id
    """The session that was changed, and gave way."""
    workout_name: str
    scheduled_date: Date
    new_session_id: Id | None = None
    """The session that would be changed: the one created in its place, though it may be adjusted by now."""
    kind: CarryKind
    path: str | None = None
    before: str | None = None
    after: str | None = None
    """What it was changed to; of a day or time, what the new session would get (no time: all day)."""
    meanwhile: str | None = None
    """What the new version says there, where that is not what stood there before."""
    state: CarryState = "open"


class CarryOverChoice(Document, frozen=True, kw_only=True):
    """Which of them are to be taken."""

    lines: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=500)]


class CarriedOver(Document, frozen=True, kw_only=True):
    """What became of all that a receipt offered, and the sessions that now hold what was taken."""

    lines: tuple[CarryOver, ...]
    session_ids: tuple[Id, ...]


class CarryOverNotPossible(Refusal):
    """What was changed for an athlete does not fit into the session that is there now."""

    kind = RefusalKind.CONFLICT


def carry_id(session_id: Id, kind: CarryKind, where: str | None, after: object) -> Id:
    """Give the id of an offer: the same as long as the same is offered."""
    return hashlib.sha256(encode([session_id, kind, where, after])).hexdigest()[:16]
