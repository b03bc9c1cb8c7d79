"""What a process tells of how it is set."""

from litestar.testing import TestClient

from mesocycle.domain.people.user import Role
from mesocycle.server.app import create_app
from mesocycle.settings import FIELDS, ServerSettings
from mesocycle.storage.engine.database import Database
from tests.api.conftest import a_secret
from tests.arrange import a_user


def test_every_setting_is_told_with_who_set_it(db: Database) -> None:
    ada = a_user(db, "ada", roles=(Role.ADMIN,))
    settings = ServerSettings(threads=2, port=9000)
    shown = {"authorization": f"Bearer {a_secret(db, ada.id)}"}

    with TestClient(create_app(settings, db, origins={"port": "--port"})) as client:
        told = client.get("/api/v1/server/settings", headers=shown).json()["items"]

    by_name = {each["name"]: each for each in told}
    assert list(by_name) == list(FIELDS)
    assert (by_name["port"]["value"], by_name["port"]["origin"], by_name["port"]["default"]) == (
        "9000",
        "--port",
        "8000",
    )
    assert by_name["host"]["origin"] == "default"
