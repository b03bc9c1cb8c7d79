"""Templates of messages over HTTP."""

from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.api.training import ann_and_her_sessions
from tests.arrange import a_coaching, a_trainer

HELLO = {"name": "Hello", "text": "{athlete}: {session}?"}


def test_a_template_is_kept_changed_by_whoever_saw_it_and_taken_away(db: Database, client_of: ClientOf) -> None:
    tom = client_of(a_trainer(db))
    made = tom.post("/message-templates", json=HELLO)
    address = f"/message-templates/{made.json()['_id']}"
    seen = {"if-match": made.headers["etag"]}

    changed = tom.put(address, json={**HELLO, "text": "Hi."}, headers=seen)
    stale = tom.put(address, json={**HELLO, "text": "Lost."}, headers=seen)

    assert changed.json()["text"] == "Hi."
    assert stale.status_code == 412
    assert [each["text"] for each in tom.get("/message-templates").json()["items"]] == ["Hi."]
    assert tom.delete(address).status_code == 204
    assert tom.get("/message-templates").json()["items"] == []


def test_a_template_is_filled_in_for_a_session_of_an_athlete(db: Database, client_of: ClientOf) -> None:
    user, sessions = ann_and_her_sessions(db)
    trainer = a_trainer(db)
    a_coaching(db, trainer, user)
    tom = client_of(trainer)
    made = tom.post("/message-templates", json=HELLO).json()

    asked = {"userId": "ann", "sessionId": sessions[0]}
    filled = tom.get(f"/message-templates/{made['_id']}/filled", params=asked)

    assert filled.json() == {"text": "Ann: Squat day?"}
