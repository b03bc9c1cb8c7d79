"""`/users`: people and their settings."""

from collections.abc import Callable

from mesocycle.actions.people.add_user import add_user
from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.people.erase_account import erase_own_account, erase_user
from mesocycle.actions.people.sign_out import end_sign_ins_of
from mesocycle.api.frame.problems import API
from mesocycle.domain.document import Id
from mesocycle.domain.people.caller import SignIn
from mesocycle.domain.people.password import Erasure
from mesocycle.domain.people.user import NewUser, Settings, User
from mesocycle.domain.permission import require_self
from mesocycle.domain.refusal import AlreadyExists, NotPermitted, TooManyAttempts, WrongPassword
from mesocycle.http import answers, callers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import sign_ins, users

routes = Routes("Users", described="Who trains, who coaches, who runs the server; with their zone and units.")


def _whole(_read: Read, user: User) -> Answer:
    return answers.tagged(user)


def _made(_read: Read, user: User) -> Answer:
    return answers.tagged(user, status=201, location=f"{API.prefix}/users/{user.id}")


def _present_tag(call: Call, user_id: Id) -> Callable[[Read], str | None]:
    """Give what finds the `ETag` that a user has now; who may not see them learns that they are not there."""
    return lambda read: answers.tag_of(users.get_in_sight(read, call.actor, user_id))


@routes.get("/users", gives=list[User], query=Page)
def every(call: Call) -> Answer:
    """List yourself and those you coach or are coached by, by e-mail address; as an admin everybody."""
    asked = call.asked(Page)
    after = answers.seen(asked, str)
    with call.db.read_now() as look:
        found = users.by_email(look, call.actor, after=None if after is None else after[0], limit=asked.limit + 1)
    return answers.cut(found, asked, lambda user: (user.email,))


@routes.get("/users/me", gives=User, tagged=True)
def me(call: Call) -> Answer:
    """Get yourself."""
    with call.db.read_now() as look:
        return answers.tagged(users.get(look, call.actor.id))


@routes.get("/users/{userId}", gives=User, tagged=True)
def one(call: Call, user_id: Id) -> Answer:
    """Get one of those whom you may see."""
    with call.db.read_now() as look:
        return answers.tagged(users.get_in_sight(look, call.actor, user_id))


@routes.post("/users", takes=NewUser, gives=User, status=201, tagged=True, refusals=(AlreadyExists, NotPermitted))
def add(call: Call) -> Answer:
    """Add a user, as an admin; a reset link lets them choose their password."""
    new = call.body(NewUser)
    return call.change(lambda db: add_user(db, new, call.act), _made)


@routes.patch("/users/me", takes=Settings, gives=User, tagged=True, refusals=(AlreadyExists, NotPermitted))
def change_me(call: Call) -> Answer:
    """Change your settings: what is absent stays, null takes away; a new zone leaves what was done on its day."""
    return _change(call, call.actor.id)


@routes.patch("/users/{userId}", takes=Settings, gives=User, tagged=True, refusals=(AlreadyExists, NotPermitted))
def change(call: Call, user_id: Id) -> Answer:
    """Change a user's settings, as they themselves or as an admin, who also gives roles."""
    return _change(call, user_id)


def _change(call: Call, user_id: Id) -> Answer:
    given = call.body(Settings)
    return call.change(
        lambda db: change_settings(db, user_id, given, call.act), _whole, present=_present_tag(call, user_id)
    )


@routes.get("/users/{userId}/sign-ins", gives=list[SignIn], query=Page, refusals=(NotPermitted,))
def signed_in(call: Call, user_id: Id) -> Answer:
    """List the browsers in which a user is signed in, newest first: for themselves and for admins."""
    with call.db.read_now() as look:
        users.get_in_sight(look, call.actor, user_id)
        require_self(call.actor, user_id)
        found = sign_ins.of_user(look, user_id, call.now)
    return answers.cut_sorted(
        found, call.asked(Page), lambda each: (each.created_at, each.id), str, str, newest_first=True
    )


@routes.delete("/users/{userId}/sign-ins", status=204, keyed=False, refusals=(NotPermitted,))
def end_sign_ins(call: Call, user_id: Id) -> Answer:
    """Sign a user out of every browser, as they themselves or as an admin; tokens stay good until they are revoked."""
    end_sign_ins_of(call.db, user_id, call.act)
    return answers.nothing(cookie=callers.taken_away(call.settings) if user_id == call.actor.id else None)


@routes.post(
    "/users/me/erase",
    takes=Erasure,
    status=204,
    keyed=False,
    refusals=(WrongPassword, TooManyAttempts, NotPermitted),
)
def erase_me(call: Call) -> Answer:
    """Erase your account and all your training, for good; it needs your password, whatever else you show.

    Versions of yours that others follow stay, archived. A wrong password counts as a try to sign in.
    """
    erase_own_account(call.db, call.body(Erasure), call.request.address, call.act)
    return answers.nothing(cookie=callers.taken_away(call.settings))


@routes.delete("/users/{userId}", status=204, keyed=False, refusals=(NotPermitted,))
def erase(call: Call, user_id: Id) -> Answer:
    """Erase a user and all their training, as an admin, for good; versions that others follow stay, archived.

    To erase yourself, see `/users/me/erase`.
    """
    erase_user(call.db, user_id, call.act)
    return answers.nothing()
