"""What the body of each kind of offline operation holds, beside the inputs that the same deed has online."""

from mesocycle.domain.document import Document, Instant
from mesocycle.domain.ids import is_id
from mesocycle.domain.instant import moment
from mesocycle.domain.misfit import Fault
from mesocycle.domain.reading import refusal
from mesocycle.domain.refusal import Refusal, RefusalKind
from mesocycle.domain.sync import Operation

MOST_OPERATIONS = 1_000
"""How many operations one batch may hold."""

FIRST_YEAR = 1970
"""A device without the time says something before."""


class TooManyOperations(Refusal):
    """A batch of offline work is longer than one may be."""

    kind = RefusalKind.TOO_MANY


class Start(Document, frozen=True, kw_only=True):
    """When it was started, where that is not the operation's own instant."""

    started_at: Instant | None = None


class PutBack(Document, frozen=True, kw_only=True):
    """Whether something logged may go into the event."""

    discard_log: bool | None = None


class Reopen(Document, frozen=True, kw_only=True):
    """Nothing more is to be said of reopening."""


class Note(Document, frozen=True, kw_only=True):
    """The notes that are to stand; empty ones take them away."""

    notes: str


def check_operation(operation: Operation) -> None:
    """Refuse ids and instants that are none; the body is read by the deed it is for."""
    faults = []
    for name, text in (("_id", operation.id), ("sessionId", operation.session_id)):
        if not is_id(text):
            faults.append(Fault(name, f"can't be {text[:80]!r}", "Use 1 to 64 of A-Z a-z 0-9 . _ : -"))
    try:
        possible = moment(operation.at).year >= FIRST_YEAR
    except ValueError:
        possible = False
    if not possible:
        faults.append(Fault("at", f"can't be {operation.at[:80]!r}", "Write an instant like 2026-11-22T18:30:00.000Z."))
    if faults:
        raise refusal(faults)
