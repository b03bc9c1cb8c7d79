"""`/workout-sessions/arrange`: several sessions moved or copied at once, looked at beforehand."""

from mesocycle.actions.sessions.arrange_sessions import arrange_sessions
from mesocycle.actions.sessions.take_back_sessions import take_back_sessions
from mesocycle.api.sessions import session_moves
from mesocycle.domain.assignment.receipt import PreviewOutdated
from mesocycle.domain.refusal import DocumentNotValid, NotFound, NotPermitted, SessionRemoved
from mesocycle.domain.session.arranging import Arranged, Arranging, TakingBack
from mesocycle.domain.session.rules import SessionNotScheduled
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser

routes = session_moves.routes

_NOES = (DocumentNotValid, NotFound, NotPermitted, SessionNotScheduled, SessionRemoved)


@routes.post(
    "/workout-sessions/arrange", takes=Arranging, gives=Arranged, query=OfUser, refusals=(*_NOES, PreviewOutdated)
)
def arrange(call: Call) -> Answer:
    """Move several sessions by days, or copy them beside the plans, all or none; with `dryRun` only say what it does.

    Receipts tell the athlete of it, and take it back: one for each assignment whose sessions moved, one for what came.
    """
    given = call.body(Arranging)
    if given.dry_run:
        return answers.document(arrange_sessions(call.db, call.owner, given, call.act))
    return call.change(
        lambda db: arrange_sessions(db, call.owner, given, call.act), lambda _, done: answers.document(done)
    )


@routes.post("/workout-sessions/take-back", takes=TakingBack, query=OfUser, status=204, refusals=_NOES)
def take_back(call: Call) -> Answer:
    """Take sessions off the calendar that you added beside the plans and nobody has begun, all or none."""
    given = call.body(TakingBack)
    return call.change(lambda db: take_back_sessions(db, call.owner, given, call.act), lambda *_: answers.nothing())
