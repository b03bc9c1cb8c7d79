"""Mark a routine as a favourite, or take the mark away."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import favourites


def favour_routine(db: Database, routine: Id, act: Act, *, wanted: bool) -> None:
    """Mark it for the acting user; the same said again changes nothing."""
    change = favourites.mark if wanted else favourites.unmark
    db.write(act.actor.id, act, lambda write: change(write, routine))
