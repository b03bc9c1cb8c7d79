"""`/invitations`: who may sign up."""

from mesocycle.actions.people.invite_user import invite_user
from mesocycle.actions.people.withdraw_invitation import withdraw_invitation
from mesocycle.domain.document import Id
from mesocycle.domain.people.invitation import Invitation, IssuedInvitation, NewInvitation
from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import AlreadyExists, NotPermitted
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.people import invitations

routes = Routes("Invitations", described="One sign-up each: admins invite anybody, trainers invite athletes.")


@routes.get("/invitations", gives=list[Invitation], query=Page)
def every(call: Call) -> Answer:
    """List your invitations, newest first, used ones too; as an admin everybody's. No code is among them."""
    everybody = Role.ADMIN in call.actor.roles
    with call.db.read_now() as look:
        found = invitations.listed(look, made_by=None if everybody else call.actor.id)
    return answers.cut_sorted(
        found, call.asked(Page), lambda each: (each.created_at, each.id), str, str, newest_first=True
    )


@routes.post(
    "/invitations",
    takes=NewInvitation,
    gives=IssuedInvitation,
    status=201,
    keyed=False,
    refusals=(AlreadyExists, NotPermitted),
)
def invite(call: Call) -> Answer:
    """Invite somebody to sign up; the code is shown this once.

    With `email` it is good for that address only. An athlete whom a trainer invites finds, once signed up, the
    trainer's invitation to be coached.
    """
    return answers.confidential(invite_user(call.db, call.body(NewInvitation), call.act), status=201)


@routes.delete("/invitations/{invitationId}", gives=Invitation)
def withdraw(call: Call, invitation_id: Id) -> Answer:
    """Withdraw an invitation of yours, or as an admin anybody's, that nobody has used."""
    return call.change(
        lambda db: withdraw_invitation(db, invitation_id, call.act), lambda _, gone: answers.document(gone)
    )
