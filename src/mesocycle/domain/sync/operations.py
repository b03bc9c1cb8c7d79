"""Offline work: operations a device sends when it is back."""

from typing import Annotated, Any

from msgspec import Meta, field

from mesocycle.domain.document import Document, Id, OptionalRaw, is_id
from mesocycle.domain.instant import moment
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.refusal import Refusal, RefusalDocument, RefusalKind
from mesocycle.domain.session.status import OperationKind


class Operation(Document, frozen=True, kw_only=True):
    """One piece of offline work; `_id` is its idempotency key, `seenSeq` the feed position its device had seen."""

    # No patterns here: a wrong one is refused in its own result, so that it never holds up the rest of the batch.
    id: Annotated[str, Meta(description="An id that the device made for it.")] = field(name="_id")
    seen_seq: int
    session_id: str
    kind: OperationKind
    at: Annotated[str, Meta(description="The instant by the device's clock.")]
    body: dict[str, Any]


class OperationResult(Document, frozen=True, kw_only=True):
    """What became of one operation; `sameDay` names sessions of the new assignment on a revived session's day."""

    operation_id: str
    outcome: str
    """`done`, `revived` (late work brought the session back) or `refused`."""
    session: OptionalRaw = None
    same_day: tuple[Id, ...] | None = None
    refusal: RefusalDocument | None = None


class OperationBatch(Document, frozen=True, kw_only=True):
    """Offline work in the order in which a device did it.

    `epoch` is the feed's as the device knew it: positions of another one say nothing here and count as 0.
    """

    epoch: str | None = None
    operations: tuple[Operation, ...]


class OperationResults(Document, frozen=True, kw_only=True):
    """What became of each operation of a batch, in its order."""

    results: tuple[OperationResult, ...]


MOST_OPERATIONS = 1_000
"""How many operations one batch may hold."""

_MOST_WORK_BYTES = 20_000_000
"""Some two hundred and fifty operations that are no mere logging, on sessions of an ordinary length: about a second."""
_EACH_BYTES = 80_000
"""What an operation costs that reads and writes no more than a word."""

FIRST_YEAR = 1970
"""A device without the time says something before."""


class TooManyOperations(Refusal):
    """A batch of offline work is longer than one may be."""

    kind = RefusalKind.TOO_MANY


class BatchTooMuchWork(Refusal):
    """A batch of offline work touches long sessions so often that only a part of it is done at once."""

    kind = RefusalKind.TOO_MANY


class Work:
    """What a batch has cost until now, in bytes of sessions read and written."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._bytes = 0

    @property
    def is_enough(self) -> bool:
        """Whether one request has done as much as one should."""
        return self._bytes > _MOST_WORK_BYTES

    def note(self, size: int) -> None:
        """Count an operation on a session of so many bytes."""
        self._bytes += _EACH_BYTES + size

    def go_on(self, *, all_done: bool = False) -> None:
        """Refuse the rest of a batch that has cost enough; what was done until now stays done."""
        if self.is_enough and not all_done:
            raise BatchTooMuchWork(
                "The batch is much work, and only a part of it was done at once.",
                "Send the same batch again: what was done is known by its ids, and the rest goes on from there.",
                facts={"retryAfterSeconds": 1},
            )


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
