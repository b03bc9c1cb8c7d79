"""`/admin/invitations`: who may sign up, as whole links with what to do with them."""

from mesocycle.actions.people.invite_user import invite_user
from mesocycle.actions.people.withdraw_invitation import withdraw_invitation
from mesocycle.domain.document import Id
from mesocycle.domain.people.invitation import MOST_INVITED_DAYS, USUAL_DAYS, IssuedInvitation, NewInvitation
from mesocycle.domain.people.user import Role
from mesocycle.domain.permission import require_admin
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotFound, NotPermitted
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.storage.people import invitations
from mesocycle.web.admin.server import names_of
from mesocycle.web.frame.forms import Form, form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import confidential, page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said

routes = Routes("Pages: invitations", described="Who may sign up, for whoever runs the server.")


@routes.get("/admin/invitations", query=PageQuery, media_type="text/html", refusals=(NotPermitted,))
def every(call: Call) -> Answer:
    """List all invitations, and show the form for one more."""
    return _shown(call, Form([]))


@routes.post(
    "/admin/invitations",
    query=PageQuery,
    keyed=False,
    media_type="text/html",
    refusals=(NotPermitted, AlreadyExists, DocumentNotValid),
)
def invite(call: Call) -> Answer:
    """Invite somebody; the link is on this answer and nowhere else."""
    require_admin(call.actor)
    form = form_of(call)
    new = NewInvitation(
        email=form.said("email"),
        roles=tuple(role for role in Role if form.ticked(role.value)),
        days=form.number("days") or USUAL_DAYS,
    )
    return or_again(
        lambda: confidential(_shown(call, Form([]), issued=invite_user(call.db, new, call.act))),
        lambda no: _shown(call, form, Said.of(no, reader_of(call).words), status_of(no)),
    )


@takes_form(routes, "/admin/invitations/{invitationId}/withdraw", NotPermitted, NotFound)
def withdraw(call: Call, invitation_id: Id) -> Answer:
    """Withdraw an invitation that nobody has used."""
    require_admin(call.actor)
    withdraw_invitation(call.db, invitation_id, call.act)
    return going_to("/admin/invitations", done="withdrawn")


def _shown(
    call: Call,
    typed: Form,
    said: Said | None = None,
    status: int = 200,
    *,
    issued: IssuedInvitation | None = None,
) -> Answer:
    require_admin(call.actor)
    with call.db.read() as read:
        found = invitations.listed(read, made_by=None)
        names = names_of(
            read, [*(each.invited_by for each in found), *(each.used_by for each in found if each.used_by)]
        )
    link = None if issued is None else f"{call.settings.address}/sign-up?secret={issued.secret}"
    return page(
        call,
        "admin/invitations.html",
        status=status,
        said=said,
        typed=typed,
        issued=None if issued is None else issued.invitation,
        link=link,
        open=[each for each in found if each.used_at is None and each.expires_at > call.now],
        over=[each for each in found if each.used_at is not None or each.expires_at <= call.now],
        names=names,
        roles=list(Role),
        usual_days=USUAL_DAYS,
        most_days=MOST_INVITED_DAYS,
        sign_up=call.settings.sign_up,
    )
