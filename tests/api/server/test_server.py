"""`/server`: what an admin is told of the server."""

from http import HTTPStatus

import pytest

from mesocycle import __version__
from mesocycle.domain.people.user import Role, User
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema.upgrade import HEAD
from tests.api.conftest import ClientOf
from tests.arrange import a_user


@pytest.fixture
def server_settings() -> ServerSettings:
    """Give a server a secret to keep."""
    return ServerSettings(
        threads=2,
        metrics_token="a-very-secret-token",  # noqa: S106  # of a test
        database_url="postgresql://me:hidden@host/name",
    )


@pytest.fixture
def ada(db: Database) -> User:
    """Add Ada, the admin."""
    return a_user(db, "ada", roles=(Role.ADMIN,))


def test_an_admin_sees_versions_people_and_how_the_database_answers(
    db: Database, client_of: ClientOf, ada: User
) -> None:
    told = client_of(ada).get("/server").json()

    assert (told["version"], told["schema"], told["engine"]) == (__version__, HEAD, db.dialect)
    assert told["users"] == 1
    assert {each["role"]: each["count"] for each in told["people"]} == {"athlete": 0, "trainer": 0, "admin": 1}
    assert told["answeredMs"] > 0


def test_settings_are_told_with_their_source_and_no_secret(client_of: ClientOf, ada: User) -> None:
    answer = client_of(ada).get("/server/settings")

    told = {each["name"]: each for each in answer.json()["items"]}
    assert told["sign_up"]["value"] == "invitation"
    assert told["sign_up"]["origin"] == "default"
    assert told["sign_up"]["variable"] == "MESOCYCLE_SIGN_UP"
    assert "secret" not in answer.text.replace("secret_", "")
    assert "hidden" not in answer.text


def test_nobody_else_is_told(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    for path in ("/server", "/server/settings", "/server/jobs", "/server/backups", "/server/upkeep"):
        assert ann.get(path).status_code == HTTPStatus.FORBIDDEN
