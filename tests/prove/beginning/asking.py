"""Several connections that ask at once: every request is on its way before the first answer is read."""

import socket
from collections import deque
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from http.client import HTTPException, HTTPResponse
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from tests.prove.run import NotProvenError

_PATIENCE_S = 60
_SHOWN = 600
"""So much of an answer is told of where it is wrong."""


class Request(NamedTuple):
    """What is asked."""

    method: str
    address: str
    headers: Mapping[str, str]
    body: bytes = b""


class Reply(NamedTuple):
    """What was answered; the names of the headers are small."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Turn = Generator[Request | None, Reply, None]
"""Gives one request after the other and judges what was answered.

None says that what follows is asked alone, when everything that was asked at once has its answer.
"""


class WrongAnswerError(Exception):
    """An answer is not the right one; says what is wrong with it."""


def answered(reply: Reply, status: int) -> Any:  # noqa: ANN401  # any JSON
    """Give the document of an answer, which must have this status."""
    if reply.status != status:
        raise WrongAnswerError(f"the status is not {status}")
    return msgspec.json.decode(reply.body) if reply.body else None


def require_same(what: str, found: object, wanted: object) -> None:
    """Require that something is what it must be."""
    if found != wanted:
        raise WrongAnswerError(f"{what} must be {wanted!r}, not {found!r}")


class Line:
    """One connection, and the turns that are taken on it."""

    def __init__(self, name: str, address: str, turns: Iterable[tuple[str, Turn]]) -> None:
        """Connect, and ask nothing yet."""
        self.name = name
        parts = urlsplit(address)
        self._host = parts.netloc
        self._socket = socket.create_connection((parts.hostname, parts.port), _PATIENCE_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._waiting = deque(turns)
        self._later: list[tuple[str, Turn]] = []
        self._at: tuple[str, Turn] | None = None
        self._asked: Request | None = None
        self.count = 0

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def has_more(self) -> bool:
        """Go on to the next request, if there is one."""
        while self._asked is None and self._waiting:
            self._at = self._waiting.popleft()
            self._asked = next(self._at[1], None)
        return self._asked is not None

    def turn_to_what_is_left(self) -> None:
        """Go on with what was to be asked alone."""
        self._waiting, self._later = deque(self._later), []

    def send(self) -> None:
        """Send the request that is next."""
        assert self._asked is not None
        method, address, headers, body = self._asked
        lines = [f"{method} {address} HTTP/1.1", f"host: {self._host}", "accept-language: en"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if body or method != "GET":
            lines.append(f"content-length: {len(body)}")
        self.count += 1
        try:
            self._socket.sendall("\r\n".join([*lines, "", ""]).encode("ascii") + body)
        except OSError as error:
            raise self._failed(f"could not be sent: {error!r}") from error

    def take(self) -> None:
        """Read the answer and have it judged."""
        assert self._at is not None
        assert self._asked is not None
        reply = self._read(self._asked.method)
        try:
            following = self._at[1].send(reply)
        except StopIteration:
            following = None
        except Exception as error:  # noqa: BLE001  # whatever a judge stumbles over, it is told with the answer
            told = reply.body[:_SHOWN].decode(errors="replace")
            expected = isinstance(error, WrongAnswerError)
            why = str(error) if expected else repr(error)
            raise self._failed(f"was answered {reply.status} {told!r}: {why}") from None if expected else error
        else:
            if following is None:
                self._later.append(self._at)
        self._asked = following

    def _read(self, method: str) -> Reply:
        response = HTTPResponse(self._socket, method=method)
        try:
            with closing(response):
                response.begin()
                body = response.read()
        except (OSError, HTTPException) as error:
            raise self._failed(f"was not answered: {error!r}") from error
        return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, body)

    def _failed(self, how: str) -> NotProvenError:
        assert self._at is not None
        assert self._asked is not None
        method, address, headers, body = self._asked
        sent = f" with {body[:_SHOWN].decode(errors='replace')}" if body else ""
        return NotProvenError(f"{self.name}, {self._at[0]!r}: {method} {address}{sent} (showing {dict(headers)}) {how}")


def ask_at_once(lines: Sequence[Line]) -> None:
    """Let all ask, request by request: each round is sent as one, and the next when all of it is answered.

    One thread sends them all, for threads of ours would wait for each other: eight requests leave within a fraction of
    a millisecond, so that what the server does for the first time it does in several threads.
    """
    while asking := [line for line in lines if line.has_more()]:
        for line in asking:
            line.send()
        for line in asking:
            line.take()


def ask_what_is_left(lines: Sequence[Line]) -> None:
    """Ask one after the other what was to be asked alone."""
    for line in lines:
        line.turn_to_what_is_left()
        ask_at_once([line])
