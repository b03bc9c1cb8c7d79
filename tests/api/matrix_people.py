"""Who calls in the permission matrix, and how each stands to Ann, whose training it is about."""

import hashlib
from enum import StrEnum

from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import Role, Sees, User
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import passwords
from mesocycle.storage.people.passwords import hashed
from mesocycle.storage.tables.people import sign_in
from tests.actions.signing_in import PASSWORD
from tests.api.conftest import a_secret
from tests.arrange import NOW, a_coaching, a_trainer, a_user, an_act

ALWAYS = "9000-01-01T00:00:00.000Z"


class Who(StrEnum):
    """A column of the matrix."""

    NOBODY = "nobody"
    SELF = "the athlete"
    OTHER = "another athlete"
    TRAINER = "the trainer"
    FORMER = "a former trainer"
    STRANGER = "another's trainer"
    ADMIN = "an admin"
    LOGGER = "a trainer who may log"
    NARROW = "a trainer who sees what they assigned"


NAMES = {
    Who.SELF: "ann",
    Who.OTHER: "bob",
    Who.TRAINER: "tom",
    Who.FORMER: "fred",
    Who.STRANGER: "otto",
    Who.ADMIN: "ada",
    Who.LOGGER: "lena",
    Who.NARROW: "nora",
}
"""Their ids; nobody has none."""


def the_people(db: Database) -> dict[str, User]:
    """Add everybody, with password, token and sign-in, and what is between them and Ann."""
    ann, bob = a_user(db, "ann"), a_user(db, "bob")
    tom, fred, otto, lena, nora = (a_trainer(db, name) for name in ("tom", "fred", "otto", "lena", "nora"))
    ada = a_user(db, "ada", roles=(Role.ADMIN,))
    a_coaching(db, tom, ann)
    a_coaching(db, fred, ann)
    end_coaching(db, "fred", an_act(ann))
    a_coaching(db, otto, bob)
    a_coaching(db, lena, ann, may_log=True)
    a_coaching(db, nora, ann, sees=Sees.ASSIGNED, may_log=True)
    everybody = {user.id: user for user in (ann, bob, tom, fred, otto, lena, nora, ada)}
    let_in(db, everybody)
    return everybody


def let_in(db: Database, everybody: dict[str, User]) -> None:
    """Give each a token for all, one for reading, a sign-in, and the same password: hashing takes its time."""
    stored = hashed(PASSWORD)
    for user in everybody.values():
        for scope in TokenScope:
            a_secret(db, user.id, scope)
        db.write(user.id, an_act(user), lambda write: passwords.put(write, stored))
    rows = [
        {
            "hash": hashlib.sha256(cookie_secret(user_id).encode()).digest(),
            "id": f"sign-in-{user_id}",
            "user_id": user_id,
            "created_at": NOW,
            "expires_at": ALWAYS,
            "last_used_at": ALWAYS,  # so that no test writes when it was used
        }
        for user_id in everybody
    ]
    db.write_across_owners(lambda connection: connection.execute(sign_in.insert(), rows))


def token_secret(user_id: str, scope: TokenScope = TokenScope.WRITE) -> str:
    """Give what a user's token says."""
    return f"mst_{user_id}-{scope.value}".ljust(47, "0")


def cookie_secret(user_id: str) -> str:
    """Give what is in the cookie of a user's browser."""
    return f"msi_{user_id}".ljust(47, "0")
