"""The calendar: a routine version and where it begins give dated slots."""

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

from msgspec import Struct

from mesocycle.domain.document import Date, TimeOfDay
from mesocycle.domain.instant import day, is_time
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.workout import ScheduleEntry, Weekday, Workout
from mesocycle.domain.refusal import PathMessage, Refusal, RefusalKind

WEEKDAYS: dict[str, int] = {name: number for number, name in enumerate(get_args(Weekday))}
"""Monday is 0, as in `date.weekday()`."""
MOST_WEEKS = 1040
"""Twenty years: more weeks times cycles than this is a slip of the finger."""
MOST_SESSIONS = 7_500
"""Sessions of one assignment: one a day for twenty years, and some more."""
_MOST_DAYS_TRIED = 20 * MOST_SESSIONS  # several entries of a schedule may name one day, which counts once
_LAST_DAY = date.max.toordinal()


class BeginNotPossible(Refusal):
    """A version can't begin as asked: week, day, dates, cycles or weekday map do not fit it."""

    kind = RefusalKind.INVALID


class TooMuchToSchedule(Refusal):
    """A plan would put more on the calendar than anybody trains, or than can be read again."""

    kind = RefusalKind.INVALID


class NothingToSchedule(Refusal):
    """From the beginning that was asked for, the version has no workout on any day."""

    kind = RefusalKind.INVALID


class Begin(Struct, frozen=True, kw_only=True):
    """Where a version begins, as its assignment holds it.

    With `race_date` the weeks are counted back from the race: `start_week` and `start_day` follow from
    `start_date` (see `Placements`) and are not looked at.
    """

    start_date: date
    start_week: int = 1
    start_day: int = 1
    race_date: date | None = None
    cycles: int = 1
    weekday_map: dict[Weekday, Weekday] | None = None
    default_time: TimeOfDay | None = None


class Placement(Struct, frozen=True, kw_only=True, gc=False):
    """A slot on its date; `plan_day` is the routine's own day, also where a weekday map moves the date."""

    workout: Workout
    plan_week: int
    plan_day: int
    planned_date: date
    time: TimeOfDay | None
    """The entry's, else the assignment's; None leaves it to the user's."""


class Placements(Struct, frozen=True, kw_only=True):
    """Every slot of a version: `placed` and `before_start` together, each by date, then `orderIndex`.

    `start_week` and `start_day` are the begin's; with a race date, those that `start_date` falls on.
    """

    placed: tuple[Placement, ...]
    before_start: tuple[Placement, ...]
    start_week: int
    start_day: int


def asked_begin(
    *,
    today: date,
    start_date: Date | None = None,
    start_week: int | None = None,
    start_day: int | None = None,
    race_date: Date | None = None,
    cycles: int | None = None,
    weekday_map: dict[Weekday, Weekday] | None = None,
    default_time: TimeOfDay | None = None,
) -> Begin:
    """Read a wish as it came in, None where nothing was said; refuses what contradicts itself."""
    if race_date is not None and (start_week is not None or start_day is not None):
        raise BeginNotPossible(
            "A race date and a start week or start day were both given.",
            "Give the race date alone or with a start date; the start week follows from them.",
        )
    if default_time is not None and not is_time(default_time):
        raise BeginNotPossible(
            f"{default_time!r} is no time of day.",
            "Write it as HH:mm, for example 07:00.",
            errors=(PathMessage(path="defaultTime", message="no time of the form HH:mm"),),
        )
    return Begin(
        start_date=today if start_date is None else _date("startDate", start_date),
        start_week=1 if start_week is None else start_week,
        start_day=1 if start_day is None else start_day,
        race_date=None if race_date is None else _date("raceDate", race_date),
        cycles=1 if cycles is None else cycles,
        weekday_map=weekday_map,
        default_time=default_time,
    )


def place(version: RoutineVersion, begin: Begin) -> Placements:
    """Give every slot of a version its date; refuses a begin that the version or the calendar can't hold.

    Nothing is dropped: a slot before the beginning (an earlier week, a day before a mid-week start) is in
    `before_start`. Two entries of one workout on one date are one slot, the entry written first.
    """
    _check(version, begin)
    grid = _Grid(version, begin)
    placed: list[Placement] = []
    before: list[Placement] = []
    try:
        for workout in version.workouts:
            _place_workout(workout, grid, begin.default_time, placed, before)
    except (ValueError, OverflowError):  # what date.fromordinal says of the year 0 or 10000
        raise _beyond_the_calendar(begin) from None
    if not placed and not before:
        raise NothingToSchedule(
            f"Version {version.version} of {version.name} has no workout on any day of its weeks.",
            "Publish a version whose workouts have a schedule within its weeks.",
        )
    placed.sort(key=_by_date)
    before.sort(key=_by_date)
    return Placements(
        placed=tuple(placed), before_start=tuple(before), start_week=grid.start_week, start_day=grid.start_day
    )


def most_sessions(version: RoutineVersion) -> int:
    """Give how many sessions one cycle of a version has at most, without placing any."""
    return sum(_most_days(entry, version.duration) for workout in version.workouts for entry in workout.schedule)


def _most_days(entry: ScheduleEntry, weeks: int) -> int:
    if entry.weekday is not None:
        return weeks if entry.weeks is None else len(entry.weeks)
    return 1 if entry.repeat_every is None else -(-7 * weeks // max(1, entry.repeat_every))


def _by_date(placement: Placement) -> tuple[date, int]:
    return placement.planned_date, placement.workout.order_index


class _Grid:
    """Where plan days lie, in proleptic ordinals; a plan day counts from 1 through all weeks and cycles."""

    def __init__(self, version: RoutineVersion, begin: Begin) -> None:
        self.days = 7 * version.duration
        self.tried = 0
        self.cycles = begin.cycles
        self.start = begin.start_date.toordinal()
        self.race = 0 if begin.race_date is None else begin.race_date.toordinal()
        self.weekday_map: dict[Any, Any] = begin.weekday_map or {}
        kinds = _kinds(version)
        self.calendar_weeks = "weekday" in kinds or "day" not in kinds
        if begin.race_date is None:
            first = 7 * (begin.start_week - 1)
            self.monday = self.start - begin.start_date.weekday() - first
            self.day_zero = self.start - first - begin.start_day
            self.first_plan_day = first + begin.start_day
        else:
            self.monday = self.race - begin.race_date.weekday() - self.days + 7
            self.day_zero = self.race - self.days
            self.first_plan_day = 1 if self.calendar_weeks else max(1, self.start - self.day_zero)
            if self.calendar_weeks and self.start > self.monday:
                self.first_plan_day = (self.start - self.monday) // 7 * 7 + 1
        self.start_week = (self.first_plan_day - 1) // 7 + 1
        self.start_day = (self.first_plan_day - 1) % 7 + 1

    def plan_days(self, entry: ScheduleEntry) -> Iterator[tuple[int, int]]:
        """Give (plan day, ordinal) of each time an entry falls, in order."""
        if entry.weekday is not None:
            own = WEEKDAYS[entry.weekday] + 1
            first = self.monday + WEEKDAYS[self.weekday_map.get(entry.weekday, entry.weekday)]
            for passed in self._weeks_passed(entry):
                yield passed + own, first + passed
        elif entry.day is not None:
            for plan_day in self._counted(entry, entry.day):
                yield plan_day, self.day_zero + plan_day
        elif entry.days_before_race is not None:
            yield self._before_race(entry.days_before_race)

    def _weeks_passed(self, entry: ScheduleEntry) -> Iterator[int]:
        for cycle in range(0, self.cycles * self.days, self.days):
            for passed in range(cycle, cycle + self.days, 7):
                if entry.weeks is None or (passed - cycle) // 7 + 1 in entry.weeks:
                    yield passed

    def _counted(self, entry: ScheduleEntry, first: int) -> Iterator[int]:
        step = entry.repeat_every or self.days
        for cycle in range(0, self.cycles * self.days, self.days):
            for plan_day in range(first, self.days + 1, step):
                if entry.weeks is None or (plan_day - 1) // 7 + 1 in entry.weeks:
                    yield cycle + plan_day

    def _before_race(self, days: int) -> tuple[int, int]:
        ordinal = self.race - days
        plan_day = ordinal - self.monday + 1 if self.calendar_weeks else ordinal - self.day_zero
        # More days before the race than the routine has: week 1 is the nearest week there is.
        return (plan_day if plan_day > 0 else (plan_day - 1) % 7 + 1), ordinal


def _place_workout(
    workout: Workout, grid: _Grid, default_time: str | None, placed: list[Placement], before: list[Placement]
) -> None:
    seen: set[tuple[int, bool]] = set()
    for entry in workout.schedule:
        time = default_time if entry.time is None else entry.time
        for plan_day, ordinal in grid.plan_days(entry):
            grid.tried += 1
            if len(placed) > MOST_SESSIONS or len(before) > MOST_SESSIONS or grid.tried > _MOST_DAYS_TRIED:
                raise TooMuchToSchedule(
                    f"The plan's weeks and cycles would put more than {MOST_SESSIONS} sessions on the calendar.",
                    "Ask for fewer cycles, or follow a version with fewer training days.",
                )
            early = ordinal < grid.start or plan_day < grid.first_plan_day
            if (ordinal, early) in seen:
                continue
            seen.add((ordinal, early))
            (before if early else placed).append(
                Placement(
                    workout=workout,
                    plan_week=(plan_day - 1) // 7 + 1,
                    plan_day=(plan_day - 1) % 7 + 1,
                    planned_date=date.fromordinal(ordinal),
                    time=time,
                )
            )


def _kinds(version: RoutineVersion) -> set[str]:
    kinds = set()
    for workout in version.workouts:
        for entry in workout.schedule:
            if entry.weekday is not None:
                kinds.add("weekday")
            elif entry.day is not None:
                kinds.add("day")
            else:
                kinds.add("daysBeforeRace")
    return kinds


def _check(version: RoutineVersion, begin: Begin) -> None:
    weeks = version.duration * begin.cycles
    if not 1 <= weeks <= MOST_WEEKS:
        raise BeginNotPossible(
            f"{begin.cycles} cycles of {version.duration} weeks can't be scheduled.",
            f"Ask for 1 to {MOST_WEEKS // max(1, version.duration)} cycles.",
        )
    if begin.race_date is None:
        _check_start(version, begin, weeks)
    else:
        _check_race(begin, begin.race_date)
    if begin.weekday_map:
        _check_weekday_map(version, begin.weekday_map)


def _check_start(version: RoutineVersion, begin: Begin, weeks: int) -> None:
    if not 1 <= begin.start_week <= weeks:
        raise BeginNotPossible(
            f"Start week {begin.start_week} is not one of the {weeks} weeks.",
            f"Give a start week from 1 to {weeks}.",
        )
    if not 1 <= begin.start_day <= 7:
        raise BeginNotPossible(f"Start day {begin.start_day} is no day of a week.", "Give a start day from 1 to 7.")
    if begin.start_date.toordinal() + 7 * (weeks - begin.start_week) > _LAST_DAY:
        raise _beyond_the_calendar(begin)
    for workout in version.workouts:
        if any(entry.days_before_race is not None for entry in workout.schedule):
            raise BeginNotPossible(
                f"{workout.name} falls on a number of days before a race, and there is no race date.",
                "Give the race date.",
            )


def _check_race(begin: Begin, race_date: date) -> None:
    if begin.cycles != 1:
        raise BeginNotPossible(
            f"{begin.cycles} cycles were asked for together with a race date.",
            "A plan towards a race runs once: leave the cycles out.",
        )
    if race_date < begin.start_date:
        raise BeginNotPossible(
            f"The race on {race_date} is before the start on {begin.start_date}.",
            "Give a race date on or after the start date.",
        )


def _check_weekday_map(version: RoutineVersion, weekday_map: dict[Weekday, Weekday]) -> None:
    for name in (*weekday_map, *weekday_map.values()):
        if name not in WEEKDAYS:
            raise BeginNotPossible(
                f"The weekday map names {name!r}, which is no weekday.",
                f"Use {', '.join(WEEKDAYS)}.",
            )
    used = {e.weekday: None for w in version.workouts for e in w.schedule if e.weekday is not None}
    asked: dict[str, str] = {}
    # A weekday that is neither named nor used asks for nothing, so `{monday: tuesday}` alone is one-to-one.
    for own in (*weekday_map, *(name for name in used if name not in weekday_map)):
        to = weekday_map.get(own, own)
        if to in asked:
            raise BeginNotPossible(
                f"The weekday map puts both {asked[to]} and {own} on {to}.",
                "Give every training day of the plan a day of its own.",
            )
        asked[to] = own


def _date(path: str, text: Date) -> date:
    try:
        return day(text)
    except ValueError:
        raise BeginNotPossible(
            f"{text!r} is no date.",
            "Write a day that exists as YYYY-MM-DD, for example 2026-11-22.",
            errors=(PathMessage(path=path, message="no date of the form YYYY-MM-DD"),),
        ) from None


def _beyond_the_calendar(begin: Begin) -> BeginNotPossible:
    anchor = begin.start_date if begin.race_date is None else begin.race_date
    return BeginNotPossible(
        f"The plan's weeks around {anchor} reach beyond the years 1 to 9999.",
        "Give a date whose weeks all lie within these years.",
    )
