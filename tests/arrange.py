"""What tests set up in a real database before they begin; each function says what it leaves behind."""

from collections.abc import Callable
from typing import Any, TypeVar

import sqlalchemy as sa

from mesocycle.actions.people.accept_coaching import accept_coaching
from mesocycle.actions.people.add_user import add_user
from mesocycle.actions.people.change_coaching import change_coaching
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import Coaching, NewUser, Role, Sees, Units, User
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.plans import routines
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.tables.training import (
    deleted_session,
    performed_set,
    receipt,
    routine_assignment,
    session_event,
    user_feed,
    workout_session,
    workout_snapshot,
)

T = TypeVar("T")

NOW: Instant = "2026-01-05T09:00:00.000Z"
"""A Monday; 10:00 in Berlin, where users of tests live unless they say otherwise."""

ADMIN = Actor("the-admin", frozenset({Role.ADMIN}))
"""Whoever runs the server; stands in no table, so that it is nobody's athlete or trainer by chance."""


def an_actor(user: User) -> Actor:
    """Give a user as the one who acts."""
    return Actor(user.id, frozenset(user.roles))


def an_act(user: User | Actor, now: Instant = NOW) -> Act:
    """Give an act of a user at a moment."""
    return Act(actor=user if isinstance(user, Actor) else an_actor(user), now=now)


def a_user(
    db: Database,
    name: str = "ann",
    *,
    roles: tuple[Role, ...] = (Role.ATHLETE,),
    time_zone: str = "Europe/Berlin",
    units: Units = Units.METRIC,
    now: Instant = NOW,
) -> User:
    """Add a user `name` with the id `name` and the address `name@example.org`, and no right but their roles'."""
    new = NewUser(
        id=name, email=f"{name}@example.org", name=name.title(), roles=roles, time_zone=time_zone, units=units
    )
    return add_user(db, new, an_act(ADMIN, now))


def a_trainer(db: Database, name: str = "tom") -> User:
    """Add a user who is trainer and athlete."""
    return a_user(db, name, roles=(Role.TRAINER, Role.ATHLETE))


def a_coaching(
    db: Database, trainer: User, athlete: User, *, sees: Sees | None = None, may_log: bool | None = None
) -> Coaching:
    """Let a trainer coach an athlete who accepted, and chose what the trainer sees and may do."""
    invite_athlete(db, athlete.id, an_act(trainer))
    accept_coaching(db, trainer.id, an_act(athlete))
    return change_coaching(db, trainer.id, an_act(athlete), sees=sees, may_log=may_log)


def a_routine_file(**given: object) -> dict[str, Any]:
    """Give what a file says of four weeks with squats on Mondays, changed by what the test says."""
    return {
        "name": "Squats",
        "difficulty": "beginner",
        "goal": "strength",
        "duration": 4,
        "workouts": [
            {
                "name": "Squat day",
                "type": "strength",
                "objective": "Squat heavy",
                "schedule": [{"weekday": "monday"}],
                "sections": [
                    {
                        "name": "Main lift",
                        "type": "basic",
                        "exercises": [{"name": "Back squat", "restBetweenSets": "3m", "sets": "3x5 @ 100 kg"}],
                    }
                ],
            }
        ],
        **given,
    }


def a_routine(db: Database, owner: User, **given: object) -> RoutineVersion:
    """Create the routine of `a_routine_file(…)` as its owner and give version 1."""
    return create_routine(db, a_routine_file(**given), an_act(owner))


def the_versions(db: Database, owner: User, *versions: RoutineVersion) -> RoutineVersion:
    """Store versions of one routine that the user owns, as they are given, and give the last."""

    def store(write: Write) -> None:
        first, *later = versions
        routines.add(write, first.name, first)
        for version in later:
            routines.add_version(write, version)

    db.write(owner.id, an_act(owner), store)
    return versions[-1]


def the_status(db: Database, user_id: str, session_id: str, status: SessionStatus) -> None:
    """Put a session into a status, as the moves would, without their care for times and logs."""

    def put(write: Write) -> None:
        assert session_changes.change(write, session_id, tuple(SessionStatus), {"status": status.value}) is not None

    db.write(user_id, an_act(Actor(user_id, frozenset())), put)


def training_of(db: Database, user: User) -> dict[str, list[tuple[object, ...]]]:
    """Give every stored row of a user's training, column by column: sessions, tombstones, logs, events, snapshots."""
    with db.read() as read:
        rows = {
            table.name: [tuple(row) for row in read.execute(table.select().where(table.c.user_id == user.id))]
            for table in (workout_session, deleted_session, performed_set, session_event, receipt, routine_assignment)
        }
        hashes = {row.snapshot_hash for row in read.execute(workout_session.select()) if row.user_id == user.id}
        kept = read.execute(workout_snapshot.select().where(workout_snapshot.c.hash.in_(hashes)))
        return rows | {"workout_snapshot": sorted(tuple(row) for row in kept)}


def feed_position(read: Read, user_id: Id) -> tuple[str, int]:
    """Give the feed's epoch and its latest seq."""
    row = read.execute(sa.select(user_feed.c.epoch, user_feed.c.seq).where(user_feed.c.user_id == user_id)).one()
    return row.epoch, row.seq


def written_by(
    db: Database, user: User, do: Callable[..., T], *given: object, now: Instant = NOW, **named: object
) -> T:
    """Do one thing in a write of the user's own, and give what it gives."""
    return db.write(user.id, an_act(user, now), lambda write: do(write, *given, **named))
