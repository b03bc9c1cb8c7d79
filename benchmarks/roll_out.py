"""Roll a version out to 1,000 athletes: at most 1.5 x the hand-written SQL; 10,000 stay under 300 MB of memory."""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter

from benchmarks.hand import Hand, hand
from benchmarks.jobs import jobs
from benchmarks.report import Finding, compared
from benchmarks.sameness import Work, require_same, summary, work_of
from benchmarks.seeding import Group, Seeder, fresh_url, opened, settle_down
from mesocycle.actions.assignments.roll_out import CHUNK, roll_out
from mesocycle.domain.assignment.roll_out import RollOutStatus
from mesocycle.storage.engine.database import Database

ATHLETES = 1_000
MANY = 10_000
RUNS = 5
BAR = 1.5
BAR_MB = 300
_WARMUP_ATHLETES = 60


def roll_outs(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Measure on one engine; every run is a routine with athletes of its own, the two sides in turns."""
    runs = RUNS if runs is None else runs
    with fresh_url(engine) as url, opened(url) as database:
        seeder = Seeder(database, seed)
        pairs = [[seeder.group(_WARMUP_ATHLETES) for _ in range(2)]]
        pairs += [[seeder.group(ATHLETES) for _ in range(2)] for _ in range(runs)]
        settle_down(url)
        by_hand = hand(url)
        try:
            timed = [_pair(database, by_hand, pair, seeder, run) for run, pair in enumerate(pairs)]
        finally:
            by_hand.close()
    ours_s, hand_s = zip(*timed[1:], strict=True)
    yield compared(engine, f"roll out to {ATHLETES:,} athletes", ours_s, hand_s, BAR)


def memory(engine: str, _runs: int | None, seed: int) -> Iterator[Finding]:
    """Measure the memory of a roll-out to 10,000 athletes, in a process of its own that does nothing else."""
    with fresh_url(engine) as url:
        with opened(url) as database:
            seeder = Seeder(database, seed)
            group = seeder.group(MANY)
        settle_down(url)
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.roll_out_alone", url, group.second.id, seeder.trainer],
            check=True,
            capture_output=True,
            text=True,
        )
    answer = json.loads(told.stdout)
    if answer["done"] != MANY:
        raise AssertionError(f"{answer['done']} athletes were served, not {MANY}")
    print(f"{engine}: {MANY:,} athletes in {answer['seconds']:.1f} s")
    yield Finding(
        engine=engine,
        what=f"peak memory of a roll-out to {MANY:,}",
        ours=f"{answer['peak_mb']:.0f} MB",
        against="",
        ratio=answer["peak_mb"],
        bar=BAR_MB,
        unit="MB",
    )


def _pair(database: Database, by_hand: Hand, pair: list[Group], seeder: Seeder, run: int) -> tuple[float, float]:
    ours, theirs = pair
    ours_s, hand_s = _chunk_by_chunk(database, by_hand, ours, theirs, seeder)
    left = _left(database, ours)
    require_same(left, _left(database, theirs))
    print(f"{database.dialect}: run {run}: {ours_s:.3f} s and {hand_s:.3f} s; each side left {summary(left)}")
    return ours_s, hand_s


def _chunk_by_chunk(
    database: Database, by_hand: Hand, ours: Group, theirs: Group, seeder: Seeder
) -> tuple[float, float]:
    """Run both in turns: each chunk of ours is followed by one by hand, so that both meet the same machine."""
    steps = by_hand.roll_out(seeder.new_id(), jobs(database, theirs, theirs.athletes, seeder.act), CHUNK)
    gc.collect()
    gc.freeze()  # what the hand was given is not for the product's garbage collections to walk through
    hand_s: list[float] = []

    def hands_turn(_served: int, _all: int) -> None:
        begun = perf_counter()
        next(steps, None)
        hand_s.append(perf_counter() - begun)

    begun = perf_counter()
    rolled = roll_out(database, ours.second.id, seeder.act, progress=hands_turn)
    ours_s = perf_counter() - begun - sum(hand_s)
    hands_turn(0, 0)  # the last step by hand marks its roll-out as done
    if rolled.status is not RollOutStatus.DONE or len(rolled.members) != len(ours.athletes):
        raise AssertionError(f"{len(rolled.members)} members, {rolled.status}")
    return ours_s, sum(hand_s)


def _left(database: Database, group: Group) -> Work:
    return work_of(database, [athlete.id for athlete in group.athletes])
