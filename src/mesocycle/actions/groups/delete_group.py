"""Take a group away; nobody's training changes."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import groups


def delete_group(db: Database, group_id: Id, act: Act) -> None:
    """Take it away, or refuse where the acting user has none of that id."""
    db.write(act.actor.id, act, lambda write: groups.remove(write, group_id))
