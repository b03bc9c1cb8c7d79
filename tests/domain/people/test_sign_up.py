"""Signing up: who may, and whom it makes."""

import pytest

from mesocycle.domain.people.sign_up import SignUp, SignUpPolicy, require_admin_before, require_open, user_of
from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import SignUpClosed


@pytest.mark.parametrize(
    ("policy", "invited", "may"),
    [
        (SignUpPolicy.OPEN, False, True),
        (SignUpPolicy.OPEN, True, True),
        (SignUpPolicy.INVITATION, False, False),
        (SignUpPolicy.INVITATION, True, True),
        (SignUpPolicy.CLOSED, False, False),
        (SignUpPolicy.CLOSED, True, False),
    ],
)
def test_the_server_says_who_may(policy: SignUpPolicy, invited: bool, may: bool) -> None:
    if may:
        require_open(policy, invited=invited)
    else:
        with pytest.raises(SignUpClosed):
            require_open(policy, invited=invited)


def test_the_first_user_of_a_server_does_not_come_from_outside() -> None:
    require_admin_before(any_there=True)

    with pytest.raises(SignUpClosed, match="no admin yet"):
        require_admin_before(any_there=False)


def test_whoever_signs_up_has_the_roles_that_they_were_given_and_no_others() -> None:
    said = SignUp(email=" Ann@Example.org", password="x" * 12, name=" Ann ", time_zone="UTC")

    user = user_of(said, "u", (Role.ATHLETE,), "2026-01-05T09:00:00.000Z")

    assert (user.email, user.name, user.roles) == ("ann@example.org", "Ann", (Role.ATHLETE,))
