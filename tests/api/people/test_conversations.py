"""Messages and notes over HTTP."""

from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database
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


def test_a_note_is_kept_and_read_by_who_wrote_it(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db, "ann"))

    kept = tom.put("/trainer-notes?userId=ann", json={"text": "Left knee."})

    assert kept.json()["text"] == "Left knee."
    assert tom.get("/trainer-notes?userId=ann").json() == kept.json()
