"""Several sessions moved or copied over HTTP, looked at beforehand."""

from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database
from tests.api.assignments.rolling import team
from tests.api.conftest import ClientOf


def test_what_a_dry_run_told_is_done_and_copies_are_taken_back(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db, "ann"))
    with db.read() as read:
        (first, *_) = receipts.of_user(read, "ann")[0].created
    asked = {"sessionIds": [first.session_id], "days": 1}

    told = tom.post("/workout-sessions/arrange?userId=ann", json={**asked, "dryRun": True}).json()
    done = tom.post("/workout-sessions/arrange?userId=ann", json={**asked, "expected": told["fingerprint"]}).json()
    stale = tom.post("/workout-sessions/arrange?userId=ann", json={**asked, "expected": told["fingerprint"]})
    copied = tom.post("/workout-sessions/arrange?userId=ann", json={**asked, "copies": True}).json()["copied"]
    back = tom.post(
        "/workout-sessions/take-back?userId=ann", json={"sessionIds": [each["sessionId"] for each in copied]}
    )

    assert done["moved"] == told["moved"]
    assert stale.status_code == 409
    assert back.status_code == 204
    assert tom.get(f"/receipts/{done['receiptIds'][0]}?userId=ann").json()["moved"][0]["to"] == told["moved"][0]["to"]
