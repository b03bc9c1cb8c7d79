"""Who is calling, and by what."""

import pytest

from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.caller import CalledBy, Caller, NewToken, TokenScope, require_signed_in, require_write
from mesocycle.domain.refusal import NotPermitted, TokenScopeTooSmall


def a_caller(scope: TokenScope = TokenScope.WRITE, by: CalledBy = CalledBy.TOKEN) -> Caller:
    return Caller(actor=Actor("ann", frozenset()), scope=scope, by=by, id="t", last_used_at=None)


def test_a_token_that_may_only_read_changes_nothing() -> None:
    require_write(a_caller())

    with pytest.raises(TokenScopeTooSmall):
        require_write(a_caller(TokenScope.READ))


def test_a_token_makes_nothing_that_would_outlive_it() -> None:
    require_signed_in(a_caller(by=CalledBy.SIGN_IN))

    with pytest.raises(NotPermitted):
        require_signed_in(a_caller(by=CalledBy.TOKEN))


def test_a_token_that_nobody_says_more_of_may_only_read() -> None:
    assert NewToken(name="watch").scope is TokenScope.READ
