"""What the tests of sessions over HTTP share: Ann with four Mondays of squats, and what is sent about them."""

from typing import Any

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains


def ann_and_her_sessions(db: Database) -> tuple[User, list[str]]:
    """Let Ann follow four Mondays of squats from 5 January 2026 on."""
    ann, _, sessions = ann_trains(db)
    return ann, sessions


def a_log_document(*, reps: int = 5, id_: str = "done-1") -> dict[str, Any]:
    """Give a log of the first set alone, as a client sends it."""
    exercise = {"exerciseId": "exercise-1", "orderIndex": 0, "sets": [a_set_document(reps=reps, id_=id_)]}
    return {"sections": [{"sectionId": "section-1", "orderIndex": 0, "exercises": [exercise]}]}


def a_set_document(*, reps: int = 5, id_: str = "done-1", set_id: str = "set-1") -> dict[str, Any]:
    """Give a performed set of 100 kg."""
    return {
        "_id": id_,
        "setId": set_id,
        "setNumber": int(set_id[-1]),
        "setType": "working",
        "performance": {"reps": reps, "weight": 100, "weightUnit": "kg"},
    }


def reps_in(log: dict[str, Any]) -> dict[str, int]:
    """Give the repetitions of a log, by the id of the performed set."""
    return {
        performed["_id"]: performed["performance"]["reps"]
        for section in log["sections"]
        for exercise in section["exercises"]
        for performed in exercise["sets"]
    }
