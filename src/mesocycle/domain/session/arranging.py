"""Several sessions at once, by so many days: moved, or copied beside the plan; told beforehand as it is done."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from msgspec import field
from msgspec.structs import replace

from mesocycle.domain.document import Date, Document, Id, TimeOfDay, encode
from mesocycle.domain.instant import checked_day
from mesocycle.domain.refusal import DocumentNotValid, PathMessage
from mesocycle.domain.session.inputs import SessionIds
from mesocycle.domain.session.rules import require_scheduled
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.summary import session_summary

MOST_DAYS = 3_660
"""So far something is moved or copied at once."""


class Arranging(Document, frozen=True, kw_only=True):
    """Which sessions, and by how many days; negative is back. As copies they stay, and others like them come."""

    session_ids: SessionIds
    days: int
    copies: bool | None = None
    dry_run: bool | None = None
    expected: str | None = None
    """`fingerprint` of the dry run: done only where it still comes to the same."""


class ArrangedMove(Document, frozen=True, kw_only=True):
    """A session that goes to another day."""

    session_id: Id
    workout_name: str
    from_: Date = field(name="from")
    to: Date
    scheduled_time: TimeOfDay | None = None


class ArrangedCopy(Document, frozen=True, kw_only=True):
    """A session that comes beside the plan, and the one that it is like."""

    session_id: Id | None = None
    """Absent in a dry run."""
    copy_of: Id
    workout_name: str
    scheduled_date: Date
    scheduled_time: TimeOfDay | None = None


class Arranged(Document, frozen=True, kw_only=True):
    """What moves and what comes: the same form as dry run and when it is done."""

    user_id: Id
    dry_run: bool
    moved: tuple[ArrangedMove, ...]
    copied: tuple[ArrangedCopy, ...]
    same_day: tuple[Date, ...]
    """Days on which another session stands already."""
    receipt_ids: tuple[Id, ...] = ()
    """What tells the athlete of it and takes it back: one of what was copied, of what moved one for each assignment."""
    fingerprint: str | None = None


class TakingBack(Document, frozen=True, kw_only=True):
    """One-off sessions that are to leave the calendar again."""

    session_ids: SessionIds


def check_arranging(asked: Arranging) -> None:
    """Refuse what moves nothing, or too far."""
    if asked.days == 0 or abs(asked.days) > MOST_DAYS:
        raise DocumentNotValid(
            f"By {asked.days} days nothing can be moved or copied.",
            f"Give a number of days that is not 0 and at most {MOST_DAYS}, negative to go back.",
            errors=(PathMessage(path="days", message="must not be 0, nor be too far"),),
        )


def arranged_as(
    user_id: Id, sessions: Sequence[WorkoutSession], asked: Arranging, taken: Mapping[Date, Collection[Id]]
) -> Arranged:
    """Say what moves or comes; `taken` names what stands on each of the days it would go to."""
    moved, copied = [], []
    for each in sorted(sessions, key=lambda one: (one.scheduled_date, one.scheduled_time, one.id)):
        to = target(each, asked)
        at = None if each.all_day else each.scheduled_time
        name = session_summary(each).workout_name
        if asked.copies:
            copied.append(ArrangedCopy(copy_of=each.id, workout_name=name, scheduled_date=to, scheduled_time=at))
        else:
            require_scheduled(each, "moved")
            moved.append(
                ArrangedMove(session_id=each.id, workout_name=name, from_=each.scheduled_date, to=to, scheduled_time=at)
            )
    leaving = {each.session_id for each in moved}
    days = sorted({each.to for each in moved} | {each.scheduled_date for each in copied})
    told = Arranged(
        user_id=user_id,
        dry_run=True,
        moved=tuple(moved),
        copied=tuple(copied),
        same_day=tuple(day for day in days if set(taken.get(day, ())) - leaving),
    )
    return replace(told, fingerprint=hashlib.sha256(encode(told)).hexdigest()[:32])


def target(session: WorkoutSession, asked: Arranging) -> Date:
    """Give the day a session goes to, or refuse one that no calendar has."""
    try:
        on = date.fromisoformat(session.scheduled_date) + timedelta(days=asked.days)
    except (OverflowError, ValueError):
        raise DocumentNotValid("No calendar goes that far.", "Give fewer days.") from None
    return checked_day("days", on.isoformat())
