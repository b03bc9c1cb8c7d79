"""Which adjustments of one athlete's sessions a replacement offers again, and what has become of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from mesocycle.domain.assignment.carry_over import CarryOver, CarryState, carry_id
from mesocycle.domain.assignment.line_changes import LineChange, line_changes
from mesocycle.domain.assignment.schedule import SessionFacts, Slot
from mesocycle.domain.document import Date, Id, TimeOfDay
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.snapshot import WorkoutSnapshot, snapshot


class Adjusted(Struct, frozen=True, kw_only=True):
    """A session that gives way, with what was changed in it for its athlete alone."""

    facts: SessionFacts
    changes: tuple[LineChange, ...] = ()
    moved_by: int = 0
    """Days, by hand."""
    timed: bool = False
    """Whether its time was set by hand."""

    @property
    def has_something(self) -> bool:
        """Whether there is anything to offer of it."""
        return bool(self.changes or self.moved_by or self.timed or self.facts.notes)


class InItsPlace(NamedTuple):
    """The session that holds a place in the plan now."""

    id: Id
    scheduled_date: Date
    scheduled_time: TimeOfDay | None
    """None: all day."""
    notes: str | None
    scheduled: bool
    content: Callable[[], WorkoutSnapshot | None]
    """Read only where a line of it is asked for."""


def changes_of(
    version: RoutineVersion | None, workout_id: Id, plan_week: int | None, content: WorkoutSnapshot | None
) -> tuple[LineChange, ...]:
    """Tell what a session's content says otherwise than its version does in its week."""
    workout = next((each for each in version.workouts if each.id == workout_id), None) if version else None
    if version is None or workout is None or plan_week is None or content is None:
        return ()
    return tuple(line_changes(snapshot(workout, plan_week, version.duration), content))


def line_id_of(session_id: Id, change: LineChange) -> Id:
    """Give the id under which a change of a session's line is offered."""
    return carry_id(session_id, change.kind, change.line_id, (change.after, change.section, change.exercise))


def carry_overs(
    adjusted: Sequence[Adjusted], find: Callable[[SessionFacts], InItsPlace | None], today: Date
) -> tuple[CarryOver, ...]:
    """Offer what was changed: each line once, for the session that takes the place, with why it does not fit.

    What the new session says already is no offer.
    """
    offers = [offer for each in adjusted for offer in _offers(each, find(each.facts), today)]
    return tuple(offer for offer in offers if offer.state != "taken")


def _offers(one: Adjusted, new: InItsPlace | None, today: Date) -> Iterator[CarryOver]:
    facts = one.facts
    blank = CarryOver(
        id="",
        session_id=facts.id,
        workout_name=facts.workout_name,
        scheduled_date=facts.scheduled_date.isoformat(),
        new_session_id=None if new is None else new.id,
        kind="notes",
    )
    for change in one.changes:
        now = None if new is None or (held := new.content()) is None else change.said_in(held)
        offer = replace(
            blank,
            id=line_id_of(facts.id, change),
            kind=change.kind,
            path=change.path,
            before=change.before,
            after=change.after,
            meanwhile=None if now in (change.before, change.after) else now,
        )
        yield replace(offer, state=state_of(offer, change, new, today))
    for offer in _of_place(one, blank, new):
        yield replace(offer, state=state_of(offer, None, new, today))


def _of_place(one: Adjusted, blank: CarryOver, new: InItsPlace | None) -> Iterator[CarryOver]:
    """Offer day, time and notes; the first two only where there is something that could stand otherwise."""
    facts = one.facts
    if one.moved_by and new is not None:
        to = _moved(new.scheduled_date, one.moved_by)
        if to is not None:
            yield replace(
                blank, id=carry_id(facts.id, "day", None, to), kind="day", before=new.scheduled_date, after=to
            )
    if one.timed and new is not None:
        at = None if facts.all_day else facts.scheduled_time
        yield replace(blank, id=carry_id(facts.id, "time", None, at), kind="time", before=new.scheduled_time, after=at)
    if facts.notes:
        yield replace(blank, id=carry_id(facts.id, "notes", None, facts.notes), after=facts.notes)


def _moved(day: Date, by: int) -> Date | None:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return None


def state_of(offer: CarryOver, change: LineChange | None, new: InItsPlace | None, today: Date) -> CarryState:
    """Say whether an offer can be taken as the calendar stands, was taken, or why it does not fit."""
    if new is None:
        return "no-session"
    if _so_already(offer, change, new):
        return "taken"
    if not new.scheduled:
        return "begun"
    if offer.kind == "day":
        return "day-past" if offer.after is None or offer.after < today else "open"
    if offer.kind in ("time", "notes"):
        return "open"
    content = new.content()
    fits = change is not None and content is not None and change.made_in(content) is not None
    return "open" if fits else "line-gone"


def _so_already(offer: CarryOver, change: LineChange | None, new: InItsPlace) -> bool:
    if offer.kind == "day":
        return new.scheduled_date == offer.after
    if offer.kind == "time":
        return new.scheduled_time == offer.after
    if offer.kind == "notes":
        return offer.after is not None and offer.after in (new.notes or "")
    content = new.content()
    if change is None or content is None:
        return False
    now = change.said_in(content)
    return change.made_in(content) == content or (now == change.after and change.before != change.after)


def by_slot(sessions: Iterable[tuple[Slot, Date, InItsPlace]]) -> Callable[[SessionFacts], InItsPlace | None]:
    """Find what holds a slot, of sessions with their planned days; where a plan has one twice, these tell which.

    Where the new version moved a workout to another day, the one session of it in the same week holds the place.
    """
    slots: dict[Slot, list[tuple[Date, InItsPlace]]] = {}
    weeks: dict[tuple[Id, int | None], list[InItsPlace]] = {}
    for slot, planned, standing in sessions:
        slots.setdefault(slot, []).append((planned, standing))
        weeks.setdefault(slot[:2], []).append(standing)

    def find(facts: SessionFacts) -> InItsPlace | None:
        there = [] if facts.plan_week is None else slots.get(facts.slot, [])
        of_week = weeks.get(facts.slot[:2], []) if facts.plan_week is not None else []
        if not there and len(of_week) == 1:
            return of_week[0]
        planned = None if facts.planned_date is None else facts.planned_date.isoformat()
        return next((standing for day, standing in there if day == planned), there[0][1] if there else None)

    return find
