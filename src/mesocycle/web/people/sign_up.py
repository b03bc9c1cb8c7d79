"""`/sign-up`: an account for oneself, with or without an invitation; signed in at once."""

from mesocycle.actions.people.sign_in import sign_in
from mesocycle.actions.people.sign_up import sign_up
from mesocycle.domain.people.password import SHORTEST, Credentials
from mesocycle.domain.people.sign_up import SignUp, SignUpPolicy
from mesocycle.domain.people.user import Units
from mesocycle.domain.refusal import (
    AlreadyExists,
    DocumentNotValid,
    InvitationNotValid,
    Refusal,
    SignUpClosed,
    TooManyAttempts,
)
from mesocycle.http import callers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.web.frame.forms import Form, form_of, or_again, require_same_origin
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import confidential, page, reader_of
from mesocycle.web.frame.queries import Next, PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.frame.zones import zones

routes = Routes("Pages: sign-up", described="Making an account for oneself.")

FIRST_STEPS = "/first-steps"


@routes.get("/sign-up", query=Next, public=True, media_type="text/html")
def show(call: Call) -> Answer:
    """Show the form; the code of an invitation may stand in the address of the link that brought somebody here."""
    return _form(call, Form([("invitation", call.asked(Next).secret or "")]))


@routes.post(
    "/sign-up",
    query=PageQuery,
    public=True,
    keyed=False,
    status=303,
    media_type="text/html",
    refusals=(SignUpClosed, InvitationNotValid, AlreadyExists, TooManyAttempts, DocumentNotValid),
)
def join(call: Call) -> Answer:
    """Make the account, sign in, and go on to the first steps."""
    require_same_origin(call)
    form = form_of(call)
    told = SignUp(
        email=form.text("email"),
        password=form.secret("password"),
        name=form.text("name"),
        time_zone=form.said("timeZone") or "UTC",
        units=Units.IMPERIAL if form.text("units") == Units.IMPERIAL else Units.METRIC,
        invitation=form.said("invitation"),
    )

    def done() -> Answer:
        user = sign_up(call.db, told, SignUpPolicy(call.settings.sign_up), call.request.address, call.now)
        shown = Credentials(email=user.email, password=told.password)
        signed = sign_in(call.db, shown, call.request.address, call.now, days=call.settings.sign_in_days)
        return going_to(FIRST_STEPS, cookies=(callers.kept(signed.secret, call.settings),))

    return or_again(done, lambda no: _form(call, form, no))


def _form(call: Call, form: Form, no: Refusal | None = None) -> Answer:
    reader = reader_of(call)
    return confidential(
        page(
            call,
            "people/sign_up.html",
            reader=reader,
            status=200 if no is None else status_of(no),
            form=form,
            policy=call.settings.sign_up,
            shortest=SHORTEST,
            zones=zones(),
            said=None if no is None else Said.of(no, reader.words),
        )
    )
