"""Take a kept view of the roster away."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.storage.conversation import roster_filters
from mesocycle.storage.engine.database import Database


def drop_filter(db: Database, filter_id: Id, act: Act) -> None:
    """Take it away, or refuse where the acting user has none of that id."""
    db.write(act.actor.id, act, lambda write: roster_filters.remove(write, filter_id))
