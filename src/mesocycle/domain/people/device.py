"""A browser that may be called when a rest is over, though its page is closed: Web Push."""

import base64
import binascii
import re

from mesocycle.domain.document import Document, Id, Instant, Number
from mesocycle.domain.instant import is_instant
from mesocycle.domain.reading.checks import Faults, check_id, check_number, check_text
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults

MOST_ADDRESS = 2_000
LONGEST_REST_S = 3_600
"""Longer than any rest; a call for later than that was meant for something else."""
_POINT, _SECRET = 65, 16
_ADDRESS = re.compile(r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+)(:\d{1,5})?/[!-~]*")
_HERE = frozenset({"127.0.0.1", "localhost"})
"""Nobody listens in on what does not leave the machine."""


class DeviceKeys(Document, frozen=True, kw_only=True):
    """What a message to a browser is encrypted with, as its push service has no key to read it."""

    p256dh: str
    auth: str


class Device(Document, frozen=True, kw_only=True):
    """A browser's push subscription, as the browser itself writes it."""

    endpoint: str
    keys: DeviceKeys


class RestCall(Document, frozen=True, kw_only=True):
    """A wish to be called at the end of a rest; without `inS` the one that was asked for is called off.

    Told in seconds from now: a phone's clock may be hours wrong. `begunAt` is when the set before the rest was done:
    whoever logs another one after it is not called.
    """

    endpoint: str
    session_id: Id
    begun_at: Instant
    in_s: Number | None = None
    title: str = ""
    text: str = ""


def check_device(device: Device, services: tuple[str, ...]) -> None:
    """Refuse a subscription at an address that this server does not send to, or with keys that can't be."""
    refuse_faults(_device_faults(device, services))


def check_rest_call(call: RestCall) -> None:
    """Refuse a call that can't be."""
    refuse_faults(_call_faults(call))


def is_served(endpoint: str, services: tuple[str, ...]) -> bool:
    """Tell whether an address is one of the push services that are named: the server calls nobody else.

    Anybody who is signed in may name an address, and the server stands where they do not.
    """
    told = _ADDRESS.fullmatch(endpoint)
    if told is None or (told["scheme"] == "http" and told["host"] not in _HERE):
        return False
    host = told["host"]
    return any(host == each or (each.startswith("*.") and host.endswith(each[1:])) for each in services)


def _device_faults(device: Device, services: tuple[str, ...]) -> Faults:
    if len(device.endpoint) > MOST_ADDRESS or not is_served(device.endpoint, services):
        yield Fault(
            "endpoint",
            "is not an address of a push service that this server sends to",
            "Whoever runs the server names the services in the setting push_services.",
        )
    for name, size in (("p256dh", _POINT), ("auth", _SECRET)):
        if len(unpadded(getattr(device.keys, name)) or b"") != size:
            yield Fault(
                f"keys.{name}", f"is not {size} bytes as base64url", "Send the subscription as the browser does."
            )


def unpadded(text: str) -> bytes | None:
    """Read base64url as browsers write it, or None."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None


def _call_faults(call: RestCall) -> Faults:
    yield from check_id("sessionId", call.session_id)
    yield from check_number("inS", call.in_s, 0, LONGEST_REST_S)
    if not is_instant(call.begun_at):
        yield Fault("begunAt", "is no instant", "Write it like 2026-11-22T18:30:00.000Z.")
    for name, value in (("title", call.title), ("text", call.text)):
        if value:
            yield from check_text(name, value, 200)
