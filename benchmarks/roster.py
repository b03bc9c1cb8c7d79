"""A roster that has trained for some weeks: every session up to a day completed as planned, a few skipped or missed."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from benchmarks.seeding import START, Group, Seeder
from mesocycle.domain.assignment.arrangement import Content
from mesocycle.domain.document import Date, Id, encode
from mesocycle.domain.history.lines import leaves
from mesocycle.domain.log.as_planned import as_planned
from mesocycle.domain.log.rows import PerformedRow, performed_rows
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.reference.resolution import resolve
from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.sessions.log_extract import extract
from mesocycle.storage.tables import training as tables

_DONE = sa.text(
    """update workout_session set status = 'completed', performed_date = scheduled_date, duration_minutes = 60,
         performance_log = :log, log_extract = :extract
       where user_id = :user_id and id = :id"""
)
_SKIPPED = sa.text("update workout_session set status = 'skipped' where user_id = :user_id and id = :id")
_OF_SET = (
    *("user_id", "session_id", "id", "day", "section_id", "line_id", "set_id", "exercise_id", "exercise_variant_id"),
    *("set_type", "round", "sides", "reps", "load_kg", "rpe", "rir"),
)


class Roster(NamedTuple):
    """Who follows what, as of which day, and a line that all of them did."""

    group: Group
    act: Act
    line_id: Id
    sets: int


class _Done(NamedTuple):
    log: str
    rows: tuple[PerformedRow, ...]


def a_roster(db: Database, athletes: int, weeks: int, seed: int) -> Roster:
    """Give so many athletes who have trained for up to so many weeks."""
    seeder = Seeder(db, seed)
    group = seeder.group(athletes)
    chance = random.Random(seed)
    today = (date.fromisoformat(START) + timedelta(weeks=weeks)).isoformat()
    content = Content(group.first)
    done = {
        stored.hash: _as_planned(content, place, week)
        for place in range(len(group.first.workouts))
        for week in range(1, group.first.duration + 1)
        for stored in [content.stored(place, week)]
    }
    counted = db.write_across_owners(lambda connection: _train(connection, group, done, today, chance))
    first = group.first.workouts[0]
    line = next(leaf for each in first.sections for leaf in leaves(each, first.id) if leaf.kind == "set")
    return Roster(group, Act(actor=seeder.act.actor, now=f"{today}T09:00:00.000Z"), line.within[2], counted)


def deepen(db: Database, weeks: int, years: int) -> int:
    """Give everybody their past weeks again and again, back over years, and say how many sessions there are now.

    The copies have no logs: what a page of today reads of them are rows, and the disk would be gigabytes.
    """
    columns = [column.name for column in tables.workout_session.c]
    shifted = {
        name: _BACK[db.dialect].format(f"s.{name}") for name in ("scheduled_date", "planned_date", "performed_date")
    }
    given = {**{name: f's."{name}"' for name in columns}, **shifted, "performance_log": "null", "id": "s.id || :copy"}
    copied = sa.text(
        f"""insert into workout_session ({", ".join(f'"{name}"' for name in columns)})
            select {", ".join(given[name] for name in columns)} from workout_session as s
            where s.status <> 'scheduled' and s.id not like '%-%'"""  # noqa: S608  # names of our own table
    )
    for copy in range(1, years * 52 // weeks):
        values = {"copy": f"-{copy}", "days": -7 * weeks * copy}
        db.write_across_owners(lambda connection, values=values: connection.execute(copied, values))  # type: ignore[misc]  # bound at once
    with db.read() as read:
        return int(read.execute(sa.select(sa.func.count()).select_from(tables.workout_session)).scalar_one())


def bring_up_to(db: Database, roster: Roster, today: Date) -> None:
    """Let all that stands in the calendars fall so many days later that what was the roster's today is `today`."""
    days = (date.fromisoformat(today) - date.fromisoformat(roster.act.now[:10])).days
    dates = (
        (tables.workout_session.name, ("scheduled_date", "planned_date", "performed_date")),
        (tables.performed_set.name, ("day",)),
        (tables.routine_assignment.name, ("start_date",)),
    )
    for table, columns in dates:
        later = ", ".join(f"{column} = {_BACK[db.dialect].format(column)}" for column in columns)
        moved = sa.text(f"update {table} as s set {later}")  # noqa: S608  # names of our own tables
        db.write_across_owners(lambda connection, moved=moved: connection.execute(moved, {"days": days}))  # type: ignore[misc]  # bound at once


_BACK = {
    "sqlite": "date({}, :days || ' days')",
    "postgresql": "to_char(cast({} as date) + cast(:days as integer), 'YYYY-MM-DD')",
}


def _train(
    connection: sa.Connection, group: Group, done: Mapping[bytes, _Done], today: Date, chance: random.Random
) -> int:
    session = tables.workout_session.c
    counted = 0
    for athlete in group.athletes:
        past = connection.execute(
            sa.select(session.id, session.scheduled_date, session.snapshot_hash)
            .where(session.user_id == athlete.id, session.scheduled_date < today)
            .order_by(session.id)
        ).all()
        kinds = [(row, chance.random()) for row in past]
        for row, drawn in kinds:
            own = {"user_id": athlete.id, "id": row.id}
            if drawn < 0.85:
                log = done[bytes(row.snapshot_hash)].log
                connection.execute(_DONE, {**own, "log": log, "extract": extract(log)})
            elif drawn < 0.95:
                connection.execute(_SKIPPED, own)
        rows = [
            each
            for row, drawn in kinds
            if drawn < 0.85
            for each in _rows(athlete.id, row.id, row.scheduled_date, done[bytes(row.snapshot_hash)])
        ]
        insert(connection, tables.performed_set, _OF_SET, rows)
        counted += len(rows)
    return counted


def _as_planned(content: Content, place: int, week: int) -> _Done:
    snapshot = msgspec.json.decode(content.stored(place, week).body, type=WorkoutSnapshot)
    numbers = iter(range(1_000))
    log = as_planned(snapshot, resolve(snapshot, [], START, None, Units.METRIC), lambda: f"{next(numbers):024x}")
    return _Done(encode(log).decode(), performed_rows(log, Lines(snapshot)))


def _rows(user_id: Id, session_id: Id, on: Date, done: _Done) -> Iterator[tuple[object, ...]]:
    for row in done.rows:
        yield (
            *(user_id, session_id, row.id, on, row.section_id, row.line_id, row.set_id, row.exercise_id),
            *(row.exercise_variant_id, row.set_type, row.round, row.sides, row.reps, 100.0, row.rpe, row.rir),
        )
