"""Offline work: operations a device sends when it is back."""

from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, field

from mesocycle.domain.document import Document, Id, OptionalRaw
from mesocycle.domain.refusal import RefusalDocument


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
    """Offline work in the order in which a device did it."""

    operations: tuple[Operation, ...]


class OperationResults(Document, frozen=True, kw_only=True):
    """What became of each operation of a batch, in its order."""

    results: tuple[OperationResult, ...]
