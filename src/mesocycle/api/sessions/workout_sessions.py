"""`/workout-sessions`: one session, a new one, and the changing of parts of one."""

from collections.abc import Callable

from mesocycle.actions.sessions.accept_suggestions import accept_suggestions
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.change_session import change_session
from mesocycle.domain.document import Id
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import AlreadyExists, NotFound, NotPermitted, SessionRemoved
from mesocycle.domain.session.changes import SessionChanges
from mesocycle.domain.session.guidance import AcceptedSuggestions
from mesocycle.domain.session.inputs import Adjustment, OneOff
from mesocycle.domain.session.rules import SessionChanged, SessionNotBegun, SessionNotScheduled
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import LogNotReadable
from mesocycle.domain.session.suggested_sets import Acceptance
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call, not_signed_in
from mesocycle.http.conditions import seq_tag
from mesocycle.http.queries import OfUser
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import coachings
from mesocycle.storage.sessions import own as own_sessions
from mesocycle.storage.sessions import sessions

routes = Routes("Workout sessions", described="One workout on one day for one athlete: plan and deed, apart.")


def answer_with_session(
    read: Read, session: WorkoutSession, *, status: int = 200, location: str | None = None
) -> Answer:
    """Answer with a session as it stands, and its `ETag`."""
    tag = tag_of(read, session.user_id, session.id)
    return answers.document(session, status=status, tag=tag, location=location)


def tag_of(read: Read, user_id: Id, session_id: Id, form: str = "") -> str | None:
    """Give the `ETag` that a session has now, in the form in which it is shown; None where it is gone."""
    state = sessions.state_of(read, user_id, session_id)
    return None if state is None else seq_tag(*state, form)


def session_tag(call: Call, session_id: Id) -> Callable[[Read], str | None]:
    """Give what finds the `ETag` that a session has now; who may not see it learns that it is not there."""

    def present(read: Read) -> str | None:
        scope = coachings.permit(read, call.actor, call.owner, Deed.SEE)
        if scope.assigned_by is not None:
            sessions.get(read, call.owner, session_id, scope)
        return tag_of(read, call.owner, session_id)

    return present


@routes.get(
    "/workout-sessions/{sessionId}",
    gives=WorkoutSession,
    query=OfUser,
    tagged=True,
    looks_up_caller=False,
    refusals=(SessionRemoved,),
)
def one(call: Call, session_id: Id) -> Answer:
    """Get one session, whole: with the snapshot of what was planned and the log of what was done."""
    credential = call.credential
    if credential is None:
        raise not_signed_in()
    with call.db.read_now() as look:
        found = own_sessions.find(look, credential.by, credential.hash, session_id, call.now)
    if found is None:
        raise not_signed_in()
    call.caller = found.caller
    if found.session is not None and call.owner == found.caller.actor.id:
        return answers.document(found.session, tag=seq_tag(found.seq, found.session.updated_at))
    with call.seeing() as (read, scope):
        return answer_with_session(read, sessions.get(read, call.owner, session_id, scope))


@routes.post(
    "/workout-sessions",
    takes=OneOff,
    gives=WorkoutSession,
    query=OfUser,
    status=201,
    tagged=True,
    refusals=(AlreadyExists, SessionRemoved, NotFound, NotPermitted),
)
def add(call: Call) -> Answer:
    """Add a session beside all routines.

    What is done in it is a `workout` given whole, or the workout `workoutId` of the version `routineVersionId`, or
    with `repeatOf` the same again as in an earlier session. A client that works offline makes the `_id` itself.
    """
    new = call.body(OneOff)
    return call.change(lambda db: add_session(db, call.owner, new, call.act), _made(call))


@routes.patch(
    "/workout-sessions/{sessionId}",
    takes=SessionChanges,
    gives=WorkoutSession,
    query=OfUser,
    tagged=True,
    refusals=(
        SessionNotScheduled,
        SessionNotBegun,
        SessionChanged,
        SessionRemoved,
        LogNotReadable,
        NotFound,
        NotPermitted,
    ),
)
def change(call: Call, session_id: Id) -> Answer:
    """Change parts of a session, all or none; what is absent stays, null takes away.

    Day and time are of a session that is still scheduled; times and feedback of one that has begun; notes of any.
    What stands there already is no change, whatever the status.
    """
    given = call.body(SessionChanges)
    return call.change(
        lambda db: change_session(db, call.owner, session_id, given, call.act),
        answer_with_session,
        present=session_tag(call, session_id),
    )


@routes.post(
    "/workout-sessions/{sessionId}/adjust",
    takes=Adjustment,
    gives=WorkoutSession,
    query=OfUser,
    status=201,
    tagged=True,
    refusals=(SessionNotScheduled, SessionChanged, SessionRemoved, AlreadyExists, NotFound, NotPermitted),
)
def adjust(call: Call, session_id: Id) -> Answer:
    """Put a session with another content in the place of a scheduled one, for this athlete and day only.

    The answer is the new session, `adjustedFrom` names the old one, which leaves a tombstone and is never missed.
    """
    given = call.body(Adjustment)
    return call.change(
        lambda db: adjust_session(db, call.owner, session_id, given.workout_snapshot, call.act, new_id=given.id),
        _made(call),
        present=session_tag(call, session_id),
    )


@routes.post(
    "/workout-sessions/{sessionId}/accept-suggestions",
    takes=Acceptance,
    body_optional=True,
    gives=AcceptedSuggestions,
    query=OfUser,
    refusals=(SessionNotScheduled, SessionChanged, SessionRemoved, LogNotReadable, NotFound, NotPermitted),
)
def accept(call: Call, session_id: Id) -> Answer:
    """Accept what is suggested for a session, of the lines named or all: the load of the day, a new training max.

    A session with these loads takes the place of the scheduled one, as adjusting does; a training max holds from today.
    """
    given = call.body(Acceptance)
    return call.change(
        lambda db: accept_suggestions(db, call.owner, session_id, call.act, line_ids=given.line_ids),
        lambda _, accepted: answers.document(accepted),
        present=session_tag(call, session_id),
    )


def _made(call: Call) -> Callable[[Read, WorkoutSession], Answer]:
    """Give what answers with a session that was made."""

    def answer(read: Read, session: WorkoutSession) -> Answer:
        location = call.address_of(f"/workout-sessions/{session.id}")
        return answer_with_session(read, session, status=201, location=location)

    return answer
