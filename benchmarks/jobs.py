"""What the hand-written SQL is given: every row and document of a replacement, worked out before the clock starts."""

from collections.abc import Sequence

from msgspec import Struct

from benchmarks.seeding import Athlete, Group
from mesocycle.actions.assignments.replace_assignment import decide, load_replaced
from mesocycle.domain.assignment.arrangement import Arrangement, Content
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.document import Id, encode
from mesocycle.domain.people.act import Act
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database

CONTINUE = ReplacementRequest(continue_=True)


class SnapshotRow(Struct, frozen=True):
    """A snapshot to be there before the sessions that point at it."""

    hash: bytes
    name: str
    body: str


class SessionRow(Struct, frozen=True):
    """What differs between the sessions of one replacement."""

    id: Id
    workout_id: Id
    scheduled_date: str
    scheduled_time: str
    all_day: bool | None
    planned_date: str
    plan_week: int | None
    plan_day: int | None
    snapshot_hash: bytes


class Job(Struct, frozen=True, kw_only=True):
    """One athlete's replacement, ready to be written: the hand-written SQL plans nothing and encodes nothing."""

    user_id: Id
    trainer: Id
    now: str
    today: str
    old_assignment_id: Id
    new_assignment_id: Id
    routine_id: Id
    version_id: Id
    start_date: str
    start_week: int
    start_day: int
    cycles: int
    sessions: tuple[SessionRow, ...]
    receipt_id: Id
    receipt: str
    former: str
    snapshots: tuple[SnapshotRow, ...]


def jobs(database: Database, group: Group, athletes: Sequence[Athlete], act: Act) -> list[Job]:
    """Plan the replacements as the product would, and write none of it."""
    content = Content(group.second)
    with database.read() as read:
        live = assignments.live_of_routine(read, [a.id for a in athletes], group.first.parent_routine_id)
        loaded = load_replaced(read, live)
    return [_job(decide(loaded[a.id], content, act, CONTINUE, dry_run=False), act) for a in athletes]


def _job(arrangement: Arrangement, act: Act) -> Job:
    new, old, receipt = arrangement.new, arrangement.old, arrangement.receipt
    if new is None or old is None:
        raise AssertionError("a replacement has an old and a new assignment")
    return Job(
        user_id=new.user_id,
        trainer=act.actor.id,
        now=act.now,
        today=arrangement.today,
        old_assignment_id=old.id,
        new_assignment_id=new.id,
        routine_id=new.parent_routine_id,
        version_id=new.routine_version_id,
        start_date=new.start_date,
        start_week=new.start_week,
        start_day=new.start_day,
        cycles=new.cycles,
        sessions=tuple(
            SessionRow(
                s.id,
                s.workout_id,
                s.scheduled_date,
                s.scheduled_time,
                s.all_day or None,
                s.planned_date,
                s.plan_week,
                s.plan_day,
                s.snapshot_hash,
            )
            for s in arrangement.sessions
        ),
        receipt_id=receipt.id,
        receipt=encode(receipt).decode(),
        former=encode((old,)).decode(),
        snapshots=tuple(SnapshotRow(s.hash, s.name, s.body) for s in arrangement.snapshots),
    )
