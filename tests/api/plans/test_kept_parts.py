"""`/kept-parts` over HTTP."""

from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_routine_file, a_user


def test_a_workout_is_kept_listed_put_into_a_draft_and_kept_no_more(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    version = ann.post("/routines", json=a_routine_file()).json()["_id"]
    draft = ann.post("/routine-drafts", json={"document": {"name": "New", "workouts": []}}).headers["location"]

    kept = ann.post("/kept-parts", json={"kind": "workout", "routineVersionId": version, "workout": 0, "name": "Legs"})
    wanted = {"revision": 1, "keptPartId": kept.json()["_id"]}
    longer = ann.post(f"{draft}/kept-parts", json=wanted)
    late = ann.post(f"{draft}/kept-parts", json=wanted)

    assert ann.get(kept.headers["location"]).json() == kept.json()
    assert ann.get("/kept-parts", params={"kind": "workout"}).json()["items"] == [kept.json()]
    assert ann.get("/kept-parts", params={"kind": "section"}).json()["items"] == []
    assert (longer.json()["revision"], len(longer.json()["document"]["workouts"])) == (2, 1)
    assert (late.status_code, late.json()["code"]) == (409, "draft-saved-meanwhile")
    assert ann.delete(kept.headers["location"]).status_code == 204
    assert ann.get("/kept-parts").json()["items"] == []


def test_what_is_kept_is_found_by_a_tag(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    legs, core = (
        ann.post("/kept-parts", json={"kind": "section", "content": {"name": name}}).json() for name in ("Legs", "Core")
    )

    ann.put(f"/tags/kept/{core['_id']}", json={"tags": ["Short"]})

    assert [each["name"] for each in ann.get("/kept-parts", params={"tag": "short"}).json()["items"]] == ["Core"]
    assert [each["name"] for each in ann.get("/kept-parts").json()["items"]] == ["Core", legs["name"]]
