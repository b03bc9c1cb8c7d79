"""`/users/me/password` and `/password-reset`: how a password is changed, and chosen anew when it was forgotten."""

from mesocycle.actions.people.change_password import change_password
from mesocycle.actions.people.make_reset_link import make_reset_link
from mesocycle.actions.people.reset_password import reset_password
from mesocycle.domain.document import Id
from mesocycle.domain.people.caller import CalledBy
from mesocycle.domain.people.password import IssuedResetLink, PasswordChange, PasswordReset
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import NotPermitted, ResetLinkNotValid, TooManyAttempts, WrongPassword
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes

routes = Routes("Passwords", described="Changed with the old one, or chosen anew by a link that an admin made.")


@routes.put(
    "/users/me/password",
    takes=PasswordChange,
    gives=User,
    keyed=False,
    refusals=(WrongPassword, TooManyAttempts),
)
def change(call: Call) -> Answer:
    """Change your password; it ends all your sign-ins but this one, tokens stay good until they are revoked.

    A wrong old password counts as a try to sign in.
    """
    given, caller = call.body(PasswordChange), call.caller
    here = caller.id if caller is not None and caller.by is CalledBy.SIGN_IN else None
    return answers.document(change_password(call.db, given, call.request.address, call.act, keep=here))


@routes.post("/users/{userId}/reset-link", gives=IssuedResetLink, status=201, keyed=False, refusals=(NotPermitted,))
def link(call: Call, user_id: Id) -> Answer:
    """Make, as an admin, the secret by which a user chooses a password; good once, for a day, and shown only here."""
    return answers.confidential(make_reset_link(call.db, user_id, call.act), status=201)


@routes.post(
    "/password-reset", takes=PasswordReset, gives=User, public=True, keyed=False, refusals=(ResetLinkNotValid,)
)
def reset(call: Call) -> Answer:
    """Choose a new password with the secret of a reset link; it ends all sign-ins of that user."""
    return answers.document(reset_password(call.db, call.body(PasswordReset), call.now))
