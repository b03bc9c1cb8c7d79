"""`/invite`: a trainer asks an athlete to be coached; who has no account yet gets a link to make one."""

from mesocycle.actions.people.invite_athlete import invite_athlete_by_email
from mesocycle.actions.people.invite_user import invite_user
from mesocycle.domain.people.invitation import NewInvitation
from mesocycle.domain.people.user import normal_email
from mesocycle.domain.permission import require_trainer
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotPermitted, Refusal
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.storage.people import passwords
from mesocycle.web.frame.forms import Form, form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import confidential, page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said

routes = Routes("Pages: inviting", described="Asking athletes to be coached.")


@routes.get("/invite", query=PageQuery, media_type="text/html", refusals=(NotPermitted,))
def ask(call: Call) -> Answer:
    """Ask for the address."""
    return _shown(call, Form([]))


@takes_form(routes, "/invite", NotPermitted, AlreadyExists, DocumentNotValid)
def invite(call: Call) -> Answer:
    """Invite an athlete who is here, or show the link by which somebody comes; it is on this answer alone."""
    require_trainer(call.actor)
    form = form_of(call)
    email = normal_email(form.text("email"))

    def done() -> Answer:
        with call.db.read_now() as look:
            known = passwords.find_account(look, email) is not None
        if known:
            invite_athlete_by_email(call.db, email, call.act)
            return going_to("/roster", done="invited")
        issued = invite_user(call.db, NewInvitation(email=email), call.act)
        return confidential(_shown(call, Form([]), link=f"{call.settings.address}/sign-up?secret={issued.secret}"))

    return or_again(done, lambda no: _shown(call, form, no))


def _shown(call: Call, typed: Form, no: Refusal | None = None, *, link: str | None = None) -> Answer:
    require_trainer(call.actor)
    reader = reader_of(call)
    return page(
        call,
        "people/inviting.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader.words),
        typed=typed,
        link=link,
    )
