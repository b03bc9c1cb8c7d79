"""Users and the zones they lived in."""

from typing import Any

import msgspec
import sqlalchemy as sa

from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import CoachingStatus, Gym, LoadStep, Role, Units, User, WeekStart
from mesocycle.domain.refusal import AlreadyExists, NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.tables.training import app_user, coaching, routine, routine_assignment, user_zone

_IS_ADMIN = (sa.literal(",") + app_user.c.roles + ",").like(f"%,{Role.ADMIN.value},%")


def document(row: Row) -> User:
    """Make a user of a row of its table."""
    return User(
        id=row.id,
        email=row.email,
        name=row.name,
        roles=tuple(Role(role) for role in row.roles.split(",")),
        time_zone=row.time_zone,
        units=Units(row.units),
        load_step=None if row.load_step is None else msgspec.json.decode(row.load_step, type=LoadStep),
        default_time=row.default_time,
        locale=row.locale,
        week_start=None if row.week_start is None else WeekStart(row.week_start),
        gym=None if row.gym is None else msgspec.json.decode(row.gym, type=Gym),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _values(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "roles": ",".join(role.value for role in user.roles),
        "time_zone": user.time_zone,
        "units": user.units.value,
        "load_step": None if user.load_step is None else msgspec.json.encode(user.load_step).decode(),
        "default_time": user.default_time,
        "locale": user.locale,
        "week_start": None if user.week_start is None else user.week_start.value,
        "gym": None if user.gym is None else msgspec.json.encode(user.gym).decode(),
        "created_at": user.created_at,
        "updated_at": user.updated_at,
    }


def add(write: Write, user: User) -> None:
    """Store a new user; a taken e-mail address is refused."""
    _require_free(write, user)
    write.execute(app_user.insert(), _values(user))
    write.execute(user_zone.insert(), {"user_id": user.id, "since": user.created_at, "time_zone": user.time_zone})


def bring(write: Write, user: User) -> None:
    """Store a user who lived elsewhere; the zones they lived in follow. A taken e-mail address is refused."""
    _require_free(write, user)
    write.execute(app_user.insert(), _values(user))


def keep_a_zone(write: Write, user: User) -> None:
    """Let a user of whom no zone came have lived in their present one: a deed's civil day needs one."""
    lived = sa.select(user_zone.c.user_id).where(user_zone.c.user_id == user.id)
    row = sa.select(sa.literal(user.id), sa.literal(user.created_at), sa.literal(user.time_zone)).where(~lived.exists())
    write.execute(user_zone.insert().from_select(["user_id", "since", "time_zone"], row))


def has_own_routine(read: Read, user_id: Id) -> bool:
    """Tell whether a user has the routine and the assignment that hold one-off sessions."""
    return (
        read.execute(
            sa.select(routine_assignment.c.id)
            .join(routine, routine.c.id == routine_assignment.c.parent_routine_id)
            .where(
                routine_assignment.c.user_id == user_id,
                routine_assignment.c.origin == Origin.OWN.value,
                routine.c.own_of == user_id,
            )
        ).first()
        is not None
    )


def change(write: Write, user: User, *, zone_changed: bool) -> None:
    """Store a user's new settings; a change of zone is kept with its instant."""
    _require_free(write, user)
    write.execute(app_user.update().where(app_user.c.id == write.owner).values(**_values(user)))
    if zone_changed:
        write.execute(sa.delete(user_zone).where(user_zone.c.user_id == user.id, user_zone.c.since == write.now))
        write.execute(user_zone.insert(), {"user_id": user.id, "since": write.now, "time_zone": user.time_zone})


def _require_free(write: Write, user: User) -> None:
    other = write.execute(
        sa.select(app_user.c.id).where(app_user.c.email == user.email, app_user.c.id != user.id)
    ).scalar_one_or_none()
    if other is not None:
        raise AlreadyExists(f"A user with the address {user.email} exists already.", "Use another e-mail address.")


_ONE = Prepared(sa.select(app_user).where(app_user.c.id == sa.bindparam("asked")))


def get(read: Read, user_id: Id) -> User:
    """Give one user, or refuse."""
    row = read.row(_ONE, asked=user_id)
    if row is None:
        raise NotFound("There is no such user.", f"Look at {Do('user list')}.")
    return document(row)


def get_by_email(read: Read, email: str) -> User:
    """Give the user with an e-mail address, whatever its case, or refuse."""
    row = read.execute(sa.select(app_user).where(app_user.c.email == email.strip().lower())).one_or_none()
    if row is None:
        raise NotFound(f"There is no user with the address {email}.", f"Look at {Do('user list')}.")
    return document(row)


def any_there(read: Read) -> bool:
    """Tell whether there is any user yet."""
    return read.execute(sa.select(app_user.c.id).limit(1)).first() is not None


def all_users(read: Read) -> list[User]:
    """Give everybody, by e-mail address."""
    return [document(row) for row in read.execute(sa.select(app_user).order_by(app_user.c.email))]


def hold_roles(write: Write) -> None:
    """Let nobody else become a user, leave or change roles until this transaction ends: a rule may span them all.

    On SQLite a write is alone anyway.
    """
    if write.dialect == "postgresql":
        write.execute(sa.text("lock table app_user in share row exclusive mode"))


def admins(read: Read) -> list[Id]:
    """Give the ids of all admins."""
    return [row.id for row in read.execute(sa.select(app_user.c.id).where(_IS_ADMIN).order_by(app_user.c.id))]


def first_choice(read: Read) -> list[User]:
    """Give who acts where nobody is named: the admins, or without any the users; a few, when there are many."""
    few = sa.select(app_user).order_by(app_user.c.email).limit(4)
    found = [document(row) for row in read.execute(few.where(_IS_ADMIN))]
    return found or [document(row) for row in read.execute(few)]


def visible_to(read: Read, reader: Id) -> list[User]:
    """Give the user themselves and those they share a coaching link with, ended ones apart, by address."""
    rows = read.execute(sa.select(app_user).where(_is_seen_by(reader)).order_by(app_user.c.email))
    return [document(row) for row in rows]


def by_email(read: Read, reader: Actor, *, after: str | None, limit: int) -> list[User]:
    """Give those whom the reader sees (an admin everybody), by e-mail address from after one on."""
    seen = sa.true() if Role.ADMIN in reader.roles else _is_seen_by(reader.id)
    later = sa.true() if after is None else app_user.c.email > after
    rows = read.execute(sa.select(app_user).where(seen, later).order_by(app_user.c.email).limit(limit))
    return [document(row) for row in rows]


def get_in_sight(read: Read, reader: Actor, user_id: Id) -> User:
    """Give a user whom the reader sees, or refuse: a stranger learns not even that there is such a user."""
    seen = sa.true() if Role.ADMIN in reader.roles else _is_seen_by(reader.id)
    row = read.execute(sa.select(app_user).where(app_user.c.id == user_id, seen)).one_or_none()
    if row is None:
        raise NotFound("There is no such user.", f"Look at {Do('user list')}.")
    return document(row)


def _is_seen_by(reader: Id) -> sa.ColumnElement[bool]:
    """Give the condition on users: the reader, or the other side of a coaching link that has not ended.

    Who they are is asked first: a condition on each user would look at everybody.
    """
    stands = coaching.c.status != CoachingStatus.ENDED.value
    seen = sa.union_all(
        sa.select(sa.literal(reader, type_=app_user.c.id.type)),
        sa.select(coaching.c.athlete_id).where(stands, coaching.c.trainer_id == reader),
        sa.select(coaching.c.trainer_id).where(stands, coaching.c.athlete_id == reader),
    )
    return app_user.c.id.in_(seen)


_SEVERAL = Prepared(sa.select(app_user).where(app_user.c.id.in_(sa.bindparam("ids", expanding=True))))


def several(read: Read, ids: list[Id]) -> dict[Id, User]:
    """Give several users by id; nothing is asked where none is named."""
    if not ids:
        return {}
    rows = read.rows(_SEVERAL, ids=ids)
    return {row.id: document(row) for row in rows}


def coached_by(read: Read, trainer_id: Id) -> list[User]:
    """Give whom a trainer coaches now, by name."""
    coached = sa.select(coaching.c.athlete_id).where(
        coaching.c.trainer_id == trainer_id, coaching.c.status == CoachingStatus.ACTIVE.value
    )
    rows = read.execute(sa.select(app_user).where(app_user.c.id.in_(coached)))
    return sorted((document(row) for row in rows), key=lambda each: (each.name.casefold(), each.id))


def zone_at(read: Read, user_id: Id, at: Instant) -> str:
    """Give the zone that was valid for a user at an instant: a deed's civil day uses the zone valid then."""
    earlier = read.execute(
        sa.select(user_zone.c.time_zone)
        .where(user_zone.c.user_id == user_id, user_zone.c.since <= at)
        .order_by(user_zone.c.since.desc())
        .limit(1)
    ).scalar_one_or_none()
    if earlier is not None:
        return str(earlier)
    return str(
        read.execute(
            sa.select(user_zone.c.time_zone).where(user_zone.c.user_id == user_id).order_by(user_zone.c.since).limit(1)
        ).scalar_one()
    )


def today(read: Read, user_id: Id, now: Instant) -> str:
    """Give the civil day it is for a user, in their present zone."""
    zone = read.execute(sa.select(app_user.c.time_zone).where(app_user.c.id == user_id)).scalar_one_or_none()
    if zone is None:
        raise NotFound("There is no such user.", f"Look at {Do('user list')}.")
    return civil_day(now, zone)
