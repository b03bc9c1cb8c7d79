"""The performance log over HTTP: whole, by set, by effort."""

from typing import Any

import pytest

from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.workout import RunSection, WorkoutType
from mesocycle.domain.session.inputs import OneOff
from mesocycle.storage.engine.database import Database
from tests.actions.training import MONDAY_EVENING, rows_of
from tests.api.conftest import ClientOf
from tests.api.training import a_log_document, a_set_document, ann_and_her_sessions, reps_in
from tests.arrange import a_coaching, a_trainer, a_user, an_act
from tests.builders import a_workout


def _begun(db: Database) -> tuple[User, str]:
    """Let Ann have begun the first of her sessions; gives her and the address of its log."""
    ann, (first, *_) = ann_and_her_sessions(db)
    start_session(db, "ann", first, an_act(ann, MONDAY_EVENING))
    return ann, f"/workout-sessions/{first}/performance-log"


def _a_run(db: Database, ann: User) -> str:
    """Let Ann have begun a run of two kilometres; gives the address of its log."""
    section = RunSection(id="run-1", name="Easy", order_index=0, distance=2000)
    workout = a_workout(type=WorkoutType.RUNNING, sections=(section,))
    act = an_act(ann, MONDAY_EVENING)
    run = add_session(db, "ann", OneOff(scheduled_date="2026-01-05", workout=workout), act)
    start_session(db, "ann", run.id, act)
    return f"/workout-sessions/{run.id}/performance-log"


def _an_effort(duration: int, *, id_: str = "effort-1") -> dict[str, Any]:
    performance = {"duration": duration, "distance": 2000}
    effort = {"_id": id_, "stepId": "run-1:work", "round": 1, "phase": "active", "performance": performance}
    return {"effort": effort}


def test_a_log_that_is_not_there_yet_is_an_empty_one_that_can_be_put(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    client = client_of(ann)

    empty = client.get(log)
    put = client.put(log, json=a_log_document(), headers={"if-match": empty.headers["etag"]})

    assert (empty.status_code, empty.json()) == (200, {"sections": []})
    assert put.status_code == 200, put.text
    assert reps_in(put.json()) == {"done-1": 5}


def test_a_log_that_was_put_is_read_back_in_session_and_log(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    client = client_of(ann)
    put = client.put(log, json=a_log_document(), headers={"if-match": "*"})

    alone = client.get(log)
    session = client.get(log.removesuffix("/performance-log"))

    assert (alone.content, alone.headers["etag"]) == (put.content, put.headers["etag"])
    assert session.json()["performanceLog"] == put.json()
    assert rows_of(db, session.json()["_id"]) == [("done-1", "2026-01-05", 100.0)]


def test_a_whole_log_is_not_put_without_saying_in_which_ones_place(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    client = client_of(ann)

    answer = client.put(log, json=a_log_document())

    assert (answer.status_code, answer.json()["code"]) == (428, "condition-missing")
    assert client.get(log).json() == {"sections": []}


def test_a_log_that_was_changed_meanwhile_is_not_overwritten(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    client = client_of(ann)
    seen = client.get(log).headers["etag"]
    client.put(f"{log}/sets/done-2", json={"set": a_set_document(id_="done-2", set_id="set-2")})

    stale = client.put(log, json=a_log_document(), headers={"if-match": seen})
    fresh = client.put(log, json=a_log_document(), headers={"if-match": stale.headers["etag"]})

    assert (stale.status_code, stale.json()["code"]) == (412, "changed-meanwhile")
    assert (fresh.status_code, reps_in(fresh.json())) == (200, {"done-1": 5})


def test_the_tag_of_the_session_stands_for_its_log_too(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    client = client_of(ann)
    session = client.get(log.removesuffix("/performance-log")).headers["etag"]

    answer = client.put(log, json=a_log_document(), headers={"if-match": session})

    assert answer.status_code == 200
    assert answer.headers["etag"] != session


def test_a_log_that_the_client_has_already_is_not_sent_again(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    client = client_of(ann)
    put = client.put(log, json=a_log_document(), headers={"if-match": "*"})

    answer = client.get(log, headers={"if-none-match": put.headers["etag"]})

    assert (answer.status_code, answer.content) == (304, b"")


def test_a_whole_log_sent_again_with_its_key_gets_the_same_answer_before_if_match_is_looked_at(
    db: Database, client_of: ClientOf
) -> None:
    ann, log = _begun(db)
    client = client_of(ann)
    headers = {"if-match": client.get(log).headers["etag"], "idempotency-key": "put-1"}

    once, again = (client.put(log, json=a_log_document(), headers=headers) for _ in range(2))
    otherwise = client.put(log, json=a_log_document(reps=6), headers=headers)

    assert (once.status_code, again.status_code) == (200, 200)
    assert (again.content, again.headers["etag"]) == (once.content, once.headers["etag"])
    assert otherwise.status_code == 422


def test_nothing_is_logged_on_a_session_that_has_not_begun(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client, log = client_of(ann), f"/workout-sessions/{first}/performance-log"

    whole = client.put(log, json=a_log_document(), headers={"if-match": "*"})
    one_set = client.put(f"{log}/sets/done-1", json={"set": a_set_document()})

    assert [answer.status_code for answer in (whole, one_set)] == [409, 409]
    assert whole.json()["code"] == one_set.json()["code"] == "session-not-begun"


def test_a_log_that_names_what_the_plan_has_not_is_refused_with_each_place(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    body = a_log_document()
    body["sections"][0]["exercises"][0]["sets"] += [a_set_document(id_="done-2", set_id="set-9")]
    body["feedback"] = {"rpe": 11}

    answer = client_of(ann).put(log, json=body, headers={"if-match": "*"})

    assert answer.status_code == 422
    assert [error["path"] for error in answer.json()["errors"]] == [
        "sections[0].exercises[0].sets[1].setId",
        "feedback.rpe",
    ]


def test_a_number_in_quotes_is_refused_with_its_path(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    body = a_log_document()
    body["sections"][0]["exercises"][0]["sets"][0]["performance"]["reps"] = "5"

    answer = client_of(ann).put(log, json=body, headers={"if-match": "*"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "sections[0].exercises[0].sets[0].performance.reps"


def test_a_set_is_logged_and_the_same_again_corrects_it(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    client = client_of(ann)

    client.put(f"{log}/sets/done-1", json={"set": a_set_document(reps=5)})
    client.put(f"{log}/sets/done-1", json={"set": a_set_document(reps=5)})
    corrected = client.put(f"{log}/sets/done-1", json={"set": a_set_document(reps=4)})

    assert reps_in(corrected.json()) == {"done-1": 4}
    assert corrected.headers["etag"] == client.get(log).headers["etag"]


def test_the_address_of_a_set_and_its_id_are_one(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)

    answer = client_of(ann).put(f"{log}/sets/done-2", json={"set": a_set_document(id_="done-1")})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "set._id")


def test_a_set_taken_out_is_gone_and_stays_in_the_history(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    client = client_of(ann)
    client.put(f"{log}/sets/done-1", json={"set": a_set_document()})
    client.put(f"{log}/sets/done-2", json={"set": a_set_document(id_="done-2", set_id="set-2")})

    answer = client.delete(f"{log}/sets/done-1")
    again = client.delete(f"{log}/sets/done-1")

    assert (answer.status_code, reps_in(answer.json())) == (200, {"done-2": 5})
    assert (again.status_code, again.json()["code"]) == (404, "not-found")
    events = client.get(f"{log.removesuffix('/performance-log')}/events").json()["items"]
    assert events[-1]["before"]["details"]["entries"][0]["_id"] == "done-1"


def test_an_effort_is_logged_corrected_and_taken_out(db: Database, client_of: ClientOf) -> None:
    ann, _ = ann_and_her_sessions(db)
    log, client = _a_run(db, ann), client_of(ann)

    client.put(f"{log}/efforts/effort-1", json=_an_effort(600))
    corrected = client.put(f"{log}/efforts/effort-1", json=_an_effort(590))
    not_as_a_set = client.delete(f"{log}/sets/effort-1")
    taken_out = client.delete(f"{log}/efforts/effort-1")

    (effort,) = corrected.json()["sections"][0]["efforts"]
    assert (effort["_id"], effort["performance"]["duration"]) == ("effort-1", 590)
    assert not_as_a_set.status_code == 404
    assert (taken_out.status_code, taken_out.json()) == (200, {"sections": []})


def test_a_stranger_and_a_read_only_token_log_nothing(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    bob = client_of(a_user(db, "bob"))
    reader = client_of(ann, TokenScope.READ)

    strange = [
        bob.get(f"{log}?userId=ann"),
        bob.put(f"{log}?userId=ann", json=a_log_document(), headers={"if-match": '"1.1"'}),
        bob.put(f"{log}/sets/done-1?userId=ann", json={"set": a_set_document()}),
        bob.delete(f"{log}/sets/done-1?userId=ann"),
    ]
    put = reader.put(log, json=a_log_document(), headers={"if-match": "*"})

    assert [answer.status_code for answer in strange] == [404] * 4
    assert not any("etag" in answer.headers for answer in strange)
    assert (reader.get(log).status_code, put.status_code) == (200, 403)


@pytest.mark.parametrize(("may_log", "status"), [(False, 403), (True, 200)])
def test_a_trainer_logs_only_where_the_athlete_allows_it(
    db: Database, client_of: ClientOf, may_log: bool, status: int
) -> None:
    ann, log = _begun(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann, may_log=may_log)

    answer = client_of(tom).put(f"{log}/sets/done-1?userId=ann", json={"set": a_set_document()})

    assert answer.status_code == status
    assert client_of(tom).get(f"{log}?userId=ann").status_code == 200


def test_what_was_done_is_told_in_one_text_and_the_session_stays_open(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)
    client = client_of(ann)
    first = client.post(log, json={"done": "Back squat: 5,5 @ 100 kg"})

    again = client.post(log, json={"done": "Back squat: 5,5,4 @ 100 kg RPE 9"})

    assert (first.status_code, again.status_code) == (200, 200)
    assert [*reps_in(again.json()).values()] == [5, 5, 4]
    assert client.get(log.removesuffix("/performance-log")).json()["status"] == "in-progress"


def test_a_text_that_is_no_deed_is_pointed_at(db: Database, client_of: ClientOf) -> None:
    ann, log = _begun(db)

    answer = client_of(ann).post(log, json={"done": "Back squat: AMRAP"})

    assert (answer.status_code, answer.json()["code"]) == (422, "notation-not-understood")
    assert answer.json()["facts"]["column"] == 13
