"""The short way of what is only looked at: from the address to its face, past a framework that takes as long as both.

Everything else, and every address that is not found here, goes the long way.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple, cast

from litestar import Litestar
from litestar.types import Receive, Scope, Send

from mesocycle.http.asgi import Sent
from mesocycle.http.requests import answer
from mesocycle.http.route import Route
from mesocycle.http.service import Service
from mesocycle.http.surface import Surface


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
        self.looked: Looked | None = None


class Direct:
    """Finds what answers a GET; a word that a route names goes before one that it takes."""

    def __init__(self) -> None:
        """Begin without routes."""
        self._root = _Place()

    def add(self, surface: Surface, routes: Sequence[Route]) -> None:
        """Know the routes of a surface that only look."""
        for route in routes:
            if route.method == "GET" and route.admits is None:
                template = surface.prefix + route.path
                parts = template.split("/")[1:]
                place = self._root
                for part in parts:
                    if part.startswith("{"):
                        place.anything = place = place.anything or _Place()
                    else:
                        place = place.words.setdefault(part, _Place())
                names = tuple(part[1:-1] for part in parts if part.startswith("{"))
                place.looked = Looked(surface, route, template, names)

    def find(self, path: str) -> tuple[Looked, dict[str, str]] | None:
        """Give what answers at a path, with the words that it takes by their names."""
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
        looked = place.looked
        return None if looked is None else (looked, dict(zip(looked.names, taken, strict=True)))


class Application(Litestar):
    """Litestar's application, which is not asked where the short way leads to an answer."""

    def begin(self, service: Service, direct: Direct) -> None:
        """Know the short way."""
        self._service = service
        self._direct = direct

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  # ASGI's own, of either kind
        """Answer a request."""
        found = self._direct.find(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        if found is None:
            await super().__call__(scope, receive, send)
            return
        looked, ids = found
        scope["path_template"] = looked.template
        scope.setdefault("state", {})
        asked = partial(answer, self._service, looked.surface, looked.route, dict(scope), ids, b"")
        made = await self._service.threads.run(asked, by=self._service.callers.of(scope))
        self._service.callers.note(scope)
        sent = Sent(made)
        await sent(cast("Scope", scope), cast("Receive", receive), cast("Send", send))
