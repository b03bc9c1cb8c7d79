"""A route says of itself all that there is to say: the server, the OpenAPI document and the tests read it here."""

import inspect
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Literal

import msgspec

from mesocycle.domain.refusal import Refusal
from mesocycle.http.answers import Answer
from mesocycle.http.queries import Query

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Face = Callable[..., Answer]
"""A function `(call, **ids of the path)` that calls one action or one read, and answers."""
Admits = Callable[..., int]
"""A function `(call)` that refuses whoever may not send a file, and says how many bytes the others may send."""


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One method on one path."""

    method: Method
    path: str
    """Below the prefix of its surface: `/workout-sessions/{sessionId}/start`."""
    tag: str
    face: Face
    takes: Any = None
    """The type of the body; None where there is none."""
    gives: Any = None
    """The type of the answer's body; None where there is none."""
    status: int
    query: type[Query] = Query
    refusals: tuple[type[Refusal], ...] = ()
    """Beside those that every route may give."""
    public: bool = False
    """Whether somebody who is not signed in may call it."""
    body_optional: bool = False
    admits: Admits | None = None
    """Of a route whose body is a file: asked before any of it is read."""
    file_in_form: bool = False
    """Whether that file comes inside a form, as a page without scripts sends it."""
    keyed: bool = False
    """Whether `Idempotency-Key` makes it safe to send again."""
    tagged: bool = False
    """Whether its answer has an `ETag`, and `If-None-Match` (on GET) or `If-Match` (on changes) is heeded."""
    match_required: bool = False
    """Whether a change without `If-Match` is refused."""
    media_type: str = "application/json"
    looks_up_caller: bool = True
    """False where the face itself finds out who is calling, in the statement that answers."""

    @property
    def is_file(self) -> bool:
        """Whether the body is a file as it is."""
        return self.admits is not None

    @property
    def name(self) -> str:
        """The face's name, unique within its tag."""
        return self.face.__name__

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of the path's parameters, as they stand in it."""
        return tuple(re.findall(r"\{(\w+)\}", self.path))

    @property
    def heeds_if_match(self) -> bool:
        """Whether it changes what is there and has an `ETag`: what is only made has no state that could be meant."""
        makes = self.method == "POST" and not self.ids
        return self.tagged and self.method != "GET" and not makes

    @property
    def summary(self) -> str:
        """The first line of the face's docstring."""
        return _doc(self.face).split("\n", 1)[0]

    @property
    def description(self) -> str:
        """All of the face's docstring after its first line."""
        return _doc(self.face).partition("\n")[2].strip()


def _doc(face: Face) -> str:
    return inspect.getdoc(face) or ""


@cache
def snake(name: str) -> str:
    """Write a wire name as a Python name: `sessionId` is `session_id`."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: "_" + found[1].lower(), name)


class Routes:
    """The routes of one noun, in the order of its file."""

    def __init__(self, tag: str, *, described: str) -> None:
        """Name the noun as people read it, and say in a sentence what it is."""
        self.tag = tag
        self.described = described
        self.all: list[Route] = []

    def get(self, path: str, **says: Any) -> Callable[[Face], Face]:  # noqa: ANN401  # the fields of Route
        """Register a read."""
        return self._add("GET", path, {"status": 200, **says})

    def post(self, path: str, **says: Any) -> Callable[[Face], Face]:  # noqa: ANN401  # the fields of Route
        """Register a deed, or the making of a thing."""
        return self._add("POST", path, {"status": 200, "keyed": True, **says})

    def put(self, path: str, **says: Any) -> Callable[[Face], Face]:  # noqa: ANN401  # the fields of Route
        """Register the putting of a whole thing in its place."""
        return self._add("PUT", path, {"status": 200, "keyed": True, **says})

    def patch(self, path: str, **says: Any) -> Callable[[Face], Face]:  # noqa: ANN401  # the fields of Route
        """Register a change of parts: a JSON merge patch, where null takes away."""
        return self._add("PATCH", path, {"status": 200, "keyed": True, **says})

    def delete(self, path: str, **says: Any) -> Callable[[Face], Face]:  # noqa: ANN401  # the fields of Route
        """Register a taking away."""
        return self._add("DELETE", path, {"status": 200, "keyed": True, **says})

    def _add(self, method: Method, path: str, says: dict[str, Any]) -> Callable[[Face], Face]:
        def register(face: Face) -> Face:
            self.all.append(Route(method=method, path=path, tag=self.tag, face=face, **says))
            return face

        return register


def every_route(nouns: Sequence[Routes]) -> list[Route]:
    """Give the routes of all nouns; the same method and path twice is a defect."""
    found = [route for noun in nouns for route in noun.all]
    seen = [(route.method, re.sub(r"\{\w+\}", "{}", route.path)) for route in found]
    twice = {one for one in seen if seen.count(one) > 1}
    if twice:
        raise ValueError(f"registered twice: {sorted(twice)}")
    return found
