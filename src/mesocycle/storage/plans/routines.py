"""Routines and their versions: a published version's content is never changed."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa

from mesocycle.domain.assignment.arrangement import Content
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Actor
from mesocycle.domain.plan.routine import Routine, RoutineVersion
from mesocycle.domain.refusal import AlreadyExists, NotFound, OwnRoutineStays, RoutineArchived, VersionInUse
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.machines import one_by_one
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.people.coachings import routines_in_sight_of
from mesocycle.storage.tables.drafts import routine_draft
from mesocycle.storage.tables.training import (
    deleted_session,
    routine,
    routine_assignment,
    routine_version,
    workout_session,
)

_VERSION = msgspec.json.Decoder(RoutineVersion)


def document(row: Row) -> RoutineVersion:
    """Make a version of a row: the content as published, the flags as they stand."""
    return _version(row.document, bool(row.is_latest), bool(row.is_archived), row.updated_at)


# Remembered by the whole text, so that a memory can never be of something else than what is stored.
@lru_cache(maxsize=64)
def _version(published: str, is_latest: bool, is_archived: bool, updated_at: Instant) -> RoutineVersion:  # noqa: FBT001  # lru_cache takes them as they come
    return msgspec.structs.replace(
        _VERSION.decode(published), is_latest=is_latest, is_archived=is_archived or None, updated_at=updated_at
    )


def content(row: Row) -> Content:
    """Make a version of a row with its snapshots as far as they were made before."""
    return _content(row.document, bool(row.is_latest), bool(row.is_archived), row.updated_at)


@lru_cache(maxsize=16)
def _content(published: str, is_latest: bool, is_archived: bool, updated_at: Instant) -> Content:  # noqa: FBT001  # the same
    return Content(_version(published, is_latest, is_archived, updated_at))


def row_of(version: RoutineVersion) -> dict[str, object]:
    """Give a version as a row of its table."""
    return {
        "id": version.id,
        "parent_routine_id": version.parent_routine_id,
        "version": version.version,
        "is_latest": version.is_latest,
        "is_archived": bool(version.is_archived),
        "is_public": version.is_public,
        "created_by": version.created_by,
        "document": msgspec.json.encode(version).decode(),
        "updated_at": version.updated_at,
    }


def add(write: Write, name: str, first: RoutineVersion, *, own_of: Id | None = None) -> None:
    """Store a new routine with its first version."""
    write.execute(
        routine.insert(),
        {
            "id": first.parent_routine_id,
            "owner_id": write.owner,
            "name": name,
            "own_of": own_of,
            "is_archived": False,
            "created_at": write.now,
            "updated_at": write.now,
        },
    )
    add_version(write, first)


def add_version(write: Write, version: RoutineVersion) -> None:
    """Store a version as the latest; the one before is latest no more."""
    write.execute(
        routine_version.update()
        .where(routine_version.c.parent_routine_id == version.parent_routine_id, routine_version.c.is_latest)
        .values(is_latest=False, updated_at=write.now)
    )
    stands = {"is_latest": True, "is_archived": False, "updated_at": write.now}
    write.execute(routine_version.insert(), {**row_of(version), **stands})
    write.execute(
        routine.update()
        .where(routine.c.id == version.parent_routine_id)
        .values(name=version.name, updated_at=write.now)
    )


_ONE = Prepared(sa.select(routine_version).where(routine_version.c.id == sa.bindparam("id")))
_SEVERAL = Prepared(sa.select(routine_version).where(routine_version.c.id.in_(sa.bindparam("ids", expanding=True))))


def get_version(read: Read, version_id: Id) -> RoutineVersion:
    """Give one version, whoever asks, or refuse; `readable_versions` says who may read it."""
    row: Row | None = read.row(_ONE, id=version_id)
    if row is None:
        raise NotFound(
            "There is no such routine version.", f"Look at {Do('routine list')}, and at the versions of a routine."
        )
    return document(row)


def several_versions(read: Read, version_ids: Collection[Id]) -> dict[Id, RoutineVersion]:
    """Give several versions by id."""
    rows = read.rows(_SEVERAL, ids=list(version_ids))
    return {row.id: document(row) for row in rows}


def find_latest(read: Read, routine_id: Id) -> RoutineVersion | None:
    """Give a routine's latest version, or None."""
    row = read.execute(
        sa.select(routine_version).where(routine_version.c.parent_routine_id == routine_id, routine_version.c.is_latest)
    ).one_or_none()
    return None if row is None else document(row)


def get_latest(read: Read, routine_id: Id) -> RoutineVersion:
    """Give a routine's latest version, or refuse."""
    found = find_latest(read, routine_id)
    if found is None:
        raise NotFound("There is no such routine.", f"Look at {Do('routine list')}.")
    return found


def get_open(read: Read, routine_id: Id) -> RoutineVersion:
    """Give the latest version of a routine that may get another one, or refuse."""
    require_not_own(read, routine_id)
    if read.execute(sa.select(routine.c.is_archived).where(routine.c.id == routine_id)).scalar_one_or_none():
        latest = get_latest(read, routine_id)
        raise RoutineArchived(
            "The routine is archived.",
            f"Copy it ({Do('routine copy', (latest.id,))}), and publish versions of the copy.",
        )
    return get_latest(read, routine_id)


def require_free(read: Read, first: RoutineVersion) -> None:
    """Refuse a new routine whose id, or whose version's id, is taken."""
    for column, taken in ((routine.c.id, first.parent_routine_id), (routine_version.c.id, first.id)):
        if read.execute(sa.select(column).where(column == taken)).first() is not None:
            raise AlreadyExists(
                f"The id {taken} is taken by another routine or version.",
                "Publish a new version of that routine, or leave the ids out of the file.",
            )


def require_not_own(read: Read, routine_id: Id) -> None:
    """Refuse a routine that holds some user's one-off sessions."""
    if is_own(read, routine_id):
        raise OwnRoutineStays(
            "This routine holds a user's one-off sessions and stays as it is.", "Create a routine of your own instead."
        )


def goes_on(read: Read, actor: Actor, latest: RoutineVersion) -> bool:
    """Tell whether the actor may give it another version: theirs, not archived, and not what holds one-off sessions."""
    return latest.created_by == actor.id and not latest.is_archived and not is_own(read, latest.parent_routine_id)


def versions_of(read: Read, routine_id: Id) -> list[RoutineVersion]:
    """Give all versions of a routine, newest first."""
    rows = read.execute(
        sa.select(routine_version)
        .where(routine_version.c.parent_routine_id == routine_id)
        .order_by(routine_version.c.version.desc())
    )
    return [document(row) for row in rows]


def owner_of(read: Read, routine_id: Id) -> Id:
    """Give a routine's owner, or refuse."""
    owner = read.execute(sa.select(routine.c.owner_id).where(routine.c.id == routine_id)).scalar_one_or_none()
    if owner is None:
        raise NotFound("There is no such routine.", f"Look at {Do('routine list')}.")
    return str(owner)


def is_own(read: Read, routine_id: Id) -> bool:
    """Tell whether it is some user's own routine, which holds one-off sessions."""
    return read.execute(sa.select(routine.c.own_of).where(routine.c.id == routine_id)).scalar_one_or_none() is not None


def listed(read: Read, *, visible_to: Id | None) -> list[Routine]:
    """Give the routines a user can read (own, public, assigned to them; None: every one), by name."""
    statement = listing(visible_to).order_by(routine.c.name, routine.c.id)
    return [summary(row) for row in read.execute(statement)]


def in_sight(read: Read, user_id: Id, routine_ids: Collection[Id]) -> set[Id]:
    """Give those of the ids that routines have which are a user's, public, or were assigned to them."""
    assigned = sa.select(routine_assignment.c.parent_routine_id).where(routine_assignment.c.user_id == user_id)
    mine = sa.or_(routine.c.owner_id == user_id, routine_version.c.is_public, routine.c.id.in_(assigned))
    rows = read.execute(
        sa.select(routine.c.id)
        .join(routine_version, routine_version.c.parent_routine_id == routine.c.id)
        .where(routine_version.c.is_latest, routine.c.id.in_(list(routine_ids)), mine)
    )
    return set(rows.scalars())


def names(read: Read, routine_ids: Collection[Id]) -> dict[Id, str]:
    """Give the names of routines by their ids; those of no routine here are left out."""
    statement = sa.select(routine.c.id, routine.c.name).where(routine.c.id.in_(list(routine_ids)))
    return {row.id: row.name for row in read.execute(statement)}


def listing(visible_to: Id | None) -> sa.Select[Any]:
    """Select the routines a user can read, in no order; `summary` makes documents of the rows."""
    latest = routine_version.alias("latest")
    count = sa.select(sa.func.count()).where(routine_version.c.parent_routine_id == routine.c.id).scalar_subquery()
    statement = (
        sa.select(routine, latest.c.version, latest.c.id.label("version_id"), count.label("versions"))
        .join(latest, sa.and_(latest.c.parent_routine_id == routine.c.id, latest.c.is_latest))
        .where(routine.c.own_of.is_(None))
    )
    if visible_to is None:
        return statement
    return statement.where(
        sa.or_(
            routine.c.owner_id == visible_to,
            sa.and_(latest.c.is_public, sa.not_(routine.c.is_archived)),
            routine.c.id.in_(routines_in_sight_of(visible_to)),
        )
    )


def summary(row: Row) -> Routine:
    """Make a routine, as lists show it, of a row of `listing`."""
    return Routine(
        parent_routine_id=row.id,
        name=row.name,
        owner_id=row.owner_id,
        latest_version=row.version,
        routine_version_id=row.version_id,
        versions=row.versions,
        is_archived=bool(row.is_archived) or None,
    )


def archive_version(write: Write, version_id: Id) -> None:
    """Mark a version as archived: nobody is assigned to it any more, those who follow it go on."""
    write.execute(
        routine_version.update()
        .where(routine_version.c.id == version_id)
        .values(is_archived=True, updated_at=write.now)
    )


def archive_routine(write: Write, routine_id: Id) -> None:
    """Mark a routine and all its versions as archived."""
    write.execute(routine.update().where(routine.c.id == routine_id).values(is_archived=True, updated_at=write.now))
    write.execute(
        routine_version.update()
        .where(routine_version.c.parent_routine_id == routine_id)
        .values(is_archived=True, updated_at=write.now)
    )


def in_use(read: Read, version_ids: Collection[Id]) -> bool:
    """Tell whether an assignment, a session or a tombstone names one of the versions."""
    ids = list(version_ids)
    for column in (
        routine_assignment.c.routine_version_id,
        workout_session.c.routine_version_id,
        deleted_session.c.routine_version_id,
    ):
        if read.execute(sa.select(column).where(column.in_(ids)).limit(1)).first() is not None:
            return True
    return False


def delete_version(write: Write, version: RoutineVersion) -> None:
    """Delete an unused version; the newest that remains becomes the latest. In use, it is refused."""
    _hold_for_delete(write, [version.id])
    if in_use(write, [version.id]):
        raise VersionInUse(f"Version {version.version} is named by an assignment or a session.", "Archive it instead.")
    write.execute(sa.delete(routine_version).where(routine_version.c.id == version.id))
    if version.is_latest:
        newest = (
            sa.select(sa.func.max(routine_version.c.version))
            .where(routine_version.c.parent_routine_id == version.parent_routine_id)
            .scalar_subquery()
        )
        write.execute(
            routine_version.update()
            .where(
                routine_version.c.parent_routine_id == version.parent_routine_id,
                routine_version.c.version == newest,
            )
            .values(is_latest=True, updated_at=write.now)
        )


def delete_routine(write: Write, routine_id: Id) -> None:
    """Delete a routine whose versions nobody names; in use, it is refused."""
    ids = list(
        write.execute(
            sa.select(routine_version.c.id).where(routine_version.c.parent_routine_id == routine_id)
        ).scalars()
    )
    _hold_for_delete(write, ids)
    if in_use(write, ids):
        raise VersionInUse("A version of the routine is named by an assignment or a session.", "Archive it instead.")
    write.execute(
        routine_draft.update()
        .where(routine_draft.c.parent_routine_id == routine_id)
        .values(parent_routine_id=None, based_on=None)
    )  # what was written stays, and becomes a new routine
    write.execute(sa.delete(routine_version).where(routine_version.c.parent_routine_id == routine_id))
    write.execute(sa.delete(routine).where(routine.c.id == routine_id))


def _hold_for_delete(write: Write, ids: list[Id]) -> None:
    """Wait for assigning that holds the versions; the next statement then sees what it did."""
    one_by_one(write.connection)  # everybody is asked whether they use it, then it is deleted
    if write.dialect == "postgresql":
        write.execute(sa.select(routine_version.c.id).where(routine_version.c.id.in_(ids)).with_for_update())


def owned_by_name(read: Read, owner_id: Id, name: str) -> Id | None:
    """Give the first routine in use that somebody owns and that is called just so, or None."""
    asked = (routine.c.owner_id == owner_id, routine.c.name == name, routine.c.is_archived.is_(False))
    return read.execute(sa.select(routine.c.id).where(*asked).order_by(routine.c.id)).scalars().first()


def by_name(
    read: Read,
    *,
    visible_to: Id | None,
    search: str | None = None,
    owner_id: Id | None = None,
    archived: bool | None = None,
    among: Collection[Id] | None = None,
    after: tuple[str, Id] | None,
    limit: int,
) -> list[tuple[str, Routine]]:
    """Give routines a user can read (None: every one) with what they are sorted by, from behind (that, id) on."""
    spelled = sa.func.lower(routine.c.name).collate("C" if read.dialect == "postgresql" else "BINARY")
    statement = listing(visible_to).add_columns(spelled.label("spelled"))
    if search:
        statement = statement.where(routine.c.name.icontains(search, autoescape=True))
    if owner_id is not None:
        statement = statement.where(routine.c.owner_id == owner_id)
    if archived is not None:
        statement = statement.where(routine.c.is_archived == archived)
    if among is not None:
        statement = statement.where(routine.c.id.in_(list(among)))
    if after is not None:
        statement = statement.where(sa.tuple_(spelled, routine.c.id) > after)
    rows = read.execute(statement.order_by(spelled, routine.c.id).limit(limit))
    return [(row.spelled, summary(row)) for row in rows]
