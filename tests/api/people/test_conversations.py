"""Messages and notes over HTTP."""

from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from tests.api.assignments.rolling import team
from tests.api.conftest import ClientOf


def test_a_question_and_its_answer_are_listed_on_the_receipt(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db, "ann"))
    with db.read() as read:
        receipt = receipts.of_user(read, "ann")[0].id

    sent = tom.post("/messages?userId=ann", json={"text": "All right?", "receiptId": receipt})
    listed = tom.get(f"/messages?userId=ann&receiptId={receipt}").json()["items"]

    assert sent.status_code == 201
    assert listed == [sent.json()]
    assert tom.get("/messages?userId=ann").status_code == 422


def test_what_is_not_read_is_listed_and_who_has_read_it(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db, "ann"))
    with db.read() as read:
        receipt = receipts.of_user(read, "ann")[0].id
        ann = client_of(users.get(read, "ann"))
    sent = tom.post("/messages?userId=ann", json={"text": "All right?", "receiptId": receipt}).json()

    unread = ann.get("/messages?unread=true").json()["items"]
    ann.post("/read-marks", json={"subject": "message", "subjectId": sent["_id"]})
    after = ann.get("/messages?unread=true").json()["items"]
    marks = tom.get(f"/read-marks?userId=ann&subject=message&subjectId={sent['_id']}").json()["items"]

    assert (unread, after) == ([sent], [])
    assert [each["readerId"] for each in marks] == ["ann"]
    assert tom.get(f"/messages?userId=ann&unread=true&receiptId={receipt}").status_code == 422


def test_a_note_is_kept_and_read_by_who_wrote_it(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db, "ann"))

    kept = tom.put("/trainer-notes?userId=ann", json={"text": "Left knee."})

    assert kept.json()["text"] == "Left knee."
    assert tom.get("/trainer-notes?userId=ann").json() == kept.json()
