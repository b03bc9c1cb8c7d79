"""A request put to an ASGI application inside the test's own process."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any, NamedTuple

import msgspec

Message = MutableMapping[str, Any]
App = Callable[[Any, Any, Any], Awaitable[None]]
Pairs = Sequence[tuple[bytes, bytes]]


class Told(NamedTuple):
    """What the application sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401  # whatever document it is
        """Read the body."""
        return msgspec.json.decode(self.body)


def a_scope(path: str, *, method: str = "GET", headers: Pairs = (), client: str = "127.0.0.1") -> dict[str, Any]:
    """Give the scope of a request, as granian makes it."""
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"localhost"), *headers],
        "client": (client, 50000),
        "scheme": "http",
        "state": {},
    }


async def ask(app: App, path: str, *, method: str = "GET", headers: Pairs = (), client: str = "127.0.0.1") -> Told:
    """Put one request, and wait for its whole answer."""
    sent: list[Message] = []

    body = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if not body:  # the caller stays and says no more
            await asyncio.get_running_loop().create_future()
        return body.pop()

    async def send(message: Message) -> None:
        await asyncio.sleep(0)
        sent.append(message)

    await app(a_scope(path, method=method, headers=headers, client=client), receive, send)
    start = sent[0]
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return Told(start["status"], told, b"".join(each.get("body", b"") for each in sent[1:]))


def asked(app: App, path: str, *, method: str = "GET", headers: Pairs = (), client: str = "127.0.0.1") -> Told:
    """Put one request from a test that is not asynchronous."""
    return asyncio.run(ask(app, path, method=method, headers=headers, client=client))
