"""Receipts over HTTP."""

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.storage.engine.database import Database
from tests.actions.following import MONDAY, two_versions
from tests.api.assignments.following import ann_follows
from tests.api.conftest import ClientOf
from tests.arrange import a_routine, a_user, an_act, the_versions

AN_HOUR_LATER = "2026-01-05T10:00:00.000Z"


def test_a_receipt_is_taken_back_once(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    ann = client_of(user)
    replaced = ann.post(
        f"/routine-assignments/{receipt.new_assignment_id}/replacement", json={"routineVersionId": "v2"}
    ).json()
    tag = ann.get(f"/receipts/{replaced['_id']}").headers["etag"]

    undone = ann.post(f"/receipts/{replaced['_id']}/undo", headers={"if-match": tag})
    again = ann.post(f"/receipts/{replaced['_id']}/undo")
    stale = ann.post(f"/receipts/{replaced['_id']}/undo", headers={"if-match": tag})

    assert (undone.status_code, undone.json()["_id"]) == (200, replaced["_id"])
    assert undone.json()["undoneAt"]
    assert (again.status_code, again.json()["code"]) == (409, "undo-not-possible")
    assert stale.status_code == 412
    assert ann.get(f"/routine-assignments/{receipt.new_assignment_id}").json()["status"] == "active"


def test_receipts_are_listed_newest_first_of_one_assignment_or_all(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    the_versions(db, user, *two_versions("ann"))
    other = a_routine(db, user, name="Others")
    first = assign_routine(db, "ann", "v1", MONDAY, an_act(user))
    second = assign_routine(db, "ann", other.id, MONDAY, an_act(user, AN_HOUR_LATER))
    ann = client_of(user)

    front = ann.get("/receipts", params={"limit": 1}).json()
    rest = ann.get("/receipts", params={"limit": 1, "after": front["next"]}).json()
    of_one = ann.get("/receipts", params={"assignmentId": first.new_assignment_id}).json()

    assert [each["_id"] for each in (*front["items"], *rest["items"])] == [second.id, first.id]
    assert "next" not in rest
    assert [each["_id"] for each in of_one["items"]] == [first.id]


def test_what_was_changed_for_the_athlete_alone_is_listed_page_by_page_and_taken_over(
    db: Database, client_of: ClientOf
) -> None:
    user = a_user(db)
    the_versions(db, user, *two_versions("ann"))
    receipt = assign_routine(db, "ann", "v1", AssignmentRequest(start_date="2031-01-06"), an_act(user))
    ann = client_of(user)
    session = receipt.created[1].session_id
    held = ann.get(f"/workout-sessions/{session}").json()["workoutSnapshot"]
    body = {"workoutSnapshot": {**held, "objective": "Easy today", "notes": "No belt."}}
    assert ann.post(f"/workout-sessions/{session}/adjust", json=body).status_code == 201
    replaced = ann.post(
        f"/routine-assignments/{receipt.new_assignment_id}/replacement",
        json={"routineVersionId": "v2", "continue": True},
    ).json()
    address = f"/receipts/{replaced['_id']}/carry-overs"
    front = ann.get(address, params={"limit": 1}).json()
    rest = ann.get(address, params={"limit": 1, "after": front["next"]}).json()

    taken = ann.post(f"{address}/accept", json={"lines": [front["items"][0]["_id"]]})
    unknown = ann.post(f"{address}/accept", json={"lines": ["nothing"]})

    assert [each["path"] for each in (*front["items"], *rest["items"])] == ["objective", "notes"]
    assert taken.status_code == 200
    assert [each.get("state", "open") for each in taken.json()["lines"]] == ["taken", "open"]
    (changed,) = taken.json()["sessionIds"]
    assert ann.get(f"/workout-sessions/{changed}").json()["workoutSnapshot"]["objective"] == "Easy today"
    assert unknown.status_code == 404
