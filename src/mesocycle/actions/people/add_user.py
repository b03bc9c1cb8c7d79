"""Add a user, with the own routine that holds their one-off sessions."""

from mesocycle.domain.assignment.own_routine import own_assignment, own_version
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import NewUser, Role, User, check_user, normal_email
from mesocycle.domain.permission import require_admin
from mesocycle.domain.refusal import AlreadyExists
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database, Write, new_id
from mesocycle.storage.people import users
from mesocycle.storage.plans import routines


def add_user(db: Database, new: NewUser, act: Act) -> User:
    """Add a user; admins may, and once, in an empty database, whoever adds themselves: the first admin.

    Refuses a taken id or e-mail address (`AlreadyExists`) and settings that can't be (`DocumentNotValid`).
    """
    user = _user(new, act)
    check_user(user)
    require_admin(act.actor)
    return db.write_new_owner(user.id, new_id(act.now), act, lambda write: add_user_in(write, user))


def add_user_in(write: Write, user: User) -> User:
    """Store a user whose feed was founded by this very write."""
    if write.by == user.id:
        users.hold_roles(write)  # two who found the database empty at the same instant are not both its first
        if users.any_there(write):
            raise AlreadyExists("There are users already, so nobody can add themselves.", "Ask an admin to add you.")
    return enrol_user_in(write, user)


def enrol_user_in(write: Write, user: User) -> User:
    """Store a user whose feed was founded by this very write, with the own routine of their one-off sessions."""
    users.add(write, user)
    version = own_version(user, version_id=write.new_id(), routine_id=write.new_id())
    routines.add(write, version.name, version, own_of=user.id)
    assignments.add({user.id: write}, [own_assignment(user, version, assignment_id=write.new_id())])
    return user


def _user(new: NewUser, act: Act) -> User:
    user_id: Id = new.id or new_id(act.now)
    first = act.actor.id == user_id and Role.ADMIN not in new.roles
    return User(
        id=user_id,
        email=normal_email(new.email),
        name=new.name.strip(),
        roles=(*new.roles, Role.ADMIN) if first else new.roles,
        time_zone=new.time_zone,
        units=new.units,
        load_step=new.load_step,
        default_time=new.default_time,
        locale=new.locale,
        week_start=new.week_start,
        created_at=act.now,
        updated_at=act.now,
    )
