"""Web Push: the server's key, and a message encrypted for one browser (RFC 8291, RFC 8292).

Needs the extra `push`; without it the pages say that this server can't call.
"""

import importlib.util
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from mesocycle.domain.document import Instant
from mesocycle.domain.people.device import Device
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import devices

if TYPE_CHECKING:
    import httpx  # slow to load, and few servers ever call a browser

_NAME = "push"
_WITHIN_S = 10.0
_KEPT_S = 120
"""How long a push service keeps a message for a phone that it does not reach: later nobody rests any more."""
_VALID_S = 12 * 3600
_GONE = frozenset({404, 410})
_LATER = frozenset({408, 425, 429})


@lru_cache(maxsize=1)
def is_there() -> bool:
    """Tell whether this installation can call browsers."""
    return importlib.util.find_spec("pywebpush") is not None


def public_key(db: Database, now: Instant) -> str:
    """Give what browsers know this server by; the pair is made when it is first asked for, and kept."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415  # an extra
    from py_vapid import Vapid02, b64urlencode  # noqa: PLC0415  # the same

    with db.read_now() as look:
        secret = devices.find_key(look, _NAME)
    if secret is None:
        made = Vapid02()
        made.generate_keys()
        secret = devices.add_key(db, _NAME, made.private_pem().decode(), now)
    pair = Vapid02.from_pem(secret.encode())
    return str(b64urlencode(pair.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)))


class PushService:
    """Sends to the push services of browsers; follows no address that they answer with."""

    def __init__(self, db: Database, sender: str) -> None:
        """Sign as `sender`, an address by which whoever runs a push service finds whoever runs this server."""
        self._db = db
        self._sender = sender
        self._client: httpx.Client | None = None

    def close(self) -> None:
        """Send nothing more."""
        if self._client is not None:
            self._client.close()

    def send(self, device: Device, told: dict[str, object], now_s: int) -> bool | None:
        """Send a message; True where it was taken, False where the browser is there no more, None where not now."""
        import httpx  # noqa: PLC0415  # as above
        from py_vapid import Vapid02  # noqa: PLC0415  # an extra
        from pywebpush import WebPusher  # noqa: PLC0415  # the same

        with self._db.read_now() as look:
            secret = devices.find_key(look, _NAME)
        if secret is None:
            return False
        keys = {"p256dh": device.keys.p256dh, "auth": device.keys.auth}
        body = WebPusher({"endpoint": device.endpoint, "keys": keys}).encode(msgspec.json.encode(told))["body"]
        at = urlsplit(device.endpoint)
        claims = {"sub": self._sender, "aud": f"{at.scheme}://{at.netloc}", "exp": now_s + _VALID_S}
        signed = Vapid02.from_pem(secret.encode()).sign(claims)
        headers = {"content-encoding": "aes128gcm", "ttl": str(_KEPT_S), "urgency": "high", **signed}
        if self._client is None:
            self._client = httpx.Client(timeout=_WITHIN_S, follow_redirects=False)
        try:
            answer = self._client.post(device.endpoint, content=body, headers=headers)
        except httpx.HTTPError:
            return None
        if answer.status_code in _GONE:
            return False
        return None if answer.status_code in _LATER or answer.status_code >= 500 else answer.is_success
