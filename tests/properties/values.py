"""What the model is made of: plain values, and the few functions on logs and days that it needs."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Entry:
    """One performed set: its own id, the snapshot's set (None for an added one), what was done, when ("": unsaid)."""

    id: str
    set_id: str | None
    reps: int | None
    at: str


Log = frozenset[Entry]
NO_LOG: Log = frozenset()


def overwritten(log: Log, new: Entry) -> Log:
    """Give the entries for the same performed set: the same id, or the same set of the snapshot."""
    return frozenset(one for one in log if one.id == new.id or (one.set_id is not None and one.set_id == new.set_id))


def put(log: Log, new: Entry) -> Log:
    """Put an entry in the place of those for the same set."""
    return (log - overwritten(log, new)) | {new}


def merge(log: Log, new: Entry) -> Log:
    """Of two entries for one performed set keep the later; of equals the new."""
    return put(log, new) if all(new.at >= one.at for one in overwritten(log, new)) else log


@dataclass(frozen=True)
class Session:
    """A session as far as the rules look at it; `slot` is (workout, plan week, plan day)."""

    id: str
    user: str
    assignment: str
    version: str
    slot: tuple[str, int | None, int | None]
    planned: str
    on: str
    time: str
    status: str = "scheduled"
    log: Log = NO_LOG
    noted: str | None = None
    adjusted_from: str | None = None
    added_by: str | None = None


@dataclass(frozen=True)
class Tombstone:
    """A removed session as it was; `revived` once it came back."""

    session: Session
    reason: str
    receipt: str | None
    overdue: bool
    seq: int
    revived: bool = False


@dataclass(frozen=True)
class Assignment:
    """One user following one version; `began` is what a continuation must take over unchanged."""

    id: str
    user: str
    routine: str
    version: str
    by: str
    status: str
    began: tuple[object, ...]
    shift: int = 0
    own: bool = False
    replaced_by: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What a command on assignments did; `former` is the assignment as it stood before."""

    id: str
    user: str
    kind: str
    old: str | None
    new: str | None
    former: Assignment | None = None
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str, str], ...] = ()
    undone: bool = False

    @property
    def subject(self) -> str:
        """The assignment that the receipt left behind."""
        return self.new or self.old or ""


@dataclass
class Version:
    """A published version, as far as assigning and deleting look at it."""

    id: str
    routine: str
    owner: str
    public: bool
    archived: bool = False


@dataclass
class Link:
    """What an athlete allows a trainer."""

    status: str = "active"
    sees: str = "all"
    may_log: bool = False


def days_after(day: str, days: int) -> str:
    """Give the day so many days later (or, negative, earlier)."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
