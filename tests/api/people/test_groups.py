"""Groups over HTTP."""

from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_coaching, a_trainer, a_user


def test_a_group_is_made_changed_and_taken_away(db: Database, client_of: ClientOf) -> None:
    trainer = a_trainer(db)
    for name in ("ann", "bob"):
        a_coaching(db, trainer, a_user(db, name))
    tom = client_of(trainer)

    made = tom.post("/athlete-groups", json={"name": "Tuesdays", "members": ["ann"]})
    address = f"/athlete-groups/{made.json()['_id']}"
    changed = tom.patch(address, json={"add": ["bob"], "remove": ["ann"]}, headers={"if-match": made.headers["etag"]})
    stale = tom.patch(address, json={"name": "Late"}, headers={"if-match": made.headers["etag"]})
    gone = tom.delete(address)

    assert made.headers["location"].endswith(address)
    assert changed.json() == {"_id": made.json()["_id"], "name": "Tuesdays", "members": ["bob"]}
    assert stale.status_code == 412
    assert gone.status_code == 204
    assert tom.get(address).status_code == 404


def test_groups_come_page_by_page_by_name(db: Database, client_of: ClientOf) -> None:
    tom = client_of(a_trainer(db))
    for name in ("Zoo", "Ape"):
        tom.post("/athlete-groups", json={"name": name})

    front = tom.get("/athlete-groups", params={"limit": 1}).json()
    rest = tom.get("/athlete-groups", params={"limit": 1, "after": front["next"]}).json()

    assert [each["name"] for each in (*front["items"], *rest["items"])] == ["Ape", "Zoo"]
    assert "next" not in rest


def test_a_name_that_is_taken_is_a_conflict(db: Database, client_of: ClientOf) -> None:
    tom = client_of(a_trainer(db))
    tom.post("/athlete-groups", json={"name": "Tuesdays"})

    again = tom.post("/athlete-groups", json={"name": "Tuesdays"})

    assert (again.status_code, again.json()["code"]) == (409, "already-exists")
