"""Import 7,211 sets of an export: at most twice the time of parsing it and writing the same rows by hand."""

import csv
import io
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

import sqlalchemy as sa

from benchmarks.hand_import import import_by_hand
from benchmarks.report import Finding, compared
from benchmarks.seeding import NOW, fresh_url, opened, settle_down
from mesocycle.actions.people.add_user import add_user
from mesocycle.actions.plans.library import find_exercises, named_elsewhere
from mesocycle.domain.imports.names import Matcher
from mesocycle.domain.imports.past_session import own_exercise
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import NewUser, Role, Units
from mesocycle.domain.plan.library import Library, LibraryExercise
from mesocycle.formats.apps.hevy import read_hevy
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.history.import_history import import_history

RUNS = 12
BAR = 2.0
_WARMUP = 2
_REAL = Path(__file__).parents[2] / "shared" / "data" / "csv" / "hevy_kg_7211sets.csv"
_HEADER = (
    *("title", "start_time", "end_time", "description", "exercise_title", "superset_id", "exercise_notes"),
    *("set_index", "set_type", "weight_kg", "reps", "distance_km", "duration_seconds", "rpe"),
)


def import_csv(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Measure on one engine; every run is a user of its own, the two sides in turns."""
    runs = RUNS if runs is None else runs
    body = _REAL.read_bytes() if _REAL.exists() else _made_up(seed)
    ours_s: list[float] = []
    hand_s: list[float] = []
    with fresh_url(engine) as url, opened(url) as database:
        for run in range(runs + _WARMUP):
            ours, theirs = (_a_user(database, f"{side}-{run}") for side in ("ours", "hand"))
            meant = _meant(find_exercises(database, theirs), theirs, body)
            settle_down(url)
            sides = [(ours_s, ours), (hand_s, theirs)]
            for seconds, user in sides if run % 2 else reversed(sides):
                begun = perf_counter()
                if user == ours:
                    _import(database, user, body)
                else:
                    import_by_hand(url, user, body, meant)
                seconds.append(perf_counter() - begun)
        _require_same(database, runs + _WARMUP - 1)
    yield compared(engine, "import 7,211 sets of a CSV", ours_s[_WARMUP:], hand_s[_WARMUP:], BAR)


def _import(database: Database, user: str, body: bytes) -> None:
    found = {"hevy.csv": read_hevy(body)}
    import_history(database, user, ImportSource.HEVY, found, Act(actor=Actor(user, frozenset()), now=NOW))


def _a_user(database: Database, name: str) -> str:
    root = Act(actor=Actor("root", frozenset({Role.ADMIN})), now=NOW)
    new = NewUser(
        id=name,
        email=f"{name}@example.org",
        name=name,
        roles=(Role.ATHLETE,),
        time_zone="Europe/Berlin",
        units=Units.METRIC,
    )
    return add_user(database, new, root).id


def _meant(library: Library, user: str, body: bytes) -> dict[str, LibraryExercise]:
    """Say what each name means, for the hand's side: it comes ready there."""
    matcher = Matcher(library, {}, named_elsewhere())
    meant: dict[str, LibraryExercise] = {}
    for workout in read_hevy(body):
        for past in getattr(workout, "exercises", ()):
            match = matcher.match(past.name)
            known = library.variant(match.exercise_variant_id or "") if match.how.sure else None
            meant.setdefault(past.name, known or own_exercise(user, past.name, past.sets))
    return meant


def _require_same(database: Database, run: int) -> None:
    """Fail where one side left other rows than the other."""
    counted = sa.text(
        """select (select count(*) from performed_set where user_id = :u),
                  (select sum(coalesce(load_kg, added_kg) * reps) from performed_set where user_id = :u),
                  (select count(*) from workout_session where user_id = :u),
                  (select count(*) from import_item where user_id = :u),
                  (select sum(length(performance_log)) from workout_session where user_id = :u)"""
    )
    with database.read() as read:
        ours, hand = (tuple(read.execute(counted, {"u": f"{side}-{run}"}).one()) for side in ("ours", "hand"))
    print(f"each side left {ours[0]} performed sets in {ours[2]} sessions, logs of {ours[4]} characters")
    if ours != hand:
        raise AssertionError(f"the two sides differ: {ours} against {hand}")


def _made_up(seed: int) -> bytes:
    """Make an export of the same size, where the real one is not there."""
    chance = random.Random(seed)
    written = io.StringIO()
    file = csv.writer(written)
    file.writerow(_HEADER)
    begun, left = datetime(2025, 9, 15, 7, 48), 7211  # noqa: DTZ001  # a civil time, as in the export
    for workout in range(335):
        sets = left - 21 * (334 - workout) if workout == 334 else min(left, chance.choice((20, 21, 22, 23)))
        left -= sets
        start, end = (f"{at:%d %b %Y, %H:%M}" for at in (begun, begun + timedelta(minutes=85)))
        for number in range(sets):
            name = ("Squat (Barbell)", "Bench Press (Barbell)", "Leg Curl X", "Pull Up", "Katana Y")[number // 5 % 5]
            kind = chance.choice(("normal", "normal", "warmup", "failure"))
            amounts = (chance.choice((40, 62.5, 100)), chance.randint(3, 12), "", 0, chance.choice(("", 8, 9.5)))
            file.writerow((f"Day {workout % 4}", start, end, "", name, "", "", number % 5, kind, *amounts))
        begun -= timedelta(days=2)
    return written.getvalue().encode()
