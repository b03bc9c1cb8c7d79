"""Withdraw an invitation that nobody has used yet."""

from mesocycle.domain.act import Act
from mesocycle.domain.document import Id
from mesocycle.domain.invitation import Invitation
from mesocycle.storage import invitations
from mesocycle.storage.database import Database


def withdraw_invitation(db: Database, invitation_id: Id, act: Act) -> Invitation:
    """Withdraw an invitation of the acting user's, or as an admin anybody's.

    One that was used is refused, as one that never was.
    """
    with db.read() as read:
        maker = invitations.maker(read, invitation_id, act.actor)
    return db.write(maker, act, lambda write: invitations.withdraw(write, invitation_id))
