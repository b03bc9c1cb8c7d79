"""Changing parts of a session: absent stays, null takes away."""

import pytest
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.changes import SessionChanges, asked_correction, asked_place
from mesocycle.domain.session.inputs import Correction, Reschedule
from mesocycle.domain.session.session import SessionStatus
from tests.builders import a_session

DONE = a_session(
    status=SessionStatus.COMPLETED,
    started_at="2026-01-05T17:00:00.000Z",
    completed_at="2026-01-05T18:00:00.000Z",
    duration_minutes=60,
    performed_date="2026-01-05",
    performance_log=Raw(b'{"sections":[],"feedback":{"feeling":3}}'),
)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        (SessionChanges(), None),
        (SessionChanges(scheduled_date="2026-01-05", scheduled_time="07:00"), None),
        (SessionChanges(scheduled_date="2026-01-06"), Reschedule(scheduled_date="2026-01-06")),
        (SessionChanges(scheduled_time=None), Reschedule(all_day=True)),
        (SessionChanges(all_day=True, scheduled_time="00:00"), Reschedule(all_day=True)),
    ],
)
def test_a_session_moves_only_where_another_place_is_said(changes: SessionChanges, place: Reschedule | None) -> None:
    assert asked_place(a_session(), changes) == place


def test_what_is_not_to_stand_all_day_needs_a_time() -> None:
    with pytest.raises(DocumentNotValid, match="scheduledTime"):
        asked_place(a_session(all_day=True, scheduled_time="00:00"), SessionChanges(all_day=False))


def test_what_stands_there_already_is_no_correction() -> None:
    same = SessionChanges(duration_minutes=60, performed_date="2026-01-05", feedback=Feedback(feeling=3))

    assert asked_correction(DONE, same) == (Correction(), frozenset())


def test_null_takes_away_what_is_there_and_is_nothing_where_nothing_is() -> None:
    assert asked_correction(DONE, SessionChanges(feedback=None)) == (Correction(), frozenset({"feedback"}))
    assert asked_correction(a_session(), SessionChanges(feedback=None)) == (Correction(), frozenset())


@pytest.mark.parametrize(
    ("status", "changes"),
    [
        (SessionStatus.COMPLETED, SessionChanges(completed_at=None)),
        (SessionStatus.IN_PROGRESS, SessionChanges(started_at=None)),
    ],
)
def test_a_completed_session_keeps_an_end_and_one_under_way_a_start(
    status: SessionStatus, changes: SessionChanges
) -> None:
    with pytest.raises(DocumentNotValid, match="is null"):
        asked_correction(replace(DONE, status=status), changes)
