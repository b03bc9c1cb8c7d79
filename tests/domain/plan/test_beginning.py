"""Where a plan begins: what is asked for, and what is not possible."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.assignment.assignment import begin_of
from mesocycle.domain.plan.placement import (
    MOST_WEEKS,
    Begin,
    BeginNotPossible,
    NothingToSchedule,
    asked_begin,
    place,
)
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.workout import ScheduleEntry
from tests.builders import an_assignment
from tests.domain.plan.placing import MONDAY, WEDNESDAY, dates, on, versions


class TestCycles:
    def test_plan_weeks_count_on_while_weeks_of_an_entry_come_round_again(self) -> None:
        version = on(ScheduleEntry(weekday="monday", weeks=(2,)), duration=3)

        placed = place(version, Begin(start_date=MONDAY, cycles=3)).placed

        assert [p.plan_week for p in placed] == [2, 5, 8]

    def test_a_start_week_may_lie_in_a_later_cycle(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), duration=2)

        placed = place(version, Begin(start_date=MONDAY, cycles=2, start_week=4)).placed

        assert [(p.plan_week, p.planned_date) for p in placed] == [(4, MONDAY)]


class TestOddDatesOfTheCalendar:
    def test_the_leap_day_is_a_day_like_any_other(self) -> None:
        version = on(ScheduleEntry(day=1, repeat_every=1), duration=1)

        placed = place(version, Begin(start_date=date(2028, 2, 27))).placed

        assert dates(placed)[:4] == ["2028-02-27", "2028-02-28", "2028-02-29", "2028-03-01"]

    def test_iso_week_53_is_one_week_of_the_plan(self) -> None:
        version = on(ScheduleEntry(weekday="friday"), duration=3)

        placed = place(version, Begin(start_date=date(2026, 12, 21))).placed

        assert [p.planned_date.isocalendar()[:2] for p in placed] == [(2026, 52), (2026, 53), (2027, 1)]

    def test_a_start_on_new_years_day_belongs_to_the_week_begun_in_the_old_year(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), ScheduleEntry(weekday="sunday"), duration=1)

        placements = place(version, Begin(start_date=date(2027, 1, 1)))

        assert dates(placements.before_start) == ["2026-12-28"]
        assert dates(placements.placed) == ["2027-01-03"]

    @pytest.mark.parametrize("start", [date(2026, 3, 23), date(2026, 10, 19)])
    def test_weeks_in_which_clocks_change_have_seven_days(self, start: date) -> None:
        version = on(ScheduleEntry(weekday="sunday"), ScheduleEntry(weekday="monday"), duration=2)

        placed = place(version, Begin(start_date=start)).placed

        assert [(p.planned_date - start).days for p in placed] == [0, 6, 7, 13]


class TestBeginsThatAreNotPossible:
    @pytest.mark.parametrize(
        "begin",
        [
            Begin(start_date=MONDAY, start_week=0),
            Begin(start_date=MONDAY, start_week=5),
            Begin(start_date=MONDAY, start_week=9, cycles=2),
            Begin(start_date=MONDAY, start_day=0),
            Begin(start_date=MONDAY, start_day=8),
            Begin(start_date=MONDAY, cycles=0),
            Begin(start_date=MONDAY, cycles=MOST_WEEKS // 4 + 1),
            Begin(start_date=MONDAY, race_date=MONDAY - timedelta(days=1)),
            Begin(start_date=MONDAY, race_date=date(2026, 6, 1), cycles=2),
            Begin(start_date=MONDAY, weekday_map={"monday": "friday", "tuesday": "friday"}),
            Begin(start_date=date(9999, 12, 20)),
            Begin(start_date=date(1, 1, 2), start_week=3),
            Begin(start_date=date(1, 1, 1), race_date=date(1, 1, 3)),
        ],
        ids=repr,
    )
    def test_it_is_refused_with_a_remedy(self, begin: Begin) -> None:
        version = on(ScheduleEntry(weekday="monday"))

        with pytest.raises(BeginNotPossible) as refused:
            place(version, begin)

        assert refused.value.remedy

    def test_a_mapped_day_that_meets_an_unmapped_training_day_is_refused(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), ScheduleEntry(weekday="tuesday"))

        with pytest.raises(BeginNotPossible, match="both monday and tuesday on tuesday"):
            place(version, Begin(start_date=MONDAY, weekday_map={"monday": "tuesday"}))

    def test_a_map_onto_a_weekday_that_the_plan_does_not_use_is_one_to_one(self) -> None:
        version = on(ScheduleEntry(weekday="monday"), duration=1)

        placed = place(version, Begin(start_date=MONDAY, weekday_map={"monday": "tuesday"})).placed

        assert dates(placed) == ["2026-01-06"]

    def test_days_before_a_race_without_a_race_date_are_refused(self) -> None:
        with pytest.raises(BeginNotPossible, match="no race date"):
            place(on(ScheduleEntry(days_before_race=3)), Begin(start_date=MONDAY))

    def test_a_race_date_on_the_start_date_is_possible(self) -> None:
        version = on(ScheduleEntry(days_before_race=0))

        assert dates(place(version, Begin(start_date=MONDAY, race_date=MONDAY)).placed) == ["2026-01-05"]

    @pytest.mark.parametrize("entries", [(), (ScheduleEntry(day=29),), (ScheduleEntry(weekday="monday", weeks=(9,)),)])
    def test_a_version_without_a_workout_on_any_day_is_refused(self, entries: tuple[ScheduleEntry, ...]) -> None:
        with pytest.raises(NothingToSchedule):
            place(on(*entries), Begin(start_date=MONDAY))

    @given(versions(), st.dates(date(9990, 1, 1), date.max), st.integers(1, 8))
    def test_the_end_of_the_calendar_is_a_refusal_or_all_is_placed(
        self, version: RoutineVersion, start: date, cycles: int
    ) -> None:
        begin = Begin(start_date=start, cycles=cycles)

        try:
            placements = place(version, begin)
        except BeginNotPossible:
            return

        earlier = place(version, Begin(start_date=start - timedelta(weeks=5200), cycles=cycles))
        assert len(placements.placed) == len(earlier.placed)


class TestWhatIsAskedFor:
    def test_without_a_word_a_plan_begins_today_in_week_one(self) -> None:
        assert asked_begin(today=WEDNESDAY) == Begin(start_date=WEDNESDAY)

    def test_a_race_date_takes_a_start_date_beside_it(self) -> None:
        begin = asked_begin(today=MONDAY, start_date="2026-02-01", race_date="2026-06-01")

        assert (begin.start_date, begin.race_date) == (date(2026, 2, 1), date(2026, 6, 1))

    @pytest.mark.parametrize(("week", "day"), [(1, None), (None, 1)])
    def test_a_race_date_takes_no_start_week_and_no_start_day(self, week: int | None, day: int | None) -> None:
        with pytest.raises(BeginNotPossible, match="race date"):
            asked_begin(today=MONDAY, race_date="2026-06-01", start_week=week, start_day=day)

    @pytest.mark.parametrize("text", ["2026-02-30", "20260230", "tomorrow", "2026-2-3", ""])
    def test_a_date_that_does_not_exist_is_refused_with_its_path(self, text: str) -> None:
        with pytest.raises(BeginNotPossible) as refused:
            asked_begin(today=MONDAY, start_date=text)

        assert [error.path for error in refused.value.errors or ()] == ["startDate"]

    def test_a_default_time_that_is_no_time_is_refused(self) -> None:
        with pytest.raises(BeginNotPossible, match="25:00"):
            asked_begin(today=MONDAY, default_time="25:00")

    def test_what_an_assignment_stores_is_read_back_whole(self) -> None:
        assignment = an_assignment(
            start_date="2026-01-07",
            start_week=2,
            start_day=3,
            cycles=2,
            weekday_map={"monday": "tuesday"},
            default_time="18:00",
        )

        assert begin_of(assignment) == Begin(
            start_date=WEDNESDAY,
            start_week=2,
            start_day=3,
            cycles=2,
            weekday_map={"monday": "tuesday"},
            default_time="18:00",
        )

    def test_begins_towards_one_race_are_equal_whatever_start_week_followed_from_it(self) -> None:
        one = an_assignment(race_date="2026-06-01", start_week=3, start_day=5)
        other = an_assignment(race_date="2026-06-01", start_week=1, start_day=1)

        assert begin_of(one) == begin_of(other)
