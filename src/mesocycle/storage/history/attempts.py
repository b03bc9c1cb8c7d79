"""What became of one exercise line before: the sessions in which sets of it were logged."""

import sqlalchemy as sa

from mesocycle.domain.document import Date, Id
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people.coachings import within
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import DAY, performed_set, workout_session, workout_snapshot

_JOINED = workout_session.join(workout_snapshot, workout_session.c.snapshot_hash == workout_snapshot.c.hash)


def latest(
    read: Read,
    user_id: Id,
    exercise_id: Id,
    line_id: Id,
    *,
    most: int,
    until: Date,
    besides: Id | None = None,
    scope: Scope = ALL,
) -> list[WorkoutSession]:
    """Give the latest sessions until a day, newest first, with sets of a line, whatever version they were of."""
    with_sets = sa.select(performed_set.c.session_id).where(
        performed_set.c.user_id == user_id,
        performed_set.c.exercise_id == exercise_id,
        performed_set.c.line_id == line_id,
    )
    asked = (
        sa.select(*sessions.FULL)
        .select_from(_JOINED)
        .where(
            workout_session.c.user_id == user_id,
            workout_session.c.id.in_(with_sets),
            workout_session.c.status != SessionStatus.IN_PROGRESS.value,
            workout_session.c.id != (besides or ""),
            until >= DAY,
            within(workout_session, user_id, scope),
        )
        .order_by(DAY.desc(), workout_session.c.id.desc())
        .limit(most)
    )
    return [sessions.document(row) for row in read.execute(asked)]


def is_done(read: Read, user_id: Id, exercise_id: Id, *, besides: Id | None = None) -> bool:
    """Tell whether any set of an exercise was logged, besides one session."""
    mine = (
        performed_set.c.user_id == user_id,
        performed_set.c.exercise_id == exercise_id,
        performed_set.c.session_id != (besides or ""),
    )
    return read.execute(sa.select(performed_set.c.id).where(*mine).limit(1)).first() is not None


def first_day(read: Read, user_id: Id) -> Date | None:
    """Give the first day on which any set was logged."""
    asked = sa.select(sa.func.min(performed_set.c.day)).where(performed_set.c.user_id == user_id)
    found: Date | None = read.execute(asked).scalar_one_or_none()
    return found
