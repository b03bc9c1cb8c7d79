"""A request that is sent again with its key."""

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import events
from tests.api.conftest import ClientOf
from tests.http.asking import KEY


def test_the_same_request_with_the_same_key_is_done_once_and_answered_alike(
    db: Database, ann: User, client_of: ClientOf, session_id: str
) -> None:
    client = client_of(ann)
    first = client.post(f"/workout-sessions/{session_id}/start", headers=KEY)

    again = client.post(f"/workout-sessions/{session_id}/start", headers=KEY)

    assert (again.status_code, again.content, again.headers["etag"]) == (200, first.content, first.headers["etag"])
    assert again.headers["idempotency-replayed"] == "true"
    with db.read() as read:
        assert len(events.of_session(read, ann.id, session_id)) == 1


def test_a_key_used_for_another_body_is_refused(ann: User, client_of: ClientOf, session_id: str) -> None:
    client = client_of(ann)
    client.post(f"/workout-sessions/{session_id}/start", headers=KEY)

    other = client.post(
        f"/workout-sessions/{session_id}/start", headers=KEY, json={"startedAt": "2026-01-05T09:00:00.000Z"}
    )

    assert (other.status_code, other.json()["code"]) == (422, "key-used-otherwise")


def test_an_answer_is_looked_for_before_the_condition(ann: User, client_of: ClientOf, session_id: str) -> None:
    client = client_of(ann)
    etag = client.get(f"/workout-sessions/{session_id}").headers["etag"]
    headers = {**KEY, "if-match": etag}
    client.post(f"/workout-sessions/{session_id}/start", headers=headers)

    again = client.post(f"/workout-sessions/{session_id}/start", headers=headers)

    assert again.status_code == 200


def test_a_refused_request_leaves_its_key_free(ann: User, client_of: ClientOf, session_id: str) -> None:
    client = client_of(ann)
    address = f"/workout-sessions/{session_id}/reopen"
    assert client.post(address, headers=KEY).status_code == 409
    client.post(f"/workout-sessions/{session_id}/complete")

    assert client.post(address, headers=KEY).status_code == 200
