"""Reports of a long history, summed where the rows are, equal those of the plain path: every row and log read whole."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from mesocycle.actions.plans.library import shipped
from mesocycle.analytics.load.load import load_report
from mesocycle.analytics.running.running import running_report
from mesocycle.analytics.strength.muscles import by_variant_and_movement
from mesocycle.analytics.strength.records import records, worked
from mesocycle.analytics.training_weeks import week_report
from mesocycle.domain.document import encode
from mesocycle.domain.history.done import CountedSet, DoneEffort, DoneSession
from mesocycle.domain.people.act import Actor
from mesocycle.domain.plan.workout import Movement, SetType, WorkoutType
from mesocycle.reports.report_load import report_load
from mesocycle.reports.report_records import names_of, report_records
from mesocycle.reports.report_running import report_running
from mesocycle.reports.report_weeks import report_weeks
from mesocycle.storage.engine.database import Database
from tests.analytics.sets import sum_days
from tests.storage.planting import plant_all, plant_ground

_ANN = Actor("ann", frozenset())
_FIRST, _LAST = "2025-03-05", "2026-01-30"  # cuts weeks at both ends, and some sessions off
_BEGIN = date(2025, 2, 10)
_HASH = b"history".ljust(32)
_MOVEMENTS: dict[str, Movement] = {"run": "run", "up": "hike"}
_BODY = {
    "name": "Day",
    "type": "strength",
    "objective": "",
    "sections": [
        {"_id": "ready", "name": "Ready", "orderIndex": 0, "type": "warmup"},
        {"_id": "main", "name": "Main", "orderIndex": 1, "type": "basic"},
        {"_id": "run", "name": "Run", "orderIndex": 2, "type": "run", "distance": 5000},
        {"_id": "up", "name": "Up", "orderIndex": 3, "type": "run", "distance": 900, "movement": "hike"},
    ],
}


class _History(NamedTuple):
    """What was planted, as the plain path wants it."""

    sets: list[CountedSet]
    sessions: list[DoneSession]


@pytest.fixture(params=[1, 2])
def history(db: Database, request: pytest.FixtureRequest) -> _History:
    """Plant a year of one athlete: lifts, warm-ups, drops, unknown loads, laps, unrated days, cancelled ones."""
    chance = random.Random(request.param)
    plant_ground(db)
    plant_all(db, ("workout_snapshot", {"hash": _HASH, "body": json.dumps(_BODY)}))
    found = _History([], [])
    rows: list[tuple[str, dict[str, Any]]] = []
    for number in range(140):
        day = (_BEGIN + timedelta(days=chance.randrange(365))).isoformat()
        status = chance.choice(["completed", "completed", "completed", "in-progress", "cancelled"])
        minutes, rpe = chance.choice([None, 45, 70]), chance.choice([None, 5, 7.5])
        efforts = [_effort(chance) for _ in range(chance.choice([0, 0, 3]))]
        log = {"sections": [_section(name, efforts) for name in ("main", "run", "up")], "feedback": {"rpe": rpe}}
        own: dict[str, Any] = {"id": f"s-{number}", "scheduled_date": day, "performed_date": day, "status": status}
        own |= {"duration_minutes": minutes, "snapshot_hash": _HASH, "performance_log": json.dumps(_lean(log))}
        sets = list(_sets(chance, day))
        rows.append(("workout_session", own))
        rows.extend(("performed_set", _row(f"s-{number}", place, *one)) for place, one in enumerate(sets))
        found.sets.extend(each for each, _ in sets)
        if status == "completed" or efforts:
            found.sessions.append(_done(f"s-{number}", day, minutes, rpe, efforts))
    plant_all(db, *rows)
    return found


def test_weeks_equal_those_of_the_plain_path(db: Database, history: _History) -> None:
    plain = week_report(
        sum_days(each for each in history.sets if _FIRST <= each.day <= _LAST),
        history.sessions,
        by_variant_and_movement(shipped()),
        first=_FIRST,
        last=_LAST,
    )

    assert encode(report_weeks(db, "ann", _ANN, first=_FIRST, last=_LAST)) == encode(plain)


@pytest.mark.parametrize("movement", [None, "lunge"])
def test_records_equal_those_of_the_plain_path(db: Database, history: _History, movement: str | None) -> None:
    sets = [each for each in history.sets if movement in (None, each.exercise_id)]
    plain = records(worked(sets, _FIRST, _LAST), names_of(list(shipped())), first=_FIRST, last=_LAST)

    found = report_records(db, "ann", _ANN, first=_FIRST, last=_LAST, exercise_id=movement)

    assert (encode(found), bool(found.exercises)) == (encode(plain), True)


def test_running_equals_that_of_the_plain_path(db: Database, history: _History) -> None:
    plain = running_report(history.sessions, [], first=_FIRST, last=_LAST)

    assert encode(report_running(db, "ann", _ANN, first=_FIRST, last=_LAST)) == encode(plain)


def test_load_equals_that_of_the_plain_path(db: Database, history: _History) -> None:
    plain = load_report(history.sessions, [], first=_FIRST, last=_LAST)

    assert encode(report_load(db, "ann", _ANN, first=_FIRST, last=_LAST)) == encode(plain)


def _sets(chance: random.Random, day: str) -> Iterator[tuple[CountedSet, str]]:
    """Give sets as they count, each with the section it was done in; what is done in a warm-up counts as one."""
    lifts = chance.sample([each for each in shipped() if each.kind in ("strength", "mobility")][:30], 3)
    for lift in lifts:
        for _ in range(chance.randrange(5)):
            section = chance.choice(["main", "main", "ready"])
            kinds: list[SetType] = ["working", "working", "failure", "drop", "warmup"]
            kind = chance.choice(kinds)
            yield (
                CountedSet(
                    day=day,
                    exercise_id=lift.exercise_id,
                    exercise_variant_id=chance.choice([lift.exercise_variant_id, None, "not-in-any-library"]),
                    set_type="warmup" if section == "ready" else kind,
                    reps=chance.choice([None, 0, 1, 5, 12]),
                    load_kg=chance.choice([None, -10.0, 62.5, 102.0582825, 100.0]),
                    sides=chance.choice([1, 2]),
                    rpe=chance.choice([None, 5.0, 9.0]),
                    rir=chance.choice([None, 0.0, 5.0]),
                    counts=chance.choice([0, 1, 1]),
                ),
                section,
            )


def _row(session_id: str, place: int, each: CountedSet, section: str) -> dict[str, object]:
    return {**each._asdict(), "session_id": session_id, "id": f"set-{place}", "section_id": section}


def _effort(chance: random.Random) -> tuple[str, dict[str, float | None]]:
    performance = {
        "distance": chance.choice([None, 400, 1000.5, 5000]),
        "duration": chance.choice([None, 95, 300.25, 1500]),
        "movingDuration": chance.choice([None, 290]),
        "elevationGain": chance.choice([None, 0, 120]),
        "elevationLoss": chance.choice([None, 35.5]),
        "averageHeartRate": chance.choice([None, 150]),
    }
    return chance.choice(["run", "up", "main"]), performance


def _section(name: str, efforts: list[tuple[str, dict[str, float | None]]]) -> dict[str, Any]:
    own = [each for section, each in efforts if section == name]
    laps = [{"_id": f"{name}-{n}", "round": 1, "phase": "active", "performance": each} for n, each in enumerate(own)]
    return {"sectionId": name, "orderIndex": 0, "exercises": [], "efforts": laps}


def _lean(value: Any) -> Any:  # noqa: ANN401  # any JSON
    """Leave absent what is None, as logs are written."""
    if isinstance(value, dict):
        return {key: _lean(one) for key, one in value.items() if one is not None}
    return [_lean(one) for one in value] if isinstance(value, list) else value


def _done(
    id_: str, day: str, minutes: int | None, rpe: float | None, efforts: list[tuple[str, dict[str, float | None]]]
) -> DoneSession:
    return DoneSession(
        id=id_,
        day=day,
        type=WorkoutType.STRENGTH,
        name="Day",
        duration_min=minutes,
        rpe=rpe,
        efforts=tuple(
            DoneEffort(
                movement=_MOVEMENTS.get(section, "other"),
                distance_m=_float(each["distance"]),
                duration_s=_float(each["duration"] if each["movingDuration"] is None else each["movingDuration"]),
                gain_m=_float(each["elevationGain"]),
                loss_m=_float(each["elevationLoss"]),
                average_heart_rate=_float(each["averageHeartRate"]),
            )
            for name in ("main", "run", "up")
            for section, each in efforts
            if section == name
        ),
    )


def _float(number: float | None) -> float | None:
    return None if number is None else float(number)
