"""What tests set up in a real database before they begin; each function says what it leaves behind."""

from mesocycle.actions.add_user import add_user
from mesocycle.domain.act import Act, Actor
from mesocycle.domain.document import Instant
from mesocycle.domain.user import NewUser, Role, Units, User
from mesocycle.storage.database import Database

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
