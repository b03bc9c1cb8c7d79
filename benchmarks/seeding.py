"""Databases to measure in, filled by direct SQL: a trainer and athletes who have 48 scheduled sessions each."""

import random
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import psycopg
import sqlalchemy as sa
from msgspec import Struct

from benchmarks.routine import MAIN_LIFTS, PUBLISHED, SESSIONS, a_version, next_version
from mesocycle.domain.assignment.arrangement import Content
from mesocycle.domain.assignment.schedule import Schedule, plan_assignment
from mesocycle.domain.document import Date, Id, encode, object_id
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.placement import asked_begin
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.schema.upgrade import upgrade
from mesocycle.storage.tables import training as tables
from tests import servers

NOW = "2026-01-02T09:00:00.000Z"
"""The day after publishing; every plan begins on a Monday after it, so every session is still to come."""
START = "2026-01-05"
SEQ = 2
_SECOND = 1_767_258_001
_BATCH = 250


class Athlete(Struct, frozen=True):
    """One who follows the first version, and by which assignment."""

    id: Id
    assignment_id: Id
    start_date: Date


class Group(Struct, frozen=True, kw_only=True):
    """A routine of two versions, and the athletes who follow the first one."""

    first: RoutineVersion
    second: RoutineVersion
    athletes: tuple[Athlete, ...]


class Seeder:
    """Fill one database; equal seeds give equal rows."""

    def __init__(self, database: Database, seed: int) -> None:
        """Add the trainer who coaches everybody."""
        self.database = database
        self.rng = random.Random(seed)
        self.trainer = self.new_id()
        self.act = Act(actor=Actor(self.trainer, frozenset({Role.TRAINER, Role.ATHLETE})), now=NOW)
        database.write_across_owners(lambda connection: self._people(connection, [self.trainer]))

    def new_id(self) -> Id:
        """Make an ObjectId of the seed."""
        return object_id(_SECOND, self.rng.randbytes(8))

    def group(self, athletes: int) -> Group:
        """Add a routine of two versions and as many athletes on the first one."""
        first = a_version(self.new_id(), 1, self.trainer, self.rng)
        group = Group(
            first=first,
            second=next_version(first, self.rng),
            athletes=tuple(Athlete(self.new_id(), self.new_id(), _start(place)) for place in range(athletes)),
        )
        content = Content(first)
        schedules = {on: _schedule(first, on) for on in {athlete.start_date for athlete in group.athletes}}
        self.database.write_across_owners(lambda connection: self._plans(connection, group, content))
        for begin in range(0, athletes, _BATCH):
            some = group.athletes[begin : begin + _BATCH]
            self.database.write_across_owners(
                partial(self._athletes, group=group, content=content, schedules=schedules, athletes=some)
            )
        return group

    def _people(self, connection: sa.Connection, ids: Sequence[Id]) -> None:
        rows = [
            (
                i,
                f"{i}@example.org",
                f"Person {i[-6:]}",
                "trainer,athlete",
                "Europe/Berlin",
                "metric",
                PUBLISHED,
                PUBLISHED,
            )
            for i in ids
        ]
        columns = ("id", "email", "name", "roles", "time_zone", "units", "created_at", "updated_at")
        insert(connection, tables.app_user, columns, rows)
        insert(connection, tables.user_feed, ("user_id", "epoch", "seq"), [(i, self.new_id(), SEQ) for i in ids])
        zones = [(i, PUBLISHED, "Europe/Berlin") for i in ids]
        insert(connection, tables.user_zone, ("user_id", "since", "time_zone"), zones)

    def _plans(self, connection: sa.Connection, group: Group, content: Content) -> None:
        version = group.first
        columns: tuple[str, ...] = ("id", "owner_id", "name", "is_archived", "created_at", "updated_at")
        row = (version.parent_routine_id, self.trainer, version.name, False, PUBLISHED, PUBLISHED)
        insert(connection, tables.routine, columns, [row])
        columns = (
            *("id", "parent_routine_id", "version", "is_latest", "is_archived"),
            *("is_public", "created_by", "document", "updated_at"),
        )
        rows = [
            (v.id, v.parent_routine_id, v.version, latest, False, False, self.trainer, encode(v).decode(), PUBLISHED)
            for v, latest in ((group.first, False), (group.second, True))
        ]
        insert(connection, tables.routine_version, columns, rows)
        weeks = range(1, version.duration + 1)
        stored = [content.stored(place, week) for place in range(len(version.workouts)) for week in weeks]
        insert(
            connection, tables.workout_snapshot, ("hash", "name", "body"), [(s.hash, s.name, s.body) for s in stored]
        )

    def _athletes(
        self,
        connection: sa.Connection,
        group: Group,
        content: Content,
        schedules: Mapping[Date, Schedule],
        athletes: Sequence[Athlete],
    ) -> None:
        self._people(connection, [athlete.id for athlete in athletes])
        columns: tuple[str, ...] = (
            *("id", "trainer_id", "athlete_id", "status", "sees", "may_log"),
            *("created_at", "updated_at"),
        )
        links = [
            (self.new_id(), self.trainer, athlete.id, "active", "all", False, PUBLISHED, PUBLISHED)
            for athlete in athletes
        ]
        insert(connection, tables.coaching, columns, links)
        columns = ("user_id", "id", "kind", "valid_from", "document", "change_seq")
        insert(connection, tables.reference_value, columns, [row for a in athletes for row in self._maxes(a)])
        columns = (
            *("user_id", "id", "parent_routine_id", "routine_version_id", "assigned_by", "origin", "status"),
            *("start_date", "start_week", "start_day", "shift_days", "pauses", "cycles"),
            *("created_at", "updated_at", "change_seq"),
        )
        version = group.first
        names = (version.parent_routine_id, version.id, self.trainer, "assigned", "active")
        state = (1, 1, 0, "[]", 1, PUBLISHED, PUBLISHED, SEQ)
        insert(
            connection,
            tables.routine_assignment,
            columns,
            [(athlete.id, athlete.assignment_id, *names, athlete.start_date, *state) for athlete in athletes],
        )
        rows = [row for a in athletes for row in self._sessions(a, version, content, schedules[a.start_date])]
        insert(connection, tables.workout_session, SESSION_COLUMNS, rows)

    def _maxes(self, athlete: Athlete) -> Iterator[tuple[object, ...]]:
        """Give three of the four training maxes that the plan asks for: one is missing, as often."""
        for variant in MAIN_LIFTS[:3]:
            value = ReferenceValue(
                id=self.new_id(),
                user_id=athlete.id,
                kind=ReferenceKind.TRAINING_MAX,
                value=self.rng.randrange(60, 200),
                unit="kg",
                exercise_id=variant.rsplit("-", 1)[-1],
                exercise_variant_id=variant,
                valid_from="2025-12-01",
                source="entered",
            )
            yield athlete.id, value.id, value.kind.value, value.valid_from, encode(value).decode(), SEQ

    def _sessions(
        self, athlete: Athlete, version: RoutineVersion, content: Content, schedule: Schedule
    ) -> Iterator[tuple[object, ...]]:
        index = {workout.id: place for place, workout in enumerate(version.workouts)}
        for planned in schedule.created:
            yield (
                athlete.id,
                self.new_id(),
                version.parent_routine_id,
                version.id,
                athlete.assignment_id,
                planned.workout.id,
                planned.scheduled_date.isoformat(),
                planned.scheduled_time,
                planned.planned_date.isoformat(),
                planned.plan_week,
                planned.plan_day,
                "scheduled",
                content.stored(index[planned.workout.id], planned.plan_week).hash,
                PUBLISHED,
                PUBLISHED,
                SEQ,
            )


def _start(place: int) -> Date:
    """Spread athletes over eight Mondays, two and two alike, so that both sides of a comparison have the same."""
    return (date.fromisoformat(START) + timedelta(weeks=place // 2 % 8)).isoformat()


def _schedule(version: RoutineVersion, start_date: Date) -> Schedule:
    schedule = plan_assignment(version, asked_begin(today=date.fromisoformat(start_date)), None)
    if len(schedule.created) != SESSIONS:
        raise AssertionError(f"{len(schedule.created)} sessions in the plan, not {SESSIONS}")
    return schedule


SESSION_COLUMNS = (
    *("user_id", "id", "parent_routine_id", "routine_version_id", "routine_assignment_id", "workout_id"),
    *("scheduled_date", "scheduled_time", "planned_date", "plan_week", "plan_day"),
    *("status", "snapshot_hash", "created_at", "updated_at", "change_seq"),
)


@contextmanager
def fresh_url(engine: str) -> Iterator[str]:
    """Give the address of a new database with the product's schema; it is gone afterwards.

    PostgreSQL runs durably (fsync on), as SQLite does by the product's own pragmas.
    """
    if engine == "sqlite":
        with tempfile.TemporaryDirectory(prefix="mesocycle-bench-") as place:
            url = f"sqlite:///{Path(place) / 'mesocycle.sqlite'}"
            upgrade(url)
            yield url
        return
    with servers.fresh_database(servers.postgres_url(durable=True)) as url:
        upgrade(url)
        yield url


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Open a database as the program does, and close it."""
    database = Database.open(url)
    try:
        yield database
    finally:
        database.close()


def settle_down(url: str) -> None:
    """Write what seeding left in memory to disk and refresh statistics: the clock starts on a quiet database."""
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(address.database), isolation_level=None)) as file:
            file.execute("analyze")
            file.execute("pragma wal_checkpoint(truncate)")
        return
    with psycopg.connect(plain(url), autocommit=True) as server:
        server.execute("vacuum analyze")
        server.execute("checkpoint")


def plain(url: str) -> str:
    """Write the address of a PostgreSQL as its driver alone reads it."""
    return sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
