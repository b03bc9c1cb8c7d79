"""Make a group of athletes."""

from mesocycle.domain.people.act import Act
from mesocycle.domain.people.group import AthleteGroup, NewAthleteGroup, check_group
from mesocycle.domain.permission import require_trainer
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import groups


def create_group(db: Database, new: NewAthleteGroup, act: Act) -> AthleteGroup:
    """Make it, the acting trainer's, with those whom they coach; a name of theirs is refused a second time."""
    require_trainer(act.actor)
    check_group(new)

    def create(write: Write) -> AthleteGroup:
        group_id = groups.add(write, new.name.strip())
        groups.put_in(write, group_id, new.members)
        return groups.get(write, write.owner, group_id)

    return db.write(act.actor.id, act, create)
