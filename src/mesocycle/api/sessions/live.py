"""`/live`: what changes of athletes' training is told while it happens, for as long as somebody listens."""

from functools import partial
from typing import Annotated

from msgspec import Meta

from mesocycle.domain.document import Id
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import NotFound
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call, not_signed_in
from mesocycle.http.live.stream import Watching
from mesocycle.http.queries import Query
from mesocycle.http.refusals import TooManyStreams
from mesocycle.http.route import Routes
from mesocycle.storage.people import coachings, users

routes = Routes("Live", described="What changes, told while it happens: for pages and programs that stay open.")

_LONGEST_S = 3_600


class Live(Query, frozen=True, kw_only=True):
    """Whom it is about, and for how long."""

    user_id: Annotated[Id | None, Meta(description="One athlete, or yourself; absent: everybody whom you coach.")] = (
        None
    )
    seconds: Annotated[
        int,
        Meta(ge=0, le=_LONGEST_S, description="After so long it ends; open it again. 0: only where everybody stands."),
    ] = _LONGEST_S


@routes.get(
    "/live", gives=str, media_type="text/event-stream", query=Live, refusals=(NotFound, TooManyStreams), tagged=False
)
def live(call: Call) -> Answer:
    """Hear within two seconds that something of an athlete's training changed, in the form of server-sent events.

    The first event, `start`, says in `positions` where each feed stands (`userId`, `epoch`, `seq`): whoever opens a
    stream again compares, and has missed nothing. Each `change` says the same of one athlete whose feed has gone on;
    what changed, `/changes` or `/roster` tells. `end` names an athlete (`userId`) whom you do not see any more; a
    stream about that one alone ends with it. Who may hear it is asked anew before every word. A `beat` comes
    every 15 silent seconds, so that nobody between us takes silence for an end, and you know of one that you missed;
    `id` is not used, for `start` says it all.
    """
    if call.caller is None or call.credential is None:
        raise not_signed_in()
    asked = call.asked(Live)
    if asked.user_id is not None:
        with call.db.read_now() as look:
            coachings.permit(look, call.actor, asked.user_id, Deed.SEE)
            users.get(look, asked.user_id)  # an admin may see everybody, not nobody
    call.streams.require_room(call.actor.id)
    watching = Watching(call.actor.id, call.credential.by, call.credential.hash, asked.user_id, asked.seconds)
    headers = {"content-type": call.route.media_type, "cache-control": "no-store", "x-accel-buffering": "no"}
    return Answer(200, headers, None, None, partial(call.streams.open, watching))
