"""A plan through its versions: for the athlete an assignment and those whose place it took are one."""

from collections.abc import Sequence

from mesocycle.domain.assignment.assignment import RoutineAssignment
from mesocycle.domain.document import Id


def chains_of(every: Sequence[RoutineAssignment], wanted: Sequence[Id]) -> dict[Id, list[Id]]:
    """Give each wanted assignment with those that it took the place of, the newest first."""
    replaced = {each.replaced_by_id: each.id for each in every if each.replaced_by_id is not None}
    chains: dict[Id, list[Id]] = {}
    for each in wanted:
        chain = [each]
        while (before := replaced.get(chain[-1])) is not None and before not in chain:
            chain.append(before)
        chains[each] = chain
    return chains
