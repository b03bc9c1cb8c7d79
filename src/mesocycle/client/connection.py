"""Requests and their answers: who calls, how often it is tried, what is raised."""

import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from io import SEEK_END
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Generic, NamedTuple, Self, TypeVar

import httpx
import msgspec

from mesocycle.client.refused import Refused, Unreachable, problem_of
from mesocycle.domain.document import encode

T = TypeVar("T")

PREFIX = "/api/v1"
_AGAIN = frozenset({429, 502, 503, 504})
"""Statuses that say nothing about the request itself: it may be sent again."""
_NOT_DONE = frozenset({429, 503})
"""Those of them by which the server itself says that nothing was done."""
_LONGEST_WAIT_S = 30.0
_PIECE = 256 * 1024

QueryValues = Mapping[str, object]


class _Page(msgspec.Struct, Generic[T]):
    """A page of a list."""

    items: list[T]
    next: str | None = None


class Answered(NamedTuple):
    """An answer's body and the `ETag` that goes with it."""

    body: bytes
    etag: str | None


class Connection:
    """One caller at one server; safe to share between threads."""

    def __init__(
        self,
        address: str,
        *,
        token: str | None,
        tries: int = 5,
        timeout_s: float = 30.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Connect on first use; every request is tried `tries` times, with growing pauses."""
        shown = {} if token is None else {"authorization": f"Bearer {token}"}
        self._http = httpx.Client(
            base_url=address.rstrip("/"),
            headers={"accept": "application/json", **shown},
            timeout=timeout_s,
            transport=transport,
        )
        self._tries = max(tries, 1)

    def vouch_with(self, csrf_token: str) -> None:
        """Send with every change what goes with the cookie of a sign-in."""
        self._http.headers["x-csrf-token"] = csrf_token

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def get(self, path: str, kind: type[T], query: QueryValues | None = None) -> T:
        """Read a document."""
        return msgspec.json.decode(self.send("GET", path, query=query).body, type=kind)

    def whole(self, path: str, kind: type[T], query: QueryValues | None = None) -> list[T]:
        """Read a list that comes on one page."""
        page_type: Any = _Page[kind]  # type: ignore[valid-type]  # msgspec reads generics at run time
        found: list[T] = msgspec.json.decode(self.send("GET", path, query=query).body, type=page_type).items
        return found

    def pages(self, path: str, kind: type[T], query: QueryValues | None = None, *, limit: int = 200) -> Iterator[T]:
        """Read a list to its end, page by page, as far as it is asked for."""
        page_type: Any = _Page[kind]  # type: ignore[valid-type]  # msgspec reads generics at run time
        after: str | None = None
        while True:
            asked = {**(query or {}), "limit": limit, "after": after}
            page = msgspec.json.decode(self.send("GET", path, query=asked).body, type=page_type)
            yield from page.items
            if page.next is None:
                return
            after = page.next

    def change(
        self,
        method: str,
        path: str,
        kind: type[T],
        body: object = None,
        *,
        query: QueryValues | None = None,
        if_match: str | None = None,
        key: str | None = None,
    ) -> T:
        """Send a change once, however often it has to be sent; `key` takes up one that an `Unreachable` named."""
        answered = self.send(method, path, body=body, query=query, if_match=if_match, key=key or str(uuid.uuid4()))
        return msgspec.json.decode(answered.body, type=kind) if answered.body else None  # type: ignore[return-value]  # kind is None there

    def once(self, path: str, kind: type[T], body: object = None) -> T:
        """Ask for a secret; where the answer may have been lost it is not asked again, for it would be another one."""
        headers = {} if body is None else {"content-type": "application/json"}
        content = None if body is None else encode(body)
        answered = self._send("POST", path, None, headers, lambda: content, again=_NOT_DONE)
        return msgspec.json.decode(answered.body, type=kind)

    def download(self, path: str, to: Path | BinaryIO, query: QueryValues | None = None) -> int:
        """Write an answer to a file, whole or not at all, or to a stream from where it stands; give its bytes."""
        if not isinstance(to, Path):
            return self._download(path, to, query)
        beside = to.with_name(f"{to.name}.{uuid.uuid4().hex}.part")
        try:
            with beside.open("xb") as stream:
                length = self._download(path, stream, query)
            beside.replace(to)
        finally:
            beside.unlink(missing_ok=True)
        return length

    def _download(self, path: str, to: BinaryIO, query: QueryValues | None) -> int:
        begin = to.tell()

        def write(answer: httpx.Response) -> bytes:
            to.seek(begin)
            to.truncate()
            to.writelines(answer.iter_bytes(_PIECE))
            return b""

        self._send("GET", path, query, {"accept": "*/*"}, lambda: None, take=write)
        return to.tell() - begin

    def lines(self, path: str, query: QueryValues | None = None) -> Iterator[str]:
        """Read an answer line by line while it goes on; it is not asked for again where it breaks off."""
        try:
            with self._http.stream(
                "GET", PREFIX + path, params=_params(query), headers={"accept": "text/event-stream"}
            ) as answer:
                if not answer.is_success:
                    raise Refused(problem_of(answer.status_code, answer.read()))
                yield from answer.iter_lines()
        except httpx.TransportError as error:
            raise Unreachable(f"GET {path} broke off ({error}).", None) from error

    def upload(
        self, path: str, kind: type[T], stream: BinaryIO, *, query: QueryValues | None = None, method: str = "POST"
    ) -> T:
        """Send a file once, from where the stream stands, however often it has to be sent; never whole in memory."""
        begin = stream.tell()
        length = stream.seek(0, SEEK_END) - begin

        def pieces() -> Iterator[bytes]:
            stream.seek(begin)
            while piece := stream.read(_PIECE):
                yield piece

        headers = {
            "content-type": "application/octet-stream",
            "content-length": str(length),
            "idempotency-key": str(uuid.uuid4()),
        }
        return msgspec.json.decode(self._send(method, path, query, headers, pieces).body, type=kind)

    def send(
        self,
        method: str,
        path: str,
        *,
        body: object = None,
        query: QueryValues | None = None,
        if_match: str | None = None,
        key: str | None = None,
    ) -> Answered:
        """Send a request until it is answered; a no is raised as `Refused`."""
        headers = {}
        if key is not None:
            headers["idempotency-key"] = key
        if if_match is not None:
            headers["if-match"] = if_match
        content = None
        if body is not None:
            content = body if isinstance(body, bytes) else encode(body)
            headers["content-type"] = "application/json"
        return self._send(method, path, query, headers, lambda: content)

    def _send(
        self,
        method: str,
        path: str,
        query: QueryValues | None,
        headers: Mapping[str, str],
        content: Callable[[], bytes | Iterator[bytes] | None],
        *,
        again: frozenset[int] = _AGAIN,
        take: Callable[[httpx.Response], bytes] = httpx.Response.read,
    ) -> Answered:
        asked = _params(query)
        error: Exception | None = None
        wait_s: str | None = None
        for attempt in range(self._tries):
            if attempt:
                time.sleep(_pause(attempt, wait_s))
            try:
                with self._http.stream(
                    method, PREFIX + path, params=asked, headers=headers, content=content()
                ) as answer:
                    if answer.is_success:
                        return Answered(take(answer), answer.headers.get("etag"))
                    said = answer.read()
            except httpx.TransportError as no_answer:
                error, wait_s = no_answer, None
                if again is not _AGAIN and not isinstance(no_answer, httpx.ConnectError):
                    break
                continue
            error, wait_s = Refused(problem_of(answer.status_code, said)), answer.headers.get("retry-after")
            if answer.status_code not in again:
                raise error
        if isinstance(error, Refused):
            raise error
        raise Unreachable(
            f"{method} {path}: no answer in {attempt + 1} tries ({error}).", headers.get("idempotency-key")
        ) from error


def _params(query: QueryValues | None) -> httpx.QueryParams:
    return httpx.QueryParams({name: _text(value) for name, value in (query or {}).items() if value is not None})


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(_text(each) for each in value)
    return str(value)


def _pause(attempt: int, said: str | None) -> float:
    """Wait as long as the server says, else twice as long each time; never all clients at once."""
    if said is not None and said.isdigit():
        return min(float(said), _LONGEST_WAIT_S)
    return random.uniform(0.5, 1.0) * min(0.1 * float(2**attempt), _LONGEST_WAIT_S)  # noqa: S311  # jitter, not a secret
