"""Accept a trainer's invitation: the athlete's consent, which nobody gives for them."""

import msgspec

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import Coaching, CoachingStatus
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings


def accept_coaching(db: Database, trainer_id: Id, act: Act) -> Coaching:
    """Accept the invitation of a trainer as the acting athlete; accepting again changes nothing."""
    return db.write(act.actor.id, act, lambda write: accept_coaching_in(write, trainer_id))


def accept_coaching_by_id(db: Database, coaching_id: Id, act: Act) -> Coaching:
    """Accept the one invitation that has an id."""
    with db.read() as read:
        link = coachings.get_of(read, act.actor.id, coaching_id)
    return db.write(act.actor.id, act, lambda write: accept_coaching_in(write, link.trainer_id, link.id))


def accept_coaching_in(write: Write, trainer_id: Id, coaching_id: Id | None = None) -> Coaching:
    """Accept for the write's owner."""
    link = coachings.get_standing(write, trainer_id, write.owner, coaching_id)
    if link.status is CoachingStatus.ACTIVE:
        return link
    accepted = msgspec.structs.replace(link, status=CoachingStatus.ACTIVE, updated_at=write.now)
    coachings.change(write, accepted, was=[CoachingStatus.INVITED])
    return accepted
