"""The views of the roster that a trainer keeps, by name."""

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.people.roster import NewRosterFilter, RosterFilter
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.tables.conversation import roster_filter


def of_user(read: Read, user_id: Id) -> list[RosterFilter]:
    """Give somebody's filters by name."""
    rows = read.execute(
        sa.select(roster_filter)
        .where(roster_filter.c.user_id == user_id)
        .order_by(roster_filter.c.name, roster_filter.c.id)
    )
    return [RosterFilter(id=row.id, name=row.name, query=row.query) for row in rows]


def add(write: Write, new: NewRosterFilter) -> RosterFilter:
    """Keep a filter; one of the same name gives way."""
    write.execute(
        roster_filter.delete().where(roster_filter.c.user_id == write.owner, roster_filter.c.name == new.name)
    )
    kept = RosterFilter(id=write.new_id(), name=new.name, query=new.query)
    write.execute(
        roster_filter.insert(), {"user_id": write.owner, "id": kept.id, "name": kept.name, "query": kept.query}
    )
    return kept


def remove(write: Write, filter_id: Id) -> None:
    """Take a filter away, or refuse where there is none."""
    gone = write.execute(
        roster_filter.delete()
        .where(roster_filter.c.user_id == write.owner, roster_filter.c.id == filter_id)
        .returning(roster_filter.c.id)
    )
    if gone.scalar_one_or_none() is None:
        raise NotFound("There is no such filter of yours.", "The roster shows those that there are.")
