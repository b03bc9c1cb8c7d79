"""Values that follow each other, apart from those that nothing leads to: how spikes are told from the way itself."""

from bisect import insort
from collections.abc import Callable, Sequence
from math import inf

_OPEN = 3
"""So many chains may go on at a time: a spike comes back to where it left."""
_LASTING = 10
"""So many values beside each other are no spike: the device had lost its way, and found it again."""


def lasting(places: Sequence[int], effort: Callable[[int, int], float]) -> list[list[int]]:
    """Part places into chains in which each follows the one before, and give those that last, one after the other.

    `effort` says how much of what can be done in the time one needs to come from a place to another; it follows the
    one from which that is least, and none from which it is more than 1.
    What lies between two values that follow each other, and follows neither, is in none of them.
    """
    open_chains: list[list[int]] = []
    chains: list[list[int]] = []
    in_a_row = 0
    for place in places:
        needed, nearest = min(
            ((effort(each[-1], place), number) for number, each in enumerate(open_chains)), default=(inf, 0)
        )
        in_a_row = in_a_row + 1 if needed <= 1 and nearest == 0 else 1
        chain = open_chains.pop(nearest) if needed <= 1 else []
        if not chain:
            chains.append(chain)
        chain.append(place)
        open_chains.insert(0, chain)
        del open_chains[1 if in_a_row >= _LASTING else _OPEN :]
    return _beside_each_other(chains, len(places))


def _beside_each_other(chains: list[list[int]], count: int) -> list[list[int]]:
    kept: list[tuple[int, int, list[int]]] = []
    for chain in sorted(chains, key=len, reverse=True):
        first, last = chain[0], chain[-1]
        if kept and len(chain) < _LASTING and len(chain) * 4 < count:
            break
        if all(last < begun or ended < first for begun, ended, _ in kept):
            insort(kept, (first, last, chain))
    return [chain for _, _, chain in kept]
