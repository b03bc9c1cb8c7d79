"""What the tests of upkeep share."""

from mesocycle.domain.archive.verification import Verification
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify


def verified(db: Database) -> Verification:
    with db.read() as read:
        return verify(read)
