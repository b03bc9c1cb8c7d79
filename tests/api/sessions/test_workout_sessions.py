"""`/workout-sessions` over HTTP: one session, a new one, the changing of parts of one."""

from typing import Any

import msgspec
import pytest

from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.domain.document import encode
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import Sees
from mesocycle.domain.session.inputs import Completion
from mesocycle.storage.engine.database import Database
from tests.actions.training import MONDAY_EVENING, WORKOUT
from tests.api.conftest import ClientOf
from tests.api.training import ann_and_her_sessions
from tests.arrange import a_coaching, a_trainer, a_user, an_act

DONE = Completion(started_at="2026-01-05T17:00:00.000Z", completed_at=MONDAY_EVENING)


def _one_off(**given: object) -> dict[str, Any]:
    """Give what is sent to add a session of two sets of squats on a Wednesday."""
    return {"scheduledDate": "2026-01-07", "workout": msgspec.json.decode(encode(WORKOUT)), **given}


def test_an_athlete_gets_a_session_of_theirs_whole(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)

    answer = client_of(ann).get(f"/workout-sessions/{first}")

    assert answer.status_code == 200
    assert answer.json()["workoutSnapshot"]["name"] == "Squat day"


def test_a_session_that_the_client_has_already_is_not_sent_again(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client = client_of(ann)
    known = {"if-none-match": client.get(f"/workout-sessions/{first}").headers["etag"]}

    unchanged = client.get(f"/workout-sessions/{first}", headers=known)
    client.patch(f"/workout-sessions/{first}", json={"notes": "Knee."})
    changed = client.get(f"/workout-sessions/{first}", headers=known)

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert (changed.status_code, changed.json()["notes"]) == (200, "Knee.")


def test_a_trainer_gets_the_session_of_an_athlete_and_a_stranger_does_not(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    tom, tim, bob = a_trainer(db), a_trainer(db, "tim"), a_user(db, "bob")
    a_coaching(db, tom, ann)
    a_coaching(db, tim, ann, sees=Sees.ASSIGNED)

    answers = [client_of(who).get(f"/workout-sessions/{first}?userId=ann") for who in (tom, tim, bob)]
    unnamed = client_of(tom).get(f"/workout-sessions/{first}")

    assert [answer.status_code for answer in answers] == [200, 404, 404]
    assert unnamed.status_code == 404


def test_a_session_is_added_and_stands_where_the_answer_says(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))

    answer = client.post("/workout-sessions", json=_one_off(scheduledTime="18:00", notes="Extra."))

    assert answer.status_code == 201, answer.text
    again = client.get(answer.headers["location"])
    assert (again.json(), again.headers["etag"]) == (answer.json(), answer.headers["etag"])
    assert (again.json()["scheduledTime"], again.json()["notes"]) == ("18:00", "Extra.")


def test_an_added_session_may_bring_its_own_id_if_that_is_free(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))

    made = client.post("/workout-sessions", json=_one_off(_id="phone-1"))
    taken = client.post("/workout-sessions", json=_one_off(_id="phone-1"))
    none = client.post("/workout-sessions", json=_one_off(_id="phone 1"))

    assert (made.status_code, made.headers["location"]) == (201, "/api/v1/workout-sessions/phone-1")
    assert (taken.status_code, taken.json()["code"]) == (409, "already-exists")
    assert (none.status_code, none.json()["errors"][0]["path"]) == (422, "_id")


def test_a_session_added_again_with_its_key_is_added_once(db: Database, client_of: ClientOf) -> None:
    client, key = client_of(a_user(db)), {"idempotency-key": "add-1"}

    once, again = (client.post("/workout-sessions", json=_one_off(), headers=key) for _ in range(2))

    assert (once.status_code, again.status_code) == (201, 201)
    assert (again.content, again.headers["location"]) == (once.content, once.headers["location"])
    assert len(client.get("/workout-sessions").json()["items"]) == 1


def test_an_earlier_session_is_repeated(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client = client_of(ann)

    answer = client.post("/workout-sessions", json={"scheduledDate": "2026-01-06", "repeatOf": first})

    earlier = client.get(f"/workout-sessions/{first}").json()
    assert answer.json()["workoutSnapshot"] == earlier["workoutSnapshot"]


def test_a_trainer_adds_a_session_for_an_athlete(db: Database, client_of: ClientOf) -> None:
    ann, tom = a_user(db), a_trainer(db)
    a_coaching(db, tom, ann)
    trainer = client_of(tom)

    answer = trainer.post("/workout-sessions?userId=ann", json=_one_off())

    assert (answer.status_code, answer.json()["userId"]) == (201, "ann")
    assert trainer.get(answer.headers["location"]).json() == answer.json()


def test_parts_of_a_session_are_changed_and_the_others_stay(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client = client_of(ann)
    before = client.get(f"/workout-sessions/{first}").json()
    changes = {"scheduledDate": "2026-01-06", "scheduledTime": "18:30", "notes": "With Bob."}

    answer = client.patch(f"/workout-sessions/{first}", json=changes)

    assert answer.status_code == 200
    differing = {name for name, value in answer.json().items() if before.get(name) != value}
    assert differing == {"scheduledDate", "scheduledTime", "notes", "updatedAt"}
    assert "allDay" not in answer.json()


def test_null_takes_away(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    complete_session(db, "ann", first, an_act(ann, MONDAY_EVENING), given=DONE)
    client = client_of(ann)
    client.patch(f"/workout-sessions/{first}", json={"notes": "Knee.", "feedback": {"rpe": 8}})

    answer = client.patch(
        f"/workout-sessions/{first}",
        content=b'{"notes": null, "feedback": null, "durationMinutes": null}',
        headers={"content-type": "application/merge-patch+json"},
    )

    session = answer.json()
    assert answer.status_code == 200
    assert not {"notes", "durationMinutes"} & session.keys()
    assert "feedback" not in session["performanceLog"]


def test_what_can_not_be_taken_away_is_refused_with_its_path(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    complete_session(db, "ann", first, an_act(ann, MONDAY_EVENING), given=DONE)
    client = client_of(ann)

    end = client.patch(f"/workout-sessions/{first}", json={"completedAt": None})
    day = client.patch(f"/workout-sessions/{first}", json={"scheduledDate": None})
    status = client.patch(f"/workout-sessions/{first}", json={"status": "scheduled"})

    paths = [answer.json()["errors"][0]["path"] for answer in (end, day, status)]
    assert [answer.status_code for answer in (end, day, status)] == [422] * 3
    assert paths == ["completedAt", "scheduledDate", "status"]
    assert "Reopen" in end.json()["remedy"]


def test_a_part_that_the_status_does_not_allow_is_a_conflict(db: Database, client_of: ClientOf) -> None:
    ann, (first, second, *_) = ann_and_her_sessions(db)
    complete_session(db, "ann", first, an_act(ann, MONDAY_EVENING), given=DONE)
    client = client_of(ann)

    moved = client.patch(f"/workout-sessions/{first}", json={"scheduledDate": "2026-01-06"})
    timed = client.patch(f"/workout-sessions/{second}", json={"startedAt": MONDAY_EVENING})

    assert (moved.status_code, moved.json()["code"]) == (409, "session-not-scheduled")
    assert (timed.status_code, timed.json()["code"]) == (409, "session-not-begun")


def test_a_change_of_a_state_that_is_no_more_is_refused(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client = client_of(ann)
    seen = {"if-match": client.get(f"/workout-sessions/{first}").headers["etag"]}

    fresh = client.patch(f"/workout-sessions/{first}", json={"notes": "One."}, headers=seen)
    stale = client.patch(f"/workout-sessions/{first}", json={"notes": "Two."}, headers=seen)

    assert (fresh.status_code, stale.status_code) == (200, 412)
    assert stale.headers["etag"] == fresh.headers["etag"]


def test_nothing_said_changes_nothing(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client = client_of(ann)
    before = client.get(f"/workout-sessions/{first}")

    answer = client.patch(f"/workout-sessions/{first}", json={})

    assert (answer.json(), answer.headers["etag"]) == (before.json(), before.headers["etag"])


def test_an_adjusted_session_takes_the_place_of_the_one_before(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client = client_of(ann)
    snapshot = client.get(f"/workout-sessions/{first}").json()["workoutSnapshot"]
    snapshot["sections"][0]["exercises"][0]["sets"].pop()

    answer = client.post(f"/workout-sessions/{first}/adjust", json={"_id": "lighter", "workoutSnapshot": snapshot})

    assert answer.status_code == 201, answer.text
    assert (answer.json()["_id"], answer.json()["adjustedFrom"]) == ("lighter", first)
    assert client.get(answer.headers["location"]).json()["workoutSnapshot"] == snapshot
    assert client.get(f"/workout-sessions/{first}/tombstone").json()["reason"] == "adjusted"


def test_an_adjustment_that_breaks_a_rule_changes_nothing(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client = client_of(ann)
    before = client.get(f"/workout-sessions/{first}").json()
    snapshot = msgspec.json.decode(encode(before["workoutSnapshot"]))
    snapshot["sections"][0]["exercises"][0]["sets"][0]["reps"] = -5

    broken = client.post(f"/workout-sessions/{first}/adjust", json={"workoutSnapshot": snapshot})
    no_id = client.post(
        f"/workout-sessions/{first}/adjust", json={"_id": "a/b", "workoutSnapshot": before["workoutSnapshot"]}
    )

    assert [answer.status_code for answer in (broken, no_id)] == [422, 422]
    assert no_id.json()["errors"][0]["path"] == "_id"
    assert client.get(f"/workout-sessions/{first}").json() == before


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("post", "", _one_off()),
        ("patch", "/{id}", {"notes": "Mine."}),
        (
            "post",
            "/{id}/adjust",
            {"workoutSnapshot": {"name": "x", "type": "strength", "objective": "", "sections": []}},
        ),
    ],
)
def test_a_stranger_and_a_read_only_token_change_nothing(
    db: Database, client_of: ClientOf, method: str, address: str, body: dict[str, Any]
) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    bob = a_user(db, "bob")
    path = "/workout-sessions" + address.replace("{id}", first)

    stranger = getattr(client_of(bob), method)(f"{path}?userId=ann", json=body, headers={"if-match": '"1.1"'})
    reader = getattr(client_of(ann, TokenScope.READ), method)(path, json=body)

    assert (stranger.status_code, "etag" in stranger.headers) == (404, False)
    assert (reader.status_code, reader.json()["code"]) == (403, "token-scope-too-small")
