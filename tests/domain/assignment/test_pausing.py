"""What becomes of an assignment and its days when it is paused, resumed or shifted."""

from datetime import date

import pytest

from mesocycle.domain.assignment.assignment import AssignmentStatus, Pause
from mesocycle.domain.assignment.pausing import (
    MOST_DAYS,
    PauseNotPossible,
    ShiftNotPossible,
    pause,
    resume,
    shifted_sessions,
)
from mesocycle.domain.assignment.schedule import SessionFacts
from mesocycle.domain.session.session import SessionStatus
from tests.builders import an_assignment

NOW = "2026-01-12T09:00:00.000Z"


def facts(id_: str, on: str, status: SessionStatus = SessionStatus.SCHEDULED) -> SessionFacts:
    return SessionFacts(
        id=id_,
        assignment_id="assignment-1",
        workout_id="workout-1",
        workout_name="Squat day",
        plan_week=1,
        plan_day=1,
        planned_date=date.fromisoformat(on),
        scheduled_date=date.fromisoformat(on),
        scheduled_time="07:00",
        all_day=False,
        status=status,
        performed_date=None,
    )


def test_a_pause_runs_until_it_is_ended_and_a_second_waits_for_that() -> None:
    paused = pause(an_assignment(), "2026-01-12", NOW)

    assert (paused.status, paused.pauses) == (AssignmentStatus.PAUSED, (Pause(from_="2026-01-12"),))
    with pytest.raises(PauseNotPossible, match="2026-01-12"):
        pause(paused, "2026-01-20", NOW)


def test_pauses_do_not_reach_into_each_other() -> None:
    before = an_assignment(pauses=(Pause(from_="2026-01-05", to="2026-01-11"),))

    with pytest.raises(PauseNotPossible, match="2026-01-11"):
        pause(before, "2026-01-11", NOW)
    assert len(pause(before, "2026-01-12", NOW).pauses) == 2


@pytest.mark.parametrize(("shift", "days"), [(True, 7), (False, 0)])
def test_a_pause_ends_on_the_day_before_training_goes_on(shift: bool, days: int) -> None:
    paused = pause(an_assignment(shift_days=2), "2026-01-12", NOW)

    resumed, moved = resume(paused, "2026-01-19", NOW, shift=shift)

    assert resumed.pauses == (Pause(from_="2026-01-12", to="2026-01-18"),)
    assert (resumed.status, resumed.shift_days, moved) == (AssignmentStatus.ACTIVE, 2 + days, days)


def test_a_pause_of_no_day_leaves_nothing_behind() -> None:
    paused = pause(an_assignment(), "2026-01-12", NOW)

    resumed, moved = resume(paused, "2026-01-12", NOW, shift=True)

    assert (resumed.pauses, moved) == ((), 0)


def test_a_plan_towards_a_race_keeps_its_dates() -> None:
    paused = pause(an_assignment(race_date="2026-04-12"), "2026-01-12", NOW)

    with pytest.raises(PauseNotPossible, match="2026-04-12"):
        resume(paused, "2026-01-19", NOW, shift=True)


def test_only_what_is_scheduled_moves_and_only_from_the_day_on() -> None:
    sessions = [
        facts("early", "2026-01-05"),
        facts("done", "2026-01-19", SessionStatus.COMPLETED),
        facts("late", "2026-01-19"),
    ]

    moved = shifted_sessions(sessions, -3, not_before="2026-01-12")

    assert [(each.session_id, each.from_, each.to) for each in moved] == [("late", "2026-01-19", "2026-01-16")]


@pytest.mark.parametrize(("on", "days"), [("2026-01-05", MOST_DAYS + 1), ("9999-12-31", 1), ("0001-01-01", -1)])
def test_a_shift_that_leaves_all_reason_or_the_calendar_is_refused(on: str, days: int) -> None:
    with pytest.raises(ShiftNotPossible):
        shifted_sessions([facts("one", on)], days)
