"""Whose a request is, before anybody has looked it up."""

from typing import Any

from mesocycle.http.known_callers import KnownCallers


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
