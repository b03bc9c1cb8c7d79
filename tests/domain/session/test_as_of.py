"""What stood in a session at a past moment."""

import json
from typing import Any

import pytest
from msgspec import Raw

from mesocycle.domain.session.as_of import Absence, PastEvent, as_it_was, last_performed_in, log_at, was_there
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import EventKind
from tests.builders import SOME_INSTANT, a_session

EVENING, NIGHT = "2026-01-05T18:00:00.000Z", "2026-01-05T23:00:00.000Z"


def a_log(*performed_at: str) -> Raw:
    sets = [
        {"_id": at, "setNumber": number, "setType": "working", "performance": {"reps": 5}, "performedAt": at}
        for number, at in enumerate(performed_at, 1)
    ]
    exercise = {"exerciseId": "exercise-1", "orderIndex": 0, "sets": sets}
    section = {"sectionId": "section-1", "orderIndex": 0, "exercises": [exercise]}
    return Raw(json.dumps({"sections": [section]}).encode())


def an_event(kind: EventKind, status: SessionStatus, **before: Any) -> PastEvent:  # noqa: ANN401  # details of any kind
    details = {name: Raw(json.dumps(value).encode()) for name, value in before.items()}
    return PastEvent(
        session_id="session-1",
        kind=kind,
        recorded_at=NIGHT,
        status_before=status,
        date_before=None,
        time_before=None,
        before=details,
        after={},
    )


@pytest.mark.parametrize(
    ("at", "there"),
    [("2025-12-31T09:00:00.000Z", False), (SOME_INSTANT, True), (EVENING, False), (NIGHT, True)],
)
def test_a_session_was_there_from_its_making_on_and_not_while_it_was_removed(at: str, there: bool) -> None:
    assert was_there(a_session(), [Absence(EVENING, NIGHT)], at) is there
    assert was_there(a_session(), [Absence(EVENING, None)], NIGHT) is False


def test_what_was_performed_later_was_not_in_the_log_yet() -> None:
    log = a_log("2026-01-05T17:00:00.000Z", EVENING, NIGHT)

    then = log_at(log, EVENING)

    assert then is not None
    assert last_performed_in(then) == EVENING
    assert log_at(log, SOME_INSTANT) is None


def test_a_log_in_a_form_of_others_is_left_as_it_is() -> None:
    foreign = Raw(b'["5x5"]')

    assert log_at(foreign, EVENING) is foreign
    assert last_performed_in(foreign) == ""


def test_moves_are_taken_back_the_newest_first() -> None:
    now = a_session(status=SessionStatus.COMPLETED, completed_at=NIGHT, notes="Late.")
    events = [
        an_event(EventKind.STARTED, SessionStatus.SCHEDULED),
        an_event(EventKind.COMPLETED, SessionStatus.IN_PROGRESS, completedAt=None, notes="Early."),
    ]

    then = as_it_was(now, events[1:], EVENING)
    before = as_it_was(now, events, EVENING)

    assert (then.status, then.completed_at, then.notes) == (SessionStatus.IN_PROGRESS, None, "Early.")
    assert (before.status, before.performance_log) == (SessionStatus.SCHEDULED, None)


def test_what_stood_all_day_stands_all_day_again() -> None:
    moved = an_event(EventKind.RESCHEDULED, SessionStatus.SCHEDULED)
    moved = PastEvent(**{name: getattr(moved, name) for name in moved.__struct_fields__} | {"time_before": "00:00"})

    then = as_it_was(a_session(), [moved], EVENING)

    assert (then.scheduled_time, then.all_day) == ("00:00", True)
