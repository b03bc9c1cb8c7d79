"""Where a version's workouts fall: weekday, day-count and race plans, and what can't begin."""

from datetime import date, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.plan.placement import (
    WEEKDAYS,
    Begin,
    NothingToSchedule,
    Placement,
    place,
)
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.workout import ScheduleEntry, Weekday
from tests.builders import a_version, a_workout
from tests.domain.plan.placing import MONDAY, WEDNESDAY, dates, on, versions, weekdays

starts = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def slots(placements: tuple[Placement, ...]) -> list[tuple[str, int, int]]:
    return [(p.workout.id, p.plan_week, p.plan_day) for p in placements]


class TestWeekdayPlans:
    def test_week_one_holds_the_start_date_and_weeks_begin_on_monday(self) -> None:
        version = on(ScheduleEntry(weekday="tuesday"), ScheduleEntry(weekday="sunday"), duration=2)

        placements = place(version, Begin(start_date=MONDAY))

        assert dates(placements.placed) == ["2026-01-06", "2026-01-11", "2026-01-13", "2026-01-18"]
        assert slots(placements.placed) == [("workout-1", w, d) for w in (1, 2) for d in (2, 7)]

    def test_days_before_a_midweek_start_are_named_and_not_placed(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), ScheduleEntry(weekday="wednesday"), duration=1)

        placements = place(version, Begin(start_date=WEDNESDAY))

        assert dates(placements.placed) == ["2026-01-07"]
        assert dates(placements.before_start) == ["2026-01-05"]

    def test_the_start_week_holds_the_start_date_and_earlier_weeks_are_named(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), duration=4)

        placements = place(version, Begin(start_date=MONDAY, start_week=3))

        assert [(p.plan_week, p.planned_date) for p in placements.placed] == [
            (3, MONDAY),
            (4, MONDAY + timedelta(weeks=1)),
        ]
        assert [p.plan_week for p in placements.before_start] == [1, 2]

    def test_earlier_days_of_the_start_week_than_the_start_day_are_named_and_not_placed(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), ScheduleEntry(weekday="wednesday"), duration=2)

        placements = place(version, Begin(start_date=MONDAY, start_day=3))

        assert dates(placements.placed) == ["2026-01-07", "2026-01-12", "2026-01-14"]
        assert dates(placements.before_start) == ["2026-01-05"]

    def test_a_weekday_map_moves_the_date_and_leaves_the_plan_day(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), duration=1)

        [placement] = place(version, Begin(start_date=MONDAY, weekday_map={"monday": "thursday"})).placed

        assert (placement.planned_date, placement.plan_day) == (date(2026, 1, 8), 1)

    def test_a_day_mapped_to_behind_a_midweek_start_is_placed(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), duration=1)

        placements = place(version, Begin(start_date=WEDNESDAY, weekday_map={"monday": "friday"}))

        assert dates(placements.placed) == ["2026-01-09"]
        assert placements.before_start == ()


class TestDayCountPlans:
    def test_days_count_from_the_start_date_and_end_with_the_duration(self) -> None:
        version = on(ScheduleEntry(day=2, repeat_every=5), duration=2)

        placements = place(version, Begin(start_date=WEDNESDAY))

        assert dates(placements.placed) == ["2026-01-08", "2026-01-13", "2026-01-18"]
        assert slots(placements.placed) == [("workout-1", 1, 2), ("workout-1", 1, 7), ("workout-1", 2, 5)]

    def test_the_start_date_is_the_start_day_of_the_start_week(self) -> None:
        version = on(ScheduleEntry(day=1, repeat_every=1), duration=3)

        placements = place(version, Begin(start_date=WEDNESDAY, start_week=2, start_day=4))

        first = placements.placed[0]
        assert (first.planned_date, first.plan_week, first.plan_day) == (WEDNESDAY, 2, 4)
        assert len(placements.placed) == 21 - 10
        assert len(placements.before_start) == 10

    def test_a_day_without_repeating_falls_once_in_every_cycle(self) -> None:
        version = on(ScheduleEntry(day=8), duration=2)

        placements = place(version, Begin(start_date=MONDAY, cycles=2))

        assert dates(placements.placed) == ["2026-01-12", "2026-01-26"]
        assert [p.plan_week for p in placements.placed] == [2, 4]

    def test_weeks_of_a_counted_day_are_its_own_seven_days(self) -> None:
        version = on(ScheduleEntry(day=1, repeat_every=3, weeks=(2,)), duration=3)

        placements = place(version, Begin(start_date=MONDAY))

        assert [(p.plan_week, p.plan_day) for p in placements.placed] == [(2, 3), (2, 6)]


class TestRacePlans:
    SATURDAY = date(2026, 4, 25)

    def test_the_last_week_is_the_calendar_week_that_holds_the_race(self) -> None:
        version = on(ScheduleEntry(weekday="tuesday"), duration=3)

        placements = place(version, Begin(start_date=MONDAY, race_date=self.SATURDAY))

        assert dates(placements.placed) == ["2026-04-07", "2026-04-14", "2026-04-21"]

    def test_a_day_count_plan_ends_on_the_race(self) -> None:
        version = on(ScheduleEntry(day=1, repeat_every=1), duration=2)

        placements = place(version, Begin(start_date=MONDAY, race_date=self.SATURDAY))

        last = placements.placed[-1]
        assert (last.planned_date, last.plan_week, last.plan_day) == (self.SATURDAY, 2, 7)
        assert placements.placed[0].planned_date == self.SATURDAY - timedelta(days=13)

    def test_days_before_the_race_count_back_from_it(self) -> None:
        version = on(ScheduleEntry(days_before_race=0), ScheduleEntry(days_before_race=6), duration=2)

        placements = place(version, Begin(start_date=MONDAY, race_date=self.SATURDAY))

        assert dates(placements.placed) == ["2026-04-19", "2026-04-25"]
        assert slots(placements.placed) == [("workout-1", 1, 7), ("workout-1", 2, 6)]

    def test_days_before_the_race_are_days_of_a_day_count_plans_own_weeks(self) -> None:
        version = on(ScheduleEntry(day=1), ScheduleEntry(days_before_race=6), duration=2)

        placements = place(version, Begin(start_date=MONDAY, race_date=self.SATURDAY))

        assert slots(placements.placed) == [("workout-1", 1, 1), ("workout-1", 2, 1)]

    def test_begun_too_late_the_start_week_follows_and_what_is_past_is_named(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), ScheduleEntry(weekday="friday"), duration=4)
        in_week_three = date(2026, 4, 15)

        placements = place(version, Begin(start_date=in_week_three, race_date=self.SATURDAY))

        assert placements.start_week == 3
        assert dates(placements.placed) == ["2026-04-17", "2026-04-20", "2026-04-24"]
        assert [(p.plan_week, p.plan_day) for p in placements.before_start] == [
            (1, 1),
            (1, 5),
            (2, 1),
            (2, 5),
            (3, 1),
        ]

    def test_begun_too_late_a_day_count_plan_knows_the_plan_day_of_its_start(self) -> None:
        version = on(ScheduleEntry(day=1, repeat_every=1), duration=4)

        placements = place(version, Begin(start_date=self.SATURDAY - timedelta(days=8), race_date=self.SATURDAY))

        first = placements.placed[0]
        assert (placements.start_week, placements.start_day) == (first.plan_week, first.plan_day) == (3, 6)

    def test_begun_early_the_sessions_wait(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), duration=2)

        placements = place(version, Begin(start_date=date(2025, 1, 1), race_date=self.SATURDAY))

        assert dates(placements.placed) == ["2026-04-13", "2026-04-20"]
        assert (placements.start_week, placements.before_start) == (1, ())

    def test_more_days_before_the_race_than_there_are_weeks_stay_in_week_one(self) -> None:
        race_on_monday = date(2026, 4, 20)
        version = on(ScheduleEntry(weekday="monday"), ScheduleEntry(days_before_race=6), duration=1)

        placements = place(version, Begin(start_date=MONDAY, race_date=race_on_monday))

        assert slots(placements.placed) == [("workout-1", 1, 2), ("workout-1", 1, 1)]

    @given(versions(race=True), starts, st.integers(0, 200))
    def test_nothing_falls_before_the_start_and_no_slot_is_lost(
        self, version: RoutineVersion, start: date, ahead: int
    ) -> None:
        race_date = start + timedelta(days=ahead)
        early = Begin(start_date=start - timedelta(days=400), race_date=race_date)

        placements = place(version, Begin(start_date=start, race_date=race_date))

        assert all(p.planned_date >= start for p in placements.placed)
        assert all(p.planned_date < start for p in placements.before_start)
        assert (*placements.before_start, *placements.placed) == place(version, early).placed
        assert {p.plan_week for p in placements.placed} <= set(range(1, version.duration + 1))


class TestWhatOneDayHolds:
    def test_two_entries_of_one_workout_on_one_day_count_once_as_the_first_says(self) -> None:
        version = on(
            ScheduleEntry(weekday="monday", time="07:00"),
            ScheduleEntry(weekday="monday", weeks=(1,), time="18:00"),
            duration=1,
        )

        assert [p.time for p in place(version, Begin(start_date=MONDAY)).placed] == ["07:00"]

    def test_an_entry_before_the_start_does_not_swallow_another_kind_on_the_same_date(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), ScheduleEntry(day=3), duration=1)

        placements = place(version, Begin(start_date=MONDAY, start_day=3))

        assert dates(placements.placed) == dates(placements.before_start) == ["2026-01-05"]

    def test_several_workouts_of_one_day_stand_in_their_order(self) -> None:
        monday = (ScheduleEntry(weekday="monday"),)
        version = a_version(
            duration=1,
            workouts=(
                a_workout(id="evening", order_index=2, schedule=monday),
                a_workout(id="morning", order_index=1, schedule=monday),
            ),
        )

        placed = place(version, Begin(start_date=MONDAY)).placed

        assert [p.workout.id for p in placed] == ["morning", "evening"]

    def test_the_time_is_the_entrys_else_the_assignments(self) -> None:
        version = on(ScheduleEntry(weekday="monday", time="07:00"), ScheduleEntry(weekday="friday"), duration=1)

        placed = place(version, Begin(start_date=MONDAY, default_time="18:00")).placed

        assert [p.time for p in placed] == ["07:00", "18:00"]

    def test_without_either_time_it_is_left_to_the_user(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), duration=1)

        assert [p.time for p in place(version, Begin(start_date=MONDAY)).placed] == [None]


class TestPropertiesOfEveryPlan:
    @given(versions(), starts, st.integers(1, 3))
    def test_all_dates_lie_within_the_weeks_and_cycles(self, version: RoutineVersion, start: date, cycles: int) -> None:
        weeks = version.duration * cycles

        placed = place(version, Begin(start_date=start, cycles=cycles)).placed

        assert all(start <= p.planned_date < start + timedelta(weeks=weeks) for p in placed)
        assert all(1 <= p.plan_week <= weeks and 1 <= p.plan_day <= 7 for p in placed)
        assert list(placed) == sorted(placed, key=lambda p: (p.planned_date, p.workout.order_index))

    @given(versions(), starts, st.data())
    def test_beginning_in_week_k_gives_the_tail_of_beginning_in_week_one_shifted(
        self, version: RoutineVersion, start: date, data: st.DataObject
    ) -> None:
        week = data.draw(st.integers(1, version.duration))
        skipped = timedelta(weeks=week - 1)
        whole = place(version, Begin(start_date=start))

        tail = place(version, Begin(start_date=start, start_week=week))

        assert [(slot, p.planned_date) for slot, p in zip(slots(tail.placed), tail.placed, strict=True)] == [
            (slot, p.planned_date - skipped)
            for slot, p in zip(slots(whole.placed), whole.placed, strict=True)
            if p.planned_date >= start + skipped
        ]

    @given(versions(), starts, st.data())
    def test_every_entry_keeps_its_dates_whatever_stands_beside_it(
        self, version: RoutineVersion, start: date, data: st.DataObject
    ) -> None:
        begin = Begin(
            start_date=start,
            start_week=data.draw(st.integers(1, version.duration)),
            start_day=data.draw(st.integers(1, 7)),
        )
        workout = data.draw(st.sampled_from(version.workouts))
        entry = data.draw(st.sampled_from(workout.schedule))
        try:
            alone = place(on(entry, duration=version.duration), begin)
        except NothingToSchedule:
            return

        placements = place(version, begin)

        of_workout = [p for p in placements.placed if p.workout.id == workout.id]
        named = [p for p in placements.before_start if p.workout.id == workout.id]
        assert {p.planned_date for p in alone.placed} <= {p.planned_date for p in of_workout}
        assert {p.planned_date for p in alone.before_start} <= {p.planned_date for p in named}

    @given(st.integers(1, 16), starts, weekdays, st.data())
    def test_placed_and_before_start_are_together_every_week_of_the_plan(
        self, duration: int, start: date, weekday: Weekday, data: st.DataObject
    ) -> None:
        week = data.draw(st.integers(1, duration))
        start_day = data.draw(st.integers(1, 7))

        placements = place(
            on(ScheduleEntry(weekday=weekday), duration=duration),
            Begin(start_date=start, start_week=week, start_day=start_day),
        )

        weeks = [p.plan_week for p in (*placements.before_start, *placements.placed)]
        assert weeks == list(range(1, duration + 1))

    @given(st.permutations(list(get_args(Weekday))), weekdays, starts)
    def test_the_weekday_is_always_the_one_that_the_map_asks_for(
        self, mapped: list[Weekday], own: Weekday, start: date
    ) -> None:
        weekday_map: dict[Weekday, Weekday] = dict(zip(get_args(Weekday), mapped, strict=True))
        version = on(ScheduleEntry(weekday=own))

        placed = place(version, Begin(start_date=start, weekday_map=weekday_map)).placed

        assert {p.planned_date.weekday() for p in placed} == {WEEKDAYS[weekday_map[own]]}
        assert {p.plan_day for p in placed} == {WEEKDAYS[own] + 1}
