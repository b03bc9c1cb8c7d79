"""Roll a version out in a process that does nothing else, and tell its peak memory as JSON.

`python -m benchmarks.roll_out_alone URL VERSION TRAINER`
"""

import json
import resource
import sys
from pathlib import Path
from time import perf_counter

from mesocycle.actions.assignments.roll_out import roll_out
from mesocycle.domain.assignment.roll_out import MemberStatus
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database


def main() -> None:
    """Do as the arguments say."""
    url, version_id, trainer = sys.argv[1:]
    act = Act(actor=Actor(trainer, frozenset({Role.TRAINER, Role.ATHLETE})), now="2026-01-02T09:00:00.000Z")
    database = Database.open(url)
    begun = perf_counter()
    rolled = roll_out(database, version_id, act)
    seconds = perf_counter() - begun
    database.close()
    done = sum(member.status is MemberStatus.DONE for member in rolled.members)
    print(json.dumps({"done": done, "seconds": seconds, "peak_mb": peak_mb()}))


def peak_mb() -> float:
    """Give the most memory this process ever held, in megabytes.

    Linux counts in `ru_maxrss` also what the parent held when it forked; VmHWM begins anew with the program.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


if __name__ == "__main__":
    main()
