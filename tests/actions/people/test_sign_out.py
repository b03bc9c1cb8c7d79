"""Signing out: of one browser, or of all."""

from mesocycle.actions.people.sign_in import sign_in
from mesocycle.actions.people.sign_out import sign_out, sign_out_everywhere
from mesocycle.domain.people.caller import SignedIn
from mesocycle.domain.people.secret import SecretKind, digest
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import callers, sign_ins
from tests.actions.signing_in import ADDRESS, a_password, a_sign_in
from tests.arrange import NOW, a_user, an_act


def is_good(db: Database, signed_in: SignedIn) -> bool:
    """Tell whether a cookie still opens."""
    with db.read_now() as read:
        return callers.by_sign_in(read, digest(signed_in.secret, SecretKind.SIGN_IN) or b"", NOW) is not None


def test_a_browser_that_is_signed_out_is_nobody_s_and_the_others_stay(db: Database) -> None:
    ann = a_user(db)
    shown = a_password(db, ann)
    one, other = (sign_in(db, shown, ADDRESS, NOW, days=1) for _ in range(2))

    first, again = (sign_out(db, one.sign_in.id, an_act(ann)) for _ in range(2))

    assert (first, again) == (True, False)
    assert (is_good(db, one), is_good(db, other)) == (False, True)


def test_nobody_signs_another_out(db: Database) -> None:
    ann, bob = a_user(db), a_user(db, "bob")
    signed_in = a_sign_in(db, ann)

    assert not sign_out(db, signed_in.sign_in.id, an_act(bob))
    assert sign_out_everywhere(db, an_act(bob)) == 0
    assert is_good(db, signed_in)


def test_everywhere_is_everywhere_but_where_one_is(db: Database) -> None:
    ann = a_user(db)
    shown = a_password(db, ann)
    here, *_others = (sign_in(db, shown, ADDRESS, NOW, days=1) for _ in range(3))

    others = sign_out_everywhere(db, an_act(ann), keep=here.sign_in.id)
    with db.read() as read:
        left = sign_ins.of_user(read, ann.id, NOW)

    assert (others, left) == (2, [here.sign_in])
    assert sign_out_everywhere(db, an_act(ann)) == 1
