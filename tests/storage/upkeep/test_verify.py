"""Checking a whole database: nothing is found in a sound one, and whatever a row can break is."""

import sqlalchemy as sa

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.archive.verification import FindingCode, Verification
from mesocycle.domain.assignment.assignment import AssignmentWish, ReplacementWish
from mesocycle.domain.session.inputs import Completion, Skip
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import metadata
from mesocycle.storage.upkeep.verify import verify
from mesocycle.storage.upkeep.verify_found import EXAMPLES
from tests.arrange import a_routine, a_user, an_act
from tests.storage.planting import plant, plant_all
from tests.storage.upkeep.logical_damage import DAMAGES, LOG, hash_of, sound_training, verified_after


def verified(db: Database) -> Verification:
    with db.read() as read:
        return verify(read)


def test_a_database_that_was_only_used_by_its_doors_is_sound(db: Database) -> None:
    ann = a_user(db)
    version, other = a_routine(db, ann), a_routine(db, ann, name="Presses")
    wish = AssignmentWish(start_date="2026-01-05")
    receipt = assign_routine(db, ann.id, version.id, an_act(ann), wish)
    assert receipt.new_assignment_id is not None
    first, second, third, _ = [created.session_id for created in receipt.created]
    start_session(db, ann.id, first, an_act(ann))
    complete_session(db, ann.id, first, an_act(ann), Completion(as_planned=True))
    skip_session(db, ann.id, second, an_act(ann), Skip(reason="travel"))
    complete_session(db, ann.id, third, an_act(ann), Completion(performed_date="2026-01-05"))
    replaced = replace_assignment(
        db, ann.id, receipt.new_assignment_id, other.id, an_act(ann), ReplacementWish(start_date="2026-01-05")
    )
    undo_receipt(db, ann.id, replaced.id, an_act(ann))

    found = verified(db)

    assert (found.sound, found.findings, found.imported_dangling, found.unread_logs) == (True, (), 0, 0)
    assert (found.checked["workout_session"], found.checked["deleted_session"]) == (4, 5)
    assert found.checked["performed_set"] == 3


def test_whatever_is_broken_is_found_by_its_own_code_and_named(db: Database) -> None:
    sound_training(db)
    before = verified(db)

    found = {what: verified_after(db, *damage.statements) for what, damage in DAMAGES.items()}

    assert before.findings == ()
    for what, damage in DAMAGES.items():
        places = {place for each in found[what].findings if each.code is damage.code for place in each.examples}
        assert places, (what, found[what].findings)
        assert damage.place is None or damage.place in places, (what, found[what].findings)


def test_a_finding_counts_all_places_and_names_a_few(db: Database) -> None:
    sound_training(db)
    lost = [{"id": f"lost-{n}", "session_id": f"none-{n}"} for n in range(EXAMPLES + 4)]
    plant_all(db, *[("session_event", row) for row in lost])

    (finding,) = verified(db).findings

    assert (finding.count, len(finding.examples)) == (EXAMPLES + 4, EXAMPLES)


def test_what_imports_leave_dangling_is_counted_and_is_no_fault(db: Database) -> None:
    sound_training(db)
    plant(
        db,
        "routine_assignment",
        id="brought",
        origin="imported",
        parent_routine_id="unknown",
        routine_version_id="unknown",
    )
    plant(db, "workout_session", id="brought", routine_assignment_id="brought", routine_version_id="unknown")

    found = verified(db)

    assert (found.sound, found.imported_dangling) == (True, 2)


def _plant_brought(db: Database, **values: object) -> None:
    """Plant a completed session that came from elsewhere, as nobody here saw it done."""
    plant(db, "routine_assignment", id="brought", origin="imported", parent_routine_id="unknown", status="completed")
    plant(db, "workout_session", id="brought", routine_assignment_id="brought", status="completed", **values)


def test_a_log_of_a_foreign_form_is_counted_and_is_no_fault(db: Database) -> None:
    sound_training(db)
    _plant_brought(db, performance_log='{"sections":{"a":1}}')
    plant(db, "workout_snapshot", hash=hash_of('{"name":1}'), name="", body='{"name":1}')
    plant(
        db,
        "workout_session",
        id="bought",
        routine_assignment_id="brought",
        status="completed",
        performance_log=LOG,
        snapshot_hash=hash_of('{"name":1}'),
    )

    found = verified(db)

    assert (found.sound, found.unread_logs) == (True, 2)


def test_a_log_nested_beyond_reading_is_counted_and_stops_no_check(db: Database) -> None:
    sound_training(db)
    deep = f'{{"sections":[],"x":{"[" * 5_000}{"]" * 5_000}}}'
    _plant_brought(db, performance_log=deep)

    found = verified(db)

    assert (found.sound, found.unread_logs) == (True, 1)


def test_more_sessions_than_a_page_holds_are_all_looked_at(db: Database) -> None:
    sound_training(db)
    table = metadata.tables["workout_session"]
    with db.engine.connect() as connection, connection.begin():
        row = connection.execute(sa.select(table).where(table.c.id == "session-1")).mappings().one()
        connection.execute(table.insert(), [{**row, "id": f"many-{number:04}"} for number in range(1100)])

    counts = {finding.code: finding.count for finding in verified(db).findings}

    assert counts[FindingCode.PERFORMED_SETS_DIFFER] == 1100


def test_the_checked_sessions_are_those_that_are_there(db: Database) -> None:
    sound_training(db)

    with db.read() as read:
        listed = sessions.between(read, "ann", "2026-01-01", "2026-12-31")

    assert verified(db).checked["workout_session"] == len(listed) == 2
