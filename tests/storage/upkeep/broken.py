"""What the tests of upkeep share."""

from mesocycle.domain.archive.verification import Verification
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify
from tests.storage.planting import plant_all, plant_ground

LOG = (
    '{"sections":[{"sectionId":"section-1","orderIndex":0,"exercises":[{"exerciseId":"exercise-1","orderIndex":0,'
    '"sets":[{"_id":"set-1","setNumber":1,"setType":"working","performance":{"reps":5}}]}]}]}'
)


def verified(db: Database) -> Verification:
    with db.read() as read:
        return verify(read)


def sound(db: Database) -> None:
    plant_ground(db)
    plant_all(
        db,
        ("workout_session", {"status": "completed", "performance_log": LOG}),
        ("performed_set", {}),
        ("workout_session", {"id": "session-2"}),
        ("receipt", {}),
        ("deleted_session", {"id": "gone", "receipt_id": "receipt-1"}),
        ("session_event", {"kind": "completed", "status_before": "scheduled", "status_after": "completed"}),
    )
