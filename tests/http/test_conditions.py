"""What a request says of the state it is meant for."""

from mesocycle.domain.people.user import User
from tests.api.conftest import ClientOf


def test_a_change_of_what_was_changed_meanwhile_is_refused_with_the_present_etag(
    ann: User, client_of: ClientOf, session_id: str
) -> None:
    client = client_of(ann)
    before = client.get(f"/workout-sessions/{session_id}").headers["etag"]
    now = client.post(f"/workout-sessions/{session_id}/start").headers["etag"]

    stale = client.post(f"/workout-sessions/{session_id}/complete", headers={"if-match": before})

    assert (stale.status_code, stale.json()["code"], stale.headers["etag"]) == (412, "changed-meanwhile", now)
    assert client.get(f"/workout-sessions/{session_id}").json()["status"] == "in-progress"


def test_what_the_client_has_already_is_not_sent_again(ann: User, client_of: ClientOf, session_id: str) -> None:
    client = client_of(ann)
    etag = client.get(f"/workout-sessions/{session_id}").headers["etag"]

    answer = client.get(f"/workout-sessions/{session_id}", headers={"if-none-match": f'"x", {etag}'})

    assert (answer.status_code, answer.content) == (304, b"")
