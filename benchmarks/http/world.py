"""What the servers are asked about: 100,000 sessions with snapshots and logs of 8 to 10 kB, and a token an athlete."""

import hashlib
import itertools
import json
import random
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace

from benchmarks.routine import SESSIONS
from benchmarks.seeding import NOW, Athlete, Group, Seeder
from mesocycle.domain.document import Date, Id, encode, object_id
from mesocycle.domain.log.as_planned import as_planned
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.reference.resolution import Resolved
from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.machines import one_by_one
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.schema.spreading import spread_tables
from mesocycle.storage.sessions.log_extract import extract
from mesocycle.storage.tables.people import api_token
from mesocycle.storage.tables.training import metadata, workout_session, workout_snapshot

ATHLETES_A_ROUTINE = 105
DONE_WEEKS = 9
"""The first nine of twelve weeks are done and logged; the others are still scheduled."""
REPLACED = 132
MONTH = 28
"""Sessions of one answer: four weeks in which an athlete trains every day, here seven weeks of four days."""


_UNRESOLVED = Resolved(loads={}, targets={}, references=(), missing=())


class Target(Struct, frozen=True):
    """What one athlete's client asks for."""

    user_id: Id
    token: str
    session_id: Id
    logged_id: Id
    first: Date
    last: Date
    log: str


class World(Struct, frozen=True, kw_only=True):
    """The groups, and the targets of those athletes that reads and logs are asked about."""

    groups: tuple[Group, ...]
    replaced: Group
    """One more, with all sessions still scheduled, whose plan is replaced; `act` is their trainer's."""
    act: Act
    targets: tuple[Target, ...]
    tokens: dict[Id, str]


def build(database: Database, seed: int, *, routines: int, asked: int = 2_000) -> World:
    """Fill a database; a routine brings 105 athletes with 48 sessions each."""
    seeder = Seeder(database, seed)
    groups = tuple(seeder.group(ATHLETES_A_ROUTINE) for _ in range(routines))
    rng = random.Random(seed)
    logs = _write_logs(database, rng)
    replaced = seeder.group(REPLACED)
    everybody = [athlete for group in groups for athlete in group.athletes]
    tokens = _write_tokens(database, [*(a.id for a in (*everybody, *replaced.athletes)), seeder.trainer], rng)
    chosen = rng.sample(everybody, min(asked, len(everybody)))
    targets = tuple(_targets(database, chosen, tokens, logs))
    return World(groups=groups, replaced=replaced, act=seeder.act, targets=targets, tokens=tokens)


def _write_logs(database: Database, rng: random.Random) -> dict[bytes, str]:
    """Complete what lies in the first weeks, each with the log of its snapshot."""
    with database.read() as read:
        found = read.execute(sa.select(workout_snapshot.c.hash, workout_snapshot.c.body)).all()
    logs = {bytes(row.hash): a_log(row.body, rng) for row in found}

    database.write_across_owners(partial(_complete, logs=logs))
    return logs


_LOGS = sa.table("bench_log", *map(sa.column, ("hash", "log", "extract"), (sa.LargeBinary, sa.Text, sa.Text)))


def _complete(connection: sa.Connection, logs: dict[bytes, str]) -> None:
    if spread_tables(connection):
        _complete_one_by_one(connection, logs)
        return
    blob = "bytea" if connection.dialect.name == "postgresql" else "blob"
    connection.exec_driver_sql(f"create temporary table bench_log (hash {blob} primary key, log text, extract text)")
    told = [{"hash": key, "log": log, "extract": extract(log)} for key, log in logs.items()]
    connection.execute(_LOGS.insert(), told)
    done = workout_session.c
    of_snapshot = _LOGS.c.hash == done.snapshot_hash
    connection.execute(
        workout_session.update()
        .where(done.plan_week <= DONE_WEEKS)
        .values(
            status="completed",
            performance_log=sa.select(_LOGS.c.log).where(of_snapshot).scalar_subquery(),
            log_extract=sa.select(_LOGS.c.extract).where(of_snapshot).scalar_subquery(),
            **_DONE,
        )
    )
    connection.exec_driver_sql("drop table bench_log")


_DONE = {
    "performed_date": workout_session.c.scheduled_date,
    "started_at": workout_session.c.scheduled_date + "T17:31:04.000Z",
    "completed_at": workout_session.c.scheduled_date + "T18:42:51.000Z",
    "duration_minutes": 72,
}


def _complete_one_by_one(connection: sa.Connection, logs: dict[bytes, str]) -> None:
    """Complete them snapshot by snapshot: what lies on several machines is joined with no table of one."""
    one_by_one(connection)
    done = workout_session.c
    complete = (
        workout_session.update()
        .where(done.plan_week <= DONE_WEEKS, done.snapshot_hash == sa.bindparam("of_hash"))
        .values(
            status="completed",
            performance_log=sa.bindparam("log", type_=sa.Text),
            log_extract=sa.bindparam("extracted", type_=sa.Text),
            **_DONE,
        )
    )
    told = [{"of_hash": key, "log": log, "extracted": extract(log)} for key, log in logs.items()]
    connection.execute(complete, told)


def a_log(body: str, rng: random.Random) -> str:
    """Write the log of a snapshot as an athlete would: every set with what was lifted, how hard, and when."""
    snapshot = msgspec.json.decode(body, type=WorkoutSnapshot)
    ids = (object_id(1_767_258_002, rng.randbytes(8)) for _ in itertools.count())
    log = json.loads(encode(as_planned(snapshot, _UNRESOLVED, lambda: next(ids))))
    minute = itertools.count()
    for section in log["sections"]:
        for exercise in section["exercises"]:
            for each in exercise["sets"]:
                each.pop("asPlanned", None)
                each["performance"] |= {"weight": rng.randrange(20, 160), "weightUnit": "kg", "rpe": 7.5}
                each["performedAt"] = f"2026-01-05T17:{31 + next(minute) // 3 % 29:02d}:04.000Z"
    text = json.dumps(log, separators=(",", ":"))
    missing = max(0, 8_200 - len(text))
    if missing:
        log["feedback"] = {"rpe": 8, "feeling": 4, "notes": ("Moved well, slept badly. " * 400)[:missing]}
    return json.dumps(log, separators=(",", ":"))


def _write_tokens(database: Database, users: list[Id], rng: random.Random) -> dict[Id, str]:
    tokens = {user_id: f"mst_{rng.randbytes(32).hex()}"[:47] for user_id in users}
    rows = [
        (_hash(token), f"token-{user_id}", user_id, "bench", "write", NOW, "9000-01-01T00:00:00.000Z")
        for user_id, token in tokens.items()
    ]
    columns = ("hash", "id", "user_id", "name", "scope", "created_at", "last_used_at")
    database.write_across_owners(lambda connection: insert(connection, api_token, columns, rows))
    return tokens


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _targets(
    database: Database, chosen: list[Athlete], tokens: dict[Id, str], logs: dict[bytes, str]
) -> Iterator[Target]:
    for athlete in chosen:
        with database.read() as read:
            rows = read.execute(
                sa.select(
                    workout_session.c.id,
                    workout_session.c.scheduled_date,
                    workout_session.c.status,
                    workout_session.c.snapshot_hash,
                )
                .where(workout_session.c.user_id == athlete.id)
                .order_by(workout_session.c.scheduled_date)
            ).all()
        if len(rows) != SESSIONS:
            raise AssertionError(f"{len(rows)} sessions, not {SESSIONS}")
        logged = rows[7]
        yield Target(
            user_id=athlete.id,
            token=tokens[athlete.id],
            session_id=rows[3].id,
            logged_id=logged.id,
            first=rows[0].scheduled_date,
            last=rows[MONTH - 1].scheduled_date,
            log=logs[bytes(logged.snapshot_hash)],
        )


_OF_ATHLETES = {
    "app_user": ("id", "email"),
    "user_feed": ("user_id",),
    "user_zone": ("user_id",),
    "reference_value": ("user_id", "id"),
    "coaching": ("id", "athlete_id", "trainer_id"),
    "routine_assignment": ("user_id", "id"),
    "workout_session": ("user_id", "id", "routine_assignment_id"),
}
"""The tables of a world's people, with the columns that hold ids of theirs; a trainer's double coaches the doubles."""
_OURS = "69"
_PREFIXES = tuple(f"{number:02x}" for number in range(256) if f"{number:02x}" != _OURS)
"""Every id of a world begins with 69; those of its doubles begin with one of these."""


def multiplied(database: Database, world: World, times: int, seed: int) -> World:
    """Give everybody doubles, so that the world is so many times as large; any of the athletes may be asked."""
    prefixes = _PREFIXES[: times - 1]
    database.write_across_owners(partial(_double, prefixes=prefixes))
    rng = random.Random(seed)
    chosen = [(target, (_OURS, *prefixes)[rng.randrange(times)]) for target in world.targets]
    moved = api_token.update().where(api_token.c.hash == sa.bindparam("shown")).values(user_id=sa.bindparam("double"))
    values = [{"shown": _hash(target.token), "double": prefix + target.user_id[2:]} for target, prefix in chosen]
    database.write_across_owners(lambda connection: connection.execute(moved, values))
    targets = [
        replace(target, session_id=prefix + target.session_id[2:], logged_id=prefix + target.logged_id[2:])
        for target, prefix in chosen
    ]
    return replace(world, targets=tuple(targets))


def _double(connection: sa.Connection, prefixes: Sequence[str]) -> None:
    """Copy rows inside the database; what they refer to is copied too, so nothing is checked row by row."""
    connection.exec_driver_sql("set local session_replication_role = replica")
    copies = ", ".join(f"('{prefix}')" for prefix in prefixes)
    for table, ids in _OF_ATHLETES.items():
        columns = [column.name for column in metadata.tables[table].c]
        values = [f"p.prefix || substr({name}, 3)" if name in ids else f'"{name}"' for name in columns]
        names = ", ".join(f'"{name}"' for name in columns)
        connection.exec_driver_sql(
            f"insert into {table} ({names}) select {', '.join(values)} from (values {copies}) as p(prefix), {table}"  # noqa: S608  # names of our own tables
        )
