"""`/routine-drafts` and `/workout-previews` over HTTP."""

from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_routine_file, a_trainer


def test_a_draft_is_begun_saved_checked_and_published(db: Database, client_of: ClientOf) -> None:
    tom = client_of(a_trainer(db))
    made = tom.post("/routine-drafts", json={"document": {**a_routine_file(), "duration": 99}})
    path = made.headers["location"].removeprefix("/api/v1")

    before = tom.get(f"{path}/check").json()
    saved = tom.put(path, json={"revision": 1, "document": a_routine_file()})
    stale = tom.put(path, json={"revision": 1, "document": {}})
    after = tom.get(f"{path}/check").json()
    published = tom.post(f"{path}/publish", json={"revision": 2})

    assert ([each["path"] for each in before["errors"]], after["errors"]) == (["duration"], [])
    assert (saved.json()["revision"], stale.status_code, stale.json()["code"]) == (2, 409, "draft-saved-meanwhile")
    assert (published.status_code, published.json()["version"]) == (201, 1)
    assert tom.get("/routine-drafts").json()["items"] == []


def test_two_who_write_see_each_other(db: Database, client_of: ClientOf) -> None:
    tom, otto = client_of(a_trainer(db)), client_of(a_trainer(db, "otto"))
    path = f"/routine-drafts/{tom.post('/routine-drafts', json={'document': {}}).json()['_id']}"
    tom.post(f"{path}/people", json={"email": "otto@example.org"})
    otto.post(f"{path}/presence", json={"place": "week 2"})

    state = tom.post(f"{path}/presence").json()

    assert [(one["name"], one["place"]) for one in state["present"]] == [("Otto", "week 2")]


def test_a_workout_is_looked_at_without_being_kept(db: Database, client_of: ClientOf) -> None:
    tom = client_of(a_trainer(db))

    shown = tom.post("/workout-previews", json={"workout": a_routine_file()["workouts"][0]}).json()

    assert [load["weight"] for load in shown["resolved"]["loads"].values()] == [100, 100, 100]
