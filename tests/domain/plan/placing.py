"""What the tests of plan share."""

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from mesocycle.domain.plan.placement import (
    Placement,
)
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.workout import ScheduleEntry, Weekday
from tests.builders import a_version, a_workout

MONDAY = date(2026, 1, 5)


WEDNESDAY = date(2026, 1, 7)


weekdays = st.sampled_from(get_args(Weekday))


def on(*entries: ScheduleEntry, duration: int = 4) -> RoutineVersion:
    """Give a version with one workout on these entries."""
    return a_version(duration=duration, workouts=(a_workout(schedule=entries),))


def dates(placements: tuple[Placement, ...]) -> list[str]:
    return [p.planned_date.isoformat() for p in placements]


@st.composite
def entries(draw: st.DrawFn, duration: int, *, race: bool = False) -> ScheduleEntry:
    """Draw a schedule entry of any kind that fits."""
    kind = draw(st.sampled_from(["weekday", "day", "race"] if race else ["weekday", "day"]))
    time = draw(st.sampled_from([None, "06:30"]))
    if kind == "race":
        return ScheduleEntry(days_before_race=draw(st.integers(0, 7 * duration - 1)), time=time)
    weeks = draw(st.none() | st.lists(st.integers(1, duration), min_size=1, unique=True).map(tuple))
    if kind == "weekday":
        return ScheduleEntry(weekday=draw(weekdays), weeks=weeks, time=time)
    first = draw(st.integers(1, 7 * duration))
    return ScheduleEntry(day=first, repeat_every=draw(st.none() | st.integers(1, 15)), weeks=weeks, time=time)


@st.composite
def versions(draw: st.DrawFn, *, race: bool = False) -> RoutineVersion:
    """Draw a version of one to three workouts with mixed kinds of entry, at least one of them weekly."""
    duration = draw(st.integers(1, 16))
    workouts = [
        a_workout(
            id=f"workout-{n}",
            order_index=n,
            schedule=tuple(draw(st.lists(entries(duration, race=race), min_size=1, max_size=3))),
        )
        for n in range(draw(st.integers(0, 2)))
    ]
    weekly = a_workout(id="weekly", order_index=9, schedule=(ScheduleEntry(weekday=draw(weekdays)),))
    return a_version(duration=duration, workouts=(*workouts, weekly))
