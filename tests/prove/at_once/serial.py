"""What deeds on one assignment would do one after the other: a race must end as some such order does."""

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from mesocycle.domain.document import Id
from mesocycle.domain.session.status import MOVES, Move
from tests.prove.at_once.racing import Deed, Finish
from tests.prove.run import NotProvenError
from tests.prove.soundness import Place


@dataclass
class World:
    """One assignment and its sessions."""

    places: dict[Id, Place]
    live: bool = True
    replaced: bool = False
    moved: bool = False
    """Whether a session of it has begun or ended, so that its receipt can't be undone."""


Rule = Callable[[World], str]
"""Change the world as the deed would, and say how the deed ends: `done` or the refusal's code."""


@dataclass(frozen=True)
class Step:
    """One deed of a race: its name, what really is done, and what it would do to the model."""

    name: str
    deed: Deed
    rule: Rule


def moves(session_id: Id, by: Move) -> Rule:
    """Move a session by the table."""

    def rule(world: World) -> str:
        place = world.places[session_id]
        if place.status is None:
            return "session-removed"
        to = {status.value: to.value for status, open_ in MOVES.items() for move, to in open_.items() if move is by}
        if place.status not in to:
            return "move-not-allowed"
        if by is Move.PUT_BACK and not world.live:
            return "assignment-not-live"
        world.places[session_id] = Place(place.assignment_id, to[place.status], None)
        world.moved = True
        return "done"

    return rule


def ends(reason: str) -> Rule:
    """End the assignment: what is scheduled leaves for the reason."""

    def rule(world: World) -> str:
        if not world.live:
            return "assignment-not-live"
        world.live, world.replaced = False, reason == "replaced"
        _empty(world, reason)
        return "done"

    return rule


def undoes(world: World) -> str:
    """Undo the receipt that created the assignment."""
    begun = any(place.status not in (None, "scheduled") for place in world.places.values())
    if not world.live or begun:
        return "undo-not-possible"
    world.live = False
    _empty(world, "undone")
    return "done"


def _empty(world: World, reason: str) -> None:
    for session_id, place in world.places.items():
        if place.status == "scheduled":
            world.places[session_id] = Place(place.assignment_id, None, reason)


def explain(
    before: World, steps: Sequence[Step], finishes: Sequence[Finish], after: Mapping[Id, Place]
) -> tuple[str, ...]:
    """Give the names of the steps in an order that ends as the race did, or raise: no order does."""
    outcomes = {step.name: finish.outcome for step, finish in zip(steps, finishes, strict=True)}
    seen = {session_id: after.get(session_id) for session_id in before.places}
    for order in permutations(steps):
        world = copy.deepcopy(before)
        if all(step.rule(world) == outcomes[step.name] for step in order) and world.places == seen:
            return tuple(step.name for step in order)
    differences = {key: str(seen[key]) for key, place in before.places.items() if seen[key] != place}
    raise NotProvenError(f"no order of the deeds ends in {outcomes} with {differences} changed")
