"""What became of one exercise line before: the sessions in which sets of it were logged."""

import sqlalchemy as sa

from mesocycle.domain.document import Date, Id
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.people.coachings import theirs
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import DAY, performed_set, workout_session

_MINE = (
    performed_set.c.user_id == sa.bindparam("user_id"),
    performed_set.c.exercise_id == sa.bindparam("exercise_id"),
)


def _latest(*, scoped: bool) -> Prepared:
    owner, trainer = sa.bindparam("user_id", type_=sa.Text()), sa.bindparam("trainer", type_=sa.Text())
    with_sets = sa.select(performed_set.c.session_id).where(*_MINE, performed_set.c.line_id == sa.bindparam("line_id"))
    return Prepared(
        sa.select(*sessions.COLUMNS)
        .where(
            workout_session.c.user_id == owner,
            workout_session.c.id.in_(with_sets),
            workout_session.c.status != SessionStatus.IN_PROGRESS.value,
            workout_session.c.id != sa.bindparam("besides"),
            sa.bindparam("until", type_=sa.Text()) >= DAY,
            theirs(workout_session, owner, trainer) if scoped else sa.true(),
        )
        .order_by(DAY.desc(), workout_session.c.id.desc())
        .limit(sa.bindparam("most", type_=sa.Integer()))
    )


_LATEST = {scoped: _latest(scoped=scoped) for scoped in (False, True)}


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
    values: dict[str, object] = {"user_id": user_id, "exercise_id": exercise_id, "line_id": line_id}
    values |= {"most": most, "until": until, "besides": besides or ""}
    if scope.assigned_by is not None:
        values["trainer"] = scope.assigned_by
    return sessions.documents(read, read.rows(_LATEST[scope.assigned_by is not None], **values))


_DONE = Prepared(
    sa.select(performed_set.c.id).where(*_MINE, performed_set.c.session_id != sa.bindparam("besides")).limit(1)
)


def is_done(read: Read, user_id: Id, exercise_id: Id, *, besides: Id | None = None) -> bool:
    """Tell whether any set of an exercise was logged, besides one session."""
    return read.row(_DONE, user_id=user_id, exercise_id=exercise_id, besides=besides or "") is not None


def first_day(read: Read, user_id: Id) -> Date | None:
    """Give the first day on which any set was logged."""
    asked = sa.select(sa.func.min(performed_set.c.day)).where(performed_set.c.user_id == user_id)
    found: Date | None = read.execute(asked).scalar_one_or_none()
    return found
