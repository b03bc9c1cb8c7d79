"""What receipts and histories say."""

from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.storage.planting import plant
from tests.storage.upkeep.checking import verified
from tests.storage.upkeep.logical_damage import sound_training


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


def test_the_checked_sessions_are_those_that_are_there(db: Database) -> None:
    sound_training(db)

    with db.read() as read:
        listed = sessions.between(read, "ann", "2026-01-01", "2026-12-31")

    assert verified(db).checked["workout_session"] == len(listed) == 2
