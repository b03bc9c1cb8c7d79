"""A trainer's roster: what of everybody they coach wants their eye today."""

from msgspec import Struct

from mesocycle.domain.document import Date, Document, Id, Instant, TimeOfDay
from mesocycle.domain.people.live import FeedPosition
from mesocycle.domain.reading.checks import Faults, check_text
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults

DAYS_BACK = 28
"""So many days count for what is recent: adherence, feedback, pain."""
DAYS_AHEAD = 28
DAYS_OVERDUE = 84
"""What is overdue longer than that is a plan that nobody follows."""
_LONGEST_QUERY = 500


class RosterDone(Document, frozen=True, kw_only=True):
    """How far somebody has come in the session that they are in the middle of."""

    entries: int
    """Sets and efforts, so far."""
    name: str | None = None
    """Of the exercise of the last set."""
    at: Instant | None = None
    """When the last of them was done."""


class RosterSession(Document, frozen=True, kw_only=True):
    """A session in one line; `day` is the day it was done on, else is planned for."""

    session_id: Id
    workout_name: str
    day: Date
    time: TimeOfDay | None = None
    status: str
    started_at: Instant | None = None
    done: RosterDone | None = None
    """Of the one that somebody is in the middle of."""


class RosterPlan(Document, frozen=True, kw_only=True):
    """A routine that is followed, and in which of its weeks the athlete is."""

    assignment_id: Id
    parent_routine_id: Id
    routine_version_id: Id
    name: str
    version: int
    is_latest: bool
    paused: bool
    week: int | None = None
    weeks: int


class RosterRate(Document, frozen=True, kw_only=True):
    """How many of the sessions that were due were done."""

    done: int
    due: int


class RosterAthlete(Document, frozen=True, kw_only=True):
    """One athlete of the roster; all of it as far as they let the trainer see."""

    user_id: Id
    name: str
    email: str
    today: Date
    """The athlete's own."""
    time_zone: str
    plans: tuple[RosterPlan, ...]
    four_weeks: RosterRate
    this_version: RosterRate
    """Of the version that the first plan is on."""
    last: RosterSession | None = None
    next: RosterSession | None = None
    running: RosterSession | None = None
    """In the middle of it now."""
    due_today: tuple[RosterSession, ...]
    done_today: tuple[RosterSession, ...]
    missed_yesterday: tuple[RosterSession, ...]
    overdue: int
    unread: int
    """What the athlete said, and the trainer has not read."""
    pain: tuple[str, ...]
    """Where it hurt in the last four weeks, the latest first."""
    pain_on: Date | None = None
    groups: tuple[Id, ...] = ()
    """In which of the trainer's own groups they are."""
    position: FeedPosition
    """Where their feed stood when this was read: `/live` says when it has gone on."""


class Roster(Document, frozen=True, kw_only=True):
    """Everybody whom a trainer coaches, by name."""

    athletes: tuple[RosterAthlete, ...]


class RosterFilter(Document, frozen=True, kw_only=True):
    """A view of the roster that a trainer keeps: what stands behind the `?` of its page."""

    id: Id
    name: str
    query: str


class NewRosterFilter(Document, frozen=True, kw_only=True):
    """What is to be kept, under which name."""

    name: str
    query: str


def check_filter(new: NewRosterFilter) -> None:
    """Refuse a filter without a name, or longer than a view can be."""
    refuse_faults(_filter(new))


def _filter(new: NewRosterFilter) -> Faults:
    yield from check_text("name", new.name)
    if not new.name.strip() or len(new.name) > 60:
        yield Fault("name", "has no letter, or more than 60", "Give it a short name.")
    if len(new.query) > _LONGEST_QUERY or not new.query.isascii() or not new.query.isprintable():
        yield Fault("query", "is no query of the roster", "Choose it on the page, and keep it there.")


class OneSession(Struct, frozen=True, kw_only=True, gc=False):
    """What of a session is read for the roster."""

    user_id: Id
    id: Id
    name: str
    status: str
    scheduled_date: Date
    day: Date
    time: TimeOfDay | None
    started_at: Instant | None
    assignment_id: Id
    plan_week: int | None
    says: bool
    """Whether the athlete said something of it that wants to be read."""
    pain: tuple[str, ...]
    is_read: bool
