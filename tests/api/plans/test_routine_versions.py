"""`/routine-versions` over HTTP."""

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.api.plans.routines import MORE
from tests.arrange import a_routine, a_user, an_act


def test_a_version_is_copied_where_its_owner_allows_it(db: Database, client_of: ClientOf) -> None:
    version = a_routine(db, a_user(db), isPublic=True, allowCopy=True)
    ben = client_of(a_user(db, "ben"))

    answer = ben.post(f"/routines/versions/{version.id}/copy", json={"name": "My squats"})

    assert answer.status_code == 201
    assert (answer.json()["name"], answer.json()["createdBy"]) == ("My squats", "ben")
    assert ben.get(answer.headers["location"]).status_code == 200


def test_a_deletion_that_is_sent_again_gets_the_same_answer(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    ann, path = client_of(user), f"/routines/{a_routine(db, user).parent_routine_id}"
    key = {"idempotency-key": "delete-1"}

    once, again = (ann.delete(path, headers=key) for _ in range(2))

    assert (once.status_code, again.status_code) == (200, 200)
    assert once.content == again.content
    assert ann.delete(path).status_code == 404
    assert ann.get(path).status_code == 404


def test_one_unused_version_is_deleted_and_a_used_one_stays(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    first = a_routine(db, user)
    assign_routine(db, user.id, first.id, AssignmentRequest(start_date="2026-01-05"), an_act(user))
    ann = client_of(user)
    second = ann.post(f"/routines/{first.parent_routine_id}/versions", json=MORE).json()

    gone = ann.delete(f"/routines/versions/{second['_id']}")
    kept = ann.delete(f"/routines/{first.parent_routine_id}")

    assert gone.json()["version"] == 2
    assert (kept.status_code, kept.json()["code"]) == (409, "version-in-use")
    assert ann.post(f"/routines/versions/{first.id}/archive").json()["isArchived"]
