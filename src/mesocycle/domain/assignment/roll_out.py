"""A new version for many athletes under one command."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import field
from msgspec.structs import asdict

from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.assignment.receipt import Receipt, Undoing
from mesocycle.domain.document import Document, Id, Instant, is_id
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.refusal import Phrase, Refusal, RefusalDocument, RefusalKind


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
    undone_at: Instant | None = None
    """When the replacement was taken back with the whole roll-out."""
    not_undone: RefusalDocument | None = None
    """Why it was not, where the whole was to be taken back."""


class RollOut(Document, frozen=True, kw_only=True):
    """Each athlete's replacement is atomic; a refusal never undoes others."""

    id: Id = field(name="_id")
    routine_version_id: Id
    by: Id
    status: RollOutStatus
    members: tuple[RollOutMember, ...]
    undo_at: Instant | None = None
    """When it was to be taken back, first."""


class PreviewedMember(Document, frozen=True, kw_only=True):
    """What a roll-out would do for one athlete: a receipt with `dryRun`, or a refusal."""

    user_id: Id
    receipt: Receipt | None = None
    refusal: RefusalDocument | None = None


class RollOutPreview(Document, frozen=True, kw_only=True):
    """What a roll-out would do; its members come in pages, `next` where more follow."""

    routine_version_id: Id
    athletes: int
    """All whom it would concern."""
    members: tuple[PreviewedMember, ...]
    next: str | None = None


class UndoneMember(Document, frozen=True, kw_only=True):
    """What taking a roll-out back would do for one athlete: what leaves and returns, or why it stays."""

    user_id: Id
    undoing: Undoing | None = None
    refusal: RefusalDocument | None = None


class RollOutUndoPreview(Document, frozen=True, kw_only=True):
    """What taking a roll-out back would do; its members come in pages, `next` where more follow."""

    id: Id = field(name="_id")
    members: tuple[UndoneMember, ...]
    next: str | None = None


class NewRollOut(ReplacementRequest, frozen=True, kw_only=True):
    """A version for `members`, or for all within reach who follow another one; it begins for each as the wish says.

    Where no beginning is said, it continues: each athlete goes on where they stand.
    """

    routine_version_id: Id
    members: tuple[Id, ...] | None = None
    group: Id | None = None
    """One of your groups, in the place of `members`: those in it who are not on the version yet."""
    exclude: tuple[Id, ...] = ()
    """Those who are left out."""
    expected: dict[Id, str] = field(default_factory=dict)
    """By athlete the `fingerprint` of the receipt that the preview showed: whose comes to another by now is refused."""

    @property
    def wish(self) -> ReplacementRequest:
        """Where the version begins for each athlete."""
        said = {name: value for name, value in asdict(self).items() if name in ReplacementRequest.__struct_fields__}
        begins = any(value is not None for name, value in said.items() if name not in _NO_BEGINNING)
        continues = True if self.continue_ is None and not begins else self.continue_
        return ReplacementRequest(**{**said, "continue_": continues})


def check_members(members: Sequence[Id], named: str = "members") -> None:
    """Refuse ids that can't be anybody's, naming every place."""
    faults = [
        Fault(f"{named}[{place}]", f"can't be {each[:80]!r}", "Name users by their ids.")
        for place, each in enumerate(members)
        if not is_id(each)
    ]
    if faults:
        raise refusal(faults)


def check_addressed(members: Sequence[Id] | None, group: Id | None) -> None:
    """Refuse a roll-out that is addressed twice: to somebody by name, and to a group."""
    if members is not None and group is not None:
        told = Phrase("group-and-members", "and members can't both be given")
        raise refusal([Fault("group", told, "Give one of the two.")])
    check_members(members or ())


_NO_BEGINNING = frozenset({"notes_for_user", "continue_", "include"})


class RollOutProgress(Document, frozen=True, kw_only=True):
    """How far a roll-out is; of its members a page, where they are asked for, `next` where more follow."""

    id: Id = field(name="_id")
    routine_version_id: Id
    by: Id
    status: RollOutStatus
    created_at: Instant
    waiting: int
    done: int
    refused: int
    undo_at: Instant | None = None
    undone: int
    """Of those done, how many were taken back since with the whole roll-out."""
    not_undone: int
    """How many were to be taken back, and stay."""
    members: tuple[RollOutMember, ...] | None = None
    next: str | None = None


class RollOutNotRunning(Refusal):
    """The roll-out that is to be stopped has ended."""

    kind = RefusalKind.CONFLICT


class RollOutRunning(Refusal):
    """The user's earlier roll-out of the same version is not done yet; `facts.rollOutId` names it."""

    kind = RefusalKind.CONFLICT
