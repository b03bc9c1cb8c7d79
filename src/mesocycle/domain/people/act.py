"""Who acts, and when: what every action is told."""

import msgspec

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.user import Role


class Actor(msgspec.Struct, frozen=True):
    """The acting user, as far as permission needs to know."""

    id: Id
    roles: frozenset[Role]


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One act: the actor and the moment; nothing below reads a clock."""

    actor: Actor
    now: Instant
