"""Favourite routines: a mark that is there or not."""

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.tables.people import favourite_routine


def of_user(read: Read, user_id: Id) -> set[Id]:
    """Give the routines that somebody marked."""
    rows = read.execute(sa.select(favourite_routine.c.routine).where(favourite_routine.c.user_id == user_id))
    return set(rows.scalars())


def mark(write: Write, routine: Id) -> None:
    """Mark a routine; marked again it stays so."""
    insert(
        write.connection,
        favourite_routine,
        ("user_id", "routine"),
        [(write.owner, routine)],
        tail="on conflict (user_id, routine) do nothing",
    )


def unmark(write: Write, routine: Id) -> None:
    """Take the mark away, if it is there."""
    write.execute(
        favourite_routine.delete().where(
            favourite_routine.c.user_id == write.owner, favourite_routine.c.routine == routine
        )
    )
