"""Invite an athlete to be coached; nothing is seen before the athlete accepts."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import Coaching, CoachingStatus, Sees
from mesocycle.domain.permission import require_trainer
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings, users


def invite_athlete(db: Database, athlete_id: Id, act: Act) -> Coaching:
    """Invite an athlete as the acting trainer; a link that stands already is refused."""
    require_trainer(act.actor)  # before anybody is looked up: who is no trainer learns of nobody
    return db.write(athlete_id, act, invite_athlete_in)


def invite_athlete_by_email(db: Database, email: str, act: Act) -> Coaching:
    """Invite the athlete with an e-mail address."""
    require_trainer(act.actor)
    with db.read() as read:
        athlete = users.get_by_email(read, email)
    return db.write(athlete.id, act, invite_athlete_in)


def invite_athlete_in(write: Write) -> Coaching:
    """Invite the write's owner."""
    require_trainer(write.act.actor)
    if write.by == write.owner:
        raise DocumentNotValid("Nobody coaches themselves.", "Your own training is yours without any link.")
    standing = coachings.find_standing(write, write.by, write.owner)
    if standing is not None:
        raise _stands(standing)
    link = invited_link(write, write.by)
    coachings.add(write, link)
    return link


def invited_link(write: Write, trainer_id: Id) -> Coaching:
    """Give the link that a trainer offers the write's owner; nothing is seen before they accept it."""
    return Coaching(
        id=write.new_id(),
        trainer_id=trainer_id,
        athlete_id=write.owner,
        status=CoachingStatus.INVITED,
        sees=Sees.ALL,
        may_log=False,
        created_at=write.now,
        updated_at=write.now,
    )


def _stands(link: Coaching) -> AlreadyExists:
    if link.status is CoachingStatus.ACTIVE:
        return AlreadyExists("You coach this athlete already.", "Nothing is left to do.")
    return AlreadyExists(
        "You have invited this athlete already.", f"Ask them to accept; {Do('coaching list')} shows whether they did."
    )
