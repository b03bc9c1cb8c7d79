"""Tokens: issued to oneself, revoked by oneself."""

import pytest

from mesocycle.actions.people.issue_token import issue_token
from mesocycle.actions.people.revoke_token import revoke_token
from mesocycle.domain.people.caller import NewToken, TokenScope
from mesocycle.domain.refusal import DocumentNotValid, NotPermitted
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import api_tokens
from tests.arrange import a_user, an_act


def test_a_token_has_what_was_asked_for_and_its_secret_stands_beside_it_once(db: Database) -> None:
    ann = a_user(db)

    issued = issue_token(db, NewToken(name=" watch ", scope=TokenScope.WRITE, days=30), an_act(ann))

    with db.read() as read:
        assert api_tokens.of_user(read, ann.id) == [issued.token]
    assert (issued.token.name, issued.token.scope) == ("watch", TokenScope.WRITE)
    assert issued.token.expires_at == "2026-02-04T09:00:00.000Z"
    assert issued.secret.startswith("mst_")


def test_two_tokens_have_two_secrets(db: Database) -> None:
    ann = a_user(db)
    one, other = (issue_token(db, NewToken(name="watch"), an_act(ann)) for _ in range(2))

    assert one.secret != other.secret
    assert one.token.id != other.token.id


def test_a_token_that_can_t_be_is_refused_and_not_stored(db: Database) -> None:
    ann = a_user(db)

    with pytest.raises(DocumentNotValid):
        issue_token(db, NewToken(name=""), an_act(ann))

    with db.read() as read:
        assert api_tokens.of_user(read, ann.id) == []


def test_who_has_a_hundred_revokes_one_before_the_next(db: Database) -> None:
    ann = a_user(db)
    first, *_others = [issue_token(db, NewToken(name=f"n{number}"), an_act(ann)) for number in range(100)]

    with pytest.raises(NotPermitted, match="100"):
        issue_token(db, NewToken(name="one more"), an_act(ann))
    revoke_token(db, first.token.id, an_act(ann))

    assert issue_token(db, NewToken(name="one more"), an_act(ann)).token.name == "one more"
