"""What must be so of one athlete's rows after whatever happened at once or was cut short."""

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.upkeep.verify import check_rules, verify
from mesocycle.storage.upkeep.verify_found import Findings
from mesocycle.storage.upkeep.verify_receipts import check_receipts_of
from tests.prove.run import NotProvenError


class Place(msgspec.Struct, frozen=True):
    """Where one session is: live with a status, or removed for a reason."""

    assignment_id: Id
    status: str | None
    removed: str | None

    def __str__(self) -> str:
        """Read as in a report."""
        return self.status or f"removed ({self.removed})"


def places(read: Read, user_id: Id) -> dict[Id, Place]:
    """Give where each session of a user is, the removed ones with their reason."""
    live = read.execute(
        sa.text("select id, routine_assignment_id, status from workout_session where user_id = :user"),
        {"user": user_id},
    )
    found = {row.id: Place(row.routine_assignment_id, row.status, None) for row in live}
    gone = read.execute(
        sa.text(
            """select id, routine_assignment_id, reason from deleted_session
               where user_id = :user and revived_at is null"""
        ),
        {"user": user_id},
    )
    return found | {row.id: Place(row.routine_assignment_id, None, row.reason) for row in gone}


def require_sound(db: Database, user_id: Id) -> None:
    """Require that nothing of the athlete's is lost, doubled or orphaned, and every receipt says what is so.

    The rules are those of `db verify`, for one athlete's receipts and history: a round of a proof is over sooner.
    """
    found = Findings()
    with db.read() as read:
        check_rules(read, found)
        check_receipts_of(read, found, [user_id])
    if findings := found.findings():
        raise NotProvenError(f"{user_id}: {findings}")


def require_verified(db: Database) -> None:
    """Require that `db verify` finds nothing."""
    with db.read() as read:
        verification = verify(read)
    if not verification.sound:
        raise NotProvenError(f"verify finds {verification.findings}")
