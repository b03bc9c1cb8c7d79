"""A trainer's groups: who is in them is always somebody whom the trainer coaches now."""

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.people.group import MOST_GROUPS, AthleteGroup
from mesocycle.domain.people.user import CoachingStatus
from mesocycle.domain.refusal import AlreadyExists, NotFound
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import insert_rows
from mesocycle.storage.tables.desk import athlete_group, group_member
from mesocycle.storage.tables.training import coaching


def of_trainer(read: Read, trainer_id: Id) -> list[AthleteGroup]:
    """Give a trainer's groups by name."""
    rows = read.execute(
        sa.select(athlete_group)
        .where(athlete_group.c.user_id == trainer_id)
        .order_by(athlete_group.c.name, athlete_group.c.id)
    ).all()
    members = _members(read, trainer_id)
    return [AthleteGroup(id=row.id, name=row.name, members=tuple(members.get(row.id, ()))) for row in rows]


def get(read: Read, trainer_id: Id, group_id: Id) -> AthleteGroup:
    """Give one group of a trainer, or refuse."""
    row = read.execute(
        sa.select(athlete_group).where(athlete_group.c.user_id == trainer_id, athlete_group.c.id == group_id)
    ).one_or_none()
    if row is None:
        raise _no_group()
    members = _members(read, trainer_id, group_member.c.group_id == group_id).get(group_id, ())
    return AthleteGroup(id=row.id, name=row.name, members=tuple(members))


def groups_of_athletes(read: Read, trainer_id: Id) -> Mapping[Id, tuple[Id, ...]]:
    """Give by athlete in which of a trainer's groups they are."""
    found: dict[Id, list[Id]] = {}
    for group_id, athletes in _members(read, trainer_id).items():
        for athlete_id in athletes:
            found.setdefault(athlete_id, []).append(group_id)
    return {athlete_id: tuple(ids) for athlete_id, ids in found.items()}


def _members(read: Read, trainer_id: Id, *those: sa.ColumnElement[bool]) -> dict[Id, list[Id]]:
    rows = read.execute(
        sa.select(group_member.c.group_id, group_member.c.athlete_id)
        .join(
            coaching,
            sa.and_(coaching.c.trainer_id == trainer_id, coaching.c.athlete_id == group_member.c.athlete_id),
        )
        .where(group_member.c.user_id == trainer_id, coaching.c.status == CoachingStatus.ACTIVE.value, *those)
        .order_by(group_member.c.group_id, group_member.c.athlete_id)
    )
    found: dict[Id, list[Id]] = {}
    for group_id, athlete_id in rows:
        found.setdefault(group_id, []).append(athlete_id)
    return found


def add(write: Write, name: str) -> Id:
    """Make a group of the owner's, or refuse a name that one of theirs has, and one more than anybody needs."""
    there = write.execute(
        sa.select(sa.func.count()).select_from(athlete_group).where(athlete_group.c.user_id == write.owner)
    ).scalar_one()
    if there >= MOST_GROUPS:
        raise AlreadyExists(f"You have {MOST_GROUPS} groups already.", "Take one away first.")
    group_id = write.new_id()
    row = {"user_id": write.owner, "id": group_id, "name": name}
    insert_rows(write.connection, athlete_group, [row], tail="on conflict do nothing")
    made = write.execute(
        sa.select(athlete_group.c.id).where(athlete_group.c.user_id == write.owner, athlete_group.c.id == group_id)
    )
    if made.scalar_one_or_none() is None:
        raise _taken()
    return group_id


def names_of(read: Read, user_id: Id) -> set[str]:
    """Give what a trainer's groups are called."""
    rows = read.execute(sa.select(athlete_group.c.name).where(athlete_group.c.user_id == user_id))
    return set(rows.scalars())


def bring(write: Write, brought: Sequence[AthleteGroup]) -> None:
    """Store groups that were the owner's elsewhere, with those in them whom they coach here."""
    coached = _coached(write, {athlete_id for each in brought for athlete_id in each.members})
    insert_rows(
        write.connection,
        athlete_group,
        [{"user_id": write.owner, "id": each.id, "name": each.name} for each in brought],
    )
    insert_rows(
        write.connection,
        group_member,
        [
            {"user_id": write.owner, "group_id": each.id, "athlete_id": athlete_id}
            for each in brought
            for athlete_id in sorted(coached.intersection(each.members))
        ],
    )


def rename(write: Write, group_id: Id, name: str) -> None:
    """Give a group another name that no other of the owner's groups has, or refuse."""
    other = athlete_group.alias("other")
    taken = sa.exists().where(other.c.user_id == write.owner, other.c.name == name, other.c.id != group_id)
    changed = write.execute(
        athlete_group.update()
        .where(athlete_group.c.user_id == write.owner, athlete_group.c.id == group_id, ~taken)
        .values(name=name)
        .returning(athlete_group.c.id)
    ).scalar_one_or_none()
    if changed is None:
        get(write, write.owner, group_id)
        raise _taken()


def put_in(write: Write, group_id: Id, athlete_ids: Collection[Id]) -> None:
    """Put athletes into a group; whoever is not coached by the owner is refused, with everybody named."""
    wanted = sorted(set(athlete_ids))
    if not wanted:
        return
    coached = _coached(write, wanted)
    if len(coached) < len(wanted):
        strangers = ", ".join(each for each in wanted if each not in coached)
        raise NotFound(f"You do not coach {strangers[:200]}.", "Put in whom you coach; the roster shows them.")
    rows = [{"user_id": write.owner, "group_id": group_id, "athlete_id": each} for each in wanted]
    insert_rows(write.connection, group_member, rows, tail="on conflict do nothing")


def _coached(write: Write, athlete_ids: Collection[Id]) -> set[Id]:
    """Give whom of these the owner coaches, and let nobody end that until this transaction has put them in."""
    links = sa.select(coaching.c.athlete_id).where(
        coaching.c.trainer_id == write.owner,
        coaching.c.athlete_id.in_(list(athlete_ids)),
        coaching.c.status == CoachingStatus.ACTIVE.value,
    )
    if write.dialect == "postgresql":
        links = links.with_for_update()  # ending the coaching waits for this, and takes them out after it
    return set(write.execute(links).scalars())


def take_out(write: Write, group_id: Id, athlete_ids: Collection[Id]) -> None:
    """Take athletes out of a group; who is not in it is left as they are."""
    if athlete_ids:
        write.execute(
            group_member.delete().where(
                group_member.c.user_id == write.owner,
                group_member.c.group_id == group_id,
                group_member.c.athlete_id.in_(list(athlete_ids)),
            )
        )


def take_out_of_all(write: Write, trainer_id: Id, athlete_id: Id) -> None:
    """Take an athlete out of all groups of a trainer, whose coaching has ended."""
    write.execute(
        group_member.delete().where(group_member.c.user_id == trainer_id, group_member.c.athlete_id == athlete_id)
    )


def remove(write: Write, group_id: Id) -> None:
    """Take a group away, or refuse where there is none; those who were in it stay as they are."""
    get(write, write.owner, group_id)
    theirs = (group_member.c.user_id == write.owner, group_member.c.group_id == group_id)
    write.execute(group_member.delete().where(*theirs))
    write.execute(athlete_group.delete().where(athlete_group.c.user_id == write.owner, athlete_group.c.id == group_id))


def _no_group() -> NotFound:
    return NotFound("There is no such group of yours.", "The list of your groups shows those that there are.")


def _taken() -> AlreadyExists:
    return AlreadyExists("You have a group of that name.", "Give it another name, or change the one that is there.")
