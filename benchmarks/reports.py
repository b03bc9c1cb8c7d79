"""Every report: over ten years of one athlete, over a roster, and as histories grow; on either engine."""

import gc
import random
import time
from collections.abc import Callable, Iterator, Mapping
from statistics import median
from typing import NamedTuple, TypedDict

from benchmarks.long_history import plant
from benchmarks.report import Finding
from benchmarks.roster import a_roster, deepen
from benchmarks.seeding import fresh_url, opened, settle_down
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.reports.compare_session import compare_session
from mesocycle.reports.report_adherence import report_adherence, report_days, report_roster
from mesocycle.reports.report_exercise import report_exercise
from mesocycle.reports.report_line import report_line
from mesocycle.reports.report_load import report_load
from mesocycle.reports.report_records import report_records
from mesocycle.reports.report_running import report_running
from mesocycle.reports.report_weeks import report_weeks
from mesocycle.reports.show_roster import show_roster
from mesocycle.reports.what_if import what_if
from mesocycle.storage.engine.database import Database


class Span(TypedDict):
    """From a day to another."""

    first: str
    last: str


SESSIONS = 2_000
SETS = 25
ATHLETES = 200
WEEKS = 10
BAR_MS = 100
ROSTER_BAR_MS = 500
YEARS = 10
PAGE_BAR_MS = 300
GROWTH = 2.0
_OTHERS = (1_000, 10_000, 100_000)
_OWN = (1_000, 10_000, 100_000)
_TEN_YEARS: Span = {"first": "2016-01-04", "last": "2025-12-31"}
_LAST_WEEKS: Span = {"first": "2025-09-01", "last": "2025-11-23"}
_NOW = "2026-01-02T09:00:00.000Z"
Report = Callable[[Database], object]


class Took(NamedTuple):
    """Milliseconds of our own process (SQLite works in it), and by the clock."""

    cpu: float
    wall: float


def reports(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Measure each report over ten years, over a roster, and some of them as histories grow."""
    with fresh_url(engine) as url, opened(url) as db:
        plant(db, "ann", SESSIONS, SETS, random.Random(seed))
        what = f"{SESSIONS} sessions, {SESSIONS * SETS} sets"
        yield from _within(engine, db, runs or 5, _of_one("ann", _TEN_YEARS), what, BAR_MS)
        yield from _among_others(engine, db, runs or 5, seed)
    with fresh_url(engine) as url, opened(url) as db:
        yield from _roster(engine, url, db, runs or 5, seed)
    with fresh_url(engine) as url, opened(url) as db:
        yield from _growing(engine, db, runs or 5, seed)


def _of_one(user: str, span: Span) -> Mapping[str, Report]:
    actor, lift = Actor(user, frozenset()), _exercise("lift-3")
    act = Act(actor=actor, now=_NOW)
    return {
        "weeks": lambda db: report_weeks(db, user, actor, **span),
        "records": lambda db: report_records(db, user, actor, **span),
        "running": lambda db: report_running(db, user, actor, **span),
        "load": lambda db: report_load(db, user, actor, **span),
        "exercise": lambda db: report_exercise(db, user, lift, actor, **span),
        "adherence": lambda db: report_adherence(db, user, act, **span),
        "days of adherence": lambda db: report_days(db, user, act, **span),
        "session": lambda db: compare_session(db, user, f"{user}-7", act),
    }


def _roster(engine: str, url: str, db: Database, runs: int, seed: int) -> Iterator[Finding]:
    roster = a_roster(db, ATHLETES, WEEKS, seed)
    settle_down(url)
    routine, second = roster.group.second.parent_routine_id, roster.group.second.id
    whole: Mapping[str, Report] = {
        "adherence of a roster": lambda db: report_roster(db, roster.act),
        "line of a roster": lambda db: report_line(db, routine, roster.line_id, roster.act),
        "what-if of a roster": lambda db: what_if(db, second, roster.act),
    }
    yield from _within(engine, db, runs, whole, f"{ATHLETES} athletes, {roster.sets} sets", ROSTER_BAR_MS)
    there = deepen(db, WEEKS, YEARS)
    settle_down(url)
    page: Mapping[str, Report] = {"roster for its page": lambda db: show_roster(db, roster.act)}
    yield from _within(engine, db, runs, page, f"{ATHLETES} athletes, {YEARS} years, {there} sessions", PAGE_BAR_MS)


def _within(
    engine: str, db: Database, runs: int, those: Mapping[str, Report], what: str, bar: float
) -> Iterator[Finding]:
    for name, report in those.items():
        took = _took(db, report, runs)
        yield Finding(
            engine=engine,
            what=f"{name}: {what}",
            ours=f"{took.cpu:.1f} ms CPU",
            against=f"{took.wall:.1f} ms by the clock",
            ratio=took.cpu,
            bar=bar,
            unit="ms",
        )


def _among_others(engine: str, db: Database, runs: int, seed: int) -> Iterator[Finding]:
    """Ask for a quarter of one athlete among ever more sessions of others."""
    there, least = 0, dict[str, float]()
    for count in _OTHERS:
        for number in range(there // 500, count // 500):
            plant(db, f"other-{number}", 500, 2, random.Random(seed + number), logs=False)
        there = count
        for name, report in _of_one("ann", _LAST_WEEKS).items():
            took = _took(db, report, runs).wall
            yield _against(
                engine,
                f"a quarter's {name} among {count} sessions of others",
                took,
                least.setdefault(name, took),
            )


def _growing(engine: str, db: Database, runs: int, seed: int) -> Iterator[Finding]:
    """Ask for all of ever longer histories, told by the thousand sessions."""
    least = dict[str, float]()
    for count in _OWN:
        user = f"of-{count}"
        plant(db, user, count, 4, random.Random(seed))
        whole = _of_one(user, _TEN_YEARS)
        for name in ("weeks", "records", "running", "load", "adherence"):
            took = _took(db, whole[name], min(runs, 3)).wall / count * 1_000
            what = f"{name} of a history of {count} sessions, for each 1000"
            yield _against(engine, what, took, least.setdefault(name, took))


def _against(engine: str, what: str, took: float, least: float) -> Finding:
    return Finding(
        engine=engine,
        what=what,
        ours=f"{took:.1f} ms",
        against=f"{least:.1f} ms",
        ratio=took / least,
        bar=GROWTH,
    )


def _took(db: Database, report: Report, runs: int) -> Took:
    report(db)
    gc.collect()
    gc.freeze()  # as the server does when it has started: what was planted is not for the collector to walk through
    cpu, wall = [], []
    for _ in range(runs):
        of_cpu, of_wall = time.process_time(), time.perf_counter()
        report(db)
        cpu.append((time.process_time() - of_cpu) * 1000)
        wall.append((time.perf_counter() - of_wall) * 1000)
    return Took(median(cpu), median(wall))


def _exercise(lift: str) -> LibraryExercise:
    return LibraryExercise(
        id=lift,
        exercise_id=lift,
        exercise_variant_id=f"{lift}.barbell",
        name=lift,
        aliases=(),
        kind="strength",
        primary_muscles=("quads",),
        secondary_muscles=(),
        equipment=(),
        unilateral=False,
    )
