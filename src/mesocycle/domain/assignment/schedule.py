"""What an assignment or a replacement puts on the calendar: planned alike for dry run and real run."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from mesocycle.domain.assignment.receipt import NotCreated
from mesocycle.domain.document import Date, Id, TimeOfDay
from mesocycle.domain.instant import ALL_DAY
from mesocycle.domain.plan.placement import Begin, BeginNotPossible, NothingToSchedule, Placement, Placements, place
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.workout import Workout
from mesocycle.domain.refusal import Refusal, RefusalKind
from mesocycle.domain.session.session import SessionStatus

Slot = tuple[Id, int | None, int | None]
"""Workout, plan week, plan day: a session's place in the routine's own weeks."""


class IncludeNotPossible(Refusal):
    """A session that was to be created again is none of those removed, or its slot is gone."""

    kind = RefusalKind.INVALID


class SessionFacts(Struct, frozen=True, kw_only=True, gc=False):
    """What arranging needs to know of a session that is on the calendar: no snapshot, no log."""

    id: Id
    assignment_id: Id
    workout_id: Id
    workout_name: str
    plan_week: int | None
    plan_day: int | None
    planned_date: date | None
    scheduled_date: date
    scheduled_time: TimeOfDay
    all_day: bool
    status: SessionStatus
    performed_date: date | None
    adjusted_from: Id | None = None
    snapshot_hash: bytes = b""
    notes: str | None = None
    """Of a session that is still scheduled; what was written of others stays with them."""

    @property
    def slot(self) -> Slot:
        """Its place in the routine's weeks; a session without one has None in it and matches no slot."""
        return self.workout_id, self.plan_week, self.plan_day

    @property
    def kept(self) -> bool:
        """Whether it stays as it is: only what is scheduled gives way."""
        return self.status is not SessionStatus.SCHEDULED

    @property
    def day(self) -> date:
        """The day it shows and counts on."""
        return self.performed_date or self.scheduled_date


class Planned(Struct, frozen=True, kw_only=True, gc=False):
    """A session to be created; `in_place_of` is the removed session whose slot it takes."""

    workout: Workout
    plan_week: int
    plan_day: int
    planned_date: date
    scheduled_date: date
    scheduled_time: TimeOfDay
    all_day: bool
    in_place_of: Id | None = None


class Schedule(Struct, frozen=True, kw_only=True):
    """What comes of a version: together, created and not created are all its slots.

    `start_week` and `start_day` are the new assignment's (with a race date they follow from its start).
    """

    created: tuple[Planned, ...]
    not_created: tuple[NotCreated, ...]
    start_week: int
    start_day: int


def plan_assignment(
    version: RoutineVersion,
    begin: Begin,
    user_default_time: TimeOfDay | None,
    *,
    placements: Placements | None = None,
) -> Schedule:
    """Plan a version from an explicit beginning, for an assignment and for a replacement alike.

    `placements` are the version's from that begin, where they were worked out before. Refuses a begin that does
    not fit, and one from which nothing would be created.
    """
    placements = placements or place(version, begin)
    if not placements.placed:
        raise NothingToSchedule(
            f"Every workout of {version.name} would fall before the start on {begin.start_date}.",
            "Begin earlier, in an earlier week, or with a later race date.",
        )
    return Schedule(
        created=tuple(_planned(p, p.planned_date, _time(p, user_default_time), None) for p in placements.placed),
        not_created=tuple(_not_created(p, "before-start") for p in placements.before_start),
        start_week=placements.start_week,
        start_day=placements.start_day,
    )


def plan_continuation(
    version: RoutineVersion,
    begin: Begin,
    shift_days: int,
    *,
    old_version: RoutineVersion | None,
    old_sessions: Iterable[SessionFacts],
    today: date,
    paused_from: date | None = None,
    include: frozenset[Id] = frozenset(),
    user_default_time: TimeOfDay | None = None,
    placements: Placements | None = None,
) -> Schedule:
    """Plan a version from where the old assignment's begin and shift put it, around the sessions kept.

    `old_sessions` are the old assignment's, and the kept ones of those that it continued with the same begin:
    else a slot done before the last continuation would be created again. `old_version` tells a time of day
    set by hand from one of the plan (None: only moved days are seen). `placements` are the version's from that
    begin, where they were worked out before. Of a pause that runs since `paused_from` all days are still to come:
    they shift with the rest if it is resumed so. An empty outcome is no refusal.
    """
    placements = placements or place(version, begin)
    slots = [(p, True) for p in placements.before_start] + [(p, False) for p in placements.placed]
    if placements.before_start:
        slots.sort(key=lambda pair: (pair[0].planned_date, pair[0].workout.order_index))
    try:
        continuation = _Continuation(
            placements,
            old_version=old_version,
            begin=begin,
            shift_days=shift_days,
            old_sessions=old_sessions,
            first=today if paused_from is None else min(today, paused_from),
            include=include,
            user_default_time=user_default_time,
        )
        outcomes = [continuation.outcome(placement, early=early) for placement, early in slots]
    except OverflowError:
        raise BeginNotPossible(
            f"Shifted by {shift_days} days, the plan reaches beyond the years 1 to 9999.",
            "Shift the assignment back, or begin the new version with a start date.",
        ) from None
    created = [outcome for outcome in outcomes if isinstance(outcome, Planned)]
    created.sort(key=lambda planned: (planned.scheduled_date, planned.workout.order_index))
    _check_included(include, created)
    return Schedule(
        created=tuple(created),
        not_created=tuple(outcome for outcome in outcomes if isinstance(outcome, NotCreated)),
        start_week=placements.start_week,
        start_day=placements.start_day,
    )


def same_day(kept: Iterable[date], created: Iterable[date]) -> tuple[Date, ...]:
    """Give the dates that hold a kept and a created session, in order."""
    return tuple(on.isoformat() for on in sorted(set(kept).intersection(created)))


class _Continuation:
    """What becomes of each slot of the new version, given what stands on the calendar."""

    def __init__(
        self,
        placements: Placements,
        *,
        old_version: RoutineVersion | None,
        begin: Begin,
        shift_days: int,
        old_sessions: Iterable[SessionFacts],
        first: date,
        include: frozenset[Id],
        user_default_time: TimeOfDay | None,
    ) -> None:
        self._old_version = old_version
        self._begin = begin
        self._shift = timedelta(days=shift_days)
        self._first = first
        self._include = include
        self._user_default_time = user_default_time
        self._planned_times: dict[Slot, TimeOfDay | None] | None = None
        self._sessions: dict[Slot, list[SessionFacts]] = {}
        for session in old_sessions:
            self._sessions.setdefault(session.slot, []).append(session)
        # A plan of weekdays and counted days can have one slot twice: then the planned date tells which.
        slots = [_slot(placement) for placement in (*placements.before_start, *placements.placed)]
        distinct = set(slots)
        self._twice = set() if len(distinct) == len(slots) else {s for s in distinct if slots.count(s) > 1}

    def outcome(self, placement: Placement, *, early: bool) -> Planned | NotCreated:
        """Create a slot or say why not; `early` = before the beginning of the assignment."""
        removed = self._old(placement)
        if removed is not None and removed.kept:
            return _not_created(placement, "already-kept")
        on, at, moved = self._standing(placement, removed)
        if on >= self._first and (moved or not early):
            return _planned(placement, on, at, removed)
        if removed is not None and removed.id in self._include:
            return _planned(placement, removed.scheduled_date, at, removed)
        overdue = removed is not None and removed.scheduled_date < self._first
        return _not_created(placement, "overdue" if overdue else "before-start")

    def _old(self, placement: Placement) -> SessionFacts | None:
        """Find the old session of a slot; of several a kept one, else one to be included."""
        slot = _slot(placement)
        sessions = self._sessions.get(slot)
        if sessions is not None and slot in self._twice:
            sessions = [s for s in sessions if s.planned_date == placement.planned_date]
        if not sessions:
            return None
        if len(sessions) == 1:
            return sessions[0]
        return max(sessions, key=lambda session: (session.kept, session.id in self._include))

    def _standing(self, placement: Placement, removed: SessionFacts | None) -> tuple[date, TimeOfDay | None, bool]:
        """Give day, time, and whether the day was set by hand: a rescheduled session's day and time stand."""
        on = placement.planned_date + self._shift
        at = _time(placement, self._user_default_time)
        if removed is None:
            return on, at, False
        held = None if removed.all_day else removed.scheduled_time
        if removed.planned_date is None or removed.scheduled_date != removed.planned_date + self._shift:
            return removed.scheduled_date, held, True
        if held != at and self._time_was_set(removed, held):
            return on, held, False
        return on, at, False

    def _time_was_set(self, removed: SessionFacts, held: TimeOfDay | None) -> bool:
        """Tell whether somebody set the time, by what the old version gave the slot."""
        if self._planned_times is None:
            self._planned_times = {}
            if self._old_version is not None:
                for p in place(self._old_version, self._begin).placed:
                    self._planned_times.setdefault(_slot(p), p.time)
        if removed.slot not in self._planned_times:
            return False
        # Where the plan names no time the user's default is not asked: it may have come after the session.
        return held != self._planned_times[removed.slot]


def _check_included(include: frozenset[Id], created: Iterable[Planned]) -> None:
    missed = sorted(include.difference(planned.in_place_of or "" for planned in created))
    if missed:
        raise IncludeNotPossible(
            f"{', '.join(missed)} can't be created again: no scheduled session of the old assignment, or its "
            "place in the routine is gone or already has a session.",
            "Include only sessions that the dry run lists as removed and overdue.",
            facts={"sessionIds": missed},
        )


def _slot(placement: Placement) -> Slot:
    return placement.workout.id, placement.plan_week, placement.plan_day


def _time(placement: Placement, user_default_time: TimeOfDay | None) -> TimeOfDay | None:
    return user_default_time if placement.time is None else placement.time


def _planned(placement: Placement, on: date, at: TimeOfDay | None, removed: SessionFacts | None) -> Planned:
    return Planned(
        workout=placement.workout,
        plan_week=placement.plan_week,
        plan_day=placement.plan_day,
        planned_date=placement.planned_date,
        scheduled_date=on,
        scheduled_time=ALL_DAY if at is None else at,
        all_day=at is None,
        in_place_of=None if removed is None else removed.id,
    )


def _not_created(placement: Placement, reason: Literal["already-kept", "before-start", "overdue"]) -> NotCreated:
    return NotCreated(
        workout_name=placement.workout.name, planned_date=placement.planned_date.isoformat(), reason=reason
    )
