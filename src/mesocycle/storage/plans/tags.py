"""Tags: a person's own words; all of a subject's are put at once."""

from collections.abc import Sequence

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.plan.keeping import Tagged, TagSubject, has_tag
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.tables.library import tag


def of_user(read: Read, user_id: Id, kind: TagSubject) -> dict[Id, tuple[str, ...]]:
    """Give somebody's tags on all subjects of a kind, by subject, each by name."""
    rows = read.execute(
        sa.select(tag.c.subject_id, tag.c.name).where(tag.c.user_id == user_id, tag.c.kind == kind.value)
    )
    found: dict[Id, list[str]] = {}
    for row in rows:
        found.setdefault(row.subject_id, []).append(row.name)
    return {subject: tuple(sorted(names, key=str.casefold)) for subject, names in sorted(found.items())}


def on(read: Read, user_id: Id, kind: TagSubject, subject_id: Id) -> tuple[str, ...]:
    """Give somebody's tags on one subject, by name."""
    rows = read.execute(
        sa.select(tag.c.name).where(tag.c.user_id == user_id, tag.c.kind == kind.value, tag.c.subject_id == subject_id)
    )
    return tuple(sorted(rows.scalars(), key=str.casefold))


def tagged_with(read: Read, user_id: Id, kind: TagSubject, wanted: str) -> set[Id]:
    """Give the subjects that somebody has put a tag on, whatever its case."""
    return {subject for subject, names in of_user(read, user_id, kind).items() if has_tag(names, wanted)}


def put(write: Write, kind: TagSubject, subject_id: Id, names: tuple[str, ...]) -> None:
    """Let a subject have these tags of the write's owner and no others."""
    write.execute(
        tag.delete().where(tag.c.user_id == write.owner, tag.c.kind == kind.value, tag.c.subject_id == subject_id)
    )
    bring(write, [Tagged(kind=kind, subject_id=subject_id, tags=names)])


def bring(write: Write, tagged: Sequence[Tagged]) -> None:
    """Put the owner's tags on subjects that have none of theirs."""
    insert(
        write.connection,
        tag,
        ("user_id", "kind", "subject_id", "name"),
        [(write.owner, each.kind.value, each.subject_id, name) for each in tagged for name in each.tags],
    )
