"""Keep a browser of one's own that may be called, and say when: at the end of a rest."""

from mesocycle.domain.document import Id
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.device import Device, RestCall, check_device, check_rest_call
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import devices


def keep_device(db: Database, given: Device, sign_in_id: Id, services: tuple[str, ...], act: Act) -> None:
    """Keep a browser of the acting user's for as long as its sign-in is good.

    Refuses an address that is none of the push services that the server sends to (`DocumentNotValid`).
    """
    check_device(given, services)
    db.write(act.actor.id, act, lambda write: devices.keep(write, given, sign_in_id))


def forget_device(db: Database, endpoint: str, act: Act) -> None:
    """Call one of the acting user's browsers no more; one that is not kept is none."""
    db.write(act.actor.id, act, lambda write: devices.forget(write, endpoint))


def call_device(db: Database, call: RestCall, act: Act) -> None:
    """Call a kept browser when a rest is over, or no longer; refuses one that is not kept (`NotFound`)."""
    check_rest_call(call)
    db.write(act.actor.id, act, lambda write: call_device_in(write, call))


def call_device_in(write: Write, call: RestCall) -> None:
    """Note or take away the call of one of the owner's browsers."""
    if call.in_s is None:
        devices.call_off(write, call.endpoint)
        return
    if not devices.is_of(write, write.owner, call.endpoint):
        raise NotFound("This browser is not known here.", "Turn calling it on again.")
    devices.call_at(write, call, shifted(write.now, seconds=round(call.in_s)))
