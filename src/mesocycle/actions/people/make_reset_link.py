"""Make a link by which a user who forgot their password, or has none yet, chooses one."""

from mesocycle.domain.document import Id
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.password import RESET_HOURS, IssuedResetLink, ResetLink
from mesocycle.domain.people.secret import SecretKind
from mesocycle.domain.permission import require_admin
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import reset_links, users
from mesocycle.storage.people.secrets import new_secret


def make_reset_link(db: Database, user_id: Id, act: Act) -> IssuedResetLink:
    """Make a link for a user, as an admin; an earlier one that nobody used is void from now on."""
    return db.write(user_id, act, make_reset_link_in)


def make_reset_link_in(write: Write) -> IssuedResetLink:
    """Make a link for the write's owner."""
    users.get_in_sight(write, write.act.actor, write.owner)
    require_admin(write.act.actor)
    secret, stored = new_secret(SecretKind.RESET_LINK)
    made = ResetLink(
        user_id=write.owner,
        made_by=write.by,
        created_at=write.now,
        expires_at=shifted(write.now, seconds=RESET_HOURS * 3600),
    )
    reset_links.void(write)
    reset_links.add(write, made, stored)
    return IssuedResetLink(reset_link=made, secret=secret)
