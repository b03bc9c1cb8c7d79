"""Rows of imports: what came of them, what they are known by, what devices recorded."""

from functools import partial

import pytest

from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.imports.past_workout import key_digest
from mesocycle.domain.imports.request import ImportRequest
from mesocycle.domain.imports.result import ImportedItem, ImportSource, ImportStatus, ItemOutcome
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.session import RemovalReason
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.imports import activities, imports, runs
from mesocycle.storage.imports import sessions as imported_sessions
from mesocycle.storage.sessions import tombstones
from tests.arrange import NOW, a_user, an_act
from tests.formats.fit_bytes import a_run
from tests.transfer.activities.recorded import DAY, imported, planned, the_item
from tests.transfer.history.past import a_past_workout, on_calendar, taken_over

WISH = ImportRequest(source=ImportSource.HEVY, name="hevy.csv")
LATER = "2026-02-05T09:00:00.000Z"


def an_item(line: int, outcome: ItemOutcome = ItemOutcome.IMPORTED) -> ImportedItem:
    return ImportedItem(line=line, outcome=outcome)


def test_items_of_a_sent_import_come_by_their_places_and_what_is_said_later_stands(db: Database) -> None:
    ann = a_user(db)

    def run(write: Write) -> None:
        runs.add(write, "i", WISH)
        assert runs.go_on(write, "i", of=3)
        runs.keep_items(write, "i", {0: an_item(2), 1: an_item(3), 2: an_item(4)})
        runs.keep_items(write, "i", {1: an_item(3, ItemOutcome.REJECTED)})

    db.write("ann", an_act(ann), run)

    with db.read() as read:
        first, *_ = runs.items(read, "ann", "i", after=None, limit=1)
        rest = runs.items(read, "ann", "i", after=first[0], limit=9)
        rejected = runs.items(read, "ann", "i", outcomes=[ItemOutcome.REJECTED], after=None, limit=9)
        found = runs.get(read, "ann", "i", NOW)
        assert runs.waiting(read, "ann", NOW) == 1
        with pytest.raises(NotFound):
            runs.get(read, "bob", "i", NOW)
    assert [(place, item.line) for place, item in rest] == [(1, 3), (2, 4)]
    assert [place for place, _ in rejected] == [1]
    assert found.progress is not None
    assert (found.progress.status, found.progress.done, found.progress.of) == (ImportStatus.RUNNING, 3, 3)


def test_an_import_that_ended_goes_on_no_more_and_one_nobody_carries_out_is_broken_off(db: Database) -> None:
    ann = a_user(db)
    for name in ("done", "left"):
        db.write("ann", an_act(ann), partial(runs.add, import_id=name, wish=WISH))
    db.write("ann", an_act(ann), lambda write: runs.finish(write, "done", ()))

    assert not db.write("ann", an_act(ann), lambda write: runs.go_on(write, "done"))
    with db.read() as read:
        left = runs.get(read, "ann", "left", LATER)
    assert left.progress is not None
    assert left.progress.status is ImportStatus.BROKEN_OFF


def test_what_was_imported_is_known_by_its_key_also_after_it_was_taken_back(db: Database) -> None:
    ann = a_user(db)
    workout = a_past_workout()
    result = taken_over(db, an_act(ann), workout)
    key = key_digest(ImportSource.HEVY, workout)
    assert result.import_id is not None
    made = result.import_id

    with db.read() as read:
        ((known,),) = imports.known(read, "ann", [key]).values()
        (session,) = on_calendar(db)
        assert imports.known(read, "bob", [key]) == {}
        assert imports.get(read, "ann", made).sessions == 1
        with pytest.raises(NotFound):
            imports.get(read, "ann", made, Scope(assigned_by="tom"))
    assert (known.session_id, known.there) == (session.id, True)

    assert db.write("ann", an_act(ann), lambda write: imports.remove_sessions(write, made)) == 1

    with db.read() as read:
        ((known,),) = imports.known(read, "ann", [key]).values()
        stone = tombstones.get(read, "ann", session.id)
        assert list(imports.standing_tombstones(read, "ann", [session.id])) == [session.id]
    assert known.there is False
    assert (stone.reason, bytes(stone.session.performance_log or b"")) == (
        RemovalReason.UNDONE,
        bytes(session.performance_log or b""),
    )


def test_imported_sessions_hang_on_an_assignment_of_their_source_that_begins_with_the_earliest(db: Database) -> None:
    ann = a_user(db)
    taken_over(db, an_act(ann), a_past_workout(day=8))
    taken_over(db, an_act(ann), a_past_workout(day=2), a_past_workout(day=8))

    with db.read() as read:
        (imported_one,) = (each for each in assignments.of_user(read, "ann") if each.origin is Origin.IMPORTED)
        zones = imported_sessions.zones(read, "ann")

    assert imported_one.start_date == "2025-12-02"
    assert [zone for _, zone in zones] == ["Europe/Berlin"]


def test_a_session_waits_for_its_deed_until_an_activity_was_matched_to_it(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)
    with db.read() as read:
        assert [each.facts.id for each in activities.waiting(read, "ann", DAY, DAY, ALL)] == [waiting.id]
        assert activities.waiting(read, "ann", DAY, DAY, Scope(assigned_by="tom")) == []

    result = imported(db, ann, a_run([(600, 2000)]))

    with db.read() as read:
        assert the_item(result).session_id == waiting.id
        assert activities.waiting(read, "ann", DAY, DAY, ALL) == []
        assert activities.matched(read, "ann", import_id=result.import_id) == [waiting.id]
        recorded = activities.find(read, "ann", waiting.id)
        assert activities.find(read, "bob", waiting.id) is None
    assert recorded is not None
    assert recorded.performance.distance == 2000
    db.write("ann", an_act(ann), lambda write: activities.forget(write, [waiting.id]))
    with db.read() as read:
        assert activities.matched(read, "ann", import_id=result.import_id) == []
