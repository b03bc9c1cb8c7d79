"""What people say when they assign, replace, pause, resume or shift; absent is unsaid."""

from msgspec import field

from mesocycle.domain.assignment import AssignmentWish, ReplacementWish
from mesocycle.domain.document import Date, Document, Id


class NewAssignment(AssignmentWish, frozen=True, kw_only=True):
    """A version, and where it is to begin; without an `_id` of its maker the assignment gets one."""

    id: Id | None = field(name="_id", default=None)
    routine_version_id: Id


class NewReplacement(ReplacementWish, frozen=True, kw_only=True):
    """The version that takes an assignment's place, and where it begins; `dryRun` only tells what would happen."""

    routine_version_id: Id
    dry_run: bool = False


class PauseWish(Document, frozen=True, kw_only=True):
    """The first day of a pause; without it, the athlete's today."""

    from_: Date | None = field(name="from", default=None)


class ResumeWish(Document, frozen=True, kw_only=True):
    """What becomes of the dates: the rest shifts by the days lost, or keeps its dates; `on` is the first day again."""

    shift: bool
    on: Date | None = None


class ShiftWish(Document, frozen=True, kw_only=True):
    """By how many days, forward or (negative) back."""

    days: int
