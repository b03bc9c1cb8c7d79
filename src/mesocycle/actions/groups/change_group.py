"""Change a group: who comes in, who goes, another name."""

from msgspec import UNSET

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.group import AthleteGroup, GroupChange, check_group_change
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import groups


def change_group(db: Database, group_id: Id, change: GroupChange, act: Act) -> AthleteGroup:
    """Change what is said and nothing else; done again, nothing is left to change."""
    check_group_change(change)

    def do(write: Write) -> AthleteGroup:
        groups.get(write, write.owner, group_id)
        if change.name is not UNSET:
            groups.rename(write, group_id, change.name.strip())
        groups.put_in(write, group_id, change.add)
        groups.take_out(write, group_id, change.remove)
        return groups.get(write, write.owner, group_id)

    return db.write(act.actor.id, act, do)
