"""Routines page by page, by name."""

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.routine import Routine
from mesocycle.storage import routines
from mesocycle.storage.database import Read
from mesocycle.storage.tables import routine


def by_name(
    read: Read,
    *,
    visible_to: Id | None,
    search: str | None = None,
    owner_id: Id | None = None,
    archived: bool | None = None,
    after: tuple[str, Id] | None,
    limit: int,
) -> list[tuple[str, Routine]]:
    """Give routines a user can read (None: every one) with what they are sorted by, from behind (that, id) on."""
    spelled = sa.func.lower(routine.c.name).collate("C" if read.dialect == "postgresql" else "BINARY")
    statement = routines.listing(visible_to).add_columns(spelled.label("spelled"))
    if search:
        statement = statement.where(routine.c.name.icontains(search, autoescape=True))
    if owner_id is not None:
        statement = statement.where(routine.c.owner_id == owner_id)
    if archived is not None:
        statement = statement.where(routine.c.is_archived == archived)
    if after is not None:
        statement = statement.where(sa.tuple_(spelled, routine.c.id) > after)
    rows = read.execute(statement.order_by(spelled, routine.c.id).limit(limit))
    return [(row.spelled, routines.summary(row)) for row in rows]
