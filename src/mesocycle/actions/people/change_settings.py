"""Change what a user has set: name, zone, units and the rest; roles are for admins to give."""

import msgspec
from msgspec import UNSET

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import Role, Settings, User, check_user, normal_email
from mesocycle.domain.permission import require_admin, require_self
from mesocycle.domain.refusal import NotPermitted
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users


def change_settings(db: Database, user_id: Id, settings: Settings, act: Act) -> User:
    """Change the settings that are given; a new zone holds from now on, deeds keep the day they had."""
    return db.write(user_id, act, lambda write: change_settings_in(write, settings))


def change_settings_in(write: Write, settings: Settings) -> User:
    """Change the settings of the write's owner."""
    before = users.get_in_sight(write, write.act.actor, write.owner)
    require_self(write.act.actor, write.owner)
    after = _changed(before, settings, write)
    check_user(after)
    if set(after.roles) != set(before.roles):
        require_admin(write.act.actor)
        _keep_an_admin(write, before, after)
    users.change(write, after, zone_changed=after.time_zone != before.time_zone)
    return after


def _changed(before: User, settings: Settings, write: Write) -> User:
    given = {name: value for name in settings.__struct_fields__ if (value := getattr(settings, name)) is not UNSET}
    if "email" in given:
        given["email"] = normal_email(given["email"])
    if "name" in given:
        given["name"] = given["name"].strip()
    return msgspec.structs.replace(before, **given, updated_at=write.now)


def _keep_an_admin(write: Write, before: User, after: User) -> None:
    if Role.ADMIN not in before.roles or Role.ADMIN in after.roles:
        return
    users.hold_roles(write)  # of the last two admins only one can leave
    if users.admins(write) == [before.id]:
        raise NotPermitted(
            "The last admin can't stop being one.",
            f"Give another user the role first; {Do('user list')} shows who is here.",
        )
