"""`/workout-sessions/{id}/performance-log`: what was done, whole or entry by entry."""

from collections.abc import Callable

from mesocycle.actions.log.correct_log import correct_log
from mesocycle.actions.log.log_done import log_done
from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.log.put_log import put_log
from mesocycle.api.sessions.workout_sessions import session_tag, tag_of
from mesocycle.domain.document import Id, encode
from mesocycle.domain.log.editing import EMPTY
from mesocycle.domain.log.entry import EffortEntry, SetEntry, ToldLog
from mesocycle.domain.log.performance import Effort, PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.refusal import NotationNotUnderstood, NotFound, NotPermitted, SessionRemoved
from mesocycle.domain.session.rules import SessionChanged, SessionNotBegun
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import LogNotReadable
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.sessions import sessions

routes = Routes("Performance logs", described="What was done in a session, pointing at the lines of its snapshot.")

_FORM = "log"
_KEPT = (SessionNotBegun, SessionChanged, SessionRemoved, LogNotReadable, NotFound, NotPermitted)


def answer_with_log(read: Read, session: WorkoutSession) -> Answer:
    """Answer with a session's log as it is stored; where nothing was logged it is an empty one, to be put."""
    tag = tag_of(read, session.user_id, session.id, _FORM)
    log = session.performance_log
    return Answer(200, {} if tag is None else {"etag": tag}, encode(EMPTY) if log is None else bytes(log))


@routes.get(
    "/workout-sessions/{sessionId}/performance-log",
    gives=WorkoutPerformanceLog,
    query=OfUser,
    tagged=True,
    refusals=(SessionRemoved,),
)
def one(call: Call, session_id: Id) -> Answer:
    """Get the log of a session; where nothing was logged yet it is an empty one."""
    with call.seeing() as (read, scope):
        return answer_with_log(read, sessions.get(read, call.owner, session_id, scope))


@routes.put(
    "/workout-sessions/{sessionId}/performance-log",
    takes=WorkoutPerformanceLog,
    gives=WorkoutPerformanceLog,
    query=OfUser,
    tagged=True,
    match_required=True,
    refusals=_KEPT,
)
def put(call: Call, session_id: Id) -> Answer:
    """Put a whole log in the place of the one that stands there, in any status but `scheduled`.

    `If-Match` names the log, or the session, that was read before; what is overwritten stays in the event. Weights
    without a unit get the athlete's own.
    """
    log = call.body(WorkoutPerformanceLog)
    return _kept(call, session_id, lambda db: put_log(db, call.owner, session_id, log, call.act))


@routes.post(
    "/workout-sessions/{sessionId}/performance-log",
    takes=ToldLog,
    gives=WorkoutPerformanceLog,
    query=OfUser,
    tagged=True,
    refusals=(*_KEPT, NotationNotUnderstood),
)
def tell(call: Call, session_id: Id) -> Answer:
    """Tell in one text what was done in a session that has begun; it stays open.

    What the text says of an exercise or a step is all of it, and takes the place of what the log said of the same; the
    event keeps that. What it does not name stays. The same text at `complete`, as `done`, completes the session too.
    """
    told = call.body(ToldLog)
    return _kept(call, session_id, lambda db: log_done(db, call.owner, session_id, told.done, call.act))


@routes.put(
    "/workout-sessions/{sessionId}/performance-log/sets/{performedSetId}",
    takes=SetEntry,
    gives=WorkoutPerformanceLog,
    query=OfUser,
    tagged=True,
    refusals=_KEPT,
)
def put_set(call: Call, session_id: Id, performed_set_id: Id) -> Answer:
    """Log one set; the same `_id`, or the same planned set, round and side, again is a correction.

    The address and `set._id` are the same id, made by the client, so sending it twice does no harm. The answer is
    the whole log.
    """
    entry = call.body(SetEntry)
    _require_same("set._id", entry.set.id, performed_set_id)
    return _kept(call, session_id, lambda db: log_set(db, call.owner, session_id, entry, call.act))


@routes.delete(
    "/workout-sessions/{sessionId}/performance-log/sets/{performedSetId}",
    gives=WorkoutPerformanceLog,
    query=OfUser,
    tagged=True,
    refusals=_KEPT,
)
def remove_set(call: Call, session_id: Id, performed_set_id: Id) -> Answer:
    """Take a set that was logged by mistake out of the log; the event keeps it. The answer is what is left."""
    return _kept(
        call,
        session_id,
        lambda db: correct_log(db, call.owner, session_id, call.act, removed=(performed_set_id,), kind=PerformedSet),
    )


@routes.put(
    "/workout-sessions/{sessionId}/performance-log/efforts/{effortId}",
    takes=EffortEntry,
    gives=WorkoutPerformanceLog,
    query=OfUser,
    tagged=True,
    refusals=_KEPT,
)
def put_effort(call: Call, session_id: Id, effort_id: Id) -> Answer:
    """Log one effort of a run; the same `_id`, or the same step and rounds, again is a correction.

    The address and `effort._id` are the same id, made by the client. The answer is the whole log.
    """
    entry = call.body(EffortEntry)
    _require_same("effort._id", entry.effort.id, effort_id)
    return _kept(call, session_id, lambda db: log_set(db, call.owner, session_id, entry, call.act))


@routes.delete(
    "/workout-sessions/{sessionId}/performance-log/efforts/{effortId}",
    gives=WorkoutPerformanceLog,
    query=OfUser,
    tagged=True,
    refusals=_KEPT,
)
def remove_effort(call: Call, session_id: Id, effort_id: Id) -> Answer:
    """Take an effort that was logged by mistake out of the log; the event keeps it. The answer is what is left."""
    return _kept(
        call,
        session_id,
        lambda db: correct_log(db, call.owner, session_id, call.act, removed=(effort_id,), kind=Effort),
    )


def _kept(call: Call, session_id: Id, deed: Callable[[Database], WorkoutSession]) -> Answer:
    return call.change(deed, answer_with_log, present=session_tag(call, session_id))


def _require_same(path: str, said: Id, addressed: Id) -> None:
    if said != addressed:
        raise refusal([Fault(path, f"is not the id of the address, {addressed}", "Write the same id in both.")])
