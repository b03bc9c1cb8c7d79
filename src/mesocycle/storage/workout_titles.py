"""Name and type of a snapshot's workout, by its hash: read once, for under a hash nothing ever changes."""

from collections.abc import Collection, Mapping

from mesocycle.domain.session_summary import WorkoutTitle, title_of
from mesocycle.storage import snapshots
from mesocycle.storage.database import Read

_MOST_KNOWN = 20_000
_KNOWN: dict[bytes, WorkoutTitle] = {}


def of_snapshots(read: Read, hashes: Collection[bytes]) -> Mapping[bytes, WorkoutTitle]:
    """Give what each snapshot's workout is called; only those not met before are read, in one statement."""
    known = {each: _KNOWN[each] for each in hashes if each in _KNOWN}
    unknown = set(hashes) - known.keys()
    if unknown:
        found = {bytes(each): title_of(body) for each, body in snapshots.bodies(read, unknown).items()}
        if len(_KNOWN) + len(found) > _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN.update(found)
        known |= found
    return known
