"""What a request shows of its caller, among all that a request may show."""

import pytest

from mesocycle.domain.people.caller import CalledBy
from mesocycle.http.callers import credential_of

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
