"""Damaged exports of other programs for long: no crash, no hang, no memory without end, whatever the file."""

import random
import resource
import sys
import time

from tests.formats.export_damage import all_exports, check_export, damaged_export
from tests.prove.run import NotProvenError, Run

MINUTES = 10.0
"""For each reader."""
_LONGEST_S = 20.0
_MOST_MB = 500


def prove(run: Run) -> None:
    """Damage real exports and our own, read them, make sessions of them, and look at the clock and at memory."""
    for source, bodies in all_exports().items():
        chance = random.Random(f"{run.seed} {source}")
        end = time.monotonic() + MINUTES * 60 * run.scale
        files, workouts, slowest = 0, 0, 0.0
        while time.monotonic() < end:
            body = damaged_export(chance.choice(bodies), chance)
            began = time.monotonic()
            workouts += check_export(source, body, chance)
            took = time.monotonic() - began
            if took > _LONGEST_S or _peak_mb() > _MOST_MB:
                raise NotProvenError(f"A {source} file of {len(body)} bytes took {took:.0f} s and {_peak_mb()} MB.")
            slowest = max(slowest, took)
            files += 1
        print(f"  {source}: {files} damaged files, {workouts} workouts, slowest {slowest:.2f} s, {_peak_mb()} MB")


def _peak_mb() -> int:
    unit = 1024 if sys.platform == "darwin" else 1
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 // unit
