"""End a coaching link, or decline an invitation; training stays the athlete's, the trainer's groups lose them."""

import msgspec

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import Coaching, CoachingStatus
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings, groups


def end_coaching(db: Database, other_id: Id, act: Act) -> Coaching:
    """End the link between the acting user and another, whichever of the two is the trainer."""
    with db.read() as read:
        link = coachings.get_between(read, act.actor.id, other_id)
    return db.write(link.athlete_id, act, lambda write: end_coaching_in(write, link.trainer_id))


def end_coaching_by_id(db: Database, coaching_id: Id, act: Act) -> Coaching:
    """End the one link of the acting user that has an id."""
    with db.read() as read:
        link = coachings.get_of(read, act.actor.id, coaching_id)
    return db.write(link.athlete_id, act, lambda write: end_coaching_in(write, link.trainer_id, link.id))


def end_coaching_in(write: Write, trainer_id: Id, coaching_id: Id | None = None) -> Coaching:
    """End the link between a trainer and the write's owner."""
    link = coachings.get_standing(write, trainer_id, write.owner, coaching_id)
    ended = msgspec.structs.replace(link, status=CoachingStatus.ENDED, updated_at=write.now)
    coachings.change(write, ended, was=[CoachingStatus.INVITED, CoachingStatus.ACTIVE])
    groups.take_out_of_all(write, trainer_id, write.owner)
    return ended
