"""Drafts of routines: whoever saves names the revision that the change was made from."""

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id, encode
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.draft import DraftPerson, DraftSummary, RoutineDraft, name_of
from mesocycle.domain.refusal import AlreadyExists, NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.octets import octets
from mesocycle.storage.engine.rows import Row, insert_rows
from mesocycle.storage.tables.drafts import draft_person, routine_draft
from mesocycle.storage.tables.training import app_user

_SUMMARY = tuple(column for column in routine_draft.c if column.name != "document")
_LATEST = (routine_draft.c.saved_at.desc(), routine_draft.c.id)


def add(write: Write, draft: RoutineDraft) -> None:
    """Store a new draft of the write's owner."""
    values = {column.name: getattr(draft, column.name) for column in _SUMMARY}
    write.execute(routine_draft.insert(), {**values, "document": encode(draft.document).decode()})


def require_free(read: Read, draft_id: Id) -> None:
    """Refuse an id that another draft has."""
    if read.execute(sa.select(routine_draft.c.id).where(routine_draft.c.id == draft_id)).first() is not None:
        raise AlreadyExists(f"The id {draft_id} is taken by another draft.", "Leave the id out, and one is made.")


def get(read: Read, actor: Actor, draft_id: Id) -> RoutineDraft:
    """Give a draft that the actor owns or that is shared with them, or refuse."""
    row = read.execute(sa.select(routine_draft).where(routine_draft.c.id == draft_id)).one_or_none()
    people = () if row is None else _people(read, draft_id)
    if row is None or not _may(actor, row.owner_id, people):
        raise NotFound("There is no such draft of yours.", f"Look at {Do('draft list')}, or ask its owner to share it.")
    return _draft(row, people)


def of_user(read: Read, user_id: Id) -> list[DraftSummary]:
    """Give the drafts that a user owns or that are shared with them, the latest saved first."""
    rows = read.execute(sa.select(*_SUMMARY).where(_is_of(user_id)).order_by(*_LATEST))
    return [DraftSummary(**row._asdict()) for row in rows]


def latest_contents(read: Read, user_id: Id, *, most: int, most_bytes: int) -> list[RoutineDraft]:
    """Give those of `of_user` whole but for the people in them: the latest, so many and so many bytes at most."""
    latest = [each.id for each in of_user(read, user_id)[:most]]
    upto = sa.func.sum(octets(routine_draft.c.document)).over(order_by=_LATEST).label("upto")
    some = sa.select(routine_draft.c.id, upto).where(routine_draft.c.id.in_(latest)).subquery()
    within = sa.select(some.c.id).where(some.c.upto <= most_bytes)
    rows = read.execute(sa.select(routine_draft).where(routine_draft.c.id.in_(within)).order_by(*_LATEST))
    return [_draft(row, ()) for row in rows]


def save(write: Write, draft_id: Id, was: int, document: dict[str, object]) -> bool:
    """Put content in the place of a revision; tell whether that was still the present one."""
    saved = write.execute(
        routine_draft.update()
        .where(routine_draft.c.id == draft_id, routine_draft.c.revision == was)
        .values(
            name=name_of(document),
            document=encode(document).decode(),
            revision=was + 1,
            saved_at=write.now,
            saved_by=write.by,
        )
        .returning(routine_draft.c.id)
    )
    return saved.scalar_one_or_none() is not None


def remove(write: Write, draft_id: Id, was: int | None = None) -> bool:
    """Take a draft away, if it is at a revision that is named; tell whether it was."""
    named = [] if was is None else [routine_draft.c.revision == was]
    gone = write.execute(
        routine_draft.delete().where(routine_draft.c.id == draft_id, *named).returning(routine_draft.c.id)
    )
    if gone.scalar_one_or_none() is None:
        return False
    write.execute(draft_person.delete().where(draft_person.c.draft_id == draft_id))
    return True


def share(write: Write, draft_id: Id, person_id: Id) -> None:
    """Let somebody write in a draft; shared again it stays so."""
    insert_rows(
        write.connection,
        draft_person,
        [{"draft_id": draft_id, "person_id": person_id, "shared": True}],
        tail="on conflict (draft_id, person_id) do update set shared = excluded.shared",
    )


def unshare(write: Write, draft_id: Id, person_id: Id) -> bool:
    """Let somebody write in it no more; tell whether they could."""
    gone = write.execute(
        draft_person.delete()
        .where(draft_person.c.draft_id == draft_id, draft_person.c.person_id == person_id, draft_person.c.shared)
        .returning(draft_person.c.person_id)
    )
    return gone.scalar_one_or_none() is not None


def note_presence(write: Write, draft_id: Id, place: str | None) -> None:
    """Note that the acting user is in a draft, and where."""
    insert_rows(
        write.connection,
        draft_person,
        [{"draft_id": draft_id, "person_id": write.by, "shared": False, "seen_at": write.now, "place": place}],
        tail="on conflict (draft_id, person_id) do update set seen_at = excluded.seen_at, place = excluded.place",
    )


def _is_of(user_id: Id) -> sa.ColumnElement[bool]:
    shared = sa.select(draft_person.c.draft_id).where(draft_person.c.person_id == user_id, draft_person.c.shared)
    return sa.or_(routine_draft.c.owner_id == user_id, routine_draft.c.id.in_(shared))


def _draft(row: Row, people: tuple[DraftPerson, ...]) -> RoutineDraft:
    return RoutineDraft(
        **{column.name: getattr(row, column.name) for column in _SUMMARY},
        document=msgspec.json.decode(row.document),
        people=people,
    )


def _people(read: Read, draft_id: Id) -> tuple[DraftPerson, ...]:
    rows = read.execute(
        sa.select(draft_person, app_user.c.name)
        .join(app_user, app_user.c.id == draft_person.c.person_id)
        .where(draft_person.c.draft_id == draft_id)
        .order_by(app_user.c.name, draft_person.c.person_id)
    )
    return tuple(_person(row) for row in rows)


def _person(row: Row) -> DraftPerson:
    shared = True if row.shared else None
    return DraftPerson(user_id=row.person_id, name=row.name, shared=shared, seen_at=row.seen_at, place=row.place)


def _may(actor: Actor, owner: Id, people: tuple[DraftPerson, ...]) -> bool:
    shared = any(one.user_id == actor.id and one.shared for one in people)
    return actor.id == owner or shared or Role.ADMIN in actor.roles
