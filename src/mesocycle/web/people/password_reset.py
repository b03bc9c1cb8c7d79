"""`/password-reset`: a new password by the link that an admin made."""

from mesocycle.actions.people.reset_password import reset_password
from mesocycle.domain.people.password import SHORTEST, PasswordReset
from mesocycle.domain.refusal import DocumentNotValid, Refusal, ResetLinkNotValid
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.web.frame.forms import form_of, or_again, require_same_origin
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import confidential, page, reader_of
from mesocycle.web.frame.queries import Next, PageQuery
from mesocycle.web.frame.said import Said

routes = Routes("Pages: password reset", described="Choosing a password anew.")


@routes.get("/password-reset", query=Next, public=True, media_type="text/html")
def show(call: Call) -> Answer:
    """Show the form; the secret stands in the address of the link."""
    return _form(call, call.asked(Next).secret or "")


@routes.post(
    "/password-reset",
    query=PageQuery,
    public=True,
    keyed=False,
    status=303,
    media_type="text/html",
    refusals=(ResetLinkNotValid, DocumentNotValid),
)
def reset(call: Call) -> Answer:
    """Set the password; it ends every sign-in of the account."""
    require_same_origin(call)
    form = form_of(call)
    wish = PasswordReset(secret=form.text("secret"), new_password=form.secret("newPassword"))

    def done() -> Answer:
        reset_password(call.db, wish, call.now)
        return going_to("/sign-in", done="password-changed")

    return or_again(done, lambda no: _form(call, wish.secret, no))


def _form(call: Call, secret: str, no: Refusal | None = None) -> Answer:
    reader = reader_of(call)
    return confidential(
        page(
            call,
            "people/password_reset.html",
            reader=reader,
            status=200 if no is None else status_of(no),
            secret=secret,
            shortest=SHORTEST,
            said=None if no is None else Said.of(no, reader.words),
        )
    )
