"""What is kept of a log for sums over years; that every way of writing a log keeps it, `db verify` finds."""

import json
from typing import Any

import pytest

from mesocycle.domain.log.size import MOST_ENTRIES
from mesocycle.storage.sessions.log_extract import ExtractedEffort, LogExtract, extract, read_extract

_PERFORMANCE = {
    "distance": 5000,
    "duration": 1500.5,
    "movingDuration": 1490,
    "gradeAdjustedDistance": 5100.25,
    "elevationGain": 60,
    "elevationLoss": 55,
    "averageHeartRate": 151,
    "cadence": 180,
}


def _section(**given: object) -> dict[str, Any]:
    return {"sectionId": "run", "orderIndex": 0, "exercises": [], **given}


def _of(log: object) -> LogExtract:
    return read_extract(extract(json.dumps(log)))


def test_an_effort_is_kept_with_all_that_is_summed_of_it() -> None:
    effort = {"_id": "e", "stepId": "run:work", "round": 1, "phase": "recovery", "performance": _PERFORMANCE}

    found = _of({"sections": [_section(efforts=[effort])], "feedback": {"rpe": 7.5, "notes": "Hot."}})

    kept = ExtractedEffort("run", "run:work", "recovery", 5000, 1500.5, 1490, 5100.25, 60, 55, 151)
    assert found == LogExtract(has_entries=True, rpe=7.5, efforts=(kept,))


def test_a_bare_lap_is_kept_with_what_is_known_of_it() -> None:
    found = _of({"sections": [_section(efforts=[{"_id": "e", "round": 1, "performance": {}}])]})

    assert found.efforts == (ExtractedEffort("run", None, "active", *[None] * 7),)


@pytest.mark.parametrize(
    ("section", "entries"),
    [
        (_section(), False),
        (_section(exercises=[{"exerciseId": "squat", "sets": []}]), True),
        (_section(efforts=[{"_id": "e"}]), True),
        (_section(result={"rounds": 5}), True),
    ],
)
def test_it_says_whether_anything_was_logged(section: object, *, entries: bool) -> None:
    assert _of({"sections": [section], "feedback": {"rpe": 5}}).has_entries is entries


def test_without_a_log_there_is_no_extract() -> None:
    assert extract(None) is None
    assert read_extract(None) == LogExtract(has_entries=False, rpe=None, efforts=())


@pytest.mark.parametrize("log", ['{"sections":{"a":1}}', '{"feedback":{"rpe":1e999}}', "[]", "{", ""])
def test_a_foreign_log_in_another_form_has_none(log: str) -> None:
    assert extract(log) is None


def test_a_foreign_log_of_thousands_of_levels_has_none_and_stops_no_upgrade() -> None:
    assert extract(f'{{"sections":[],"x":{"[" * 5_000}{"]" * 5_000}}}') is None


def test_of_a_log_of_more_efforts_than_one_may_hold_nothing_is_summed() -> None:
    effort = {"_id": "e", "round": 1, "phase": "active", "performance": {"distance": 1}}

    assert extract(json.dumps({"sections": [_section(efforts=[effort] * (MOST_ENTRIES + 1))]})) is None
    assert len(_of({"sections": [_section(efforts=[effort] * MOST_ENTRIES)]}).efforts) == MOST_ENTRIES
