"""Damaged activity files for long: no crash, no hang, no memory without end, whatever the bytes."""

import random
import resource
import sys
import time

from tests.formats.damage import all_files, check, check_packed, damaged
from tests.prove.run import NotProvenError, Run

MINUTES = 10.0
"""For each reader."""
_LONGEST_S = 20.0
_MOST_MB = 500


def prove(run: Run) -> None:
    """Damage real files and our own, read them, and look at the clock and at memory after each."""
    for kind, bodies in run.chosen(all_files()).items():
        chance = random.Random(f"{run.seed} {kind}")
        end = time.monotonic() + MINUTES * 60 * run.scale
        files, activities, slowest = 0, 0, 0.0
        while time.monotonic() < end:
            body = chance.choice(bodies)
            activities += _timed(damaged(body, chance), kind)
            slowest = max(slowest, _timed.took)
            if files % 10 == 0:
                check_packed(body[:20_000], chance)
            files += 1
        print(
            f"  {kind}: {files} damaged files, {activities} activities read, slowest {slowest:.1f} s, {_peak_mb()} MB"
        )


class _Timed:
    """Read a body and remember how long it took."""

    took = 0.0

    def __call__(self, body: bytes, kind: str) -> int:
        began = time.monotonic()
        found = check(body)
        self.took = time.monotonic() - began
        if self.took > _LONGEST_S or _peak_mb() > _MOST_MB:
            raise NotProvenError(f"A {kind} file of {len(body)} bytes took {self.took:.0f} s and {_peak_mb()} MB.")
        return found


_timed = _Timed()


def _peak_mb() -> int:
    unit = 1024 if sys.platform == "darwin" else 1
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 // unit
