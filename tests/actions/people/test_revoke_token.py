"""Taking an API token back."""

import pytest

from mesocycle.actions.people.issue_token import issue_token
from mesocycle.actions.people.revoke_token import revoke_token
from mesocycle.domain.people.caller import NewToken
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.engine.database import Database
from tests.arrange import NOW, a_user, an_act


def test_a_token_is_revoked_by_whose_it_is_and_once(db: Database) -> None:
    ann, bob = a_user(db), a_user(db, "bob")
    token = issue_token(db, NewToken(name="watch"), an_act(ann)).token

    with pytest.raises(NotFound):
        revoke_token(db, token.id, an_act(bob))
    first = revoke_token(db, token.id, an_act(ann))
    again = revoke_token(db, token.id, an_act(ann, "2026-01-05T10:00:00.000Z"))

    assert first == again
    assert first.revoked_at == NOW
