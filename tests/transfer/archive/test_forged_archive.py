"""A forged archive never changes what is there: nothing of anybody else, and of one's own nothing but what undo may."""

import io
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.plans.delete_routine import delete_routine
from mesocycle.domain.archive.archive import ArchiveNotUsable, ArchivePart, ArchiveTaken
from mesocycle.domain.assignment.assignment import RoutineAssignment
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import readable_versions
from mesocycle.storage.tables.training import receipt, routine, routine_version, session_event
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.archive.import_archive import import_archive
from tests.arrange import ADMIN, a_trainer, a_user, an_act, an_actor, the_versions
from tests.builders import a_version
from tests.transfer.forging import Change, Documents, each, forged
from tests.transfer.test_archive import LATER, a_history, exported


def ann_at(elsewhere: Database, db: Database) -> tuple[User, bytes]:
    """Let Ann train here, live elsewhere too, and give her archive."""
    _, ann = a_history(db)
    a_user(elsewhere, "ann")
    return ann, exported(db, ann).getvalue()


def taken_by(elsewhere: Database, ann: User, archive: io.BytesIO) -> ArchiveTaken:
    return import_archive(elsewhere, archive, an_act(ann, LATER), into="ann")


def rejected(taken: ArchiveTaken, part: ArchivePart) -> list[str]:
    return [no.reason for no in taken.rejected if no.part is part]


FORMER: list[tuple[str, object]] = [
    ("_id", "another"),
    ("parentRoutineId", "another"),
    ("routineVersionId", "another"),
    ("assignedBy", "another"),
    ("origin", "imported"),
    ("startDate", "2020-01-01"),
    ("status", "cancelled"),
    ("shiftDays", 2**31 - 1),
    ("pauses", [{"from": "2026-01-05"}]),
]


@pytest.mark.parametrize(("field", "value"), FORMER)
def test_a_receipt_whose_former_assignment_is_not_the_known_one_is_rejected(
    db: Database, elsewhere: Database, field: str, value: object
) -> None:
    ann, archive = ann_at(elsewhere, db)

    def lie(document: dict[str, Any]) -> None:
        for former in document["former"]:
            former[field] = value

    with pytest.raises(ArchiveNotUsable, match="tells of session"):  # the tombstones need the receipt
        taken_by(elsewhere, ann, forged(archive, receipts=each(lie)))
    lonely = forged(archive, receipts=_only(_replacing, lie))
    taken = taken_by(elsewhere, ann, lonely)

    assert any("stood there before" in reason for reason in rejected(taken, ArchivePart.RECEIPTS))
    with elsewhere.read() as read:
        assert verify(read).findings == ()


def test_what_a_stored_receipt_invents_of_the_assignment_before_is_never_written_over_it(db: Database) -> None:
    tom, ann = a_history(db)
    the_versions(db, tom, a_version(id="secret-1", parent_routine_id="secret", created_by="tom"))
    with db.read() as read:
        (replaced,) = [each for each in receipts.of_user(read, "ann") if each.kind == "replacement"]
        old = assignments.get(read, "ann", replaced.old_assignment_id or "")
    _invent(db, replaced.id, routineVersionId="secret-1", parentRoutineId="secret", assignedBy="ann")

    undo_receipt(db, "ann", replaced.id, an_act(ann, LATER))

    with db.read() as read:
        now = assignments.get(read, "ann", old.id)
        with pytest.raises(NotFound):
            readable_versions.get(read, an_actor(ann), "secret-1")
    assert _lasting(now) == _lasting(old)
    assert now.status.live


def _invent(db: Database, receipt_id: str, **said: object) -> None:
    with db.engine.connect() as connection, connection.begin():
        of_it = receipt.c.id == receipt_id
        former = msgspec.json.decode(connection.execute(receipt.select().where(of_it)).one().former)
        text = msgspec.json.encode([{**one, **said} for one in former]).decode()
        connection.execute(receipt.update().where(of_it).values(former=text))


def _lasting(assignment: RoutineAssignment) -> tuple[str, ...]:
    return (
        assignment.parent_routine_id,
        assignment.routine_version_id,
        assignment.assigned_by,
        assignment.origin,
        assignment.start_date,
    )


def test_a_session_that_names_a_version_here_that_is_not_its_users_to_read_is_rejected(
    db: Database, elsewhere: Database
) -> None:
    ann, archive = ann_at(elsewhere, db)
    tom = a_trainer(elsewhere)
    the_versions(elsewhere, tom, a_version(id="secret-1", parent_routine_id="secret", created_by="tom"))

    def name_it(document: dict[str, Any]) -> None:
        document["session"]["routineVersionId"] = "secret-1"

    with pytest.raises(ArchiveNotUsable):
        taken_by(elsewhere, ann, forged(archive, sessions=each(name_it)))
    lonely = forged(archive, sessions=each(name_it), receipts=_drop_all, tombstones=_drop_all)
    taken = taken_by(elsewhere, ann, lonely)

    assert set(rejected(taken, ArchivePart.SESSIONS)) >= {"it names a version here that is not yours to read"}
    delete_routine(elsewhere, "secret", an_act(tom, LATER))
    with elsewhere.read() as read:
        assert verify(read).findings == ()


def _replacing(document: dict[str, Any]) -> bool:
    return bool(document["receipt"]["kind"] == "replacement")


def _only(which: Callable[[dict[str, Any]], bool], change: Callable[[dict[str, Any]], None]) -> Change:
    """Leave only some documents, and change them."""

    def leave(documents: Documents) -> None:
        documents[:] = [document for document in documents if which(document)]
        each(change)(documents)

    return leave


def _drop_all(documents: Documents) -> None:
    documents.clear()


@pytest.mark.parametrize("who", ["herself", "an admin"])
def test_nobody_elses_library_gets_a_plan_by_an_archive(db: Database, elsewhere: Database, who: str) -> None:
    ann, archive = ann_at(elsewhere, db)
    tom = a_trainer(elsewhere)
    act = an_act(ann if who == "herself" else ADMIN, LATER)
    before = _library_of(elsewhere, tom)

    import_archive(elsewhere, io.BytesIO(archive), act, into="ann")

    assert _library_of(elsewhere, tom) == before
    with elsewhere.read() as read:
        assert verify(read).findings == ()


def _library_of(db: Database, user: User) -> tuple[list[str], list[str]]:
    """Give the routines that are a user's, and the versions that say they wrote them."""
    with db.read() as read:
        owned = read.execute(routine.select().where(routine.c.owner_id == user.id).order_by(routine.c.id))
        wrote = read.execute(routine_version.select().where(routine_version.c.created_by == user.id))
        return [row.id for row in owned], sorted(row.id for row in wrote)


def test_a_plan_of_somebody_who_is_not_here_is_the_importers_so_that_it_is_nobodys_who_comes_later(
    db: Database, elsewhere: Database
) -> None:
    ann, archive = ann_at(elsewhere, db)

    taken_by(elsewhere, ann, io.BytesIO(archive))
    tom = a_trainer(elsewhere)

    assert "routine-1" not in _library_of(elsewhere, tom)[0]
    assert "routine-1" in _library_of(elsewhere, ann)[0]


def test_two_who_bring_the_same_plan_both_keep_their_training(db: Database, elsewhere: Database) -> None:
    ann, archive = ann_at(elsewhere, db)
    bob = a_user(elsewhere, "bob")
    taken_by(elsewhere, ann, io.BytesIO(archive))

    def other_ids(document: dict[str, Any]) -> None:
        document["assignment"]["_id"] += "b"

    only_assigned = forged(archive, assignments=each(other_ids), receipts=_drop_all, tombstones=_drop_all,
                           sessions=_drop_all, events=_drop_all)  # fmt: skip
    taken = import_archive(elsewhere, only_assigned, an_act(bob, LATER), into="bob")

    assert rejected(taken, ArchivePart.ROUTINE_VERSIONS) == []
    assert [r for r in rejected(taken, ArchivePart.ASSIGNMENTS) if "read" in r] == []


def test_a_version_that_somebody_else_is_said_to_have_written_does_not_come_in(
    db: Database, elsewhere: Database
) -> None:
    tom, _ = a_history(db)
    archive = exported(db, tom).getvalue()

    def by_ann(document: dict[str, Any]) -> None:
        document["createdBy"] = "ann"

    with pytest.raises(ArchiveNotUsable):
        import_archive(elsewhere, forged(archive, routine_versions=each(by_ann)), an_act(ADMIN, LATER))


def _put(*path: str, to: object) -> Callable[[dict[str, Any]], None]:
    """Say something else at a place of a document."""

    def put(document: dict[str, Any]) -> None:
        *above, last = path
        for name in above:
            document = document[name]
        document[last] = to

    return put


BY_API: list[tuple[str, Callable[[dict[str, Any]], None]]] = [
    ("routine-versions", _put("duration", to=4_000)),
    ("routine-versions", _put("name", to="")),
    ("routines", _put("name", to="x" * 300)),
    ("assignments", _put("assignment", "shiftDays", to=2**31 - 1)),
    ("assignments", _put("assignment", "startDay", to=0)),
    ("assignments", _put("assignment", "cycles", to=0)),
    ("assignments", _put("assignment", "replacedById", to="695b7d9003985a4920e718d5")),
    ("assignments", _put("assignment", "pauses", to=[{"from": "2026-03-01", "to": "2026-02-01"}])),
    ("assignments", _put("assignment", "pauses", to=[{"from": "2026-03-01"}, {"from": "2026-04-01"}])),
    ("reference-values", _put("referenceValue", "value", to=-140)),
    ("reference-values", _put("referenceValue", "unit", to="stone")),
    ("receipts", _put("receipt", "kind", to="pause")),
    ("receipts", _put("receipt", "dryRun", to=True)),
]


@pytest.mark.parametrize(("part", "change"), BY_API, ids=[f"{part}-{at}" for at, (part, _) in enumerate(BY_API)])
def test_what_no_other_door_takes_does_not_come_by_an_archive_either(
    db: Database, elsewhere: Database, part: str, change: Callable[[dict[str, Any]], None]
) -> None:
    ann, archive = ann_at(elsewhere, db)

    taken = _taken_alone(elsewhere, ann, archive, part, change)

    assert [said for said in rejected(taken, ArchivePart(part)) if "did not come in" not in said]


def _taken_alone(
    elsewhere: Database,
    ann: User,
    archive: bytes,
    part: str,
    change: Callable[[dict[str, Any]], None],
) -> ArchiveTaken:
    """Take the archive in with one part changed, and of the training only what that needs."""
    alone: dict[str, Change] = dict.fromkeys(("receipts", "tombstones", "sessions", "events"), _drop_all)
    changes = {**alone, part.replace("-", "_"): each(change)}
    if part == "routine-versions":
        changes["routines"] = _drop_all
    elif part == "routines":
        changes["routine_versions"] = _drop_all
    return taken_by(elsewhere, ann, forged(archive, **changes))


def test_an_event_that_names_a_day_that_is_none_does_not_come_in(db: Database, elsewhere: Database) -> None:
    ann, archive = ann_at(elsewhere, db)

    def never(document: dict[str, Any]) -> None:
        document["event"].setdefault("after", {})["scheduledDate"] = "2026-02-30"

    taken = taken_by(elsewhere, ann, forged(archive, events=each(never)))

    assert set(rejected(taken, ArchivePart.EVENTS)) == {"no such move is made"}


def test_who_did_something_elsewhere_is_not_told_of_somebody_here(db: Database, elsewhere: Database) -> None:
    ann, archive = ann_at(elsewhere, db)
    a_trainer(elsewhere)

    def by_tom(document: dict[str, Any]) -> None:
        document["event"]["by"] = "tom"

    taken_by(elsewhere, ann, forged(archive, events=each(by_tom)))

    with elsewhere.read() as read:
        made = {row.by for row in read.execute(session_event.select())}
    assert made == {"ann"}
