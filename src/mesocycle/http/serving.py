"""Routes as Litestar handlers: bytes in, a face called in a thread, an answer out."""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import Any, Literal, NamedTuple, cast

from litestar import Litestar
from litestar import Request as LitestarRequest
from litestar.exceptions import HTTPException, InternalServerException
from litestar.handlers import HTTPRouteHandler
from litestar.plugins import PluginProtocol
from litestar.plugins.core import MsgspecDIPlugin
from litestar.types import Empty, EmptyType, Receive, Scope, Send
from msgspec.structs import replace

from mesocycle.domain.refusal import Refusal
from mesocycle.http.answers import Answer
from mesocycle.http.asgi import Sent, refuse_by_surface
from mesocycle.http.call import Call
from mesocycle.http.callers import head_of
from mesocycle.http.receiving import receive, require_file
from mesocycle.http.refusals import RequestNotUnderstood
from mesocycle.http.requests import answer, header_of
from mesocycle.http.route import Admits, Method, Route
from mesocycle.http.service import Service
from mesocycle.http.surface import Surface

_GO_ON = 100
_SHORT_BODY = 65_536
"""So much is taken in before anybody asks whose it is; the rest only of whom the token or cookie is found good."""

Endpoint = Callable[..., Any]


def handlers(service: Service, surface: Surface, routes: Sequence[Route]) -> list[HTTPRouteHandler]:
    """Make a handler of every route, and one for every path that says what may be asked of it."""
    methods: dict[str, list[Method]] = {}
    for route in routes:
        methods.setdefault(route.path, []).append(route.method)
    told = [
        _handler(surface, path, ("OPTIONS",), f"methods of {path}", _telling(known)) for path, known in methods.items()
    ]
    made = [
        _handler(
            surface,
            route.path,
            _methods_of(route.method),
            f"{route.tag}: {route.name}",
            _endpoint(service, surface, route),
            most_bytes=_most_bytes(route),
        )
        for route in routes
    ]
    return [*told, *made]


def _methods_of(method: Method) -> Sequence[Method | Literal["HEAD"]]:
    """Give what a route is asked with: what can be got, also for what would stand above it."""
    return ("GET", "HEAD") if method == "GET" else (method,)


def _most_bytes(route: Route) -> int | EmptyType | None:
    """Give how long a body may be, where it is another length than the settings say."""
    if route.is_file:
        return None  # a file has a limit of its own
    return _SHORT_BODY if route.public else Empty


def _handler(
    surface: Surface,
    path: str,
    methods: Sequence[Method | Literal["HEAD", "OPTIONS"]],
    name: str,
    endpoint: Endpoint,
    *,
    most_bytes: int | EmptyType | None = Empty,
) -> HTTPRouteHandler:
    return HTTPRouteHandler(
        path=surface.prefix + path.replace("}", ":str}"),
        http_method=methods,
        status_code=200,  # each answer has its own; Litestar's default for DELETE allows no body
        name=name,
        include_in_schema=False,
        request_max_body_size=most_bytes,
    )(endpoint)


def _telling(methods: list[Method]) -> Endpoint:
    """Answer OPTIONS; Litestar's own answer knows only one of several handlers at a path."""
    known = {every for method in methods for every in _methods_of(method)} | {"OPTIONS"}

    async def endpoint() -> Sent:
        return Sent(Answer(204, {"allow": ", ".join(sorted(known))}, None))

    return endpoint


def _endpoint(service: Service, surface: Surface, route: Route) -> Endpoint:
    if route.admits is not None:
        return _endpoint_of_file(service, surface, route, route.admits)
    has_body = route.method != "GET"

    async def endpoint(request: LitestarRequest[Any, Any, Any]) -> Sent:
        scope, head = request.scope, head_of(request.scope)
        in_thread = partial(service.threads.run, by=service.callers.of(scope, head.credential))
        asked = partial(answer, service, surface, scope=dict(scope), head=head, path_ids=scope["path_params"])
        if has_body and not route.public and _may_be_long(scope):
            first = await in_thread(partial(asked, route=replace(route, face=_go_on), body=b"", before_body=True))
            if first.status != _GO_ON:
                return Sent(first)
        body = await _body(request) if has_body else b""
        made = await in_thread(partial(asked, route=route, body=body))
        service.callers.note(scope, head.credential)
        return Sent(made)

    return endpoint


async def _body(request: LitestarRequest[Any, Any, Any]) -> bytes:
    try:
        return await request.body()
    except InternalServerException:  # so Litestar calls a phone that lost its network
        raise _amid_the_body() from None


def _amid_the_body() -> RequestNotUnderstood:
    return RequestNotUnderstood("The connection ended before the whole body had come.", "Send the request again.")


def _may_be_long(scope: Scope) -> bool:
    """Tell whether a body may be longer than what is taken in of anybody."""
    length = header_of(scope, b"content-length")
    if length is None:
        return header_of(scope, b"transfer-encoding") is not None
    return not (length.isascii() and length.isdigit()) or int(length) > _SHORT_BODY


def _go_on(_call: Call, **_ids: str) -> Answer:
    """Stand in for a face, to find out whether there is a no before it."""
    return Answer(_GO_ON, {}, None)


def _endpoint_of_file(service: Service, surface: Surface, route: Route, admits: Admits) -> Endpoint:
    """Ask first who calls and whether they may; then take the file in, no thread waiting for it; then answer."""

    async def endpoint(request: LitestarRequest[Any, Any, Any]) -> Sent:
        scope, head = request.scope, head_of(request.scope)
        in_thread = partial(service.threads.run, by=service.callers.of(scope, head.credential))
        allowed: list[int] = []

        def admitted(call: Call, **_ids: str) -> Answer:
            allowed.append(admits(call))
            require_file(call.request.headers, allowed[0], in_form=route.file_in_form)
            return Answer(_GO_ON, {}, None)

        asked = partial(answer, service, surface, scope=dict(scope), head=head, path_ids=scope["path_params"])
        first = await in_thread(partial(asked, route=replace(route, face=admitted), body=b"", before_body=True))
        if first.status != _GO_ON:
            return Sent(first)
        more_time = scope["state"].get("more_time", lambda: None)
        try:
            upload = await receive(request.stream(), allowed[0], more_time)
        except Refusal as no:
            return Sent(surface.refuse(no, scope))

        def answered() -> Answer:
            with closing(upload):  # here, and not where it is waited for: that may be given up earlier
                return asked(route=route, body=upload.digest, upload=upload)

        last = await in_thread(answered)
        return Sent(last._replace(headers={**first.headers, **last.headers}))

    return endpoint


class Looked(NamedTuple):
    """What answers at an address."""

    surface: Surface
    route: Route
    template: str
    names: tuple[str, ...]


class _Place:
    """What may stand behind a part of an address: other parts by their words, or any word."""

    __slots__ = ("anything", "looked", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Place] = {}
        self.anything: _Place | None = None
        self.looked: dict[str, Looked] = {}
        """By the method."""


class Direct:
    """The short way, past a framework that takes as long as the answer of most.

    It finds what answers a method at an address; a word that a route names goes before one that it takes. Files, and
    every address that is not found here, go the long way.
    """

    def __init__(self) -> None:
        """Begin without routes."""
        self._root = _Place()

    def add(self, surface: Surface, routes: Sequence[Route]) -> None:
        """Know the routes of a surface; the words of those that go the long way count too."""
        for route in routes:
            template = surface.prefix + route.path
            parts = template.split("/")[1:]
            place = self._root
            for part in parts:
                if part.startswith("{"):
                    place.anything = place = place.anything or _Place()
                else:
                    place = place.words.setdefault(part, _Place())
            if route.admits is None:
                names = tuple(part[1:-1] for part in parts if part.startswith("{"))
                place.looked[route.method] = Looked(surface, route, template, names)

    def find(self, method: str, path: str) -> tuple[Looked, dict[str, str]] | None:
        """Give what answers a method at a path, with the words that it takes by their names."""
        place = self._root
        taken = []
        for part in path.split("/")[1:]:
            named = place.words.get(part)
            if named is None:
                if place.anything is None or not part:
                    return None
                named = place.anything
                taken.append(part)
            place = named
        looked = place.looked.get(method)
        return None if looked is None else (looked, dict(zip(looked.names, taken, strict=True)))


class Application(Litestar):
    """Litestar's application, which is not asked where the short way leads to an answer."""

    @staticmethod
    def _get_default_plugins(plugins: list[PluginProtocol]) -> list[PluginProtocol]:
        """Know msgspec alone: of pydantic, which Litestar would load and know too, no route asks for anything."""
        return [*plugins, MsgspecDIPlugin()]

    def begin(self, service: Service, direct: Direct) -> None:
        """Know the short way."""
        self._service = service
        self._direct = direct
        self._most_bytes = service.settings.max_body_bytes

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  # ASGI's own, of either kind
        """Answer a request."""
        found = self._direct.find(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if found is None or (scope["method"] != "GET" and not self._is_short(scope)):
            await super().__call__(scope, receive, send)
            return
        looked, ids = found
        scope["path_template"] = looked.template
        scope.setdefault("state", {})
        body = b"" if scope["method"] == "GET" else await _short_body(receive)
        if body is None:
            made = looked.surface.refuse(_amid_the_body(), scope)
        else:
            made = await self._answer(looked, ids, scope, body)
        sent = Sent(made)
        await sent(cast("Scope", scope), cast("Receive", receive), cast("Send", send))

    def _is_short(self, scope: Any) -> bool:  # noqa: ANN401  # the same
        """Tell whether a body is taken in of anybody: it says how long it is, and is not long."""
        return not _may_be_long(scope) and int(header_of(scope, b"content-length") or 0) <= self._most_bytes

    async def _answer(self, looked: Looked, ids: dict[str, str], scope: Any, body: bytes) -> Answer:  # noqa: ANN401  # the same
        service, head = self._service, head_of(scope)
        asked = partial(answer, service, looked.surface, looked.route, dict(scope), head, ids, body)
        made = await service.threads.run(asked, by=service.callers.of(scope, head.credential))
        service.callers.note(scope, head.credential)
        return made


async def _short_body(receive: Any) -> bytes | None:  # noqa: ANN401  # ASGI's own, of either kind
    """Take a body in; None where the connection ended before the whole had come."""
    parts: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


def litestar(
    service: Service, surfaces: Sequence[Surface], routes: Sequence[HTTPRouteHandler], direct: Direct
) -> Application:
    """Join handlers to an application in which what no route answers is refused by the surface whose path it is.

    Of `surfaces` the first that owns a path refuses; the last one takes whatever is left.
    """
    refused = refuse_by_surface(surfaces)
    app = Application(
        list(routes),
        openapi_config=None,
        request_max_body_size=service.settings.max_body_bytes,
        exception_handlers={HTTPException: refused, Exception: refused},
        on_shutdown=[service.close],
        debug=False,
        logging_config=None,
    )
    app.begin(service, direct)
    return app
