"""What a server holds: people by role, browsers, jobs, the database's size and version."""

from collections import Counter
from typing import NamedTuple

import sqlalchemy as sa

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.imports.result import NAMES, ImportSource, ImportStatus
from mesocycle.domain.people.user import CoachingStatus, Role, User
from mesocycle.domain.upkeep import JobKind, ServerJob, UpkeepStatus
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import users
from mesocycle.storage.tables.imports import import_run
from mesocycle.storage.tables.people import api_token, sign_in
from mesocycle.storage.tables.roll_outs import roll_out
from mesocycle.storage.tables.training import app_user, coaching, routine, routine_version, workout_session
from mesocycle.storage.tables.upkeep import upkeep_run


class Held(NamedTuple):
    """What the database holds, and what it is."""

    engine_version: str
    database_bytes: int
    users: int
    roles: Counter[Role]
    sign_ins: int


_VERSION = {"sqlite": "select sqlite_version()", "postgresql": "select current_setting('server_version')"}
_BYTES = {
    "sqlite": "select page_count * page_size from pragma_page_count(), pragma_page_size()",
    "postgresql": "select pg_database_size(current_database())",
}


def held(read: Read, now: Instant) -> Held:
    """Count it."""
    counted = read.execute(sa.select(app_user.c.roles, sa.func.count()).group_by(app_user.c.roles)).all()
    roles: Counter[Role] = Counter()
    for said, count in counted:
        for role in said.split(","):
            roles[Role(role)] += count
    browsers = sa.select(sa.func.count()).select_from(sign_in).where(sign_in.c.expires_at > now)
    return Held(
        engine_version=str(read.execute(sa.text(_VERSION[read.dialect])).scalar_one()).split(" ", 1)[0],
        database_bytes=int(read.execute(sa.text(_BYTES[read.dialect])).scalar_one()),
        users=sum(count for _, count in counted),
        roles=roles,
        sign_ins=int(read.execute(browsers).scalar_one()),
    )


class HeldOf(NamedTuple):
    """What somebody has here, and what others have of them."""

    sessions: int
    routines: int
    coached: int
    """Athletes whom they coach."""
    tokens: int


def held_of(read: Read, user_id: Id) -> HeldOf:
    """Count what somebody has here."""
    counted = [
        sa.select(sa.func.count()).select_from(table).where(*which).scalar_subquery()
        for table, which in (
            (workout_session, [workout_session.c.user_id == user_id]),
            (routine, [routine.c.owner_id == user_id, routine.c.own_of.is_(None)]),
            (coaching, [coaching.c.trainer_id == user_id, coaching.c.status == CoachingStatus.ACTIVE.value]),
            (api_token, [api_token.c.user_id == user_id, api_token.c.revoked_at.is_(None)]),
        )
    ]
    return HeldOf(*read.execute(sa.select(*counted)).one())


def people(read: Read, *, search: str, role: Role | None, after: str | None, limit: int) -> list[User]:
    """Give everybody with a text in their name or address, in a role, by address, from behind one on."""
    statement = sa.select(app_user).order_by(app_user.c.email).limit(limit)
    if search:
        like = f"%{search.replace('!', '!!').replace('%', '!%').replace('_', '!_').lower()}%"
        named = (sa.func.lower(column).like(like, escape="!") for column in (app_user.c.name, app_user.c.email))
        statement = statement.where(sa.or_(*named))
    if role is not None:
        statement = statement.where(app_user.c.roles.like(f"%{role.value}%"))
    if after is not None:
        statement = statement.where(app_user.c.email > after)
    return [users.document(row) for row in read.execute(statement)]


def jobs(read: Read, now: Instant, *, limit: int) -> list[ServerJob]:
    """Give the newest things that go on, or went on, behind answers, of everybody."""
    runs = read.execute(sa.select(import_run).order_by(import_run.c.at.desc(), import_run.c.id.desc()).limit(limit))
    found = [
        ServerJob(
            id=row.id,
            kind=JobKind.IMPORT,
            what=NAMES[ImportSource(row.source)],
            by=row.by,
            at=row.at,
            status="broken-off"
            if row.status == ImportStatus.RUNNING.value and row.alive_until <= now
            else str(row.status),
        )
        for row in runs
    ]
    out = read.execute(
        sa.select(roll_out.c.id, roll_out.c.by, roll_out.c.created_at, roll_out.c.status, routine.c.name)
        .join_from(roll_out, routine_version, routine_version.c.id == roll_out.c.routine_version_id, isouter=True)
        .join(routine, routine.c.id == routine_version.c.parent_routine_id, isouter=True)
        .order_by(roll_out.c.created_at.desc(), roll_out.c.id.desc())
        .limit(limit)
    )
    found += [
        ServerJob(
            id=row.id, kind=JobKind.ROLL_OUT, what=row.name or "", by=row.by, at=row.created_at, status=row.status
        )
        for row in out
    ]
    kept = read.execute(sa.select(upkeep_run).order_by(upkeep_run.c.at.desc(), upkeep_run.c.id.desc()).limit(limit))
    found += [
        ServerJob(
            id=row.id,
            kind=JobKind.UPKEEP,
            what=row.kind,
            by=row.by,
            at=row.at,
            status=UpkeepStatus.BROKEN_OFF.value
            if row.status == UpkeepStatus.RUNNING.value and row.alive_until <= now
            else str(row.status),
        )
        for row in kept
    ]
    found.sort(key=lambda each: (each.at, each.id), reverse=True)
    return found[:limit]
