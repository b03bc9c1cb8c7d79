"""What a request shows of its caller, among all that a request may show."""

from typing import Any

import pytest

from mesocycle.domain.people.caller import CalledBy
from mesocycle.http.callers import KnownCallers, credential_of

OURS = "mesocycle_sign_in=secret"


@pytest.mark.parametrize(
    "header",
    [
        OURS,
        f'a[b]="x\\"; {OURS}',
        f'{{"theme":"dark"}}; {OURS}',
        f"seen,at=1; {OURS}; path=1",
        f"expires; {OURS}",
        f"b\xe4r=\xff; {OURS}",
        f"words=a b c;{OURS}",
        f"mesocycle_sign_in=; {OURS}",
        'x=y; mesocycle_sign_in="secret"',
    ],
)
def test_a_sign_in_is_found_beside_whatever_cookies_other_programs_set(header: str) -> None:
    found = credential_of({"cookie": header})

    assert found is not None
    assert (found.by, found.secret) == (CalledBy.SIGN_IN, "secret")


@pytest.mark.parametrize("header", ["", "other=1", "not_mesocycle_sign_in=secret", "x=mesocycle_sign_in=secret", ";;;"])
def test_a_cookie_of_another_name_is_no_sign_in(header: str) -> None:
    assert credential_of({"cookie": header}) is None


@pytest.mark.parametrize("header", ["Basic dTpw", "Bearer", "bearer\ttoken", "Token x", ""])
def test_what_is_no_bearer_token_is_none(header: str) -> None:
    assert credential_of({"authorization": header}) is None


def test_a_token_that_is_shown_counts_before_a_cookie() -> None:
    found = credential_of({"authorization": "bearer  other ", "cookie": OURS})

    assert found is not None
    assert (found.by, found.secret) == (CalledBy.TOKEN, "other")


def a_scope(*headers: tuple[bytes, bytes], client: str = "192.0.2.7", user_id: str | None = None) -> dict[str, Any]:
    state = {} if user_id is None else {"user_id": user_id}
    return {"headers": headers, "client": (client, 1), "state": state}


def bearer(secret: str) -> tuple[bytes, bytes]:
    return (b"authorization", f"Bearer {secret}".encode())


def test_made_up_tokens_of_one_address_are_one_caller() -> None:
    callers = KnownCallers()

    assert callers.of(a_scope(bearer("one"))) == callers.of(a_scope(bearer("two")))
    assert callers.of(a_scope(bearer("one"))) != callers.of(a_scope(bearer("one"), client="192.0.2.8"))


def test_all_tokens_and_sign_ins_of_one_user_are_one_caller_once_they_were_found_good() -> None:
    callers = KnownCallers()
    cookie = (b"cookie", b"theme=dark; mesocycle_sign_in=three")
    for shown in (bearer("one"), bearer("two"), cookie):
        callers.note(a_scope(shown, user_id="ann"))

    assert {callers.of(a_scope(shown)) for shown in (bearer("one"), bearer("two"), cookie)} == {"ann"}


def test_who_was_refused_is_not_noted() -> None:
    callers = KnownCallers()
    callers.note(a_scope(bearer("one")))

    assert callers.of(a_scope(bearer("one"))) == ("from", "192.0.2.7")


def test_those_behind_one_address_are_apart_once_they_are_known() -> None:
    callers = KnownCallers()
    callers.note(a_scope(bearer("one"), user_id="ann"))
    callers.note(a_scope(bearer("two"), user_id="ben"))

    assert callers.of(a_scope(bearer("one"))) != callers.of(a_scope(bearer("two")))


def test_what_is_kept_of_callers_has_an_end() -> None:
    callers = KnownCallers(most=2)
    for number in range(5):
        callers.note(a_scope(bearer(f"token-{number}"), user_id="ann"))

    assert callers.of(a_scope(bearer("token-4"))) == "ann"
    assert callers.of(a_scope(bearer("token-0"))) == ("from", "192.0.2.7")
