"""Who is calling: tokens and sign-ins that are good now, and nothing else."""

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from mesocycle.actions.people.issue_token import issue_token
from mesocycle.actions.people.revoke_token import revoke_token
from mesocycle.domain.document import Instant
from mesocycle.domain.people.caller import CalledBy, Caller, NewToken, TokenScope, require_write
from mesocycle.domain.people.secret import SecretKind, digest
from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import TokenScopeTooSmall
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import api_tokens, callers, sign_ins
from tests.actions.signing_in import a_sign_in
from tests.arrange import NOW, a_trainer, a_user, an_act

LATER: Instant = "2026-01-05T09:00:30.000Z"
A_MINUTE_LATER: Instant = "2026-01-05T09:01:00.000Z"
THIRTY_DAYS_LATER: Instant = "2026-02-04T09:00:00.000Z"


def by_token(db: Database, secret: str, now: Instant = NOW) -> Caller | None:
    """Look who calls by a token's secret."""
    with db.read_now() as read:
        return callers.by_token(read, digest(secret, SecretKind.TOKEN) or b"", now)


def by_sign_in(db: Database, secret: str, now: Instant = NOW) -> Caller | None:
    """Look who calls by the secret of a cookie."""
    with db.read_now() as read:
        return callers.by_sign_in(read, digest(secret, SecretKind.SIGN_IN) or b"", now)


def test_a_token_says_who_calls_in_which_roles_and_what_they_may_do(db: Database) -> None:
    tom = a_trainer(db)
    issued = issue_token(db, NewToken(name="watch", scope=TokenScope.READ), an_act(tom))

    caller = by_token(db, issued.secret)

    assert caller == Caller(
        actor=an_act(tom).actor, scope=TokenScope.READ, by=CalledBy.TOKEN, id=issued.token.id, last_used_at=None
    )
    assert caller.actor.roles == {Role.TRAINER, Role.ATHLETE}


def test_a_sign_in_may_write(db: Database) -> None:
    ann = a_user(db)
    signed_in = a_sign_in(db, ann)

    caller = by_sign_in(db, signed_in.secret)

    assert caller is not None
    assert (caller.actor.id, caller.by, caller.id) == ("ann", CalledBy.SIGN_IN, signed_in.sign_in.id)
    require_write(caller)


def test_a_token_for_reading_may_not_write(db: Database) -> None:
    caller = by_token(db, issue_token(db, NewToken(name="watch"), an_act(a_user(db))).secret)

    assert caller is not None
    with pytest.raises(TokenScopeTooSmall):
        require_write(caller)


def test_one_secret_does_not_open_the_other_s_door(db: Database) -> None:
    ann = a_user(db)
    token, cookie = issue_token(db, NewToken(name="watch"), an_act(ann)).secret, a_sign_in(db, ann).secret

    assert by_token(db, cookie) is None
    assert by_sign_in(db, token) is None
    assert by_token(db, token[:-1]) is None
    assert by_token(db, "mst_é" + token) is None


def test_a_token_is_good_until_the_very_instant_at_which_it_expires(db: Database) -> None:
    new = NewToken(name="watch", expires_at=A_MINUTE_LATER)
    secret = issue_token(db, new, an_act(a_user(db))).secret

    assert by_token(db, secret, LATER) is not None
    assert by_token(db, secret, A_MINUTE_LATER) is None


def test_a_revoked_token_is_nobody_s_and_stays_on_the_list(db: Database) -> None:
    ann = a_user(db)
    issued = issue_token(db, NewToken(name="watch"), an_act(ann))

    revoked = revoke_token(db, issued.token.id, an_act(ann, LATER))

    assert revoked.revoked_at == LATER
    assert by_token(db, issued.secret) is None
    with db.read() as read:
        assert api_tokens.of_user(read, ann.id) == [revoked]


def test_the_use_of_a_token_is_noted_at_most_once_a_minute(db: Database) -> None:
    secret = issue_token(db, NewToken(name="watch"), an_act(a_user(db))).secret
    noted = []

    for now in (NOW, LATER, A_MINUTE_LATER):
        caller = by_token(db, secret, now)
        assert caller is not None
        noted.append(callers.note_use(db, caller, now, sign_in_days=30))

    seen = by_token(db, secret, A_MINUTE_LATER)
    assert noted == [True, False, True]
    assert seen is not None
    assert seen.last_used_at == A_MINUTE_LATER


def test_of_two_who_note_the_same_use_the_later_changes_nothing(db: Database) -> None:
    secret = issue_token(db, NewToken(name="watch"), an_act(a_user(db))).secret
    caller = by_token(db, secret)
    assert caller is not None

    callers.note_use(db, caller, NOW, sign_in_days=30)
    callers.note_use(db, caller, LATER, sign_in_days=30)

    seen = by_token(db, secret)
    assert seen is not None
    assert seen.last_used_at == NOW


def test_a_sign_in_that_is_used_lasts_so_many_days_from_then_on(db: Database) -> None:
    ann = a_user(db)
    signed_in = a_sign_in(db, ann)
    caller = by_sign_in(db, signed_in.secret)
    assert caller is not None

    callers.note_use(db, caller, A_MINUTE_LATER, sign_in_days=30)

    assert signed_in.sign_in.expires_at == THIRTY_DAYS_LATER
    assert by_sign_in(db, signed_in.secret, THIRTY_DAYS_LATER) is not None
    assert by_sign_in(db, signed_in.secret, "2026-02-04T09:01:00.000Z") is None
    with db.read() as read:
        assert [each.last_used_at for each in sign_ins.of_user(read, ann.id, NOW)] == [A_MINUTE_LATER]


def test_who_calls_is_one_statement_that_looks_up_keys_alone(db: Database) -> None:
    secret = issue_token(db, NewToken(name="watch"), an_act(a_user(db))).secret
    heard: list[tuple[str, object]] = []
    event.listen(db.engines.looking, "before_cursor_execute", lambda *said: heard.append((said[2], said[3])))

    by_token(db, secret)

    ((statement, parameters),) = heard
    if db.dialect == "sqlite":
        with db.engine.connect() as connection:
            plan = connection.exec_driver_sql(f"explain query plan {statement}", parameters)  # type: ignore[arg-type]  # as the driver got them
            details = [str(row[-1]) for row in plan]
        assert len(details) == 2
        assert all((detail.startswith("SEARCH") and "(hash=?)" in detail) or "(id=?)" in detail for detail in details)


def test_noting_a_use_takes_no_owner_s_lock(db: Database) -> None:
    ann = a_user(db)
    caller = by_token(db, issue_token(db, NewToken(name="watch"), an_act(ann)).secret)
    assert caller is not None
    with db.read() as read:
        before = read.connection.execute(sa.text("select seq from user_feed")).scalar_one()

    callers.note_use(db, caller, LATER, sign_in_days=30)

    with db.read() as read:
        assert read.connection.execute(sa.text("select seq from user_feed")).scalar_one() == before


def test_of_many_tokens_and_sign_ins_those_are_given_that_are_still_good(db: Database) -> None:
    tom, ann = a_trainer(db), a_user(db)
    good, gone, short = (
        issue_token(db, NewToken(name=name, expires_at=ends), an_act(tom))
        for name, ends in (("good", None), ("gone", None), ("short", A_MINUTE_LATER))
    )
    revoke_token(db, gone.token.id, an_act(tom))
    browser = a_sign_in(db, ann)
    tokens = {digest(each.secret, SecretKind.TOKEN) or b"" for each in (good, gone, short)}
    cookies = {digest(browser.secret, SecretKind.SIGN_IN) or b""}

    with db.read_now() as read:
        now = callers.still_good(read, tokens, cookies, LATER)
        a_minute_later = callers.still_good(read, tokens, set(), A_MINUTE_LATER)
        nobody = callers.still_good(read, cookies, tokens, LATER)

    assert sorted(actor.id for actor in now.values()) == ["ann", "tom", "tom"]
    assert [actor.roles for actor in a_minute_later.values()] == [frozenset(tom.roles)]
    assert nobody == {}
