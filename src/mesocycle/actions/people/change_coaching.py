"""Choose what a trainer sees and may do; the choice is the athlete's alone."""

import msgspec

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import Coaching, CoachingStatus, Sees
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings


def change_coaching(
    db: Database, trainer_id: Id, act: Act, *, sees: Sees | None = None, may_log: bool | None = None
) -> Coaching:
    """Set what a trainer of the acting athlete sees, and whether they may log; None leaves it as it is."""
    return db.write(act.actor.id, act, lambda write: change_coaching_in(write, trainer_id, sees, may_log=may_log))


def change_coaching_by_id(
    db: Database, coaching_id: Id, act: Act, *, sees: Sees | None = None, may_log: bool | None = None
) -> Coaching:
    """Set it for the one link that has an id."""
    with db.read() as read:
        link = coachings.get_of(read, act.actor.id, coaching_id)
    return db.write(
        act.actor.id, act, lambda write: change_coaching_in(write, link.trainer_id, sees, may_log=may_log, only=link.id)
    )


def change_coaching_in(
    write: Write, trainer_id: Id, sees: Sees | None, *, may_log: bool | None, only: Id | None = None
) -> Coaching:
    """Set it for the write's owner."""
    link = coachings.get_standing(write, trainer_id, write.owner, only)
    changed = msgspec.structs.replace(
        link,
        sees=link.sees if sees is None else sees,
        may_log=link.may_log if may_log is None else may_log,
        updated_at=write.now,
    )
    coachings.change(write, changed, was=[CoachingStatus.INVITED, CoachingStatus.ACTIVE])
    return changed
