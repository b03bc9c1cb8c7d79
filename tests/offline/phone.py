"""What the tests of offline share."""

from typing import Any

import msgspec

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import OperationKind
from mesocycle.domain.sync.operations import Operation, OperationResult
from mesocycle.storage.engine.database import Database
from tests.actions.training import (
    stored_session,
)
from tests.arrange import an_act, feed_position

OFFLINE = "2026-01-05T17:00:00.000Z"
"""When the device worked, an hour before it is back."""


def an_operation(
    kind: str, session_id: Id, body: object = None, *, id_: Id | None = None, seen: int = 0, at: str = OFFLINE
) -> Operation:
    """Give an operation of a device that had seen the feed up to `seen`."""
    plain: dict[str, Any] = {} if body is None else msgspec.to_builtins(body)
    return Operation(
        id=id_ or f"op-{kind}-{session_id}",
        seen_seq=seen,
        session_id=session_id,
        kind=OperationKind(kind),
        at=at,
        body=plain,
    )


def position(db: Database) -> int:
    """Give the position of Ann's feed."""
    with db.read() as read:
        return feed_position(read, "ann")[1]


def replaced(db: Database, session_id: Id) -> Id:
    """Replace the assignment of a session, which goes with it; gives the new one's id."""
    old = stored_session(db, session_id).routine_assignment_id
    receipt = replace_assignment(db, "ann", old, "v1", ReplacementRequest(), an_act(Actor("ann", frozenset())))
    assert receipt.new_assignment_id is not None
    return receipt.new_assignment_id


def outcomes(results: list[OperationResult]) -> list[str]:
    """Give what became of each operation, refusals by their code."""
    return [result.refusal.code if result.refusal else result.outcome for result in results]


def session_in(result: OperationResult) -> WorkoutSession:
    """Read the session inside an answer."""
    assert result.session is not None
    return msgspec.json.decode(result.session, type=WorkoutSession)
