"""`/routine-assignments` and `/receipts` over HTTP: the way from a routine to the calendar and back."""

from typing import Any

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import Sees
from mesocycle.storage.engine.database import Database
from tests.actions.following import two_versions
from tests.api.assignments.following import ann_follows
from tests.api.conftest import ClientOf
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act, the_versions

WISH = {"routineVersionId": "v1", "startDate": "2026-01-05"}


def test_an_assignment_puts_sessions_on_the_calendar_and_answers_with_the_receipt(
    db: Database, client_of: ClientOf
) -> None:
    user = a_user(db)
    the_versions(db, user, *two_versions("ann"))
    ann = client_of(user)

    answer = ann.post("/routine-assignments", json=WISH)

    assert answer.status_code == 201
    receipt = answer.json()
    assert [each["scheduledDate"] for each in receipt["created"]] == [
        "2026-01-05",
        "2026-01-12",
        "2026-01-19",
        "2026-01-26",
    ]
    assert ann.get(answer.headers["location"]).json()["_id"] == receipt["newAssignmentId"]
    assert ann.get(f"/receipts/{receipt['_id']}").json() == receipt
    assert ann.get(f"/receipts/{receipt['_id']}").headers["etag"] == answer.headers["etag"]


def test_a_preview_tells_the_same_and_does_nothing(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    the_versions(db, user, *two_versions("ann"))
    ann = client_of(user)

    answer = ann.post("/routine-assignments/preview", json=WISH)

    assert answer.status_code == 200
    assert (answer.json()["dryRun"], len(answer.json()["created"])) == (True, 4)
    assert ann.get("/receipts").json() == {"items": []}


def test_an_assignment_that_is_sent_again_with_its_key_is_made_once(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    the_versions(db, user, *two_versions("ann"))
    ann, key = client_of(user), {"idempotency-key": "assign-1"}

    once, again = (ann.post("/routine-assignments", json=WISH, headers=key) for _ in range(2))
    otherwise = ann.post("/routine-assignments", json=WISH | {"cycles": 2}, headers=key)

    assert (once.status_code, again.status_code) == (201, 201)
    assert (again.content, again.headers["location"]) == (once.content, once.headers["location"])
    assert (otherwise.status_code, otherwise.json()["code"]) == (422, "key-used-otherwise")
    assert len(ann.get("/receipts").json()["items"]) == 1


def test_an_assignment_may_bring_its_own_id_if_that_is_free(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    the_versions(db, user, *two_versions("ann"))
    other = a_routine(db, user, name="Others")
    ann = client_of(user)

    made = ann.post("/routine-assignments", json=WISH | {"_id": "spring"})
    taken = ann.post("/routine-assignments", json={"routineVersionId": other.id, "_id": "spring"})
    wrong = ann.post("/routine-assignments", json={"routineVersionId": other.id, "_id": "no id"})

    assert (made.status_code, made.json()["newAssignmentId"]) == (201, "spring")
    assert (taken.status_code, taken.json()["code"]) == (409, "already-exists")
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (422, "_id")


def test_a_routine_is_not_followed_twice_at_once(db: Database, client_of: ClientOf) -> None:
    ann, receipt = ann_follows(db)

    answer = client_of(ann).post("/routine-assignments", json=WISH)

    assert (answer.status_code, answer.json()["code"]) == (409, "routine-already-followed")
    assert answer.json()["facts"]["assignmentId"] == receipt.new_assignment_id


@pytest.mark.parametrize(
    "wrong",
    [
        {"startDate": "2026-02-30"},
        {"startWeek": 9},
        {"startWeek": "1"},
        {"weekdayMap": {"monday": "someday"}},
        {"begin": "now"},
        {"cycles": 9007199254740993},
    ],
)
def test_a_beginning_that_can_not_be_is_refused(db: Database, client_of: ClientOf, wrong: dict[str, object]) -> None:
    user = a_user(db)
    the_versions(db, user, *two_versions("ann"))

    answer = client_of(user).post("/routine-assignments", json=WISH | wrong)

    assert answer.status_code == 422
    assert answer.json()["remedy"]


def test_assignments_are_listed_newest_first_and_page_by_page(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    ann = client_of(user)
    made = []
    for minute in range(3):
        version = a_routine(db, user, name=f"Routine {minute}")
        act = an_act(user, f"2026-01-05T09:0{minute + 1}:00.000Z")
        made.append(assign_routine(db, user.id, version.id, AssignmentRequest(), act).new_assignment_id)

    first = ann.get("/routine-assignments", params={"limit": 2}).json()
    second = ann.get("/routine-assignments", params={"limit": 2, "after": first["next"]}).json()

    assert [each["_id"] for each in (*first["items"], *second["items"])][:3] == made[::-1]
    assert second["items"][-1]["origin"] == "own"
    assert "next" not in second


def test_assignments_are_listed_by_status_and_routine(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    ann = client_of(user)
    ann.post(f"/routine-assignments/{receipt.new_assignment_id}/cancel")

    def listed(**asked: str) -> list[str]:
        return [each["_id"] for each in ann.get("/routine-assignments", params=asked).json()["items"]]

    assert listed(status="cancelled,replaced") == [receipt.new_assignment_id]
    assert listed(status="paused") == []
    assert listed(parentRoutineId="routine-1") == [receipt.new_assignment_id]
    assert ann.get("/routine-assignments", params={"status": "gone"}).status_code == 422


def test_a_replacement_tells_first_and_then_does_the_same(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    start_session(db, "ann", receipt.created[0].session_id, an_act(user))
    ann, path = client_of(user), f"/routine-assignments/{receipt.new_assignment_id}/replacement"
    wish = {"routineVersionId": "v2", "startDate": "2026-01-12"}

    told = ann.post(path, json=wish | {"dryRun": True}).json()
    done = ann.post(path, json=wish).json()

    assert (told["dryRun"], done["dryRun"]) == (True, False)
    assert len(done["removed"]) == len(told["removed"]) == 3
    assert done["keptSessions"] == told["keptSessions"]
    assert [each["workoutName"] for each in done["created"]] == ["Squat day II"] * 4
    old = ann.get(f"/routine-assignments/{receipt.new_assignment_id}").json()
    assert (old["status"], old["replacedById"]) == ("replaced", done["newAssignmentId"])


def test_what_was_changed_meanwhile_is_not_replaced(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    ann, path = client_of(user), f"/routine-assignments/{receipt.new_assignment_id}"
    seen = ann.get(path).headers["etag"]
    ann.post(f"{path}/shift", json={"days": 1})

    answer = ann.post(f"{path}/replacement", json={"routineVersionId": "v2"}, headers={"if-match": seen})

    assert (answer.status_code, answer.json()["code"]) == (412, "changed-meanwhile")
    assert answer.headers["etag"] == ann.get(path).headers["etag"]


def test_a_strangers_assignment_is_not_there_whatever_they_ask(db: Database, client_of: ClientOf) -> None:
    _, receipt = ann_follows(db)
    a_user(db, "ben")
    cleo = client_of(a_trainer(db, "cleo"))
    path = f"/routine-assignments/{receipt.new_assignment_id}"
    of_ann, guessed = {"userId": "ann"}, {"if-match": '"guessed"'}

    answers = [
        cleo.get("/routine-assignments", params=of_ann),
        cleo.get(path, params=of_ann),
        cleo.get(path),
        cleo.post("/routine-assignments", params=of_ann, json=WISH),
        cleo.post("/routine-assignments/preview", params=of_ann, json=WISH),
        cleo.post(f"{path}/replacement", params=of_ann, json={"routineVersionId": "v2"}),
        cleo.post(f"{path}/pause", params=of_ann, headers=guessed),
        cleo.post(f"{path}/resume", params=of_ann, headers=guessed, json={"shift": True}),
        cleo.post(f"{path}/shift", params=of_ann, headers=guessed, json={"days": 1}),
        cleo.post(f"{path}/cancel", params=of_ann, headers=guessed),
        cleo.post(f"{path}/complete", params=of_ann, headers=guessed),
        cleo.get("/receipts", params=of_ann),
        cleo.get(f"/receipts/{receipt.id}", params=of_ann),
        cleo.post(f"/receipts/{receipt.id}/undo", params=of_ann, headers=guessed),
    ]

    assert [each.status_code for each in answers] == [404] * len(answers)


def test_a_stranger_gets_the_same_answer_whether_the_athlete_exists_or_not(db: Database, client_of: ClientOf) -> None:
    _, receipt = ann_follows(db)
    cleo = client_of(a_trainer(db, "cleo"))

    for path, body in (
        ("/routine-assignments", WISH),
        (f"/routine-assignments/{receipt.new_assignment_id}/cancel", None),
        (f"/receipts/{receipt.id}/undo", None),
        ("/sync", {"operations": []}),
        ("/reference-values", {"kind": "bodyweight", "value": 70, "unit": "kg"}),
    ):
        guessed, true = (cleo.post(path, params={"userId": each}, json=body) for each in ("nobody", "ann"))

        assert (guessed.status_code, guessed.content) == (404, true.content)


def test_a_former_trainer_gets_no_earlier_answer_again(db: Database, client_of: ClientOf) -> None:
    ann, receipt = ann_follows(db)
    trainer = a_trainer(db)
    a_coaching(db, trainer, ann)
    tom, path = client_of(trainer), f"/routine-assignments/{receipt.new_assignment_id}/pause"
    said: dict[str, Any] = {"params": {"userId": "ann"}, "headers": {"idempotency-key": "pause-1"}}
    before = tom.post(path, **said)
    end_coaching(db, trainer.id, an_act(ann))

    after = tom.post(path, **said)

    assert (before.status_code, after.status_code) == (200, 404)


def test_a_trainer_plans_for_an_athlete_and_sees_what_the_athlete_lets_them_see(
    db: Database, client_of: ClientOf
) -> None:
    ann, own = ann_follows(db)
    trainer = a_trainer(db)
    a_coaching(db, trainer, ann, sees=Sees.ASSIGNED)
    version = a_routine(db, trainer)
    tom = client_of(trainer)

    answer = tom.post("/routine-assignments", params={"userId": "ann"}, json={"routineVersionId": version.id})

    assert answer.status_code == 201
    assert tom.get(answer.headers["location"]).json()["assignedBy"] == "tom"
    listed = tom.get("/routine-assignments", params={"userId": "ann"}).json()["items"]
    assert [each["_id"] for each in listed] == [answer.json()["newAssignmentId"]]
    assert [each["_id"] for each in tom.get("/receipts", params={"userId": "ann"}).json()["items"]] == [
        answer.json()["_id"]
    ]
    hidden = tom.post(
        f"/routine-assignments/{own.new_assignment_id}/pause", params={"userId": "ann"}, headers={"if-match": '"x"'}
    )
    assert hidden.status_code == 404


def test_a_token_that_may_only_read_assigns_nothing_and_reads_all(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    reading = client_of(user, TokenScope.READ)

    assert reading.get(f"/routine-assignments/{receipt.new_assignment_id}").status_code == 200
    refused = reading.post(f"/routine-assignments/{receipt.new_assignment_id}/pause")
    assert (refused.status_code, refused.json()["code"]) == (403, "token-scope-too-small")


def test_a_replacement_inside_a_pause_creates_its_days_and_resuming_shifts_them(
    db: Database, client_of: ClientOf
) -> None:
    user, receipt = ann_follows(db)
    ann = client_of(user)
    old = receipt.new_assignment_id
    ann.post(f"/routine-assignments/{old}/pause", json={"from": "2025-12-29"})

    wish = {"routineVersionId": "v2", "continue": True}
    replaced = ann.post(f"/routine-assignments/{old}/replacement", json=wish).json()
    path = f"/routine-assignments/{replaced['newAssignmentId']}"
    resumed = ann.post(f"{path}/resume", json={"shift": True}).json()

    assert len(replaced["created"]) == len(resumed["moved"]) == 4
