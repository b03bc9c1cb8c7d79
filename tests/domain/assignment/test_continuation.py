"""Going on where the old version stood: shifts, days moved by hand, races."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from mesocycle.domain.assignment.schedule import (
    plan_assignment,
)
from mesocycle.domain.plan.placement import Begin, BeginNotPossible
from mesocycle.domain.plan.workout import ScheduleEntry
from tests.domain.assignment.going_on import BEGIN, MONDAY, MONDAYS, days, goes_on, mondays, on, reasons, sessions_of


class TestShifting:
    def test_shifted_days_move_the_scheduled_and_not_the_planned_date(self) -> None:
        shifted = [replace(s, scheduled_date=s.scheduled_date + timedelta(days=3)) for s in mondays()]

        [first, *_] = goes_on(shifted, shift_days=3).created

        assert (first.planned_date, first.scheduled_date) == (MONDAY, MONDAY + timedelta(days=3))

    def test_a_session_shifted_with_the_rest_was_not_rescheduled(self) -> None:
        later = on(ScheduleEntry(weekday="monday", time="20:00"), version=2)
        shifted = [replace(s, scheduled_date=s.scheduled_date + timedelta(days=3)) for s in mondays()]

        assert {p.scheduled_time for p in goes_on(shifted, later, shift_days=3).created} == {"20:00"}

    def test_whether_a_slot_is_past_is_told_by_its_shifted_day(self) -> None:
        shifted = [replace(s, scheduled_date=s.scheduled_date + timedelta(days=7)) for s in mondays()]

        schedule = goes_on(shifted, shift_days=7, today=MONDAY + timedelta(days=7))

        assert (days(schedule)[0], schedule.not_created) == ("2026-01-12", ())

    def test_a_shift_beyond_the_calendar_is_refused(self) -> None:
        with pytest.raises(BeginNotPossible, match="9999"):
            goes_on([], shift_days=4_000_000)


class TestRescheduledSessions:
    THURSDAY = MONDAY + timedelta(days=3)

    def test_day_and_time_of_a_rescheduled_session_stand(self) -> None:
        moved: dict[str, object] = {
            "scheduled_date": self.THURSDAY,
            "scheduled_time": "18:00",
            "all_day": False,
        }

        [first, *_] = goes_on(mondays(moved)).created

        assert (first.planned_date, first.scheduled_date) == (MONDAY, self.THURSDAY)
        assert (first.scheduled_time, first.all_day, first.in_place_of) == ("18:00", False, "session-1")

    def test_a_session_moved_from_the_past_to_a_later_day_is_created_there(self) -> None:
        schedule = goes_on(mondays({"scheduled_date": self.THURSDAY}), today=MONDAY + timedelta(days=2))

        assert (days(schedule)[0], schedule.not_created) == ("2026-01-08", ())

    def test_a_session_moved_to_a_day_now_past_is_overdue(self) -> None:
        moved_forward: dict[str, object] = {"scheduled_date": MONDAY - timedelta(days=1)}

        assert reasons(goes_on(mondays(moved_forward))) == [("2026-01-05", "overdue")]

    def test_a_time_set_by_hand_stands_on_the_planned_day(self) -> None:
        by_hand: dict[str, object] = {"scheduled_time": "18:00", "all_day": False}

        assert goes_on(mondays(by_hand)).created[0].scheduled_time == "18:00"

    def test_a_time_that_was_the_old_versions_gives_way_to_the_new_versions(self) -> None:
        at_seven = on(ScheduleEntry(weekday="monday", time="07:00"))
        at_eight = on(ScheduleEntry(weekday="monday", time="08:00"), version=2)
        sessions = sessions_of(plan_assignment(at_seven, BEGIN, None))

        schedule = goes_on(sessions, at_eight, old_version=at_seven)

        assert {p.scheduled_time for p in schedule.created} == {"08:00"}

    def test_a_default_time_set_since_applies_to_sessions_that_had_none(self) -> None:
        schedule = goes_on(mondays(), default_time="07:00")

        assert {(p.scheduled_time, p.all_day) for p in schedule.created} == {("07:00", False)}

    def test_without_the_old_version_only_moved_days_are_seen(self) -> None:
        by_hand: dict[str, object] = {"scheduled_time": "18:00", "all_day": False}

        schedule = goes_on(mondays(by_hand), old_version=None)

        assert schedule.created[0].all_day

    def test_created_sessions_are_ordered_by_the_day_they_stand_on(self) -> None:
        late: dict[str, object] = {"scheduled_date": MONDAY + timedelta(days=10)}

        assert days(goes_on(mondays(late))) == ["2026-01-12", "2026-01-15", "2026-01-19", "2026-01-26"]


class TestRaces:
    def test_the_new_version_counts_back_from_the_race_taken_over(self) -> None:
        race = Begin(start_date=MONDAY, race_date=MONDAY + timedelta(days=27))
        longer = on(ScheduleEntry(weekday="monday"), duration=5, version=2)
        sessions = sessions_of(plan_assignment(MONDAYS, race, None))

        schedule = goes_on(sessions, longer, begin=race)

        assert [(p.plan_week, p.scheduled_date.isoformat()) for p in schedule.created] == [
            (2, "2026-01-05"),
            (3, "2026-01-12"),
            (4, "2026-01-19"),
            (5, "2026-01-26"),
        ]
        assert reasons(schedule) == [("2025-12-29", "before-start")]
