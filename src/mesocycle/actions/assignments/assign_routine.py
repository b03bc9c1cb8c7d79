"""Assign a version of a routine to an athlete: its sessions stand on the calendar, each with its snapshot."""

from datetime import date

from msgspec.structs import replace

from mesocycle.domain.assignment.arrangement import Arrangement, Content, arrange, blank_receipt
from mesocycle.domain.assignment.assignment import (
    AssignmentRequest,
    AssignmentStatus,
    Origin,
    RoutineAssignment,
    refuse_second,
)
from mesocycle.domain.assignment.missed_beginning import missed_beginning
from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind, require_expected
from mesocycle.domain.assignment.schedule import Schedule, plan_assignment
from mesocycle.domain.document import Id
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed, require_assignable
from mesocycle.domain.plan.placement import Begin, asked_begin
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.assignments import assignments
from mesocycle.storage.assignments.settling import settle
from mesocycle.storage.engine.database import Database, Read, Write, new_id
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import readable_versions, reference_values


def assign_routine(
    db: Database,
    user_id: Id,
    version_id: Id,
    wish: AssignmentRequest,
    act: Act,
    *,
    assignment_id: Id | None = None,
    dry_run: bool = False,
    expected: str | None = None,
) -> Receipt:
    """Assign a version, or with `dry_run` say what that would do; a missing reference value never blocks.

    An `assignment_id` that the client made is refused where it is taken (`AlreadyExists`); where the fingerprint of
    a dry run is `expected`, what comes to another receipt is refused (`PreviewOutdated`).
    """
    if dry_run:
        with db.read() as read:
            content = readable_versions.get_content(read, act.actor, version_id)
            return _arranged(read, user_id, content, wish, assignment_id, act, dry_run=True).receipt
    return db.write(user_id, act, lambda write: assign_routine_in(write, version_id, wish, assignment_id, expected))


def assign_routine_in(
    write: Write,
    version_id: Id,
    wish: AssignmentRequest,
    assignment_id: Id | None = None,
    expected: str | None = None,
) -> Receipt:
    """Assign inside a write that is open."""
    content = readable_versions.hold_content(write, version_id)
    arrangement = _arranged(write, write.owner, content, wish, assignment_id, write.act, dry_run=False)
    require_expected(arrangement.receipt, expected)
    settle({write.owner: write}, [arrangement])
    return arrangement.receipt


def _arranged(
    read: Read,
    user_id: Id,
    content: Content,
    wish: AssignmentRequest,
    assignment_id: Id | None,
    act: Act,
    *,
    dry_run: bool,
) -> Arrangement:
    version = content.version
    scope = coachings.permit(read, act.actor, user_id, Deed.PLAN)
    if assignment_id is not None:
        assignments.require_free(read, user_id, assignment_id)
    require_assignable(version)
    live = assignments.live_of_routine(read, [user_id], version.parent_routine_id).get(user_id)
    refuse_second(live, scope, version.id)
    user = users.get(read, user_id)
    today = civil_day(act.now, user.time_zone)
    begin = asked_begin(
        today=date.fromisoformat(today),
        start_date=wish.start_date,
        start_week=wish.start_week,
        start_day=wish.start_day,
        race_date=wish.race_date,
        cycles=wish.cycles,
        weekday_map=wish.weekday_map,
        default_time=wish.default_time,
    )
    schedule = plan_assignment(version, begin, user.default_time)
    assignment = _assignment(assignment_id or new_id(act.now), user_id, version, begin, schedule, act, wish)
    receipt = blank_receipt(
        receipt_id=new_id(act.now),
        kind=ReceiptKind.ASSIGNMENT,
        user_id=user_id,
        at=act.now,
        by=act.actor.id,
        dry_run=dry_run,
        new_assignment_id=assignment.id,
        routine_version_id=version.id,
        missing_references=content.missing(reference_values.of_user(read, user_id), today),
    )
    receipt = replace(receipt, missed_beginning=missed_beginning(schedule, begin, version.duration * begin.cycles))
    return arrange(
        receipt,
        today=today,
        content=content,
        schedule=schedule,
        new=assignment,
        new_id=lambda: new_id(act.now),
    )


def _assignment(
    assignment_id: Id,
    user_id: Id,
    version: RoutineVersion,
    begin: Begin,
    schedule: Schedule,
    act: Act,
    wish: AssignmentRequest,
) -> RoutineAssignment:
    return RoutineAssignment(
        id=assignment_id,
        user_id=user_id,
        parent_routine_id=version.parent_routine_id,
        routine_version_id=version.id,
        assigned_by=act.actor.id,
        origin=Origin.ASSIGNED,
        status=AssignmentStatus.ACTIVE,
        start_date=begin.start_date.isoformat(),
        start_week=schedule.start_week,
        start_day=schedule.start_day,
        shift_days=0,
        pauses=(),
        race_date=None if begin.race_date is None else begin.race_date.isoformat(),
        cycles=begin.cycles,
        weekday_map=begin.weekday_map,
        default_time=begin.default_time,
        notes_for_user=wish.notes_for_user,
        created_at=act.now,
        updated_at=act.now,
    )
