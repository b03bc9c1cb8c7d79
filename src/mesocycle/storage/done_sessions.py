"""Sessions in which something was done, with their efforts and ratings, read lean: sets stand in `set_history`."""

from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from msgspec import Raw

from mesocycle.domain.course import Course
from mesocycle.domain.document import Date, Document, Id
from mesocycle.domain.history import DoneEffort, DoneSession
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.plan import Movement, Phase
from mesocycle.domain.session import SessionStatus
from mesocycle.storage.courses import COURSES, ELSEWHERE, easy_of
from mesocycle.storage.database import Read
from mesocycle.storage.prepared import Prepared
from mesocycle.storage.scopes import theirs
from mesocycle.storage.tables import DAY, workout_session

_ENDED = (SessionStatus.COMPLETED.value, SessionStatus.IN_PROGRESS.value, SessionStatus.CANCELLED.value)


class _Performance(Document, frozen=True, kw_only=True, gc=False):
    distance: float | None = None
    duration: float | None = None
    moving_duration: float | None = None
    grade_adjusted_distance: float | None = None
    elevation_gain: float | None = None
    elevation_loss: float | None = None
    average_heart_rate: float | None = None


class _Effort(Document, frozen=True, kw_only=True, gc=False):
    step_id: Id | None = None
    phase: Phase = "active"
    performance: _Performance = _Performance()


class _Section(Document, frozen=True, kw_only=True):
    section_id: Id = ""
    exercises: tuple[Raw, ...] = ()
    efforts: tuple[_Effort, ...] = ()
    result: Raw = Raw()


class _Feedback(Document, frozen=True, kw_only=True, gc=False):
    rpe: float | None = None


class _Log(Document, frozen=True, kw_only=True):
    """What of a log is summed here; the rest is not even decoded."""

    sections: tuple[_Section, ...] = ()
    feedback: _Feedback = _Feedback()


_LOG = msgspec.json.Decoder(_Log)
_EMPTY = _Log()


def _statement(*, scoped: bool) -> Prepared:
    session, owner = workout_session.c, sa.bindparam("user_id", type_=sa.Text())
    trainer: sa.BindParameter[Any] = sa.bindparam("trainer", type_=sa.Text())
    columns = (session.id, DAY.label("day"), session.status, session.duration_minutes, session.performance_log)
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
    way: Course, id_: Id, day: Date, status: str, minutes: int | None, written: str | None
) -> DoneSession | None:
    log = _EMPTY if written is None else _read(written)
    if status != SessionStatus.COMPLETED.value and not any(map(_has_entries, log.sections)):
        return None
    return DoneSession(
        id=id_,
        day=day,
        type=way.type,
        name=way.name,
        duration_min=None if minutes is None else float(minutes),
        rpe=log.feedback.rpe,
        efforts=tuple(
            _effort(way.movement(section.section_id, each.step_id), each)
            for section in log.sections
            for each in section.efforts
        ),
    )


def _effort(movement: Movement, effort: _Effort) -> DoneEffort:
    done = effort.performance
    seconds = done.duration if done.moving_duration is None else done.moving_duration
    return DoneEffort(
        movement=movement,
        phase=effort.phase,
        distance_m=done.distance,
        duration_s=seconds,
        gain_m=done.elevation_gain,
        loss_m=done.elevation_loss,
        grade_adjusted_m=done.grade_adjusted_distance,
        average_heart_rate=done.average_heart_rate,
    )


def _read(written: str) -> _Log:
    """Read a log; a foreign one in another form tells nothing here."""
    try:
        return _LOG.decode(written)
    except msgspec.DecodeError:
        return _EMPTY


def _has_entries(section: _Section) -> bool:
    return bool(section.exercises or section.efforts or section.result)
