"""`/workout-sessions/{id}/events` and `/tombstone`: what happened to a session, and what is left of a removed one."""

from mesocycle.domain.document import Id
from mesocycle.domain.session.event import Event
from mesocycle.domain.session.session import Tombstone
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser, PageOfUser
from mesocycle.http.route import Routes
from mesocycle.storage.sessions import events, sessions, tombstones
from mesocycle.storage.sessions.events import EventKey

routes = Routes("Session history", described="What happened to a session, and what is left of a removed one.")


@routes.get("/workout-sessions/{sessionId}/events", gives=list[Event], query=PageOfUser)
def history(call: Call, session_id: Id) -> Answer:
    """List what happened to a session, oldest first: each move and correction with what stood there before.

    A removed session keeps its history.
    """
    asked = call.asked(PageOfUser)
    seen = answers.seen(asked, int, str)
    with call.seeing() as (read, scope):
        sessions.require_known(read, call.owner, session_id, scope)
        after = None if seen is None else EventKey(*seen)
        found = events.page(read, call.owner, session_id, after, asked.limit + 1)
    return answers.cut(found, asked, lambda placed: placed.key, lambda placed: placed.event)


@routes.get("/workout-sessions/{sessionId}/tombstone", gives=Tombstone, query=OfUser, tagged=True)
def tombstone(call: Call, session_id: Id) -> Answer:
    """Get a removed session, whole, with when and why it was removed."""
    with call.seeing() as (read, scope):
        return answers.tagged(tombstones.get(read, call.owner, session_id, scope))
