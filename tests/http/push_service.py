"""A stand-in for the push service of a browser, on this machine: it reads what comes with the browser's key.

The real services stand on the internet and a test has no browser that is subscribed there. What is real: the request
over HTTP, its encryption (RFC 8291) and its signature (RFC 8292), each checked with the other side's key.
"""

import base64
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from mesocycle.domain.people.device import Device, DeviceKeys


class Message(NamedTuple):
    """What came, as the browser would read it."""

    path: str
    headers: Mapping[str, str]
    sealed: bytes
    told: dict[str, Any]


def _written(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


class PushStandIn:
    """Takes messages; answers with `status`."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.status = 201
        self.messages: list[Message] = []
        self._came = threading.Condition()
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = bytes(range(16))

    def device(self, name: str = "phone") -> Device:
        """Give a browser's subscription here."""
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Device(
            endpoint=f"{self.address}/{name}", keys=DeviceKeys(p256dh=_written(point), auth=_written(self._auth))
        )

    def take(self, path: str, headers: Mapping[str, str], sealed: bytes) -> None:
        """Read a message as the browser does."""
        plain = http_ece.decrypt(sealed, private_key=self._key, auth_secret=self._auth, version="aes128gcm")
        with self._came:
            self.messages.append(Message(path, headers, sealed, json.loads(plain)))
            self._came.notify_all()

    def wait(self, count: int = 1, within_s: float = 20) -> list[Message]:
        """Wait until so many messages have come."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.messages) >= count, within_s), "no message came"
            return list(self.messages)


def is_signed_by(message: Message, public_key: str, audience: str) -> bool:
    """Tell whether a message is signed by the server that the browser knows, for this push service."""
    told = message.headers["Authorization"]
    claims = json.loads(base64.urlsafe_b64decode(told.split(".")[1] + "=="))
    return bool(Vapid02.verify(told)) and f"k={public_key}" in told and claims["aud"] == audience


@contextmanager
def a_push_service() -> Iterator[PushStandIn]:
    """Run one."""
    found: list[PushStandIn] = []

    class _Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sealed = self.rfile.read(int(self.headers["content-length"]))
            found[0].take(self.path, {name.title(): value for name, value in self.headers.items()}, sealed)
            self.send_response(found[0].status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *args: object, **named: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        found.append(PushStandIn(f"http://127.0.0.1:{server.server_address[1]}"))
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield found[0]
        server.shutdown()
        thread.join()
