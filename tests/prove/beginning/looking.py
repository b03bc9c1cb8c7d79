"""What is looked at: every read and every preview of the API, and every page, each by everybody whom it lets in.

Right is what a server says that is asked one thing after the other. Whoever looks here, and whatever they look at,
nobody changes anything of it meanwhile.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

import msgspec

from mesocycle.api.description.nouns import ROUTES
from mesocycle.web.frame.static import static
from mesocycle.web.pages import ROUTES as PAGES
from tests.api import matrix_rows_people, matrix_rows_training
from tests.api.matrix_people import Who
from tests.api.matrix_row import address_of, query_of
from tests.api.matrix_training import Ids
from tests.api.matrix_world import filled_in, headers_of
from tests.arrange import NOW
from tests.prove.beginning.asking import Reply, Request, Turn, WrongAnswerError, require_same
from tests.web.matrix_rows import CALLERS
from tests.web.matrix_rows import ROWS as PAGE_ROWS

_ROWS = {**matrix_rows_people.ROWS, **matrix_rows_training.ROWS}
_PREVIEWS = frozenset(
    {
        "POST /notations/preview",
        "POST /notations/fill",
        "POST /workout-previews",
        "POST /routine-assignments/preview",
        "POST /roll-outs/preview",
        "POST /analytics/what-if",
    }
)
_REFUSED = 400
_ARRANGED = b"%x" % int(datetime.fromisoformat(NOW).timestamp())
"""So begins an id of what was there before; it tells its second."""
_NEW = re.compile(rb'"(?!%b)[0-9a-f]{24}"|"(at|now|updatedAt)":"[^"]+"' % _ARRANGED)
_MAKES_SOMETHING = frozenset(
    {
        "POST /workout-previews",
        "POST /routine-assignments/preview",
        "POST /roll-outs/preview",
        "POST /analytics/what-if",
        "GET /trainer-notes",
        "page GET /player/kept",
    }
)
"""Some ids of what is shown there, and its moment, are others each time."""
_BESIDE = (
    "/api/openapi.json",
    "/api/docs",
    "/api/problems/not-found",
    "/health/ready",
    "/health/live",
    static("style/base.css"),
    static("player/all.js"),
)
"""What is neither a route nor a page."""
_OF_ALL = frozenset({"GET /users", "page GET /admin/people", "GET /routines", "page GET /routines"})
"""An admin sees there what the others do meanwhile."""
_OF_THE_PROCESS = frozenset({"GET /server", "page GET /admin"})
"""They tell of the process itself, or how long the database took to answer."""

Told = tuple[int, str | None, bytes]


class Look(NamedTuple):
    """Somebody looks at something."""

    kind: str
    who: Who
    request: Request

    def told(self, reply: Reply) -> Told:
        """Give what of an answer must always be the same."""
        if self.kind in _OF_THE_PROCESS:
            return reply.status, None, b""
        if self.kind in _MAKES_SOMETHING:
            return reply.status, None, _NEW.sub(b"", reply.body)
        return reply.status, reply.headers.get("etag"), reply.body

    def learning(self, known: dict["Look", Told]) -> Turn:
        """Note what is right."""
        reply = yield self.request
        if reply.status >= _REFUSED:
            raise WrongAnswerError("it was to be let in")
        known[self] = self.told(reply)

    def looking(self, known: Mapping["Look", Told]) -> Turn:
        """Look, and require what is right."""
        reply = yield self.request
        (status, etag, body), (right_status, right_etag, right) = self.told(reply), known[self]
        require_same("status and ETag", (status, etag), (right_status, right_etag))
        if body != right:
            pairs = enumerate(zip(body, right, strict=False))
            place = next((at for at, (one, other) in pairs if one != other), min(len(body), len(right)))
            near = slice(max(0, place - 100), place + 100)
            raise WrongAnswerError(f"from byte {place} on it must be {right[near]!r}, not {body[near]!r}")

    def __hash__(self) -> int:
        return hash((self.kind, self.who))


def looks_in(ids: Ids) -> dict[str, list[Look]]:
    """Give all that is looked at, by its kind, each by everybody who may."""
    found: dict[str, list[Look]] = {}
    for look in (*_of_the_api(ids), *_of_pages(ids), *_beside()):
        if not (look.who is Who.ADMIN and look.kind in _OF_ALL):
            found.setdefault(look.kind, []).append(look)
    return found


def _of_the_api(ids: Ids) -> Iterator[Look]:
    for route in ROUTES:
        name = f"{route.method} {route.path}"
        if route.method != "GET" and name not in _PREVIEWS:
            continue
        row = _ROWS[name]
        query = filled_in(query_of(route, row), ids)
        address = "/api/v1" + address_of(route, filled_in(row.ids, ids)) + (f"?{urlencode(query)}" if query else "")
        body = b"" if row.body is None else msgspec.json.encode(filled_in(row.body, ids))
        kind_of_body = {"content-type": "application/json"} if body else {}
        for who, status in row.expected().items():
            if status < _REFUSED:
                yield Look(name, who, Request(route.method, address, {**headers_of(who), **kind_of_body}, body))


def _of_pages(ids: Ids) -> Iterator[Look]:
    def named(text: str) -> str:
        return re.sub(r"\$([a-z- ]+)", lambda found: ids[found[1]], text)

    for route in PAGES:
        if route.method != "GET":
            continue
        row = PAGE_ROWS[f"GET {route.path}"]
        address = address_of(route, {name: named(value) for name, value in row.ids.items()})
        address += f"?{named(row.query)}" if row.query else ""
        for who, status in zip(CALLERS, row.gets, strict=True):
            if status < _REFUSED:
                yield Look(f"page GET {route.path}", who, Request("GET", address, headers_of(who, by_cookie=True)))


def _beside() -> Iterator[Look]:
    for address in _BESIDE:
        yield Look(f"GET {address}", Who.NOBODY, Request("GET", address, {}))
