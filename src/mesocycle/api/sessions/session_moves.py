"""`/workout-sessions/{id}/start` and the like: every move of a session, and those of several at once."""

from collections.abc import Callable

from mesocycle.actions.sessions.cancel_session import cancel_session, cancel_sessions
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.put_back_session import put_back_session
from mesocycle.actions.sessions.reopen_session import reopen_session
from mesocycle.actions.sessions.reschedule_session import reschedule_sessions
from mesocycle.actions.sessions.skip_session import skip_session, skip_sessions
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.api.sessions.workout_sessions import answer_with_session, session_tag
from mesocycle.domain.document import Id
from mesocycle.domain.refusal import AssignmentNotLive, MoveNotAllowed, NotFound, NotPermitted, SessionRemoved
from mesocycle.domain.session.inputs import (
    Cancel,
    CancelSeveral,
    Completion,
    Reschedule,
    RescheduleSeveral,
    Skip,
    SkipSeveral,
)
from mesocycle.domain.session.rules import LogNotEmpty, SessionChanged, SessionNotScheduled
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import PutBack, Reopen, Start
from mesocycle.domain.session.stored_log import LogNotReadable
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Database, Read

routes = Routes("Session moves", described="What becomes of a session, from status to status.")

_MOVES = (MoveNotAllowed, SessionChanged, SessionRemoved, NotFound, NotPermitted)


@routes.post(
    "/workout-sessions/{sessionId}/start",
    takes=Start,
    body_optional=True,
    gives=WorkoutSession,
    query=OfUser,
    tagged=True,
    refusals=_MOVES,
)
def start(call: Call, session_id: Id) -> Answer:
    """Start a session; one that was skipped or cancelled, too.

    It begins now, or at `startedAt`. The reference values in force on that day are frozen into its log.
    """
    given = call.body(Start)
    return _moved(
        call, session_id, lambda db: start_session(db, call.owner, session_id, call.act, started_at=given.started_at)
    )


@routes.post(
    "/workout-sessions/{sessionId}/complete",
    takes=Completion,
    body_optional=True,
    gives=WorkoutSession,
    query=OfUser,
    tagged=True,
    refusals=(*_MOVES, LogNotReadable),
)
def complete(call: Call, session_id: Id) -> Answer:
    """Complete a session, started or not.

    It ended at `completedAt`, else when the last set was done if that is more than two hours ago, else now. With
    `asPlanned`, all that was not logged counts as done as it was planned, and is marked so.
    """
    given = call.body(Completion)
    return _moved(call, session_id, lambda db: complete_session(db, call.owner, session_id, call.act, given=given))


@routes.post(
    "/workout-sessions/{sessionId}/skip",
    takes=Skip,
    gives=WorkoutSession,
    query=OfUser,
    tagged=True,
    refusals=(*_MOVES, LogNotReadable),
)
def skip(call: Call, session_id: Id) -> Answer:
    """Skip a session that has not begun; the reason becomes its feedback's."""
    given = call.body(Skip)
    return _moved(call, session_id, lambda db: skip_session(db, call.owner, session_id, given, call.act))


@routes.post(
    "/workout-sessions/{sessionId}/cancel",
    takes=Cancel,
    body_optional=True,
    gives=WorkoutSession,
    query=OfUser,
    tagged=True,
    refusals=_MOVES,
)
def cancel(call: Call, session_id: Id) -> Answer:
    """Cancel a session, begun or not; what was logged stays with it."""
    given = call.body(Cancel)
    return _moved(call, session_id, lambda db: cancel_session(db, call.owner, session_id, call.act, given=given))


@routes.post(
    "/workout-sessions/{sessionId}/put-back",
    takes=PutBack,
    body_optional=True,
    gives=WorkoutSession,
    query=OfUser,
    tagged=True,
    refusals=(*_MOVES, LogNotEmpty, AssignmentNotLive),
)
def put_back(call: Call, session_id: Id) -> Answer:
    """Put a session back on the calendar, as if it had not begun.

    Where something was logged, only with `discardLog`: the log then stays in the event. Refused where the session's
    assignment is followed no more.
    """
    discard = call.body(PutBack).discard_log is True
    return _moved(
        call, session_id, lambda db: put_back_session(db, call.owner, session_id, call.act, discard_log=discard)
    )


@routes.post(
    "/workout-sessions/{sessionId}/reopen",
    takes=Reopen,
    body_optional=True,
    gives=WorkoutSession,
    query=OfUser,
    tagged=True,
    refusals=_MOVES,
)
def reopen(call: Call, session_id: Id) -> Answer:
    """Reopen a completed session to go on with it; its first `completedAt` stays."""
    call.body(Reopen)
    return _moved(call, session_id, lambda db: reopen_session(db, call.owner, session_id, call.act))


@routes.post(
    "/workout-sessions/skip",
    takes=SkipSeveral,
    gives=list[WorkoutSession],
    query=OfUser,
    refusals=(*_MOVES, LogNotReadable),
)
def skip_several(call: Call) -> Answer:
    """Skip several sessions for one reason, all or none."""
    given = call.body(SkipSeveral)
    why = Skip(reason=given.reason, notes=given.notes)
    return call.change(lambda db: skip_sessions(db, call.owner, given.session_ids, why, call.act), _with_all)


@routes.post(
    "/workout-sessions/cancel",
    takes=CancelSeveral,
    gives=list[WorkoutSession],
    query=OfUser,
    refusals=_MOVES,
)
def cancel_several(call: Call) -> Answer:
    """Cancel several sessions, begun or not, all or none."""
    given = call.body(CancelSeveral)
    why = Cancel(reason=given.reason)
    return call.change(lambda db: cancel_sessions(db, call.owner, given.session_ids, call.act, given=why), _with_all)


@routes.post(
    "/workout-sessions/reschedule",
    takes=RescheduleSeveral,
    gives=list[WorkoutSession],
    query=OfUser,
    refusals=(SessionNotScheduled, SessionChanged, SessionRemoved, NotFound, NotPermitted),
)
def reschedule_several(call: Call) -> Answer:
    """Give several scheduled sessions another day or time, each its own, all or none."""
    given = {
        each.session_id: Reschedule(
            scheduled_date=each.scheduled_date, scheduled_time=each.scheduled_time, all_day=each.all_day
        )
        for each in call.body(RescheduleSeveral).sessions
    }
    return call.change(lambda db: reschedule_sessions(db, call.owner, given, call.act), _with_all)


def _moved(call: Call, session_id: Id, deed: Callable[[Database], WorkoutSession]) -> Answer:
    return call.change(deed, answer_with_session, present=session_tag(call, session_id))


def _with_all(_read: Read, moved: list[WorkoutSession]) -> Answer:
    return answers.document(moved)
