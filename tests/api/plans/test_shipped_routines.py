"""`/shipped-routines` over HTTP."""

from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_user


def test_shipped_routines_come_in_pages(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    first = ann.get("/shipped-routines", params={"limit": 4}).json()
    second = ann.get("/shipped-routines", params={"limit": 4, "after": first["next"]}).json()

    assert len({each["_id"] for each in (*first["items"], *second["items"])}) > 4


def test_what_does_not_ship_is_not_there(db: Database, client_of: ClientOf) -> None:
    assert client_of(a_user(db)).get("/shipped-routines/couch-to-moon").status_code == 404
