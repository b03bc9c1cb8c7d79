"""What the tests of offline share."""

from mesocycle.domain.document import Id
from mesocycle.domain.sync.operations import Operation
from tests.offline.phone import an_operation

EXERCISE = "exercise-1"


def a_set_logged(session_id: Id, number: int, **said: object) -> Operation:
    """Give the operation that logs the n-th added set of the exercise."""
    done = {
        "_id": f"done-{number}",
        "added": True,
        "setNumber": number % 1_000 + 1,
        "setType": "working",
        "performance": {"reps": 5, "weight": 100, "weightUnit": "kg"},
    }
    body = {"exerciseId": EXERCISE, "set": {**done, **said}}
    return an_operation("log-set", session_id, body, id_=f"op-{number}")
