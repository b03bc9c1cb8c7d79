"""`/tags` over HTTP."""

from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_routine, a_user

SQUAT = "/tags/exercise/squat.barbell-back"


def test_tags_are_put_read_and_listed(db: Database, client_of: ClientOf) -> None:
    ann, ben = client_of(a_user(db)), client_of(a_user(db, "ben"))

    put = ann.put(SQUAT, json={"tags": ["Heavy", "home"]})

    assert put.json() == {"kind": "exercise", "subjectId": "squat.barbell-back", "tags": ["Heavy", "home"]}
    assert ann.get(SQUAT).json() == put.json()
    assert ann.get("/tags").json()["items"] == [put.json()]
    assert ann.get("/tags", params={"kind": "routine"}).json()["items"] == []
    assert ben.get("/tags").json()["items"] == []


def test_exercises_and_routines_are_filtered_by_a_tag(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    ann, routine = client_of(user), a_routine(db, user).parent_routine_id
    a_routine(db, user, name="Another")
    ann.put(SQUAT, json={"tags": ["Heavy"]})
    ann.put(f"/tags/routine/{routine}", json={"tags": ["heavy"]})

    exercises = ann.get("/exercises", params={"tag": "HEAVY"}).json()["items"]
    routines = ann.get("/routines", params={"tag": "heavy"}).json()["items"]

    assert [each["_id"] for each in exercises] == ["squat.barbell-back"]
    assert [each["parentRoutineId"] for each in routines] == [routine]


def test_tags_that_another_put_meanwhile_are_not_overwritten(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    seen = {"if-match": ann.get(SQUAT).headers["etag"]}
    ann.put(SQUAT, json={"tags": ["heavy"]})

    late = ann.put(SQUAT, json={"tags": ["light"]}, headers=seen)

    assert late.status_code == 412
    assert ann.get(SQUAT).json()["tags"] == ["heavy"]


def test_what_has_no_tags_and_what_is_no_tag_is_said(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    assert ann.put("/tags/session/x", json={"tags": []}).status_code == 404
    assert ann.put("/tags/exercise/none", json={"tags": []}).status_code == 404
    assert ann.put(SQUAT, json={"tags": [""]}).json()["errors"][0]["path"] == "tags[0]"
