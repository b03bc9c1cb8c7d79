"""`/sign-in` and `/sign-out`: how a browser comes in and leaves."""

from mesocycle.actions.people.sign_in import sign_in
from mesocycle.actions.people.sign_out import sign_out
from mesocycle.domain.people.caller import CalledBy
from mesocycle.domain.people.password import Credentials
from mesocycle.domain.people.sign_up import SignUpPolicy
from mesocycle.domain.refusal import Refusal, TooManyAttempts, WrongPassword
from mesocycle.http import callers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.web.frame.forms import form_of, or_again, require_same_origin
from mesocycle.web.frame.going import going_to, own_path
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import Next, PageQuery
from mesocycle.web.frame.said import Said

routes = Routes("Pages: sign-in", described="How a browser comes in and leaves.")


@routes.get("/sign-in", query=Next, public=True, media_type="text/html")
def show(call: Call) -> Answer:
    """Show the form; whoever is signed in goes on at once."""
    asked = call.asked(Next)
    if call.caller is not None and call.caller.by is CalledBy.SIGN_IN:
        return going_to(own_path(asked.next, "/"))
    return _form(call, email="", next_=own_path(asked.next, ""))


@routes.post(
    "/sign-in",
    query=PageQuery,
    public=True,
    keyed=False,
    status=303,
    media_type="text/html",
    refusals=(WrongPassword, TooManyAttempts),
)
def begin(call: Call) -> Answer:
    """Sign in: always with a new secret, whatever cookie the browser brought."""
    require_same_origin(call)
    form = form_of(call)
    shown = Credentials(email=form.text("email"), password=form.secret("password"))

    def done() -> Answer:
        signed = sign_in(call.db, shown, call.request.address, call.now, days=call.settings.sign_in_days)
        return going_to(own_path(form.said("next"), "/"), cookies=(callers.kept(signed.secret, call.settings),))

    return or_again(done, lambda no: _form(call, email=shown.email, next_=own_path(form.said("next"), ""), no=no))


@routes.post("/sign-out", query=PageQuery, keyed=False, status=303, media_type="text/html")
def end(call: Call) -> Answer:
    """Sign out of this browser."""
    if call.caller is not None and call.caller.by is CalledBy.SIGN_IN:
        sign_out(call.db, call.caller.id, call.act)
    away = going_to("/sign-in", cookies=(callers.taken_away(call.settings),), done="signed-out")
    return away._replace(headers={**away.headers, "clear-site-data": '"cache"'})


def _form(call: Call, *, email: str, next_: str, no: Refusal | None = None) -> Answer:
    reader = reader_of(call)
    return page(
        call,
        "people/sign_in.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        email=email,
        next=next_,
        may_sign_up=SignUpPolicy(call.settings.sign_up) is not SignUpPolicy.CLOSED,
        said=None if no is None else Said.of(no, reader.words),
    )
