"""What a request shows of its caller, among all that a request may show."""

from collections.abc import Hashable
from typing import Any

import pytest

from mesocycle.domain.people.caller import CalledBy
from mesocycle.http.callers import KnownCallers, credential_of, head_of

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


def caller_of(callers: KnownCallers, scope: dict[str, Any]) -> Hashable:
    return callers.of(scope, head_of(scope).credential)


def note(callers: KnownCallers, scope: dict[str, Any]) -> None:
    callers.note(scope, head_of(scope).credential)


def test_made_up_tokens_of_one_address_are_one_caller() -> None:
    callers = KnownCallers()

    assert caller_of(callers, a_scope(bearer("one"))) == caller_of(callers, a_scope(bearer("two")))
    assert caller_of(callers, a_scope(bearer("one"))) != caller_of(callers, a_scope(bearer("one"), client="192.0.2.8"))


def test_all_tokens_and_sign_ins_of_one_user_are_one_caller_once_they_were_found_good() -> None:
    callers = KnownCallers()
    cookie = (b"cookie", b"theme=dark; mesocycle_sign_in=three")
    for shown in (bearer("one"), bearer("two"), cookie):
        note(callers, a_scope(shown, user_id="ann"))

    assert {caller_of(callers, a_scope(shown)) for shown in (bearer("one"), bearer("two"), cookie)} == {"ann"}


def test_who_was_refused_is_not_noted() -> None:
    callers = KnownCallers()
    note(callers, a_scope(bearer("one")))

    assert caller_of(callers, a_scope(bearer("one"))) == ("from", "192.0.2.7")


def test_those_behind_one_address_are_apart_once_they_are_known() -> None:
    callers = KnownCallers()
    note(callers, a_scope(bearer("one"), user_id="ann"))
    note(callers, a_scope(bearer("two"), user_id="ben"))

    assert caller_of(callers, a_scope(bearer("one"))) != caller_of(callers, a_scope(bearer("two")))


def test_what_is_kept_of_callers_has_an_end() -> None:
    callers = KnownCallers(most=2)
    for number in range(5):
        note(callers, a_scope(bearer(f"token-{number}"), user_id="ann"))

    assert caller_of(callers, a_scope(bearer("token-4"))) == "ann"
    assert caller_of(callers, a_scope(bearer("token-0"))) == ("from", "192.0.2.7")


def test_headers_that_stand_several_times_are_one_with_all_of_them() -> None:
    head = head_of(a_scope((b"X-One", b"a"), (b"x-one", b"b"), (b"cookie", b"c=d"), (b"cookie", OURS.encode())))

    assert head.headers == {"x-one": "a, b", "cookie": f"c=d; {OURS}"}
    assert head.credential is not None
