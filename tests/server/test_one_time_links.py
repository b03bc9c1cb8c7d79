"""A link signs one browser in, once."""

import asyncio
from collections.abc import Callable
from typing import Any

from mesocycle.domain.people.user import User
from mesocycle.server.one_time_links import OneTimeLinks
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user

Ask = Callable[..., tuple[int, dict[str, str]]]


async def _app(_scope: Any, _receive: Any, send: Any) -> None:  # noqa: ANN401  # what ASGI gives
    await send({"type": "http.response.start", "status": 200, "headers": []})


def asked(links: OneTimeLinks, path: str, method: str = "GET") -> tuple[int, dict[str, str]]:
    """Ask an application behind the links, and give status and headers."""
    told: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    scope: dict[str, Any] = {"type": "http", "path": path, "method": method}
    asyncio.run(links.before(_app)(scope, receive, send))  # type: ignore[arg-type]  # a plain ASGI call
    return told[0]["status"], {name.decode(): value.decode() for name, value in told[0]["headers"]}


def links_for(db: Database) -> tuple[OneTimeLinks, User]:
    return OneTimeLinks(ServerSettings(threads=2), db), a_user(db)


def test_a_link_signs_in_once_and_then_leads_to_the_sign_in(db: Database) -> None:
    links, ann = links_for(db)
    path = links.link(ann)

    first, again = asked(links, path), asked(links, path)

    assert (first[0], first[1]["location"]) == (303, "/")
    assert first[1]["set-cookie"].startswith("mesocycle_sign_in=")
    assert (again[0], again[1]["location"], "set-cookie" in again[1]) == (303, "/sign-in", False)


def test_looking_ahead_does_not_use_a_link_up(db: Database) -> None:
    links, ann = links_for(db)
    path = links.link(ann)

    ahead = asked(links, path, "HEAD")

    assert "set-cookie" not in ahead[1]
    assert "set-cookie" in asked(links, path)[1]


def test_a_guess_opens_nothing_and_all_else_goes_on(db: Database) -> None:
    links, ann = links_for(db)
    links.link(ann)

    assert "set-cookie" not in asked(links, "/try/guess")[1]
    assert asked(links, "/today")[0] == 200
