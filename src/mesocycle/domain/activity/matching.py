"""Which planned session an activity is the deed of: by type and day, one-to-one; what is not sure is not decided."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import msgspec

from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.instant import moment
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.session.session import SessionStatus

_RUNS = frozenset({WorkoutType.RUNNING, WorkoutType.TRAIL_RUNNING})
_AROUND = timedelta(minutes=30)
"""How far the start on the phone may lie from what the watch recorded."""


class OpenSession(msgspec.Struct, frozen=True, kw_only=True):
    """A session that waits for its deed: scheduled, or begun."""

    id: Id
    type: WorkoutType
    day: Date
    """Where it stands, or the day it was begun."""
    status: SessionStatus
    started_at: Instant | None = None


class DoneActivity(msgspec.Struct, frozen=True, kw_only=True):
    """What matching needs to know of an activity; without a type and of no known sport it may be any run."""

    type: WorkoutType | None
    sport_known: bool
    day: Date
    started_at: Instant | None = None
    completed_at: Instant | None = None


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """The session an activity belongs to, or the candidates where that is not sure; neither: it stands alone."""

    session_id: Id | None = None
    candidates: tuple[Id, ...] = ()


def match_activities(done: Sequence[DoneActivity], waiting: Sequence[OpenSession]) -> list[Match]:
    """Match all activities at once: a session under way, then the same type, then road for trail and back.

    A pair is made only where each is the other's only choice.
    """
    pairs: dict[int, Id] = {}
    for fits in (_under_way, _same_type, _same_kind):
        _pair(done, waiting, pairs, fits)
    left = [session for session in waiting if session.id not in pairs.values()]
    return [
        Match(session_id=pairs[place])
        if place in pairs
        else Match(candidates=tuple(session.id for session in left if _may_be(each, session)))
        for place, each in enumerate(done)
    ]


def _pair(
    done: Sequence[DoneActivity],
    waiting: Sequence[OpenSession],
    pairs: dict[int, Id],
    fits: Callable[[DoneActivity, OpenSession], bool],
) -> None:
    taken = set(pairs.values())
    choices: Mapping[int, list[Id]] = {
        place: [session.id for session in waiting if session.id not in taken and fits(each, session)]
        for place, each in enumerate(done)
        if place not in pairs
    }
    wanted: dict[Id, int] = defaultdict(int)
    for ids in choices.values():
        for session_id in ids:
            wanted[session_id] += 1
    for place, ids in choices.items():
        if len(ids) == 1 and wanted[ids[0]] == 1:
            pairs[place] = ids[0]


def _under_way(each: DoneActivity, session: OpenSession) -> bool:
    """Tell whether the session was begun while the activity was recorded."""
    if session.status is not SessionStatus.IN_PROGRESS or not _same_kind(each, session):
        return False
    if session.started_at is None or each.started_at is None or each.completed_at is None:
        return False
    begun = moment(session.started_at)
    return moment(each.started_at) - _AROUND <= begun <= moment(each.completed_at) + _AROUND


def _same_type(each: DoneActivity, session: OpenSession) -> bool:
    return each.day == session.day and each.type is session.type


def _same_kind(each: DoneActivity, session: OpenSession) -> bool:
    """Take road for trail: many watches are left on one profile for both."""
    return each.day == session.day and (each.type is session.type or {each.type, session.type} <= _RUNS)


def _may_be(each: DoneActivity, session: OpenSession) -> bool:
    unknown = each.type is None and not each.sport_known
    return _same_kind(each, session) or (unknown and each.day == session.day and session.type in _RUNS)
