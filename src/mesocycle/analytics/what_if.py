"""What a version would change before it is given: days that move or double, and the weekly work against what is done.

Compared is the same routine: what the athlete really did of it in the weeks before this one (weeks without any
training count, since the first day on which something was done), and what the new version plans for each week.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import field
from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.amounts import NOTHING, Amounts, total
from mesocycle.analytics.weeks import week_of, weeks_between
from mesocycle.domain.assignment.arrangement import Arrangement
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.assignment.schedule import SessionFacts, Slot
from mesocycle.domain.document import Date, Document, Id
from mesocycle.domain.history.recent import DayTaken, RecentTraining
from mesocycle.domain.refusal import RefusalDocument

_COMPARED = ("sets", "repetitions", "load_kg", "duration_s", "distance_m", "ascent_m")
_WIRE = dict(zip(Amounts.__struct_fields__, Amounts.__struct_encode_fields__, strict=True))


class MovedDay(Document, frozen=True, kw_only=True):
    """A workout of the plan whose day changes."""

    workout_name: str
    from_: Date = field(name="from")
    to: Date


class LeftDay(Document, frozen=True, kw_only=True):
    """A workout that leaves without another in its slot, or that comes without one before it."""

    workout_name: str
    date: Date


class DoubledDay(Document, frozen=True, kw_only=True):
    """A day that would hold several sessions."""

    date: Date
    workouts: tuple[str, ...]


class PlannedWeek(Document, frozen=True, kw_only=True):
    """What the version plans for one week."""

    week: Date
    """Its Monday."""
    planned: Amounts


class WeeklyChange(Document, frozen=True, kw_only=True):
    """A mean week as done and as planned.

    `percent` is by amount: where something was done of it, and the plan says it of all its lines. What the plan says
    by time alone (or by distance alone) is made comparable by the athlete's own recent pace, and named in `estimated`.
    """

    weeks_done: int
    done: Amounts
    planned: Amounts
    difference: Amounts
    percent: dict[str, float]
    estimated: tuple[str, ...]


class WhatIf(Document, frozen=True, kw_only=True):
    """What would change for one athlete; `receipt` is the dry run's. A refusal says why it can't be given."""

    user_id: Id
    name: str
    receipt: Receipt | None = None
    refusal: RefusalDocument | None = None
    moved: tuple[MovedDay, ...]
    gone: tuple[LeftDay, ...]
    new: tuple[LeftDay, ...]
    doubled: tuple[DoubledDay, ...]
    weeks: tuple[PlannedWeek, ...]
    change: WeeklyChange | None = None
    """Absent where nothing was done of the routine before this week."""


class WhatIfReport(Document, frozen=True, kw_only=True):
    """What a version would change for every athlete of a roster."""

    routine_version_id: Id
    members: tuple[WhatIf, ...]


def change_by_version(
    arrangement: Arrangement,
    name: str,
    *,
    old_sessions: Iterable[SessionFacts],
    taken: Iterable[DayTaken],
    planned: Mapping[Id, Amounts],
    recent: RecentTraining | None,
) -> WhatIf:
    """Say what a replacement that was arranged would change; `planned` by the id of the session to be created."""
    receipt = arrangement.receipt
    moved, gone, new = _days(arrangement, [one for one in old_sessions if not one.kept])
    weeks = _weeks(arrangement, planned)
    return WhatIf(
        user_id=receipt.user_id,
        name=name,
        receipt=receipt,
        moved=moved,
        gone=gone,
        new=new,
        doubled=_doubled(receipt, taken),
        weeks=weeks,
        change=_change(weeks, recent, week_of(arrangement.today)),
    )


def refused(user_id: Id, name: str, refusal: RefusalDocument) -> WhatIf:
    """Say why an athlete can't be given the version."""
    return WhatIf(user_id=user_id, name=name, refusal=refusal, moved=(), gone=(), new=(), doubled=(), weeks=())


def _days(
    arrangement: Arrangement, old: Sequence[SessionFacts]
) -> tuple[tuple[MovedDay, ...], tuple[LeftDay, ...], tuple[LeftDay, ...]]:
    """Match what leaves and what comes by their slots; of a slot that is there twice, in the order of days."""
    waiting: defaultdict[Slot, list[SessionFacts]] = defaultdict(list)
    for one in sorted(old, key=lambda facts: facts.scheduled_date):
        waiting[one.slot].append(one)
    moved, new = [], []
    created = zip(arrangement.sessions, arrangement.receipt.created, strict=True)
    for placed, told in sorted(created, key=lambda pair: pair[0].scheduled_date):
        slot = waiting[placed.workout_id, placed.plan_week, placed.plan_day]
        if not slot:
            new.append(LeftDay(workout_name=told.workout_name, date=placed.scheduled_date))
            continue
        before = slot.pop(0)
        was = before.scheduled_date.isoformat()
        if was != placed.scheduled_date:
            moved.append(MovedDay(workout_name=told.workout_name, from_=was, to=placed.scheduled_date))
    left = sorted((one for those in waiting.values() for one in those), key=lambda one: (one.scheduled_date, one.id))
    gone = (LeftDay(workout_name=one.workout_name, date=one.scheduled_date.isoformat()) for one in left)
    return tuple(moved), tuple(gone), tuple(new)


def _doubled(receipt: Receipt, taken: Iterable[DayTaken]) -> tuple[DoubledDay, ...]:
    """Give the days on which a session would come beside another one, there already or new too."""
    on: defaultdict[Date, list[str]] = defaultdict(list)
    for one in taken:
        on[one.day].append(one.workout_name)
    coming = {one.scheduled_date for one in receipt.created}
    for created in receipt.created:
        on[created.scheduled_date].append(created.workout_name)
    return tuple(
        DoubledDay(date=day, workouts=tuple(names))
        for day, names in sorted(on.items())
        if day in coming and len(names) > 1
    )


def _weeks(arrangement: Arrangement, planned: Mapping[Id, Amounts]) -> tuple[PlannedWeek, ...]:
    """Sum what is created by week, from the first to the last, those without a session too."""
    days = [one.scheduled_date for one in arrangement.sessions]
    if not days:
        return ()
    of: dict[Date, list[Amounts]] = {week: [] for week in weeks_between(min(days), max(days))}
    for one in arrangement.sessions:
        of[week_of(one.scheduled_date)].append(planned.get(one.id, NOTHING))
    return tuple(PlannedWeek(week=week, planned=total(those).rounded()) for week, those in of.items())


def _change(weeks: Sequence[PlannedWeek], recent: RecentTraining | None, this_week: Date) -> WeeklyChange | None:
    if recent is None or not weeks:
        return None
    count = (date.fromisoformat(this_week) - date.fromisoformat(week_of(recent.since))).days // 7
    if count <= 0:
        return None
    whole = replace(
        NOTHING,
        sets=recent.sets,
        repetitions=recent.repetitions,
        load_kg=recent.load_kg,
        duration_s=recent.duration_s,
        distance_m=recent.distance_m,
        ascent_m=recent.ascent_m,
    )
    done = NOTHING.plus(whole, 1 / count)
    said = NOTHING.plus(total(one.planned for one in weeks), 1 / len(weeks))
    planned, estimated = _estimated(said, recent.pace_s_per_m)
    said_done = done.rounded()  # next to nothing is nothing: a share of it would have no bounds
    names = [name for name in _COMPARED if getattr(said_done, name) > 0 and _is_said(planned, name)]
    return WeeklyChange(
        weeks_done=count,
        done=said_done,
        planned=planned.rounded(),
        difference=planned.plus(done, -1).rounded(),
        percent={_WIRE[name]: round((getattr(planned, name) / getattr(done, name) - 1) * 100, 1) for name in names},
        estimated=tuple(_WIRE[name] for name in estimated),
    )


def _estimated(said: Amounts, pace_s_per_m: float | None) -> tuple[Amounts, list[str]]:
    """Put a distance to what is planned by time, and a time to what is planned by distance, at the athlete's pace."""
    if pace_s_per_m is None:
        return said, []
    lacking = {"distance_m": said.seconds_without_distance, "duration_s": said.metres_without_time}
    planned = replace(
        said,
        distance_m=said.distance_m + said.seconds_without_distance / pace_s_per_m,
        duration_s=said.duration_s + said.metres_without_time * pace_s_per_m,
        seconds_without_distance=0.0,
        metres_without_time=0.0,
    )
    return planned, [name for name, amount in lacking.items() if amount > 0]


def _is_said(planned: Amounts, name: str) -> bool:
    """Tell whether the plan says an amount of all its lines; ascent that it does not mention is not meant as none."""
    match name:
        case "load_kg":
            return planned.unknown_loads == 0
        case "distance_m":
            return planned.seconds_without_distance == 0
        case "duration_s":
            return planned.metres_without_time == 0
        case "ascent_m":
            return planned.ascent_m > 0
    return True
