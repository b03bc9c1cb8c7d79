"""`/routines/{parentRoutineId}/proposal` over HTTP."""

from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.reports.two_versions import a_plan, runs, squats, train


def test_a_draft_of_the_lines_that_are_taken_is_published_as_any_version(db: Database, client_of: ClientOf) -> None:
    tom, *_ = a_plan(db, "ann", "ben", new=(squats(5), runs(8000)))
    for name in ("ann", "ben"):
        train(db, name, weeks=4, sets=4)
    client = client_of(tom)
    (line,) = client.get("/routines/routine-1/proposal").json()["lines"]
    draft = client.get("/routines/routine-1/proposal/draft", params={"lines": line["_id"]})

    answer = client.post("/routines/routine-1/versions", json=draft.json(), headers={"if-match": draft.headers["etag"]})

    assert answer.status_code == 201
    sets = answer.json()["workouts"][0]["sections"][0]["exercises"][0]["sets"]
    assert [each["_id"] for each in sets] == ["set-1", "set-2", "set-3", "set-4"]
    assert (
        answer.json()["changeNote"] == line["why"] == "The fifth set of Back squat was left out 8 of 8 times (100 %)."
    )


def test_a_draft_of_nothing_is_the_version_as_it_is(db: Database, client_of: ClientOf) -> None:
    tom, *_ = a_plan(db, "ann", new=(squats(5), runs(8000)))
    client = client_of(tom)

    draft = client.get("/routines/routine-1/proposal/draft").json()

    assert draft | {"changeNote": None} == client.get("/routines/routine-1").json() | {"changeNote": None}
