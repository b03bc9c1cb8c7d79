"""Work done offline, sent over HTTP."""

from typing import Any

from mesocycle.actions.assignments.end_assignment import cancel_assignment
from mesocycle.domain.people.caller import TokenScope
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.api.sessions.following import ann_follows
from tests.arrange import a_coaching, a_trainer, a_user, an_act

LATER = "2026-01-05T17:00:00.000Z"


def _operation(session_id: str, kind: str, *, seen: int = 100, **body: Any) -> dict[str, Any]:  # noqa: ANN401  # members of any body
    return {
        "_id": f"{kind}-{session_id}",
        "seenSeq": seen,
        "sessionId": session_id,
        "kind": kind,
        "at": LATER,
        "body": body,
    }


def test_offline_work_is_taken_in_and_sent_again_changes_nothing(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    first, second = (each.session_id for each in receipt.created[:2])
    batch = {
        "operations": [
            _operation(first, "start"),
            _operation(second, "skip", reason="illness"),
            _operation(first, "complete", durationMinutes=45),
        ]
    }
    ann = client_of(user)

    once, again = (ann.post("/sync", json=batch) for _ in range(2))

    results = once.json()["results"]
    assert [each["outcome"] for each in results] == ["done", "done", "done"]
    assert (results[2]["session"]["status"], results[2]["session"]["durationMinutes"]) == ("completed", 45)
    assert again.json() == once.json()
    assert ann.get(f"/workout-sessions/{second}").json()["status"] == "skipped"


def test_a_refused_operation_holds_up_no_other(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    batch = {
        "operations": [
            _operation("never-was", "start"),
            _operation(receipt.created[0].session_id, "complete", colour="red"),
            _operation(receipt.created[1].session_id, "start"),
        ]
    }

    results = client_of(user).post("/sync", json=batch).json()["results"]

    assert [each["outcome"] for each in results] == ["refused", "refused", "done"]
    assert [each["refusal"]["kind"] for each in results[:2]] == ["not-found", "invalid"]


def test_late_work_on_a_session_that_was_removed_brings_it_back(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    ann = client_of(user)
    seen = ann.get("/changes").json()["seq"]
    assert receipt.new_assignment_id is not None
    cancel_assignment(db, "ann", receipt.new_assignment_id, an_act(user))
    session_id = receipt.created[0].session_id

    (result,) = ann.post("/sync", json={"operations": [_operation(session_id, "start", seen=seen)]}).json()["results"]

    assert (result["outcome"], result["session"]["status"]) == ("revived", "in-progress")


def test_a_batch_that_is_none_is_refused_whole(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    ann = client_of(user)
    right, wrong = _operation(receipt.created[0].session_id, "start"), _operation("x", "dance")

    answer = ann.post("/sync", json={"operations": [right, wrong]})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "operations[1].kind")
    assert ann.get(f"/workout-sessions/{right['sessionId']}").json()["status"] == "scheduled"


def test_too_many_operations_at_once_are_refused(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    answer = ann.post("/sync", json={"operations": [_operation("x", "start")] * 1001})

    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-operations")


def test_work_for_somebody_else_is_refused_unless_they_allowed_it(db: Database, client_of: ClientOf) -> None:
    ann, receipt = ann_follows(db)
    stranger, coach, helper = a_user(db, "ben"), a_trainer(db, "cleo"), a_trainer(db, "tom")
    a_coaching(db, coach, ann)
    a_coaching(db, helper, ann, may_log=True)
    batch = {"operations": [_operation(receipt.created[0].session_id, "start")]}

    answers = [
        client_of(user).post("/sync", params={"userId": "ann"}, json=batch) for user in (stranger, coach, helper)
    ]

    assert [each.status_code for each in answers] == [404, 200, 200]
    assert [each.json()["results"][0]["outcome"] for each in answers[1:]] == ["refused", "done"]


def test_a_token_that_may_only_read_sends_no_work(db: Database, client_of: ClientOf) -> None:
    reading = client_of(a_user(db), TokenScope.READ)

    assert reading.get("/changes").status_code == 200
    assert reading.post("/sync", json={"operations": []}).status_code == 403
