"""Which sessions count as done, and what is read of their logs."""

import json
from typing import Any

import pytest

from mesocycle.domain.history.done import DoneEffort
from mesocycle.domain.permission import Scope
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.storage.engine.database import Database
from mesocycle.storage.history import done_sessions
from tests.storage.planting import plant_all, plant_ground

_RUN = {
    "name": "Long day",
    "type": "trail-running",
    "objective": "",
    "sections": [
        {"_id": "up", "name": "Up", "orderIndex": 0, "type": "run", "distance": 9000, "movement": "hike"},
        {"_id": "fast", "name": "Fast", "orderIndex": 1, "type": "tempo", "distance": 3000},
        {"_id": "lift", "name": "Lift", "orderIndex": 2, "type": "basic"},
    ],
}
_SPAN = ("2026-01-01", "2026-01-31")


def _log(**given: object) -> dict[str, Any]:
    performance = {"distance": 9000, "duration": 5400, "movingDuration": 5100, "elevationGain": 600}
    performance["gradeAdjustedDistance"] = 12_000
    effort = {"_id": "e", "stepId": "up:work", "round": 1, "phase": "active", "performance": performance}
    return {"sections": [{"sectionId": "up", "orderIndex": 0, "exercises": [], "efforts": [effort]}], **given}


def _plant(db: Database, log: object = None, *, body: object = _RUN, **values: object) -> None:
    plant_ground(db)
    text = log if isinstance(log, str) or log is None else json.dumps(log)
    plant_all(
        db,
        ("workout_snapshot", {"hash": b"\x01" * 32, "body": body if isinstance(body, str) else json.dumps(body)}),
        (
            "workout_session",
            {"status": "completed", "snapshot_hash": b"\x01" * 32, "performance_log": text, **values},
        ),
    )


def test_an_effort_is_read_with_its_movement_and_its_moving_time(db: Database) -> None:
    _plant(db, _log(feedback={"rpe": 7.5}), duration_minutes=95, performed_date="2026-01-06")

    with db.read() as read:
        (found,) = done_sessions.between(read, "ann", *_SPAN)

    assert (found.day, found.type, found.name) == ("2026-01-06", WorkoutType.TRAIL_RUNNING, "Long day")
    assert (found.duration_min, found.rpe) == (95, 7.5)
    assert found.efforts == (
        DoneEffort(movement="hike", distance_m=9000, duration_s=5100, gain_m=600, grade_adjusted_m=12_000),
    )


@pytest.mark.parametrize(("section", "movement"), [("up", "hike"), ("fast", "run"), ("gone", "other")])
def test_a_lap_goes_as_its_section_goes(db: Database, section: str, movement: str) -> None:
    log = _log()
    log["sections"][0]["sectionId"] = section
    del log["sections"][0]["efforts"][0]["stepId"]
    _plant(db, log)

    with db.read() as read:
        (found,) = done_sessions.between(read, "ann", *_SPAN)

    assert found.efforts[0].movement == movement


@pytest.mark.parametrize(
    ("status", "log", "counts"),
    [
        ("completed", None, True),
        ("in-progress", _log(), True),
        ("cancelled", _log(), True),
        ("in-progress", None, False),
        ("cancelled", {"sections": [], "feedback": {"rpe": 5}}, False),
        ("skipped", {"sections": [], "feedback": {"rpe": 5}}, False),
        ("scheduled", None, False),
    ],
)
def test_done_is_what_was_completed_or_in_which_anything_was_done(
    db: Database, status: str, log: object, counts: bool
) -> None:
    _plant(db, log, status=status)

    with db.read() as read:
        assert bool(done_sessions.between(read, "ann", *_SPAN)) is counts


@pytest.mark.parametrize(("log", "body"), [('{"sections": 7}', _RUN), ('["odd"]', _RUN), (None, '{"elsewhere": 1}')])
def test_documents_from_elsewhere_in_another_form_still_count_as_a_session(
    db: Database, log: str | None, body: object
) -> None:
    _plant(db, log, body=body)

    with db.read() as read:
        (found,) = done_sessions.between(read, "ann", *_SPAN)

    assert found.efforts == ()


def test_sessions_out_of_scope_or_span_do_not_come(db: Database) -> None:
    _plant(db, _log())

    with db.read() as read:
        assert done_sessions.between(read, "ann", *_SPAN, scope=Scope("somebody-else")) == []
        assert done_sessions.between(read, "ann", "2026-01-06", "2026-01-31") == []
        assert len(done_sessions.between(read, "ann", *_SPAN, scope=Scope("tom"))) == 1
