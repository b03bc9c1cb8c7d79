"""Who may invite whom, and what an invitation must keep to."""

import pytest

from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.invitation import check_invitation, require_may_invite
from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import DocumentNotValid, NotPermitted

ADMIN, TRAINER, ATHLETE = Role.ADMIN, Role.TRAINER, Role.ATHLETE


@pytest.mark.parametrize(
    ("inviter", "roles"),
    [({ADMIN}, (ADMIN,)), ({ADMIN}, (TRAINER, ATHLETE)), ({TRAINER, ATHLETE}, (ATHLETE,))],
)
def test_an_admin_invites_anybody_and_a_trainer_athletes(inviter: set[Role], roles: tuple[Role, ...]) -> None:
    require_may_invite(Actor("x", frozenset(inviter)), roles)


@pytest.mark.parametrize(
    ("inviter", "roles"),
    [({ATHLETE}, (ATHLETE,)), ({TRAINER}, (TRAINER,)), ({TRAINER}, (ATHLETE, TRAINER)), ({TRAINER}, (ADMIN,))],
)
def test_nobody_else_does_and_no_trainer_makes_trainers(inviter: set[Role], roles: tuple[Role, ...]) -> None:
    with pytest.raises(NotPermitted):
        require_may_invite(Actor("x", frozenset(inviter)), roles)


@pytest.mark.parametrize(
    ("email", "roles", "days", "path"),
    [
        ("nobody", (ATHLETE,), 14, "email"),
        ("Ann@example.org", (ATHLETE,), 14, "email"),
        (None, (), 14, "roles"),
        (None, (ATHLETE, ATHLETE), 14, "roles"),
        (None, (ATHLETE,), 0, "days"),
        (None, (ATHLETE,), 91, "days"),
    ],
)
def test_an_invitation_that_can_t_be_is_refused_with_its_path(
    email: str | None, roles: tuple[Role, ...], days: int, path: str
) -> None:
    with pytest.raises(DocumentNotValid) as refusal:
        check_invitation(email, roles, days)

    assert [error.path for error in refusal.value.errors or ()] == [path]
