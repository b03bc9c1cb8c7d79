"""Put another version in the place of an assignment: exactly what has not begun gives way."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from mesocycle.domain.assignment.arrangement import Arrangement, Content, arrange, blank_receipt, leaving, offering
from mesocycle.domain.assignment.assignment import (
    AssignmentStatus,
    Origin,
    ReplacementRequest,
    RoutineAssignment,
    begin_of,
    refuse_second,
)
from mesocycle.domain.assignment.carrying import Adjusted, changes_of
from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind, require_expected
from mesocycle.domain.assignment.schedule import Schedule, SessionFacts, Slot, plan_assignment, plan_continuation
from mesocycle.domain.document import Id, TimeOfDay
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Deed, require_assignable
from mesocycle.domain.plan.placement import Begin, asked_begin, place
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.storage.assignments import assignments, session_facts
from mesocycle.storage.assignments.settling import settle
from mesocycle.storage.engine.database import Database, Read, Write, new_ids
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import readable_versions, reference_values, routines


class Replaced(Struct, frozen=True, kw_only=True):
    """One athlete's side of a replacement: all that the decision needs, read under the owner's lock."""

    user: User
    old: RoutineAssignment
    old_version: RoutineVersion | None
    sessions: Sequence[SessionFacts]
    """The old assignment's, and those of the assignments it continued with the same beginning."""
    adjusted: Mapping[Id, WorkoutSnapshot]
    """What the scheduled ones among them hold that were adjusted for this athlete."""
    values: Sequence[ReferenceValue]


def replace_assignment(
    db: Database,
    user_id: Id,
    assignment_id: Id,
    version_id: Id,
    wish: ReplacementRequest,
    act: Act,
    *,
    dry_run: bool = False,
    expected: str | None = None,
) -> Receipt:
    """Replace an assignment by a version, or with `dry_run` say what that would do.

    Where the fingerprint of a dry run is `expected`, what comes to another receipt is refused (`PreviewOutdated`).
    """
    if dry_run:
        with db.read() as read:
            content = readable_versions.get_content(read, act.actor, version_id)
            return _arranged(read, user_id, assignment_id, content, wish, act, dry_run=True).receipt
    return db.write(user_id, act, lambda write: replace_assignment_in(write, assignment_id, version_id, wish, expected))


def replace_assignment_in(
    write: Write, assignment_id: Id, version_id: Id, wish: ReplacementRequest, expected: str | None = None
) -> Receipt:
    """Replace inside a write that is open."""
    content = readable_versions.hold_content(write, version_id)
    arrangement = _arranged(write, write.owner, assignment_id, content, wish, write.act, dry_run=False)
    require_expected(arrangement.receipt, expected)
    settle({write.owner: write}, [arrangement])
    return arrangement.receipt


def _arranged(
    read: Read,
    user_id: Id,
    assignment_id: Id,
    content: Content,
    wish: ReplacementRequest,
    act: Act,
    *,
    dry_run: bool,
) -> Arrangement:
    scope = coachings.permit(read, act.actor, user_id, Deed.PLAN)
    old = assignments.get_live(read, user_id, assignment_id, scope)
    routine_id = content.version.parent_routine_id
    require_assignable(content.version)
    if routine_id != old.parent_routine_id:
        second = assignments.live_of_routine(read, [user_id], routine_id).get(user_id)
        refuse_second(second, scope, content.version.id)
    athlete = load_replaced(read, {user_id: old})[user_id]
    return decide(athlete, content, act, wish, dry_run=dry_run)


def load_replaced(read: Read, olds: Mapping[Id, RoutineAssignment]) -> dict[Id, Replaced]:
    """Read what replacing one live assignment for each of several users needs, in a constant number of statements."""
    ids = list(olds)
    people = users.several(read, ids)
    chains = assignments.continued(read, olds)
    facts = session_facts.of_assignments(read, {user_id: list(chain) for user_id, chain in chains.items()})
    values = reference_values.of_users(read, ids)
    versions = routines.several_versions(read, {old.routine_version_id for old in olds.values()})
    adjusted = session_facts.adjusted_contents(read, facts)
    return {
        user_id: Replaced(
            user=people[user_id],
            old=old,
            old_version=versions.get(old.routine_version_id),
            sessions=facts[user_id],
            adjusted=adjusted.get(user_id, {}),
            values=values.get(user_id, ()),
        )
        for user_id, old in olds.items()
    }


def decide(athlete: Replaced, content: Content, act: Act, wish: ReplacementRequest, *, dry_run: bool) -> Arrangement:
    """Work out one athlete's replacement."""
    old, version = athlete.old, content.version
    today = civil_day(act.now, athlete.user.time_zone)
    ids = new_ids(act.now)
    begin, schedule = _schedule(athlete, content, wish, date.fromisoformat(today))
    new = RoutineAssignment(
        id=next(ids),
        user_id=old.user_id,
        parent_routine_id=version.parent_routine_id,
        routine_version_id=version.id,
        assigned_by=act.actor.id,
        origin=Origin.ASSIGNED,
        status=old.status if wish.continue_ else AssignmentStatus.ACTIVE,
        start_date=begin.start_date.isoformat(),
        start_week=schedule.start_week,
        start_day=schedule.start_day,
        shift_days=old.shift_days if wish.continue_ else 0,
        pauses=tuple(pause for pause in old.pauses if pause.to is None) if wish.continue_ else (),
        race_date=None if begin.race_date is None else begin.race_date.isoformat(),
        cycles=begin.cycles,
        weekday_map=begin.weekday_map,
        default_time=begin.default_time,
        notes_for_user=wish.notes_for_user or old.notes_for_user,
        created_at=act.now,
        updated_at=act.now,
    )
    receipt = blank_receipt(
        receipt_id=next(ids),
        kind=ReceiptKind.REPLACEMENT,
        user_id=old.user_id,
        at=act.now,
        by=act.actor.id,
        dry_run=dry_run,
        old_assignment_id=old.id,
        new_assignment_id=new.id,
        routine_version_id=version.id,
        missing_references=content.missing(athlete.values, today),
    )
    arrangement = arrange(
        receipt,
        today=today,
        content=content,
        schedule=schedule,
        new=new,
        new_id=ids.__next__,
        gone=leaving((facts for facts in athlete.sessions if facts.assignment_id == old.id), today),
        old=old,
        ended=replace(old, status=AssignmentStatus.REPLACED, replaced_by_id=new.id, updated_at=act.now),
    )
    return offering(arrangement, list(_adjusted(athlete, continues=wish.continue_ is True)))


def _adjusted(athlete: Replaced, *, continues: bool) -> Iterator[Adjusted]:
    """Name what was changed in the sessions that give way; who continues keeps days and times anyhow."""
    old = athlete.old
    held_times = {} if continues else _planned_times(athlete)
    for facts in athlete.sessions:
        if facts.kept or facts.assignment_id != old.id:
            continue
        content = athlete.adjusted.get(facts.id)
        held = None if facts.all_day else facts.scheduled_time
        usual = (held_times.get(facts.slot, held), athlete.user.default_time)
        moved = 0
        if not continues and facts.planned_date is not None:
            moved = (facts.scheduled_date - facts.planned_date).days - old.shift_days
        one = Adjusted(
            facts=facts,
            changes=changes_of(athlete.old_version, facts.workout_id, facts.plan_week, content),
            moved_by=moved,
            timed=not continues and held not in usual,
        )
        if one.has_something:
            yield one


def _planned_times(athlete: Replaced) -> dict[Slot, TimeOfDay | None]:
    if athlete.old_version is None:
        return {}
    placed = place(athlete.old_version, begin_of(athlete.old)).placed
    return {(each.workout.id, each.plan_week, each.plan_day): each.time for each in placed}


def _schedule(athlete: Replaced, content: Content, wish: ReplacementRequest, today: date) -> tuple[Begin, Schedule]:
    old, version = athlete.old, content.version
    if not wish.continue_:
        if wish.include:
            raise DocumentNotValid(
                "Sessions to include were named without continue.", "Say continue too, or leave them out."
            )
        begin = asked_begin(
            today=today,
            start_date=wish.start_date,
            start_week=wish.start_week,
            start_day=wish.start_day,
            race_date=wish.race_date,
            cycles=wish.cycles,
            # the training days and the hour are the athlete's, not the version's
            weekday_map=old.weekday_map if wish.weekday_map is None else wish.weekday_map,
            default_time=old.default_time if wish.default_time is None else wish.default_time,
        )
        placements = content.placements(begin)
        return begin, plan_assignment(version, begin, athlete.user.default_time, placements=placements)
    _refuse_beginning(wish)
    begin = begin_of(old)
    return begin, plan_continuation(
        version,
        begin,
        old.shift_days,
        old_version=athlete.old_version,
        old_sessions=[facts for facts in athlete.sessions if _counts(facts, old)],
        today=today,
        paused_from=next((date.fromisoformat(pause.from_) for pause in old.pauses if pause.to is None), None),
        include=frozenset(wish.include or ()),
        user_default_time=athlete.user.default_time,
        placements=content.placements(begin),
    )


def _counts(facts: SessionFacts, old: RoutineAssignment) -> bool:
    """Of the assignments continued before, only what was kept still holds a slot."""
    return facts.assignment_id == old.id or facts.kept


def _refuse_beginning(wish: ReplacementRequest) -> None:
    said = (wish.start_date, wish.start_week, wish.start_day, wish.race_date, wish.cycles, wish.weekday_map)
    if any(value is not None for value in said) or wish.default_time is not None:
        raise DocumentNotValid(
            "To continue takes over the old assignment's beginning, and a beginning was given too.",
            "Either continue, or say where the new version begins.",
        )
