"""Offline operations already taken in."""

from mesocycle.domain.sync.operations import OperationResult
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sync import operations
from mesocycle.storage.sync.operations import Remembered
from tests.arrange import a_user, an_act
from tests.offline.phone import an_operation

RESULT = OperationResult(operation_id="op-1", outcome="done")


def test_an_answer_is_remembered_with_the_work_it_answers_and_for_its_owner_alone(db: Database) -> None:
    ann, _ = a_user(db), a_user(db, "bob")
    db.write(
        "ann",
        an_act(ann),
        lambda write: operations.remember_all(
            write, [(an_operation("start", "session-1", {}, id_="op-1"), Remembered(b"hash", RESULT))]
        ),
    )

    with db.read() as read:
        found = operations.find(read, "ann", ["op-1", "op-2"])
        assert operations.find(read, "bob", ["op-1"]) == {}

    assert {name: (each.body_hash, each.result) for name, each in found.items()} == {"op-1": (b"hash", RESULT)}
