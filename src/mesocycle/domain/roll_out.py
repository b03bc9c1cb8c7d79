"""A new version for many athletes under one command."""

from enum import StrEnum

from msgspec import field

from mesocycle.domain.document import Document, Id
from mesocycle.domain.refusal import RefusalDocument


class RollOutStatus(StrEnum):
    """A broken-off roll-out stays `running` until it is taken up or stopped."""

    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"


class MemberStatus(StrEnum):
    """Where one athlete's replacement stands."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


class RollOutMember(Document, frozen=True, kw_only=True):
    """One athlete of a roll-out: a receipt or a refusal, or still waiting."""

    user_id: Id
    status: MemberStatus
    receipt_id: Id | None = None
    refusal: RefusalDocument | None = None


class RollOut(Document, frozen=True, kw_only=True):
    """Each athlete's replacement is atomic; a refusal never undoes others."""

    id: Id = field(name="_id")
    routine_version_id: Id
    by: Id
    status: RollOutStatus
    members: tuple[RollOutMember, ...]
