"""What watches recorded, beside the sessions it is the deed of; files of watches are sent to `/imports`."""

from mesocycle.api.sessions.workout_sessions import answer_with_session, session_tag
from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.document import Id
from mesocycle.domain.refusal import AssignmentNotLive, MoveNotAllowed, NotFound, NotPermitted, SessionRemoved
from mesocycle.domain.session.rules import SessionChanged
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import LogNotReadable
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser
from mesocycle.http.route import Routes
from mesocycle.storage.imports import activities
from mesocycle.storage.sessions import sessions
from mesocycle.transfer.activities.import_activities import unmatch_activity

routes = Routes("Activities", described="What watches recorded: FIT, TCX and GPX files.")


@routes.get(
    "/workout-sessions/{sessionId}/activity",
    gives=Activity,
    query=OfUser,
    tagged=True,
    refusals=(SessionRemoved,),
)
def recorded(call: Call, session_id: Id) -> Answer:
    """Get what a device recorded of a session: sums, laps, sets, and climbing by the device and by our own method."""
    with call.seeing() as (read, scope):
        sessions.get(read, call.owner, session_id, scope)
        found = activities.find(read, call.owner, session_id)
    if found is None:
        raise NotFound("No device recorded this session.", "Send the watch's file to /api/v1/imports?source=activity.")
    return answers.tagged(found)


@routes.post(
    "/workout-sessions/{sessionId}/unmatch",
    gives=WorkoutSession,
    query=OfUser,
    tagged=True,
    refusals=(NotPermitted, AssignmentNotLive, MoveNotAllowed, SessionChanged, SessionRemoved, LogNotReadable),
)
def unmatch(call: Call, session_id: Id) -> Answer:
    """Take an activity out of the session it was matched to: the session waits again, and so does the file."""
    return call.change(
        lambda db: unmatch_activity(db, call.owner, session_id, call.act),
        answer_with_session,
        present=session_tag(call, session_id),
    )
