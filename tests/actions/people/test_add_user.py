"""Adding users: who may, what comes with them, what is refused."""

import threading
import time

import pytest

from mesocycle.actions.people.add_user import add_user, add_user_in
from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import NewUser, Role, Units, User
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotPermitted
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.plans import routines
from tests.arrange import ADMIN, NOW, a_user, an_act


def a_new_user(email: str = "ann@example.org", time_zone: str = "Europe/Berlin", name: str = "Ann") -> NewUser:
    return NewUser(email=email, name=name, time_zone=time_zone)


def stored(db: Database) -> list[User]:
    with db.read() as read:
        return users.all_users(read)


def test_an_added_user_is_found_by_address_whatever_its_case(db: Database) -> None:
    added = add_user(db, a_new_user(" Ann@Example.ORG "), an_act(ADMIN))

    with db.read() as read:
        assert users.get_by_email(read, "ANN@example.org") == added
    assert added.email == "ann@example.org"


def test_every_user_has_an_own_routine_that_is_live_from_the_start(db: Database) -> None:
    ann = add_user(db, a_new_user(time_zone="Pacific/Auckland"), an_act(ADMIN, "2026-01-05T20:00:00.000Z"))

    with db.read() as read:
        own = assignments.own_of(read, ann.id)
        version = routines.get_version(read, own.routine_version_id)
        listed = routines.listed(read, visible_to=ann.id)
        is_own = routines.is_own(read, own.parent_routine_id)
    assert (own.status, own.origin, own.start_date) == (AssignmentStatus.ACTIVE, Origin.OWN, "2026-01-06")
    assert (version.version, version.workouts, version.created_by) == (1, (), ann.id)
    assert is_own
    assert listed == [], "the own routine is no routine to be chosen from a list"


def test_the_zone_of_a_new_user_holds_from_their_first_moment(db: Database) -> None:
    ann = add_user(db, a_new_user(time_zone="Asia/Tokyo"), an_act(ADMIN))

    with db.read() as read:
        assert users.zone_at(read, ann.id, NOW) == "Asia/Tokyo"


def test_in_an_empty_database_whoever_adds_themselves_becomes_admin(db: Database) -> None:
    founder = Actor("ann", frozenset({Role.ADMIN}))

    new = NewUser(id="ann", email="ann@example.org", name="Ann", time_zone="UTC")

    ann = add_user(db, new, Act(actor=founder, now=NOW))

    assert ann.roles == (Role.ATHLETE, Role.ADMIN)


def test_nobody_adds_themselves_where_there_are_users(db: Database) -> None:
    a_user(db, "ann")
    intruder = Actor("eve", frozenset({Role.ADMIN}))
    new = NewUser(id="eve", email="eve@example.org", name="Eve", time_zone="UTC")

    with pytest.raises(AlreadyExists):
        add_user(db, new, Act(actor=intruder, now=NOW))

    assert [user.id for user in stored(db)] == ["ann"]


def test_only_an_admin_adds_others(db: Database) -> None:
    trainer = a_user(db, "tom", roles=(Role.TRAINER,))

    with pytest.raises(NotPermitted):
        add_user(db, a_new_user(), an_act(trainer))


@pytest.mark.parametrize(
    ("new", "path"),
    [(a_new_user(time_zone="Europe/Berlim"), "timeZone"), (a_new_user(email="ann"), "email")],
)
def test_settings_that_can_not_be_are_refused_by_path_and_nothing_is_stored(
    db: Database, new: NewUser, path: str
) -> None:
    with pytest.raises(DocumentNotValid) as refused:
        add_user(db, new, an_act(ADMIN))

    assert [error.path for error in refused.value.errors or ()] == [path]
    assert stored(db) == []


@pytest.mark.parametrize(
    "again",
    [
        NewUser(email="ANN@example.org", name="Other", time_zone="UTC"),
        NewUser(id="ann", email="other@example.org", name="Other", time_zone="UTC"),
    ],
)
def test_a_taken_address_or_id_is_refused_and_leaves_nothing_behind(db: Database, again: NewUser) -> None:
    ann = a_user(db, "ann")

    with pytest.raises(AlreadyExists):
        add_user(db, again, an_act(ADMIN))

    assert stored(db) == [ann]


def test_of_two_who_add_themselves_at_the_same_instant_one_becomes_admin(db: Database) -> None:
    eve = Actor("eve", frozenset({Role.ADMIN}))
    new = NewUser(id="eve", email="eve@example.org", name="Eve", time_zone="UTC")
    begun = threading.Event()

    def slowly(write: Write) -> None:
        add_user_in(write, ann)
        begun.set()
        time.sleep(0.3)  # the other one looks before this is committed

    ann = User(
        id="ann",
        email="ann@example.org",
        name="Ann",
        roles=(Role.ADMIN,),
        time_zone="UTC",
        units=Units.METRIC,
        created_at=NOW,
        updated_at=NOW,
    )
    first = threading.Thread(
        target=db.write_new_owner,
        args=("ann", "epoch", Act(actor=Actor("ann", frozenset({Role.ADMIN})), now=NOW), slowly),
    )
    first.start()
    begun.wait(10)

    with pytest.raises(AlreadyExists):
        add_user(db, new, Act(actor=eve, now=NOW))

    first.join()
    assert [user.id for user in stored(db)] == ["ann"]
