"""What a browser asks of the server so that it is called at the end of a rest, its page being closed."""

from mesocycle.actions.sessions.call_device import call_device, forget_device, keep_device
from mesocycle.domain.document import Document
from mesocycle.domain.people.caller import CalledBy
from mesocycle.domain.people.device import Device, RestCall
from mesocycle.domain.refusal import DocumentNotValid, NotFound, NotPermitted
from mesocycle.http import answers, push
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes

routes = Routes("Player: rest", described="Being called at the end of a rest, though the page is closed.")


class Calling(Document, frozen=True, kw_only=True):
    """Whether this server can call, and by which key a browser knows it."""

    public_key: str | None = None


class NoDevice(Document, frozen=True, kw_only=True):
    """Which browser is called no more."""

    endpoint: str


@routes.get("/player/push", gives=Calling)
def calling(call: Call) -> Answer:
    """Say by which key browsers know this server; none where it can't call them."""
    key = push.public_key(call.db, call.now) if push.is_there() else None
    return answers.confidential(Calling(public_key=key))


@routes.put("/player/push", takes=Device, keyed=False, status=204, refusals=(DocumentNotValid, NotPermitted))
def keep(call: Call) -> Answer:
    """Keep this browser, for as long as it is signed in."""
    if call.caller is None or call.caller.by is not CalledBy.SIGN_IN:
        raise NotPermitted("Only a browser that is signed in is called.", "Open the player, and turn it on there.")
    keep_device(call.db, call.body(Device), call.caller.id, call.settings.push_services, call.act)
    return answers.nothing()


@routes.put("/player/push/end", takes=NoDevice, keyed=False, status=204)
def forget(call: Call) -> Answer:
    """Call this browser no more."""
    forget_device(call.db, call.body(NoDevice).endpoint, call.act)
    return answers.nothing()


@routes.put("/player/rest", takes=RestCall, keyed=False, status=204, refusals=(NotFound, DocumentNotValid))
def rest(call: Call) -> Answer:
    """Say when the rest that runs is over, or that nobody need be called."""
    call_device(call.db, call.body(RestCall), call.act)
    if call.rest_calls is not None:
        call.rest_calls.wake()
    return answers.nothing()
