"""What may be done with a session beside its moves."""

import pytest
from msgspec import Raw

from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.rules import (
    BEGUN,
    LogNotEmpty,
    SessionNotBegun,
    SessionNotScheduled,
    changed_fields,
    new_day,
    require_begun,
    require_discardable,
    require_scheduled,
    require_timed,
)
from mesocycle.domain.session.session import SessionStatus
from tests.builders import a_session

FEELING = Raw(b'{"sections":[],"feedback":{"feeling":3}}')
A_SET = Raw(
    b'{"sections":[{"sectionId":"section-1","orderIndex":0,"exercises":[{"exerciseId":"exercise-1","orderIndex":0,'
    b'"sets":[{"_id":"a","setNumber":1,"setType":"working","performance":{"reps":5}}]}]}]}'
)


@pytest.mark.parametrize("status", SessionStatus)
def test_a_log_is_for_what_has_begun_and_another_day_for_what_has_not(status: SessionStatus) -> None:
    session = a_session(status=status)

    if status is SessionStatus.SCHEDULED:
        require_scheduled(session, "adjusted")
        with pytest.raises(SessionNotBegun):
            require_begun(session)
    else:
        require_begun(session)
        assert status in BEGUN
        with pytest.raises(SessionNotScheduled, match=status.value):
            require_scheduled(session, "adjusted")


def test_what_was_given_up_before_it_began_has_no_times() -> None:
    require_timed(a_session(status=SessionStatus.CANCELLED, performed_date="2026-01-05"))

    with pytest.raises(SessionNotBegun, match="without having begun"):
        require_timed(a_session(status=SessionStatus.CANCELLED))


@pytest.mark.parametrize("log", [A_SET, Raw(b'{"mine":"5x5"}')])
def test_what_was_logged_is_only_given_up_where_it_is_said_also_in_a_form_of_others(log: Raw) -> None:
    session = a_session(status=SessionStatus.IN_PROGRESS, performance_log=log)

    require_discardable(session, discard_log=True)
    with pytest.raises(LogNotEmpty):
        require_discardable(session, discard_log=False)


@pytest.mark.parametrize("log", [None, FEELING])
def test_a_session_without_anything_performed_is_put_back_without_a_word(log: Raw | None) -> None:
    require_discardable(a_session(performance_log=log), discard_log=False)


def test_history_tells_the_fields_that_differ_by_their_names_on_the_wire() -> None:
    before = a_session(notes="Cold.", started_at="2026-01-05T17:00:00.000Z")
    after = a_session(notes="Warm.", duration_minutes=60)

    assert changed_fields(before, after) == (
        {"notes": "Cold.", "startedAt": "2026-01-05T17:00:00.000Z"},
        {"notes": "Warm.", "durationMinutes": 60},
    )


def test_only_what_differs_of_a_new_day_is_written() -> None:
    session = a_session()

    assert new_day(session, "2026-01-05", "07:00", all_day=False) == {}
    assert new_day(session, "2026-01-06", None, all_day=False) == {"scheduled_date": "2026-01-06"}
    assert new_day(session, None, None, all_day=True) == {"scheduled_time": "00:00", "all_day": True}


@pytest.mark.parametrize(("at", "all_day"), [("07:00", True), ("7", False)])
def test_a_time_that_is_none_or_stands_beside_the_whole_day_is_refused(at: str, all_day: bool) -> None:
    with pytest.raises(DocumentNotValid, match="scheduledTime"):
        new_day(a_session(), None, at, all_day=all_day)
