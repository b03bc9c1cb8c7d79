"""Real exports of other people's: every set goes in, and the sums are those of the file, worked out apart."""

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

from mesocycle.actions.plans.library import named_elsewhere, shipped
from mesocycle.domain.imports.names import Matcher
from mesocycle.domain.imports.past_workout import PastWorkout
from mesocycle.domain.imports.result import ImportResult, ImportSource, ItemOutcome
from mesocycle.domain.log.editing import each_set
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.library import Library
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.session.stored_log import get_log
from mesocycle.formats.apps.hevy import read_hevy
from mesocycle.formats.apps.strong import read_strong
from mesocycle.formats.text.cells import SaidUnits
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.history.import_history import import_history
from tests.arrange import a_user, an_act
from tests.formats.real_files import DATA, needs_real_files

FOLDER = DATA / "csv"
pytestmark = needs_real_files

FILES = [
    ("hevy_kg_7211sets.csv", ImportSource.HEVY, ("title", "start_time"), ("weight_kg", "reps"), 335, 7211),
    ("strong_250sets.csv", ImportSource.STRONG, ("Workout Name", "Date"), ("Weight", "Reps"), 15, 250),
    ("strong_legacy.csv", ImportSource.STRONG, ("Workout Name", "Date"), ("Weight", "Reps"), 3, 6),
]
NOW = "2026-11-22T09:00:00.000Z"


def items(name: str) -> Iterator[PastWorkout | Reject]:
    body = (FOLDER / name).read_bytes()
    return read_hevy(body) if name.startswith("hevy") else read_strong(body, SaidUnits(weight="kg"))


def taken_over(db: Database, source: ImportSource, name: str) -> ImportResult:
    return import_history(db, "ann", source, {name: items(name)}, an_act(a_user(db), NOW))


def performances(db: Database) -> list[Performance]:
    """Give what every set on ann's calendar came to, out of the stored logs."""
    with db.read() as read:
        done = sessions.between(read, "ann", "1900-01-01", "2100-01-01")
    return [performed.performance for session in done for _, performed in each_set(get_log(session))]


def exactly(amount: object) -> Decimal:
    return Decimal(str(amount or 0))


@pytest.mark.parametrize(("name", "source", "known_by", "amounts", "workouts", "sets"), FILES, ids=lambda each: each)
def test_every_workout_and_set_of_a_real_export_is_kept_with_the_same_sum_of_weight_times_repetitions(
    db: Database,
    name: str,
    source: ImportSource,
    known_by: tuple[str, str],
    amounts: tuple[str, str],
    workouts: int,
    sets: int,
) -> None:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    weight, reps = amounts

    result = taken_over(db, source, name)

    done = performances(db)
    assert len({tuple(row[each] for each in known_by) for row in rows}) == workouts == len(result.items)
    assert result.count(ItemOutcome.IMPORTED) == workouts
    assert len(rows) == sets == len(done)
    assert sum(exactly(row[weight]) * exactly(row[reps]) for row in rows) == sum(
        abs(exactly(each.weight)) * exactly(each.reps)
        for each in done  # help is below zero
    )
    assert {each.weight_unit for each in done} <= {"kg", None}


@pytest.mark.parametrize(
    ("name", "exercise", "amounts"),
    [
        ("hevy_kg_7211sets.csv", "exercise_title", ("weight_kg", "reps", "duration_seconds", "rpe")),
        ("strong_250sets.csv", "Exercise Name", ("Weight", "Reps", "Seconds", "RPE")),
        ("strong_legacy.csv", "Exercise Name", ("Weight", "Reps", "Seconds", "RPE")),
    ],
)
def test_every_single_set_of_a_real_export_has_the_numbers_that_an_independent_reading_gives(
    name: str, exercise: str, amounts: tuple[str, str, str, str]
) -> None:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    said = Counter((row[exercise].strip(), *(exactly(row[each]) for each in amounts)) for row in rows)

    workouts = [each for each in items(name) if isinstance(each, PastWorkout)]

    read = Counter(
        (past.name, *(abs(exactly(amount)) for amount in (done.weight, done.reps, done.duration, done.rpe)))
        for workout in workouts
        for past in workout.exercises
        for done in (each.performance for each in past.sets)
    )
    assert read == said


@pytest.mark.parametrize(("name", "most"), [("hevy_kg_7211sets.csv", 0.10), ("strong_250sets.csv", 0.0)])
def test_few_sets_of_a_real_export_land_in_exercises_of_ones_own(name: str, most: float) -> None:
    matcher = Matcher(Library(shipped()), {}, named_elsewhere())
    sets: Counter[bool] = Counter()
    for workout in items(name):
        for past in workout.exercises if isinstance(workout, PastWorkout) else ():
            sets[matcher.match(past.name).how.sure] += len(past.sets)

    assert sets[False] <= most * sets.total()


def test_the_types_of_sets_are_as_many_as_in_the_file(db: Database) -> None:
    taken_over(db, ImportSource.HEVY, FILES[0][0])

    with db.read() as read:
        done = sessions.between(read, "ann", "1900-01-01", "2100-01-01")
    kinds = [performed.set_type for session in done for _, performed in each_set(get_log(session))]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "working": 3851,
        "warmup": 2195,
        "failure": 1122,
        "drop": 43,
    }


def test_both_files_of_strong_go_to_one_athlete_though_two_workouts_have_the_same_time_and_name(db: Database) -> None:
    athlete = a_user(db)
    for name in ("strong_250sets.csv", "strong_legacy.csv"):
        import_history(db, athlete.id, ImportSource.STRONG, {name: items(name)}, an_act(athlete, NOW))

    assert len(performances(db)) == 256


def test_after_a_real_import_everything_in_the_database_holds(db: Database) -> None:
    taken_over(db, ImportSource.HEVY, FILES[0][0])

    with db.read() as read:
        verification = verify(read)
    assert (verification.sound, verification.unread_logs) == (True, 0)
