"""What the tests of assignments share."""

import time
from collections.abc import Callable
from typing import Any

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.people.user import User
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from tests.actions.following import MONDAY, two_versions
from tests.api.conftest import SignedClient
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions

PATIENCE_S = 30


def team(db: Database, *names: str) -> User:
    """Let a trainer's athletes follow the first of two versions."""
    tom = a_trainer(db)
    the_versions(db, tom, *two_versions("tom"))
    for name in names:
        a_coaching(db, tom, a_user(db, name))
        assign_routine(db, name, "v1", MONDAY, an_act(tom))
    return tom


def until(so: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not so():
        assert time.monotonic() - began < PATIENCE_S, "it did not come about"
        time.sleep(0.01)


def finished(client: SignedClient, location: str) -> dict[str, Any]:
    until(lambda: client.get(location).json()["status"] == "done")
    document: dict[str, Any] = client.get(location).json()
    return document


def on(db: Database, version_id: str, *names: str) -> list[str]:
    with db.read() as read:
        live = assignments.live_of_routine(read, names, "routine-1")
    return [name for name in names if live[name].routine_version_id == version_id]
