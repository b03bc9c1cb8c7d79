"""The roster over HTTP."""

from mesocycle.storage.engine.database import Database
from tests.api.assignments.rolling import team
from tests.api.conftest import ClientOf


def test_a_trainer_sees_everybody_whom_they_coach_at_once(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db, "ben", "ann"))

    answer = tom.get("/roster")

    assert [each["userId"] for each in answer.json()["athletes"]] == ["ann", "ben"]
    assert tom.get("/roster", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_a_view_is_kept_listed_and_dropped(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db))

    kept = tom.post("/roster/filters", json={"name": "Late", "query": "show=overdue"}).json()
    listed = tom.get("/roster/filters").json()["items"]
    dropped = tom.delete(f"/roster/filters/{kept['id']}")

    assert listed == [kept]
    assert dropped.status_code == 204
    assert tom.get("/roster/filters").json()["items"] == []
