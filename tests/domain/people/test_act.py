"""Who acts, and when."""

import pytest

from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import Role


def test_who_acts_and_when_stays_as_it_was_said_through_all_that_is_done() -> None:
    act = Act(actor=Actor("ann", frozenset({Role.ATHLETE})), now="2026-01-05T09:00:00.000Z")

    with pytest.raises(AttributeError):
        act.now = "2026-01-06T09:00:00.000Z"  # type: ignore[misc]  # what the test is about
    with pytest.raises(AttributeError):
        act.actor.roles = frozenset({Role.ADMIN})  # type: ignore[misc]  # the same


def test_the_same_user_with_the_same_roles_is_the_same_actor() -> None:
    assert Actor("ann", frozenset({Role.ATHLETE, Role.TRAINER})) == Actor(
        "ann", frozenset({Role.TRAINER, Role.ATHLETE})
    )
