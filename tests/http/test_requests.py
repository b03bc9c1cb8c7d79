"""What holds for every request: keys, conditions, problems, methods, rates."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.assignment.assignment import AssignmentWish
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import User
from mesocycle.http.background.forgetting import forget_old_answers
from mesocycle.settings import Settings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import events
from mesocycle.storage.tables.people import request_key
from tests.api.conftest import Client, ClientOf
from tests.arrange import a_routine, a_user, an_act

KEY = {"idempotency-key": "a-key-of-the-phone"}


@pytest.fixture
def ann(db: Database) -> User:
    """Add an athlete."""
    return a_user(db)


@pytest.fixture
def session_id(db: Database, ann: User) -> str:
    """Give her a scheduled session."""
    version = a_routine(db, ann)
    receipt = assign_routine(db, ann.id, version.id, an_act(ann), AssignmentWish(start_date="2026-01-05"))
    return receipt.created[0].session_id


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


def test_answers_older_than_a_day_are_forgotten_and_younger_ones_kept(
    db: Database, ann: User, client_of: ClientOf, session_id: str
) -> None:
    client = client_of(ann)
    client.post(f"/workout-sessions/{session_id}/start", headers=KEY)
    client.post(f"/workout-sessions/{session_id}/complete", headers={"idempotency-key": "another"})
    old = request_key.update().where(request_key.c.key == "another").values(at="2020-01-01T00:00:00.000Z")
    db.write_across_owners(lambda connection: connection.execute(old))

    assert forget_old_answers(db) == 1

    with db.read() as read:
        assert [row.key for row in read.execute(request_key.select())] == [KEY["idempotency-key"]]


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


def test_a_token_that_may_only_read_changes_nothing(
    db: Database, ann: User, client_of: ClientOf, session_id: str
) -> None:
    answer = client_of(ann, TokenScope.READ).post(f"/workout-sessions/{session_id}/start")

    assert (answer.status_code, answer.json()["code"]) == (403, "token-scope-too-small")
    with db.read() as read:
        assert events.of_session(read, ann.id, session_id) == []


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", 404, "no-such-address"),
        ("GET", "/nowhere", 404, "no-such-address"),
        ("PATCH", "/api/v1/sync", 405, "method-not-allowed"),
        ("GET", "/api/v1/workout-sessions", 401, "not-signed-in"),
    ],
)
def test_every_no_has_the_one_form(server: Client, method: str, path: str, status: int, code: str) -> None:
    answer = server.request(method, path)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["code"], problem["status"]) == (code, status)
    assert problem["detail"] and problem["remedy"] and problem["title"]  # noqa: PT018  # one claim: nothing is missing


def test_an_address_says_which_methods_it_knows(ann: User, client_of: ClientOf) -> None:
    client = client_of(ann)

    told = client.request("OPTIONS", "/workout-sessions/x/performance-log")
    refused = client.post("/workout-sessions/x/performance-log")

    assert told.headers["allow"] == refused.headers["allow"] == "GET, HEAD, OPTIONS, PUT"


def test_a_body_of_another_type_is_refused_before_it_is_read(ann: User, client_of: ClientOf) -> None:
    answer = client_of(ann).post("/routines", content=b"name: Squats", headers={"content-type": "text/yaml"})

    assert (answer.status_code, answer.json()["code"]) == (415, "media-type-not-known")


def test_a_problem_leads_to_what_its_code_means(server: Client) -> None:
    problem = server.get("/api/v1/workout-sessions").json()

    about = server.get(problem["type"])

    assert about.json() == {
        "code": "not-signed-in",
        "title": problem["title"],
        "status": 401,
        "kind": "unauthenticated",
    }


class TestALimitedServer:
    """A server that allows three requests a minute."""

    @pytest.fixture
    def server_settings(self) -> Settings:
        """Allow little."""
        return Settings(threads=4, requests_per_minute=3)

    def test_who_asks_too_often_is_told_when_to_go_on(self, ann: User, client_of: ClientOf) -> None:
        client = client_of(ann)
        answers = [client.get("/receipts") for _ in range(4)]

        assert [each.status_code for each in answers] == [200, 200, 200, 429]
        assert [each.headers["ratelimit-remaining"] for each in answers] == ["2", "1", "0", "0"]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60

    def test_others_are_not_held_up_by_it(self, db: Database, ann: User, client_of: ClientOf) -> None:
        for _ in range(4):
            client_of(ann).get("/receipts")

        assert client_of(a_user(db, "bob")).get("/receipts").status_code == 200
