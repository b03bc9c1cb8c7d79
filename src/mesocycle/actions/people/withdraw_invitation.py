"""Withdraw an invitation that nobody has used yet."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.invitation import Invitation
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import invitations


def withdraw_invitation(db: Database, invitation_id: Id, act: Act) -> Invitation:
    """Withdraw an invitation of the acting user's, or as an admin anybody's.

    One that was used is refused, as one that never was.
    """
    with db.read() as read:
        maker = invitations.maker(read, invitation_id, act.actor)
    return db.write(maker, act, lambda write: invitations.withdraw(write, invitation_id))
