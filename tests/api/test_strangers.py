"""Who may not see an athlete learns nothing of them: not whether they exist, nor what of theirs does."""

import msgspec
import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.api.description.examples import example_of
from mesocycle.api.description.nouns import ROUTES
from mesocycle.api.description.openapi import operation_id
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.user import Role, User
from mesocycle.http.route import Route
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from tests.api.conftest import ClientOf
from tests.arrange import a_coaching, a_routine, a_user, an_act

NOBODY = "6b0000000000000000000000"
ABOUT_SOMEBODY = [route for route in ROUTES if "user_id" in route.query.__struct_fields__]


@pytest.fixture
def theirs(db: Database) -> dict[str, str]:
    """Give the ids of an athlete's training."""
    bob = a_user(db, "bob")
    version = a_routine(db, bob)
    receipt = assign_routine(db, bob.id, version.id, AssignmentRequest(start_date="2026-01-05"), an_act(bob))
    assert receipt.new_assignment_id is not None
    return {
        "userId": bob.id,
        "parentRoutineId": version.parent_routine_id,
        "routineVersionId": version.id,
        "routineAssignmentId": receipt.new_assignment_id,
        "receiptId": receipt.id,
        "sessionId": receipt.created[0].session_id,
    }


def refused(client_of: ClientOf, eve: User, route: Route, ids: dict[str, str], user_id: str) -> tuple[int, bytes]:
    path = route.path
    for name in route.ids:
        path = path.replace(f"{{{name}}}", ids.get(name, NOBODY))
    body = example_of(operation_id(route), route.takes)
    content = None if route.takes is None else msgspec.json.encode(body)
    headers = {"content-type": "application/json", "if-match": '"1.1"'}
    answer = client_of(eve).request(route.method, f"{path}?userId={user_id}", content=content, headers=headers)
    return answer.status_code, answer.content


@pytest.mark.parametrize("route", ABOUT_SOMEBODY, ids=operation_id)
def test_an_athlete_whom_one_may_not_see_and_none_at_all_are_answered_byte_for_byte_alike(
    db: Database, client_of: ClientOf, theirs: dict[str, str], route: Route
) -> None:
    eve = a_user(db, "eve", roles=(Role.TRAINER,))

    answers = {
        refused(client_of, eve, route, theirs, theirs["userId"]),
        refused(client_of, eve, route, theirs, NOBODY),
        refused(client_of, eve, route, {}, theirs["userId"]),
    }

    assert len(answers) == 1
    assert {status for status, _ in answers} <= {404, 422}  # 422: wrong in itself, before anybody is looked up


def test_an_answer_that_was_given_is_not_given_again_to_whom_the_athlete_shut_out(
    db: Database, client_of: ClientOf, theirs: dict[str, str]
) -> None:
    eve = a_user(db, "eve", roles=(Role.TRAINER,))
    with db.read() as read:
        bob = users.get(read, theirs["userId"])
    a_coaching(db, eve, bob)
    address = f"/routine-assignments/{theirs['routineAssignmentId']}/cancel?userId={bob.id}"
    key = {"idempotency-key": "a-key"}
    assert client_of(eve).post(address, headers=key).status_code == 200
    end_coaching(db, eve.id, an_act(bob))

    again = client_of(eve).post(address, headers=key)

    assert again.status_code == 404


def test_a_key_of_somebody_else_gives_nobody_their_answer(db: Database, client_of: ClientOf) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")
    body = {"kind": "bodyweight", "value": 80, "unit": "kg", "validFrom": "2026-01-05"}
    key = {"idempotency-key": "a-key"}
    client_of(ann).post("/reference-values", json=body, headers=key)

    answer = client_of(bob).post("/reference-values", json=body, headers=key)

    assert (answer.status_code, answer.json()["userId"]) == (201, bob.id)
    assert "idempotency-replayed" not in answer.headers
