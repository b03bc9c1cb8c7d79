"""Sessions in which something was done, with their efforts and ratings; their sets stand in `set_history`.

The logs themselves are not read: ten years of them are 13 MB, their extracts a twentieth.
"""

from typing import Any, NamedTuple

import sqlalchemy as sa

from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.done import DoneEffort, DoneSession
from mesocycle.domain.history.movements import Movements
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.plan.workout import Movement
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.people.coachings import theirs
from mesocycle.storage.plans.snapshot_movements import COURSES, ELSEWHERE, easy_of
from mesocycle.storage.sessions.log_extract import ExtractedEffort, read_extract
from mesocycle.storage.tables.training import DAY, workout_session

_ENDED = (SessionStatus.COMPLETED.value, SessionStatus.IN_PROGRESS.value, SessionStatus.CANCELLED.value)


def _statement(*, scoped: bool) -> Prepared:
    session, owner = workout_session.c, sa.bindparam("user_id", type_=sa.Text())
    trainer: sa.BindParameter[Any] = sa.bindparam("trainer", type_=sa.Text())
    columns = (session.id, DAY.label("day"), session.status, session.duration_minutes, session.log_extract)
    asked = sa.select(*columns, session.snapshot_hash).where(
        session.user_id == owner,
        sa.bindparam("first", type_=sa.Text()) <= DAY,
        sa.bindparam("last", type_=sa.Text()) >= DAY,
        sa.or_(session.status.in_(_ENDED), session.performance_log.is_not(None)),
        theirs(workout_session, owner, trainer) if scoped else sa.true(),
    )
    return Prepared(asked)


_ASKED = {scoped: _statement(scoped=scoped) for scoped in (False, True)}


class Span(NamedTuple):
    """What was done in a span of days."""

    sessions: list[DoneSession]
    easy: list[Id]
    """The warm-up and cool-down sections of all that was logged; as in `courses.easy_sections` never empty."""


def between(read: Read, user_id: Id, first: Date, last: Date, *, scope: Scope = ALL) -> list[DoneSession]:
    """Give a user's sessions between two days that are completed, or in which anything was done."""
    return span(read, user_id, first, last, scope=scope).sessions


def span(read: Read, user_id: Id, first: Date, last: Date, *, scope: Scope = ALL) -> Span:
    """Give them with the easy sections of the days, so that sets can be summed without reading sessions again."""
    values = {"user_id": user_id, "first": first, "last": last}
    if scope.assigned_by is not None:
        values["trainer"] = scope.assigned_by
    rows = read.rows(_ASKED[scope.assigned_by is not None], **values)
    courses = COURSES.of(read, {bytes(row[5]) for row in rows})
    ended = (row for row in rows if row[2] in _ENDED)
    made = (_session(courses.get(bytes(hash_), ELSEWHERE), *rest) for *rest, hash_ in ended)
    return Span([each for each in made if each is not None], easy_of(courses.values()))


def _session(
    way: Movements, id_: Id, day: Date, status: str, minutes: int | None, stored: str | None
) -> DoneSession | None:
    log = read_extract(stored)
    if status != SessionStatus.COMPLETED.value and not log.has_entries:
        return None
    return DoneSession(
        id=id_,
        day=day,
        type=way.type,
        name=way.name,
        duration_min=None if minutes is None else float(minutes),
        rpe=log.rpe,
        efforts=tuple(_effort(way.movement(each.section_id, each.step_id), each) for each in log.efforts),
    )


def _effort(movement: Movement, done: ExtractedEffort) -> DoneEffort:
    return DoneEffort(
        movement=movement,
        phase=done.phase,
        distance_m=done.distance,
        duration_s=done.duration if done.moving_duration is None else done.moving_duration,
        gain_m=done.elevation_gain,
        loss_m=done.elevation_loss,
        grade_adjusted_m=done.grade_adjusted_distance,
        average_heart_rate=done.average_heart_rate,
    )
