"""Every move of a session over HTTP, one by one and several at once."""

from typing import Any

import pytest

from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.session.inputs import Skip
from mesocycle.storage.engine.database import Database
from tests.actions.training import MONDAY_EVENING, a_set_entry
from tests.api.conftest import ClientOf
from tests.api.training import ann_and_her_sessions
from tests.arrange import a_coaching, a_trainer, a_user, an_act

MOVES = ("start", "complete", "skip", "cancel", "put-back", "reopen")


def _body(move: str) -> dict[str, Any]:
    return {"reason": "travel"} if move == "skip" else {}


@pytest.mark.parametrize(
    ("moves", "status"),
    [
        (["start"], "in-progress"),
        (["complete"], "completed"),
        (["skip"], "skipped"),
        (["cancel"], "cancelled"),
        (["start", "put-back"], "scheduled"),
        (["complete", "reopen"], "in-progress"),
        (["skip", "start", "complete"], "completed"),
    ],
)
def test_a_session_is_moved_from_status_to_status(
    db: Database, client_of: ClientOf, moves: list[str], status: str
) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client = client_of(ann)

    for move in moves:
        answer = client.post(f"/workout-sessions/{first}/{move}", json=_body(move))
        assert answer.status_code == 200, answer.text

    assert answer.json()["status"] == status
    again = client.get(f"/workout-sessions/{first}")
    assert (again.json(), again.headers["etag"]) == (answer.json(), answer.headers["etag"])


@pytest.mark.parametrize("move", ["start", "complete", "cancel"])
def test_a_move_about_which_nothing_is_to_be_said_needs_no_body(db: Database, client_of: ClientOf, move: str) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)

    assert client_of(ann).post(f"/workout-sessions/{first}/{move}").status_code == 200


def test_what_is_said_of_an_end_stands_in_the_session(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    said = {
        "startedAt": "2026-01-05T17:00:00.000Z",
        "completedAt": "2026-01-05T18:05:00.000Z",
        "notes": "Good.",
        "feedback": {"rpe": 8},
        "asPlanned": True,
    }

    session = client_of(ann).post(f"/workout-sessions/{first}/complete", json=said).json()

    assert (session["startedAt"], session["completedAt"]) == (said["startedAt"], said["completedAt"])
    assert (session["durationMinutes"], session["performedDate"], session["notes"]) == (65, "2026-01-05", "Good.")
    assert session["performanceLog"]["feedback"] == {"rpe": 8}
    assert all(each["asPlanned"] for each in session["performanceLog"]["sections"][0]["exercises"][0]["sets"])


def test_a_move_that_is_not_open_is_refused_and_names_those_that_are(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)

    answer = client_of(ann).post(f"/workout-sessions/{first}/reopen")

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "move-not-allowed"
    assert answer.json()["facts"]["open"] == ["start", "complete", "skip", "cancel"]


def test_a_skip_needs_a_reason_that_is_known(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client = client_of(ann)

    unsaid = client.post(f"/workout-sessions/{first}/skip", json={})
    unknown = client.post(f"/workout-sessions/{first}/skip", json={"reason": "rain"})

    assert [answer.json()["errors"][0]["path"] for answer in (unsaid, unknown)] == ["reason", "reason"]
    assert client.get(f"/workout-sessions/{first}").json()["status"] == "scheduled"


def test_what_was_logged_is_only_put_back_with_discard_log(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    act = an_act(ann, MONDAY_EVENING)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry(), act)
    client = client_of(ann)

    refused = client.post(f"/workout-sessions/{first}/put-back")
    done = client.post(f"/workout-sessions/{first}/put-back", json={"discardLog": True})

    assert (refused.status_code, refused.json()["code"]) == (409, "log-not-empty")
    assert (done.status_code, done.json()["status"]) == (200, "scheduled")
    assert "performanceLog" not in done.json()


def test_a_move_sent_again_with_its_key_is_made_once(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client, key = client_of(ann), {"idempotency-key": "start-1"}

    once, again = (client.post(f"/workout-sessions/{first}/start", headers=key) for _ in range(2))
    otherwise = client.post(f"/workout-sessions/{first}/cancel", headers=key)

    assert (once.status_code, again.status_code, again.headers["idempotency-replayed"]) == (200, 200, "true")
    assert (again.content, again.headers["etag"]) == (once.content, once.headers["etag"])
    assert (otherwise.status_code, otherwise.json()["code"]) == (422, "key-used-otherwise")
    assert len(client.get(f"/workout-sessions/{first}/events").json()["items"]) == 1


def test_a_move_of_a_state_that_is_no_more_is_refused_with_the_present_one(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client = client_of(ann)
    seen = client.get(f"/workout-sessions/{first}").headers["etag"]
    client.patch(f"/workout-sessions/{first}", json={"notes": "Knee."})

    stale = client.post(f"/workout-sessions/{first}/start", headers={"if-match": seen})
    fresh = client.post(f"/workout-sessions/{first}/start", headers={"if-match": stale.headers["etag"]})

    assert (stale.status_code, stale.json()["code"]) == (412, "changed-meanwhile")
    assert fresh.status_code == 200


@pytest.mark.parametrize("move", MOVES)
def test_a_stranger_and_a_read_only_token_move_nothing(db: Database, client_of: ClientOf, move: str) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    bob = a_user(db, "bob")

    stranger = client_of(bob).post(
        f"/workout-sessions/{first}/{move}?userId=ann", json=_body(move), headers={"if-match": '"1.1"'}
    )
    reader = client_of(ann, TokenScope.READ).post(f"/workout-sessions/{first}/{move}", json=_body(move))

    assert (stranger.status_code, stranger.json()["code"]) == (404, "not-found")
    assert "etag" not in stranger.headers
    assert (reader.status_code, reader.json()["code"]) == (403, "token-scope-too-small")


def test_a_trainer_moves_a_session_only_where_the_athlete_allows_it(db: Database, client_of: ClientOf) -> None:
    ann, (first, second, *_) = ann_and_her_sessions(db)
    tom, tim = a_trainer(db), a_trainer(db, "tim")
    a_coaching(db, tom, ann)
    a_coaching(db, tim, ann, may_log=True)

    refused = client_of(tom).post(f"/workout-sessions/{first}/start?userId=ann")
    allowed = client_of(tim).post(f"/workout-sessions/{second}/start?userId=ann")

    assert (refused.status_code, refused.json()["code"]) == (403, "not-permitted")
    assert allowed.json()["status"] == "in-progress"


def test_several_are_skipped_or_cancelled_at_once(db: Database, client_of: ClientOf) -> None:
    ann, (first, second, third, fourth) = ann_and_her_sessions(db)
    client = client_of(ann)

    skipped = client.post("/workout-sessions/skip", json={"sessionIds": [first, second], "reason": "illness"})
    cancelled = client.post("/workout-sessions/cancel", json={"sessionIds": [third, fourth], "reason": "Hall closed."})

    assert [(each["_id"], each["status"]) for each in skipped.json()] == [(first, "skipped"), (second, "skipped")]
    assert [(each["_id"], each["status"]) for each in cancelled.json()] == [(third, "cancelled"), (fourth, "cancelled")]


def test_several_are_rescheduled_at_once_each_to_its_own_day(db: Database, client_of: ClientOf) -> None:
    ann, (first, second, *_) = ann_and_her_sessions(db)
    moves = [
        {"sessionId": first, "scheduledDate": "2026-01-06", "scheduledTime": "07:00"},
        {"sessionId": second, "scheduledDate": "2026-01-13"},
    ]

    answer = client_of(ann).post("/workout-sessions/reschedule", json={"sessions": moves})

    assert [(each["scheduledDate"], each["scheduledTime"]) for each in answer.json()] == [
        ("2026-01-06", "07:00"),
        ("2026-01-13", "00:00"),
    ]


@pytest.mark.parametrize("deed", ["skip", "cancel", "reschedule"])
def test_where_one_of_several_is_refused_none_is_changed(db: Database, client_of: ClientOf, deed: str) -> None:
    ann, (first, second, *_) = ann_and_her_sessions(db)
    skip_session(db, "ann", second, Skip(reason="travel"), an_act(ann))
    client = client_of(ann)
    ids: dict[str, Any] = {"sessionIds": [first, second]}
    moves = {"sessions": [{"sessionId": each, "scheduledDate": "2026-02-01"} for each in (first, second)]}
    body = moves if deed == "reschedule" else ids | _body(deed)

    answer = client.post(f"/workout-sessions/{deed}", json=body)

    assert answer.status_code == 409
    untouched = client.get(f"/workout-sessions/{first}").json()
    assert (untouched["status"], untouched["scheduledDate"]) == ("scheduled", "2026-01-05")


@pytest.mark.parametrize(
    ("deed", "body", "path"),
    [
        ("skip", {"sessionIds": [], "reason": "travel"}, "sessionIds"),
        ("skip", {"sessionIds": ["x"] * 501, "reason": "travel"}, "sessionIds"),
        ("cancel", {"sessionIds": "x"}, "sessionIds"),
        ("reschedule", {"sessions": [{"scheduledDate": "2026-01-06"}]}, "sessions[0].sessionId"),
    ],
)
def test_a_list_of_several_that_is_none_is_refused(
    db: Database, client_of: ClientOf, deed: str, body: dict[str, Any], path: str
) -> None:
    answer = client_of(a_user(db)).post(f"/workout-sessions/{deed}", json=body)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == path
