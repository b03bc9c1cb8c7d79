"""The client leaves no route out."""

import inspect
import io
import re
import typing
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from mesocycle.api.description.nouns import ROUTES
from mesocycle.client import (
    Client,
    Effort,
    EffortEntry,
    NewToken,
    Operation,
    OperationKind,
    Performance,
    PerformedSet,
    Refused,
    SetEntry,
    Unreachable,
    Visitor,
)

_WORK = Operation(
    id="o1", kind=OperationKind.START, session_id="s1", seen_seq=0, at="2026-11-23T00:00:00.000Z", body={}
)
_SET = PerformedSet(id="x1", set_number=1, set_type="working", performance=Performance(reps=5))
_EFFORT = Effort(id="x1", round=1, phase="active", performance=Performance(distance=400))
_ENTRIES: dict[object, object] = {SetEntry: SetEntry(set=_SET), EffortEntry: EffortEntry(effort=_EFFORT)}


class _Notes(httpx.BaseTransport):
    """A server that writes down what it is asked, and has nothing; to sign in is the one thing that it lets do."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((request.method, request.url.path.removeprefix("/api/v1")))
        if request.url.path.endswith("/sign-in"):
            user = {
                "_id": "ann", "email": "ann@example.org", "name": "Ann", "roles": ["athlete"], "timeZone": "UTC",
                "units": "metric", "createdAt": "2026-11-23T00:00:00.000Z", "updatedAt": "2026-11-23T00:00:00.000Z",
            }  # fmt: skip
            return httpx.Response(200, json={"user": user, "scope": "write", "csrfToken": "x"})
        return httpx.Response(404, json={"status": 404, "code": "not-found"})


def _value(hint: object) -> object:
    """Give something that a method may be called with; what is asked of the server is not looked at."""
    if hint is str or typing.get_origin(hint) is typing.Annotated:
        return "x1"
    if hint is bool:
        return True
    if hint is int:
        return 1
    if "BinaryIO" in str(hint):
        return io.BytesIO(b"bytes")
    if "Operation" in str(hint):
        return [_WORK]
    if hint in _ENTRIES:
        return _ENTRIES[hint]
    if "Sequence" in str(hint):
        return []
    return {}


def _called(method: Callable[..., Any]) -> None:
    hints = typing.get_type_hints(method)
    said = {
        name: _value(hints[name])
        for name, parameter in inspect.signature(method).parameters.items()
        if parameter.default is inspect.Parameter.empty
    }
    forms = typing.get_args(hints.get("form")) or (None,)
    for form in forms:
        try:
            found = method(**said) if form is None else method(**said, form=form)
            if isinstance(found, Iterator):
                next(found, None)
        except Refused:  # the server has nothing
            continue


def _methods(thing: object) -> Iterator[Callable[..., Any]]:
    return (each for name, each in inspect.getmembers(thing, inspect.ismethod) if not name.startswith("_"))


def test_every_route_is_called_by_some_method_of_the_client() -> None:
    server = _Notes()
    client = Client("http://test", token="t", transport=server)  # noqa: S106  # opens nothing
    for noun in vars(client).values():
        if noun is not client.connection:
            for method in _methods(noun):
                _called(method)
    visitor = Visitor("http://test", transport=server)
    for method in _methods(visitor):
        _called(method)

    def is_called(method: str, path: str) -> bool:
        form = re.sub(r"\{\w+\}", "[^/]+", path)
        return any(asked == method and re.fullmatch(form, at) for asked, at in server.asked)

    assert [f"{each.method} {each.path}" for each in ROUTES if not is_called(each.method, each.path)] == []


def test_an_answer_with_a_secret_that_is_lost_is_not_asked_for_again() -> None:
    asked = []

    def lose(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        raise httpx.ReadTimeout("lost", request=request)

    client = Client("http://test", token="t", transport=httpx.MockTransport(lose))  # noqa: S106  # opens nothing
    with pytest.raises(Unreachable):
        client.tokens.issue(NewToken(name="laptop"))

    assert len(asked) == 1
