"""Races with real threads, connections and processes: each ends as one deed after the other would."""

import re
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from random import Random

import sqlalchemy as sa

from mesocycle.storage.engine.database import Database
from tests.prove.at_once.contests import SESSION_CONTESTS, Contest
from tests.prove.at_once.plan_contests import PLAN_CONTESTS
from tests.prove.at_once.racing import MODES, Race, racing
from tests.prove.run import NotProvenError, Run, ready_database
from tests.prove.scene import a_scene
from tests.prove.soundness import require_verified

CONTESTS = (*SESSION_CONTESTS, *PLAN_CONTESTS)
_SHARES = {"one-pool": 0.6, "own-pools": 0.4, "processes": 0.2}
"""Of the promised counts; the races of processes come on top."""


def prove(run: Run) -> None:
    """Run all contests on each engine, in threads and in processes."""
    for engine in run.engines:
        for mode in MODES:
            with ready_database(engine) as url:
                counts = {c.name: run.times(round(c.count * _SHARES[mode])) for c in CONTESTS}
                prove_mode(engine, mode, url, counts, run.seed)


def prove_mode(
    engine: str, mode: str, url: str, counts: dict[str, int], seed: int, contests: Sequence[Contest] = CONTESTS
) -> None:
    """Run the contests so many times each in one mode over one database, and verify it at the end."""
    with closing(Database.open(url)) as db, racing(mode, url) as race:
        for contest in contests:
            count, began = counts[contest.name], time.monotonic()
            tally = _repeat(db, contest, race, count, f"{seed}/{engine}/{mode}/{contest.name}")
            won = ", ".join(f"{label} {times}" for label, times in tally.most_common())
            took = time.monotonic() - began
            print(f"  {engine} {mode}: {count} × {contest.name} ({took:.1f} s): {won}", flush=True)
        require_verified(db)
        _require_no_deadlocks(db)


def _require_no_deadlocks(db: Database) -> None:
    """Require that locks were taken in an order that lets nobody wait in a circle, not even to be tried again."""
    if db.dialect == "postgresql":
        with db.read() as read:
            count = read.execute(
                sa.text("select deadlocks from pg_stat_database where datname = current_database()")
            ).scalar_one()
        if count:
            raise NotProvenError(f"the server had to break {count} deadlocks")


def _repeat(db: Database, contest: Contest, race: Race, count: int, seed: str) -> Counter[str]:
    chance = Random(seed)
    tally: Counter[str] = Counter()
    slug = re.sub(r"\W+", "-", contest.name)
    scene = a_scene(db, name=f"tom-{slug}")
    for number in range(count):
        try:
            tally[contest.run(scene, chance, race, f"{slug}-{number}")] += 1
        except Exception as error:
            raise NotProvenError(f"race {number} of {contest.name!r}, chance seeded {seed!r}: {error}") from error
    return tally
