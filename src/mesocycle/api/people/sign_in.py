"""`/sign-in`, `/sign-out`, `/sign-ins`, `/sign-up`: how a browser comes in, stays, and leaves."""

from mesocycle.actions.people.sign_in import sign_in
from mesocycle.actions.people.sign_out import sign_out, sign_out_everywhere
from mesocycle.actions.people.sign_up import sign_up
from mesocycle.api.frame.problems import API
from mesocycle.domain.document import Id
from mesocycle.domain.people.caller import CalledBy, Caller, SignIn, TokenScope, WhoCalls
from mesocycle.domain.people.password import Credentials
from mesocycle.domain.people.sign_up import SignUp, SignUpPolicy
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import (
    AlreadyExists,
    InvitationNotValid,
    NotFound,
    NotPermitted,
    SignUpClosed,
    TooManyAttempts,
    WrongPassword,
)
from mesocycle.http import answers, callers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call, not_signed_in
from mesocycle.http.callers import csrf_token
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import sign_ins, users

routes = Routes("Sign-in", described="How a browser comes in and stays; programs show a token instead.")


@routes.post(
    "/sign-in",
    takes=Credentials,
    gives=WhoCalls,
    public=True,
    keyed=False,
    refusals=(WrongPassword, TooManyAttempts),
)
def begin(call: Call) -> Answer:
    """Sign in with e-mail address and password; the answer sets the cookie `mesocycle_sign_in`.

    Every change that is sent with the cookie needs `csrfToken` as `X-CSRF-Token` beside it. Tries are limited for each
    account and each network address; the right password is refused too while the limit holds.
    """
    shown = call.body(Credentials)
    done = sign_in(call.db, shown, call.request.address, call.now, days=call.settings.sign_in_days)
    who = WhoCalls(
        user=done.user, scope=TokenScope.WRITE, sign_in_id=done.sign_in.id, csrf_token=csrf_token(done.secret)
    )
    return answers.confidential(who, cookie=callers.kept(done.secret, call.settings))


@routes.get("/sign-in", gives=WhoCalls)
def present(call: Call) -> Answer:
    """Tell who is calling, by which sign-in or token, and what it may do; for a cookie with its `csrfToken`."""
    caller, shown = call.caller, call.credential
    if caller is None or shown is None:
        raise not_signed_in()
    with call.db.read_now() as look:
        user = users.get(look, caller.actor.id)
    if caller.by is CalledBy.TOKEN:
        return answers.confidential(WhoCalls(user=user, scope=caller.scope, token_id=caller.id))
    who = WhoCalls(user=user, scope=caller.scope, sign_in_id=caller.id, csrf_token=csrf_token(shown.secret))
    return answers.confidential(who)


@routes.post("/sign-out", status=204, keyed=False, refusals=(NotPermitted,))
def end(call: Call) -> Answer:
    """Sign out of this browser: its cookie opens nothing any more."""
    sign_out(call.db, _signed_in(call).id, call.act)
    return answers.nothing(cookie=callers.taken_away(call.settings))


@routes.post("/sign-out/everywhere", status=204, keyed=False)
def end_everywhere(call: Call) -> Answer:
    """Sign out of every browser, this one too; tokens stay good until they are revoked."""
    sign_out_everywhere(call.db, call.act)
    return answers.nothing(cookie=callers.taken_away(call.settings))


@routes.get("/sign-ins", gives=list[SignIn], query=Page)
def every(call: Call) -> Answer:
    """List the browsers in which you are signed in, newest first."""
    with call.db.read_now() as look:
        found = sign_ins.of_user(look, call.actor.id, call.now)
    return answers.cut_sorted(
        found, call.asked(Page), lambda each: (each.created_at, each.id), str, str, newest_first=True
    )


@routes.delete("/sign-ins/{signInId}", status=204, keyed=False)
def end_one(call: Call, sign_in_id: Id) -> Answer:
    """Sign out of one browser of yours, wherever it is."""

    def answer(_read: Read, ended: bool) -> Answer:  # noqa: FBT001  # what the action gives
        if not ended:
            raise NotFound("You are not signed in there.", "Look at /api/v1/sign-ins.")
        here = call.caller is not None and call.caller.id == sign_in_id
        return answers.nothing(cookie=callers.taken_away(call.settings) if here else None)

    return call.change(lambda db: sign_out(db, sign_in_id, call.act), answer)


@routes.post(
    "/sign-up",
    takes=SignUp,
    gives=User,
    status=201,
    public=True,
    keyed=False,
    refusals=(SignUpClosed, InvitationNotValid, AlreadyExists, TooManyAttempts),
)
def join(call: Call) -> Answer:
    """Make an account for yourself, as far as this server lets anybody, or with the code of an invitation.

    Sign in afterwards. Who was invited by a trainer finds the trainer's invitation to be coached.
    """
    policy = SignUpPolicy(call.settings.sign_up)
    user = sign_up(call.db, call.body(SignUp), policy, call.request.address, call.now)
    return answers.document(user, status=201, location=f"{API.prefix}/users/{user.id}")


def _signed_in(call: Call) -> Caller:
    """Give the caller who came with a cookie; a token has nothing to sign out of."""
    caller = call.caller
    if caller is None:
        raise not_signed_in()
    if caller.by is CalledBy.TOKEN:
        raise NotPermitted(
            "A token is not signed in, so it can't sign out.",
            "Revoke it, if that is meant: DELETE /api/v1/tokens/{tokenId}.",
        )
    return caller
