"""Offline operations already taken in."""

from mesocycle.domain.sync.operations import Operation, OperationKind, OperationResult
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sync import operations
from mesocycle.storage.sync.operations import Remembered
from tests.arrange import NOW, a_user, an_act

START = Operation(id="op-1", seen_seq=0, session_id="session-1", kind=OperationKind.START, at=NOW, body={})
KEPT = Remembered(b"hash", OperationResult(operation_id="op-1", outcome="done"))


def test_an_answer_is_remembered_with_the_work_it_answers_and_for_its_owner_alone(db: Database) -> None:
    ann, _ = a_user(db), a_user(db, "bob")
    db.write("ann", an_act(ann), lambda write: operations.remember_all(write, [(START, KEPT)]))

    with db.read() as read:
        found = operations.find(read, "ann", ["op-1", "op-2"])
        assert operations.find(read, "bob", ["op-1"]) == {}

    assert found == {"op-1": KEPT}
