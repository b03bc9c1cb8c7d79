"""Sums made by the database equal those made by hand, on either engine and within every scope."""

import random
from collections import defaultdict
from collections.abc import Iterator

import pytest

from mesocycle.analytics.strength.records import worked
from mesocycle.domain.history.done import CountedSet, SetSums
from mesocycle.domain.permission import Scope
from mesocycle.storage.engine.database import Database
from mesocycle.storage.history import sets as set_history
from tests.analytics.sets import sum_days
from tests.storage.planting import plant_all, plant_ground

_ALL = ("2025-01-01", "2026-12-31")


def _some_sets(seed: int) -> Iterator[CountedSet]:
    chance = random.Random(seed)
    for _ in range(120):
        exercise = chance.choice(["squat", "bench", None])
        yield CountedSet(
            day=f"2026-0{chance.randint(1, 3)}-{chance.randint(1, 28):02d}",
            exercise_id=exercise,
            exercise_variant_id=None if exercise is None else f"{exercise}.{chance.randint(1, 2)}",
            set_type=chance.choice(["working", "working", "warmup", "drop", "failure"]),
            reps=chance.choice([None, 0, 5, 12]),
            load_kg=chance.choice([None, -10.0, 40.0, 102.06]),
            sides=chance.choice([1, 2]),
            rpe=chance.choice([None, 5.0, 9.0]),
            rir=chance.choice([None, 0.0, 5.0]),
            counts=chance.choice([0, 1, 1]),
        )


def plant_sets(db: Database, sets: list[CountedSet], session_id: str = "session-1") -> None:
    """Put sets into the database as rows of a session that is there."""
    rows = [("performed_set", _row(session_id, f"{session_id}-{place}", each)) for place, each in enumerate(sets)]
    plant_all(db, *rows)


def _row(session_id: str, id_: str, each: CountedSet) -> dict[str, object]:
    return {**each._asdict(), "session_id": session_id, "id": id_}


def _by_day(sums: list[SetSums]) -> dict[tuple[str, str | None], list[float]]:
    """Add up by day and variant; warm-ups by day alone."""
    days: dict[tuple[str, str | None], list[float]] = defaultdict(lambda: [0.0] * 6)
    for one in sums:
        for place, number in enumerate(one[3:]):
            variant = None if one._fields[3 + place] == "warmup_volume_kg" else one.exercise_variant_id
            days[one.day, variant][place] += number
    return {key: [round(number, 6) for number in numbers] for key, numbers in days.items() if any(numbers)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_days_summed_by_the_database_are_those_summed_by_hand(db: Database, seed: int) -> None:
    plant_ground(db)
    plant_all(db, ("workout_session", {}))
    sets = list(_some_sets(seed))
    plant_sets(db, sets)

    with db.read() as read:
        found = set_history.days(read, "ann", *_ALL)

    assert _by_day(found) == _by_day(sum_days(sets))


@pytest.mark.parametrize(("first", "last", "days"), [("2026-01-05", "2026-01-06", 2), ("2026-01-06", "2026-01-06", 1)])
def test_only_the_days_asked_for_are_summed(db: Database, first: str, last: str, days: int) -> None:
    plant_ground(db)
    plant_all(db, ("workout_session", {}))
    plant_sets(db, [CountedSet(f"2026-01-0{day}", "squat", None, "working", 5, 100.0) for day in (4, 5, 6, 7)])

    with db.read() as read:
        summed = set_history.days(read, "ann", first, last)
        rows = list(set_history.between(read, "ann", first, last))

    assert ([one.working_sets for one in summed], len(rows)) == ([1] * days, days)


def test_sets_come_back_as_they_were_written(db: Database) -> None:
    plant_ground(db)
    plant_all(db, ("workout_session", {}))
    sets = list(_some_sets(4))
    plant_sets(db, sets)

    with db.read() as read:
        found = list(set_history.between(read, "ann", *_ALL))

    assert sorted(found, key=repr) == sorted(sets, key=repr)


def test_of_one_exercise_all_variants_come_and_no_other(db: Database) -> None:
    plant_ground(db)
    plant_all(db, ("workout_session", {}))
    sets = list(_some_sets(5))
    plant_sets(db, sets)

    with db.read() as read:
        found = list(set_history.between(read, "ann", *_ALL, exercise_id="squat"))
        best = list(set_history.worked(read, "ann", *_ALL, exercise_id="squat"))

    squats = [each for each in sets if each.exercise_id == "squat"]
    assert sorted(found, key=repr) == sorted(squats, key=repr)
    assert sorted(best, key=repr) == sorted(worked(squats), key=repr)
    assert 0 < len(best) < len(found)


def test_a_scope_holds_what_the_trainer_assigned_or_added_and_nothing_else(db: Database) -> None:
    plant_ground(db)
    plant_all(
        db,
        ("routine_assignment", {"id": "own", "assigned_by": "ann", "parent_routine_id": "r", "status": "completed"}),
        ("workout_session", {}),
        ("workout_session", {"id": "alone", "routine_assignment_id": "own"}),
        ("workout_session", {"id": "added", "routine_assignment_id": "own", "added_by": "tom"}),
    )
    for session_id in ("session-1", "alone", "added"):
        plant_sets(db, [CountedSet("2026-01-05", session_id, None, "working", 5, 100.0)], session_id)

    with db.read() as read:
        rows = list(set_history.between(read, "ann", *_ALL, scope=Scope("tom")))
        days = set_history.days(read, "ann", *_ALL, scope=Scope("tom"))

    assert {row.exercise_id for row in rows} == {"session-1", "added"}
    assert {day.exercise_id for day in days} == {"session-1", "added"}


def test_a_load_that_nobody_lifts_is_not_known_whatever_came_in(db: Database) -> None:
    plant_ground(db)
    plant_all(db, ("workout_session", {}))
    plant_sets(db, [CountedSet("2026-01-05", "squat", None, "working", 5, load) for load in (1500.0, 2000.0)])

    with db.read() as read:
        (day,) = set_history.days(read, "ann", *_ALL)
        loads = sorted(each.load_kg or 0 for each in set_history.between(read, "ann", *_ALL))
        best = sorted(each.load_kg or 0 for each in set_history.worked(read, "ann", *_ALL))

    assert (day.volume_kg, day.working_sets, day.unknown_loads) == (7500, 2, 1)
    assert loads == best == [0, 1500]


@pytest.mark.parametrize(("type_", "warm"), [("warmup", True), ("cooldown", True), ("basic", False)])
def test_whatever_is_lifted_in_a_warm_up_section_is_a_warm_up(db: Database, type_: str, warm: bool) -> None:
    plant_ground(db)
    section = f'{{"_id":"section-1","name":"Ready","orderIndex":0,"type":"{type_}"}}'
    body = f'{{"name":"Day","objective":"","type":"strength","sections":[{section}]}}'
    plant_all(
        db,
        ("workout_snapshot", {"hash": type_.encode().ljust(32), "body": body}),
        ("workout_session", {"snapshot_hash": type_.encode().ljust(32)}),
    )
    plant_sets(db, [CountedSet("2026-01-05", "squat", None, "working", 5, 100.0)])

    with db.read() as read:
        (row,) = set_history.between(read, "ann", *_ALL)
        (day,) = set_history.days(read, "ann", *_ALL)
        best = list(set_history.worked(read, "ann", *_ALL))

    assert (row.set_type, len(best)) == (("warmup", 0) if warm else ("working", 1))
    assert (day.working_sets, day.volume_kg, day.warmup_volume_kg) == ((0, 0, 500) if warm else (1, 500, 0))


def test_of_nobody_there_is_nothing(db: Database) -> None:
    with db.read() as read:
        assert list(set_history.between(read, "nobody", *_ALL)) == []
        assert set_history.days(read, "nobody", *_ALL) == []
