"""Offline work: operations a device sends when it is back."""

from enum import StrEnum
from typing import Any

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant, OptionalRaw
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

    id: Id = field(name="_id")
    seen_seq: int
    session_id: Id
    kind: OperationKind
    at: Instant
    """The device's clock."""
    body: dict[str, Any]


class OperationResult(Document, frozen=True, kw_only=True):
    """What became of one operation; `sameDay` names sessions of the new assignment on a revived session's day."""

    operation_id: Id
    outcome: str
    """`done`, `revived` (late work brought the session back) or `refused`."""
    session: OptionalRaw = None
    same_day: tuple[Id, ...] | None = None
    refusal: RefusalDocument | None = None
