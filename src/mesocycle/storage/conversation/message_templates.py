"""A trainer's templates of messages, by name."""

from collections.abc import Sequence

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.people.message_template import MOST_TEMPLATES, MessageTemplate, NewMessageTemplate
from mesocycle.domain.refusal import AlreadyExists, NotFound
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row, insert_rows
from mesocycle.storage.tables.desk import message_template


def of_user(read: Read, user_id: Id) -> list[MessageTemplate]:
    """Give somebody's templates by name."""
    rows = read.execute(
        sa.select(message_template)
        .where(message_template.c.user_id == user_id)
        .order_by(message_template.c.name, message_template.c.id)
    )
    return [_document(row) for row in rows]


def get(read: Read, user_id: Id, template_id: Id) -> MessageTemplate:
    """Give one template of somebody's, or refuse."""
    row = read.execute(
        sa.select(message_template).where(message_template.c.user_id == user_id, message_template.c.id == template_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such template of yours.", "The list of your templates shows those that there are.")
    return _document(row)


def add(write: Write, new: NewMessageTemplate) -> MessageTemplate:
    """Keep a template of the owner's, or refuse a name that one of theirs has, and one more than anybody needs."""
    there = write.execute(
        sa.select(sa.func.count()).select_from(message_template).where(message_template.c.user_id == write.owner)
    ).scalar_one()
    if there >= MOST_TEMPLATES:
        raise AlreadyExists(f"You have {MOST_TEMPLATES} templates already.", "Take one away first.")
    template_id = write.new_id()
    row = {"user_id": write.owner, "id": template_id, "name": new.name, "text": new.text}
    insert_rows(write.connection, message_template, [row], tail="on conflict do nothing")
    try:
        return get(write, write.owner, template_id)
    except NotFound:
        raise _taken() from None


def names_of(read: Read, user_id: Id) -> set[str]:
    """Give what somebody's templates are called."""
    rows = read.execute(sa.select(message_template.c.name).where(message_template.c.user_id == user_id))
    return set(rows.scalars())


def bring(write: Write, brought: Sequence[MessageTemplate]) -> None:
    """Store templates that were the owner's elsewhere."""
    rows = [{"user_id": write.owner, "id": each.id, "name": each.name, "text": each.text} for each in brought]
    insert_rows(write.connection, message_template, rows)


def put(write: Write, template_id: Id, new: NewMessageTemplate) -> MessageTemplate:
    """Put name and text in the place of those that stand there, or refuse a name that another of theirs has."""
    other = message_template.alias("other")
    taken = sa.exists().where(other.c.user_id == write.owner, other.c.name == new.name, other.c.id != template_id)
    changed = write.execute(
        message_template.update()
        .where(message_template.c.user_id == write.owner, message_template.c.id == template_id, ~taken)
        .values(name=new.name, text=new.text)
        .returning(message_template.c.id)
    ).scalar_one_or_none()
    found = get(write, write.owner, template_id)
    if changed is None:
        raise _taken()
    return found


def remove(write: Write, template_id: Id) -> None:
    """Take a template away, or refuse where there is none."""
    gone = write.execute(
        message_template.delete()
        .where(message_template.c.user_id == write.owner, message_template.c.id == template_id)
        .returning(message_template.c.id)
    )
    if gone.scalar_one_or_none() is None:
        get(write, write.owner, template_id)


def _document(row: Row) -> MessageTemplate:
    return MessageTemplate(id=row.id, name=row.name, text=row.text)


def _taken() -> AlreadyExists:
    return AlreadyExists("You have a template of that name.", "Give it another name, or change the one that is there.")
