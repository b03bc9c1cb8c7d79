"""Replace 48 sessions by 48, for one athlete: at most twice the time of the same work written by hand in SQL."""

from collections.abc import Iterator, Sequence
from time import perf_counter

from benchmarks.hand import Hand, hand
from benchmarks.jobs import CONTINUE, Job, jobs
from benchmarks.report import Finding, compared
from benchmarks.sameness import require_same, summary, work_of
from benchmarks.seeding import Athlete, Group, Seeder, fresh_url, opened, settle_down
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.domain.people.act import Act
from mesocycle.storage.engine.database import Database

RUNS = 150
BAR = 2.0
_WARMUP = 8
"""Pairs before the clock counts: the first stores the new snapshots, and drivers prepare statements."""


def replace(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Measure on one engine; every run is an athlete of its own, the two sides in turns."""
    runs = RUNS if runs is None else runs
    with fresh_url(engine) as url, opened(url) as database:
        seeder = Seeder(database, seed)
        group = seeder.group(2 * (runs + _WARMUP))
        settle_down(url)
        by_hand = hand(url)
        try:
            ours_s, hand_s = _in_turns(database, by_hand, group, seeder.act)
        finally:
            by_hand.close()
        same = [work_of(database, [a.id for a in group.athletes[side::2]]) for side in (0, 1)]
    require_same(*same)
    print(f"{engine}: each side left {summary(same[0])}")
    yield compared(engine, "replace 48 sessions by 48", ours_s[_WARMUP:], hand_s[_WARMUP:], BAR)


def _in_turns(database: Database, by_hand: Hand, group: Group, act: Act) -> tuple[Sequence[float], Sequence[float]]:
    ours_s: list[float] = []
    hand_s: list[float] = []
    for place in range(0, len(group.athletes), 2):
        ours, theirs = group.athletes[place : place + 2]
        [job] = jobs(database, group, [theirs], act)
        if place % 4:  # who goes first changes, so neither always meets the other's leavings
            hand_s.append(_timed_hand(by_hand, job))
            ours_s.append(_timed_ours(database, ours, group, act))
        else:
            ours_s.append(_timed_ours(database, ours, group, act))
            hand_s.append(_timed_hand(by_hand, job))
    return ours_s, hand_s


def _timed_ours(database: Database, athlete: Athlete, group: Group, act: Act) -> float:
    begun = perf_counter()
    replace_assignment(database, athlete.id, athlete.assignment_id, group.second.id, CONTINUE, act)
    return perf_counter() - begun


def _timed_hand(by_hand: Hand, job: Job) -> float:
    begun = perf_counter()
    by_hand.replace(job)
    return perf_counter() - begun
