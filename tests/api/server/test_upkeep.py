"""`/server/upkeep`: backups and checks over HTTP."""

import time
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from mesocycle.domain.people.user import Role, User
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf, SignedClient
from tests.arrange import a_user


@pytest.fixture
def server_settings(tmp_path: Path) -> ServerSettings:
    """Let backups lie in a folder of the test."""
    return ServerSettings(threads=2, backup_folder=str(tmp_path / "backups"))


@pytest.fixture
def ada(db: Database) -> User:
    """Add Ada, the admin."""
    return a_user(db, "ada", roles=(Role.ADMIN,))


def ended(client: SignedClient, address: str) -> dict[str, Any]:
    """Wait until something has ended."""
    deadline = time.monotonic() + 60
    while (told := client.get(address).json())["status"] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return dict(told)


def test_a_backup_is_begun_made_listed_and_checked(client_of: ClientOf, ada: User) -> None:
    client = client_of(ada)

    begun = client.post("/server/upkeep", json={"kind": "backup"})
    made = ended(client, begun.headers["location"])
    (listed,) = client.get("/server/backups").json()["items"]
    check = client.post("/server/upkeep", json={"kind": "check-backup", "file": listed["file"]})
    checked = ended(client, check.headers["location"])

    assert begun.status_code == HTTPStatus.ACCEPTED
    assert (made["status"], made["file"]) == ("done", listed["file"])
    assert checked["status"] == "done"
    assert [each["kind"] for each in client.get("/server/upkeep").json()["items"]] == ["check-backup", "backup"]


def test_the_whole_database_is_checked(client_of: ClientOf, ada: User) -> None:
    client = client_of(ada)

    begun = client.post("/server/upkeep", json={"kind": "verify"})

    assert ended(client, begun.headers["location"])["verification"]["sound"] is True


def test_a_path_is_no_backup(client_of: ClientOf, ada: User) -> None:
    answer = client_of(ada).post("/server/upkeep", json={"kind": "check-backup", "file": "../mesocycle.sqlite"})

    assert (answer.status_code, answer.json()["code"]) == (HTTPStatus.UNPROCESSABLE_ENTITY, "document-not-valid")
