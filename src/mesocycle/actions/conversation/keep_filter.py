"""Keep a view of the roster under a name."""

from msgspec.structs import replace

from mesocycle.domain.people.act import Act
from mesocycle.domain.people.roster import NewRosterFilter, RosterFilter, check_filter
from mesocycle.storage.conversation import roster_filters
from mesocycle.storage.engine.database import Database


def keep_filter(db: Database, new: NewRosterFilter, act: Act) -> RosterFilter:
    """Keep it; one of the same name gives way."""
    check_filter(new)
    named = replace(new, name=new.name.strip())
    return db.write(act.actor.id, act, lambda write: roster_filters.add(write, named))
