"""What an assignment and a replacement create, what they do not, and why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mesocycle.domain.assignment.schedule import (
    IncludeNotPossible,
    Planned,
    Schedule,
    SessionFacts,
    plan_assignment,
    same_day,
)
from mesocycle.domain.plan.placement import Begin, BeginNotPossible, NothingToSchedule
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.workout import ScheduleEntry
from mesocycle.domain.session.session import SessionStatus
from tests.builders import a_version, a_workout
from tests.domain.assignment.going_on import (
    BEGIN,
    MONDAY,
    MONDAYS,
    days,
    goes_on,
    mondays,
    on,
    reasons,
    sessions_of,
)

KEPT = [status for status in SessionStatus if status is not SessionStatus.SCHEDULED]


def without_places(schedule: Schedule) -> list[Planned]:
    return [replace(p, in_place_of=None) for p in schedule.created]


class TestAnExplicitBeginning:
    def test_sessions_stand_where_the_version_puts_them(self) -> None:
        [first, *_] = plan_assignment(MONDAYS, BEGIN, None).created

        assert first == Planned(
            workout=MONDAYS.workouts[0],
            plan_week=1,
            plan_day=1,
            planned_date=MONDAY,
            scheduled_date=MONDAY,
            scheduled_time="00:00",
            all_day=True,
        )

    @pytest.mark.parametrize(
        ("of_entry", "of_assignment", "of_user", "expected"),
        [
            ("05:00", "06:00", "07:00", ("05:00", False)),
            (None, "06:00", "07:00", ("06:00", False)),
            (None, None, "07:00", ("07:00", False)),
            (None, None, None, ("00:00", True)),
        ],
    )
    def test_the_time_is_the_entrys_else_the_assignments_else_the_users_else_all_day(
        self, of_entry: str | None, of_assignment: str | None, of_user: str | None, expected: tuple[str, bool]
    ) -> None:
        version = on(ScheduleEntry(weekday="monday", time=of_entry), duration=1)
        begin = Begin(start_date=MONDAY, default_time=of_assignment)

        [planned] = plan_assignment(version, begin, of_user).created

        assert (planned.scheduled_time, planned.all_day) == expected

    def test_sessions_before_a_midweek_start_are_named(self) -> None:
        schedule = plan_assignment(MONDAYS, Begin(start_date=MONDAY + timedelta(days=2)), None)

        assert reasons(schedule) == [("2026-01-05", "before-start")]
        assert days(schedule) == ["2026-01-12", "2026-01-19", "2026-01-26"]

    def test_a_beginning_from_which_nothing_is_left_is_refused(self) -> None:
        with pytest.raises(NothingToSchedule, match="before the start"):
            plan_assignment(MONDAYS, Begin(start_date=MONDAY + timedelta(days=1), start_week=4), None)

    def test_the_start_week_of_a_race_begun_too_late_is_told(self) -> None:
        race = Begin(start_date=MONDAY + timedelta(days=8), race_date=MONDAY + timedelta(days=27))

        schedule = plan_assignment(MONDAYS, race, None)

        assert (schedule.start_week, days(schedule)) == (2, ["2026-01-19", "2026-01-26"])


class TestGoingOn:
    @pytest.mark.parametrize("status", KEPT)
    def test_a_slot_whose_session_is_kept_is_not_created_again(self, status: SessionStatus) -> None:
        schedule = goes_on(mondays({}, {"status": status}))

        assert reasons(schedule) == [("2026-01-12", "already-kept")]
        assert days(schedule) == ["2026-01-05", "2026-01-19", "2026-01-26"]

    def test_what_falls_before_today_is_overdue_if_its_removed_session_was(self) -> None:
        schedule = goes_on(mondays(), today=MONDAY + timedelta(days=8))

        assert reasons(schedule) == [("2026-01-05", "overdue"), ("2026-01-12", "overdue")]
        assert days(schedule) == ["2026-01-19", "2026-01-26"]

    def test_a_new_slot_that_falls_before_today_is_before_the_start(self) -> None:
        twice_a_week = on(ScheduleEntry(weekday="monday"), ScheduleEntry(weekday="tuesday"), version=2)

        schedule = goes_on(mondays(), twice_a_week, today=MONDAY + timedelta(days=7))

        assert reasons(schedule) == [("2026-01-05", "overdue"), ("2026-01-06", "before-start")]

    def test_today_itself_is_created(self) -> None:
        schedule = goes_on(mondays(), today=MONDAY + timedelta(days=21))

        assert days(schedule) == ["2026-01-26"]

    def test_a_future_slot_done_early_is_not_created_again(self) -> None:
        done_early: dict[str, object] = {"status": SessionStatus.COMPLETED}

        schedule = goes_on(mondays({}, done_early), today=MONDAY)

        assert "2026-01-12" not in days(schedule)

    def test_an_overdue_session_that_is_included_is_created_on_its_old_day(self) -> None:
        schedule = goes_on(mondays(), today=MONDAY + timedelta(days=8), include=frozenset({"session-2"}))

        assert reasons(schedule) == [("2026-01-05", "overdue")]
        assert (days(schedule)[0], schedule.created[0].in_place_of) == ("2026-01-12", "session-2")

    def test_an_overdue_rescheduled_session_is_created_on_the_day_it_was_moved_to(self) -> None:
        moved: dict[str, object] = {"scheduled_date": MONDAY + timedelta(days=2), "scheduled_time": "18:00"}

        schedule = goes_on(
            mondays(moved | {"all_day": False}),
            today=MONDAY + timedelta(days=4),
            include=frozenset({"session-1"}),
        )

        [first, *_] = schedule.created
        assert (first.planned_date, first.scheduled_date, first.scheduled_time) == (
            MONDAY,
            MONDAY + timedelta(days=2),
            "18:00",
        )

    @pytest.mark.parametrize("asked", ["session-9", "session-1"])
    def test_including_what_is_not_removed_is_refused(self, asked: str) -> None:
        with pytest.raises(IncludeNotPossible, match=asked):
            goes_on(mondays({"status": SessionStatus.COMPLETED}), include=frozenset({asked}))

    def test_including_a_session_whose_slot_is_gone_is_refused(self) -> None:
        tuesdays = on(ScheduleEntry(weekday="tuesday"), version=2)

        with pytest.raises(IncludeNotPossible):
            goes_on(mondays(), tuesdays, include=frozenset({"session-1"}))

    def test_a_kept_session_whose_workout_moved_to_another_day_leaves_the_new_slot_open(self) -> None:
        tuesdays = on(ScheduleEntry(weekday="tuesday"), version=2)

        schedule = goes_on(mondays({"status": SessionStatus.COMPLETED}), tuesdays)

        assert days(schedule)[0] == "2026-01-06"

    def test_a_session_without_a_place_in_the_routine_matches_no_slot(self) -> None:
        foreign: dict[str, object] = {"plan_week": None, "plan_day": None, "status": SessionStatus.COMPLETED}

        assert days(goes_on(mondays(foreign)))[0] == "2026-01-05"

    def test_two_sessions_of_one_slot_of_which_one_is_kept_leave_nothing_to_create(self) -> None:
        sessions = mondays()
        revived = replace(sessions[0], id="revived", status=SessionStatus.COMPLETED)

        schedule = goes_on([*sessions, revived])

        assert reasons(schedule) == [("2026-01-05", "already-kept")]

    def test_a_slot_that_a_mixed_plan_has_twice_is_told_apart_by_its_planned_date(self) -> None:
        mixed = on(ScheduleEntry(weekday="thursday"), ScheduleEntry(day=4), duration=1)
        wednesday = Begin(start_date=MONDAY + timedelta(days=2))
        thursday, saturday = sessions_of(plan_assignment(mixed, wednesday, None))
        done = replace(thursday, status=SessionStatus.COMPLETED)

        schedule = goes_on([done, saturday], mixed, begin=wednesday, old_version=mixed)

        assert reasons(schedule) == [("2026-01-08", "already-kept")]
        assert days(schedule) == ["2026-01-10"]

    def test_a_session_moved_from_a_slot_that_a_mixed_plan_has_twice_comes_back_once(self) -> None:
        mixed = on(ScheduleEntry(weekday="wednesday"), ScheduleEntry(day=3), duration=1)
        saturday = Begin(start_date=MONDAY + timedelta(days=5))
        [monday] = sessions_of(plan_assignment(mixed, saturday, None))
        moved = replace(monday, scheduled_date=monday.scheduled_date + timedelta(days=4))

        schedule = goes_on([moved], mixed, begin=saturday, old_version=mixed)

        assert days(schedule) == ["2026-01-16"]
        assert reasons(schedule) == [("2026-01-07", "before-start")]

    def test_a_begin_before_which_slots_were_never_created_stays_the_begin(self) -> None:
        later = Begin(start_date=MONDAY + timedelta(days=2))

        schedule = goes_on([], begin=later, today=MONDAY - timedelta(days=30))

        assert reasons(schedule) == [("2026-01-05", "before-start")]

    def test_a_start_week_beyond_the_new_versions_weeks_is_refused(self) -> None:
        with pytest.raises(BeginNotPossible, match="Start week 4"):
            goes_on(
                [],
                on(ScheduleEntry(weekday="monday"), duration=2),
                begin=Begin(start_date=MONDAY, start_week=4),
            )

    def test_when_all_is_past_nothing_is_created_and_nothing_is_refused(self) -> None:
        schedule = goes_on(mondays(), today=date(2027, 1, 1))

        assert (schedule.created, len(schedule.not_created)) == ((), 4)


@st.composite
def routines(draw: st.DrawFn) -> RoutineVersion:
    """Draw a version of weekday and counted workouts."""
    duration = draw(st.integers(1, 8))
    names = st.sampled_from(["monday", "wednesday", "thursday", "sunday"])
    weekly = st.builds(ScheduleEntry, weekday=names, time=st.sampled_from([None, "06:00"]))
    counted = st.builds(ScheduleEntry, day=st.integers(1, 7), repeat_every=st.integers(2, 9))
    kinds = st.lists(st.one_of(weekly, counted), min_size=1, max_size=2)
    workouts = [
        a_workout(id=f"workout-{n}", order_index=n, schedule=(ScheduleEntry(weekday="sunday"), *draw(kinds)))
        for n in range(draw(st.integers(1, 3)))
    ]
    return a_version(duration=duration, workouts=tuple(workouts))


starts = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(routines(), starts, st.integers(1, 2), st.sampled_from([None, "07:00"]))
def test_going_on_at_once_with_the_same_version_gives_the_same_sessions(
    version: RoutineVersion, start: date, cycles: int, default_time: str | None
) -> None:
    begin = Begin(start_date=start, cycles=cycles)
    assigned = plan_assignment(version, begin, default_time)

    schedule = goes_on(
        sessions_of(assigned),
        version,
        begin=begin,
        today=start,
        default_time=default_time,
        old_version=version,
    )

    assert without_places(schedule) == list(assigned.created)
    assert schedule.not_created == assigned.not_created


@st.composite
def half_done(draw: st.DrawFn, version: RoutineVersion, start: date, shift_days: int) -> list[SessionFacts]:
    """Draw what has become of an assignment: some sessions done or dropped, some moved."""
    sessions = []
    for session in sessions_of(plan_assignment(version, Begin(start_date=start), None)):
        moved = draw(st.sampled_from([0, 0, 0, 1, 9]))
        on_day = session.scheduled_date + timedelta(days=shift_days + moved)
        status = draw(st.sampled_from(SessionStatus))
        sessions.append(replace(session, scheduled_date=on_day, status=status))
    return sessions


@given(routines(), starts, st.integers(0, 20), st.integers(-5, 70), st.data())
def test_every_slot_is_created_or_named_and_nothing_kept_is_doubled(
    version: RoutineVersion, start: date, shift_days: int, passed: int, data: st.DataObject
) -> None:
    sessions = data.draw(half_done(version, start, shift_days))
    today = start + timedelta(days=passed)
    whole = plan_assignment(version, Begin(start_date=start), None)

    schedule = goes_on(
        sessions,
        version,
        begin=Begin(start_date=start),
        shift_days=shift_days,
        today=today,
        old_version=version,
    )

    assert len(schedule.created) + len(schedule.not_created) == len(whole.created) + len(whole.not_created)
    assert all(p.scheduled_date >= today for p in schedule.created)
    kept = {(s.workout_id, s.planned_date) for s in sessions if s.kept}
    assert not kept & {(p.workout.id, p.planned_date) for p in schedule.created}
    removed = {s.id: s.scheduled_date for s in sessions if not s.kept}
    came_back = {p.in_place_of: p.scheduled_date for p in schedule.created if p.in_place_of is not None}
    assert came_back == {session: on_day for session, on_day in removed.items() if on_day >= today}
    assert [r for _, r in reasons(schedule)].count("overdue") == len(removed) - len(came_back)


def test_the_days_that_hold_kept_and_created_sessions_are_named_once_and_in_order() -> None:
    tuesday, sunday = date(2026, 1, 6), date(2026, 1, 11)

    assert same_day([sunday, tuesday, tuesday, MONDAY], iter([tuesday, sunday, sunday])) == (
        "2026-01-06",
        "2026-01-11",
    )
