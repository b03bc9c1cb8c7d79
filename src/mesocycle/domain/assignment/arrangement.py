"""What assigning, replacing or ending an assignment will write: worked out first, then settled in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from mesocycle.domain.assignment.assignment import AssignmentStatus, RoutineAssignment
from mesocycle.domain.assignment.carrying import Adjusted, InItsPlace, by_slot, carry_overs
from mesocycle.domain.assignment.receipt import (
    CreatedSession,
    KeptCounts,
    KeptSession,
    Receipt,
    ReceiptKind,
    RemovedSession,
    fingerprint_of,
)
from mesocycle.domain.assignment.schedule import Schedule, SessionFacts, same_day
from mesocycle.domain.document import Date, Id, TimeOfDay
from mesocycle.domain.plan.placement import Begin, Placements, TooMuchToSchedule, place
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.snapshot import SnapshotContents, StoredSnapshot, WorkoutSnapshot
from mesocycle.domain.reference.resolution import missing
from mesocycle.domain.reference.value import MissingReference, ReferenceValue
from mesocycle.domain.session.session import RemovalReason, SessionStatus


class PlacedSession(Struct, frozen=True, kw_only=True, gc=False):
    """A session about to be created, with the hash of its snapshot."""

    id: Id
    assignment: RoutineAssignment
    parent_routine_id: Id
    routine_version_id: Id
    workout_id: Id
    scheduled_date: Date
    scheduled_time: TimeOfDay
    all_day: bool
    planned_date: Date
    plan_week: int | None
    plan_day: int | None
    snapshot_hash: bytes
    adjusted_from: Id | None = None


class Arrangement(Struct, frozen=True, kw_only=True):
    """All that one receipt stands for: what leaves, what comes, and how the assignments stood before."""

    receipt: Receipt
    old: RoutineAssignment | None = None
    """The live assignment whose scheduled sessions leave, as it stands now."""
    ended: RoutineAssignment | None = None
    """The same as it will stand."""
    reason: RemovalReason | None = None
    new: RoutineAssignment | None = None
    sessions: tuple[PlacedSession, ...] = ()
    snapshots: tuple[StoredSnapshot, ...] = ()
    today: Date


class Leaving(Struct, frozen=True, kw_only=True):
    """The sessions of an assignment that ends: the scheduled ones leave, the others are history."""

    removed: tuple[RemovedSession, ...] = ()
    kept: tuple[KeptSession, ...] = ()
    kept_days: frozenset[date] = frozenset()


NOTHING_LEAVES = Leaving()


def leaving(sessions: Iterable[SessionFacts], today: Date) -> Leaving:
    """Part an assignment's sessions into those that leave and those that stay."""
    removed: list[RemovedSession] = []
    kept: list[KeptSession] = []
    days: set[date] = set()
    for session in sessions:
        on = session.scheduled_date.isoformat()
        if session.kept:
            days.add(session.day)
            kept.append(
                KeptSession(
                    session_id=session.id,
                    workout_name=session.workout_name,
                    scheduled_date=on,
                    status=session.status,
                )
            )
        else:
            removed.append(
                RemovedSession(
                    session_id=session.id,
                    workout_name=session.workout_name,
                    scheduled_date=on,
                    overdue=on < today,
                )
            )
    return Leaving(removed=tuple(removed), kept=tuple(kept), kept_days=frozenset(days))


def count_kept(kept: Iterable[KeptSession]) -> KeptCounts:
    """Count kept sessions by status."""
    statuses = [session.status for session in kept]
    return KeptCounts(
        in_progress=statuses.count(SessionStatus.IN_PROGRESS),
        completed=statuses.count(SessionStatus.COMPLETED),
        skipped=statuses.count(SessionStatus.SKIPPED),
        cancelled=statuses.count(SessionStatus.CANCELLED),
    )


_MOST_REMEMBERED = 256
_MOST_SNAPSHOT_BYTES = 16_000_000
"""What the different contents of one version's workouts come to: a year of them is some hundred kilobytes."""
_MOST_TOLD_BYTES = 48_000_000
"""What all sessions of one receipt come to with their contents: whoever reads the changes gets them at once."""


class Content:
    """A version with what follows from it, each made once however many athletes and sessions share it."""

    def __init__(self, version: RoutineVersion) -> None:
        """Begin with none made."""
        self.version = version
        self._contents = SnapshotContents(version.duration)
        self._counted: set[bytes] = set()
        self._bytes = 0
        self._of_week: dict[tuple[int, int], StoredSnapshot] = {}
        self._missing: dict[frozenset[object], tuple[MissingReference, ...]] = {}
        self._placements: dict[tuple[object, ...], Placements] = {}

    def missing(self, values: Sequence[ReferenceValue], today: Date) -> tuple[MissingReference, ...]:
        """Name the reference values that the version asks for in any week and the athlete does not have."""
        there = [value for value in values if value.valid_from <= today]
        key = frozenset((v.kind, v.exercise_id, v.exercise_variant_id, v.value is None) for v in there)
        found = self._missing.get(key)
        if found is None:
            whole = [
                WorkoutSnapshot(name=w.name, type=w.type, objective=w.objective, sections=w.sections)
                for w in self.version.workouts
            ]
            found = missing(whole, there, today)
            if len(self._missing) >= _MOST_REMEMBERED:
                self._missing = {}
            self._missing[key] = found
        return found

    def placements(self, begin: Begin) -> Placements:
        """Give the version's slots their dates; those who begin alike share them."""
        mapped = None if begin.weekday_map is None else tuple(begin.weekday_map.items())
        start = (begin.start_date, begin.start_week, begin.start_day, begin.race_date)
        key = (*start, begin.cycles, begin.default_time, mapped)
        found = self._placements.get(key)
        if found is None:
            found = place(self.version, begin)
            if len(self._placements) >= _MOST_REMEMBERED:
                self._placements = {}
            self._placements[key] = found
        return found

    def stored(self, workout_index: int, plan_week: int) -> StoredSnapshot:
        """Give the snapshot of a workout (by its place in the version) in a plan week."""
        found = self._of_week.get((workout_index, plan_week))
        if found is None:
            found = self._contents.of(self.version.workouts[workout_index], plan_week)
            if found.hash not in self._counted:
                self._counted.add(found.hash)
                self._bytes += len(found.body)
            if self._bytes > _MOST_SNAPSHOT_BYTES:
                raise TooMuchToSchedule(
                    "The plan's workouts differ from week to week, and all their contents together are too long.",
                    "Publish a version with shorter workouts, or fewer that differ by week.",
                )
            self._of_week[workout_index, plan_week] = found
        return found

    def every(self) -> list[StoredSnapshot]:
        """Give the snapshots of all workouts in all weeks in which they stand."""
        found = {}
        for index, workout in enumerate(self.version.workouts):
            said = [entry.weeks for entry in workout.schedule]
            weeks = (
                range(1, self.version.duration + 1)
                if None in said
                else sorted({w for each in said for w in each or ()})
            )
            for week in weeks:
                stored = self.stored(index, week)
                found[stored.hash] = stored
        return list(found.values())


def arrange(
    receipt: Receipt,
    *,
    today: Date,
    content: Content,
    schedule: Schedule,
    new: RoutineAssignment,
    new_id: Callable[[], Id],
    gone: Leaving = NOTHING_LEAVES,
    old: RoutineAssignment | None = None,
    ended: RoutineAssignment | None = None,
) -> Arrangement:
    """Fill a receipt with what the schedule creates and what leaves, and name every row to write."""
    version = content.version
    index = {workout.id: place for place, workout in enumerate(version.workouts)}
    placed: list[PlacedSession] = []
    created: list[CreatedSession] = []
    snapshots: dict[bytes, StoredSnapshot] = {}
    told = 0
    for planned in schedule.created:
        workout = planned.workout
        snapshot = content.stored(index[workout.id], planned.plan_week)
        snapshots[snapshot.hash] = snapshot
        told += len(snapshot.body)
        if told > _MOST_TOLD_BYTES:
            raise TooMuchToSchedule(
                f"The plan's {len(schedule.created)} sessions are too long with all that their workouts say.",
                "Ask for fewer cycles, or follow a version with shorter workouts.",
            )
        session_id = new_id()
        on = planned.scheduled_date.isoformat()
        placed.append(
            PlacedSession(
                id=session_id,
                assignment=new,
                parent_routine_id=version.parent_routine_id,
                routine_version_id=version.id,
                workout_id=workout.id,
                scheduled_date=on,
                scheduled_time=planned.scheduled_time,
                all_day=planned.all_day,
                planned_date=planned.planned_date.isoformat(),
                plan_week=planned.plan_week,
                plan_day=planned.plan_day,
                snapshot_hash=snapshot.hash,
            )
        )
        created.append(
            CreatedSession(
                session_id=session_id,
                workout_name=workout.name,
                scheduled_date=on,
                scheduled_time=planned.scheduled_time,
            )
        )
    filled = _filled(receipt, gone, schedule, tuple(created))
    return Arrangement(
        receipt=replace(filled, fingerprint=fingerprint_of(filled)) if filled.dry_run else filled,
        old=old,
        ended=ended,
        reason=None if old is None else RemovalReason.REPLACED,
        new=new,
        sessions=tuple(placed),
        snapshots=tuple(snapshots.values()),
        today=today,
    )


def offering(arrangement: Arrangement, adjusted: Sequence[Adjusted]) -> Arrangement:
    """Add to a receipt what was changed for its athlete alone in the sessions that leave; mostly nothing was."""
    if not adjusted:
        return arrangement
    bodies = {each.hash: each.body for each in arrangement.snapshots}
    read: dict[bytes, WorkoutSnapshot] = {}

    def content(of: bytes) -> WorkoutSnapshot:
        if of not in read:
            read[of] = msgspec.json.decode(bodies[of], type=WorkoutSnapshot)
        return read[of]

    def standing(placed: PlacedSession) -> InItsPlace:
        return InItsPlace(
            id=placed.id,
            scheduled_date=placed.scheduled_date,
            scheduled_time=None if placed.all_day else placed.scheduled_time,
            notes=None,
            scheduled=True,
            content=lambda: content(placed.snapshot_hash),
        )

    slots = [((s.workout_id, s.plan_week, s.plan_day), s.planned_date, standing(s)) for s in arrangement.sessions]
    offers = carry_overs(adjusted, by_slot(slots), arrangement.today)
    if not offers:
        return arrangement
    told = replace(arrangement.receipt, carry_overs=offers)
    return replace(arrangement, receipt=replace(told, fingerprint=fingerprint_of(told)) if told.dry_run else told)


def arrange_end(
    receipt: Receipt,
    *,
    old: RoutineAssignment,
    status: AssignmentStatus,
    sessions: Iterable[SessionFacts],
    today: Date,
) -> Arrangement:
    """End an assignment (`cancelled` or `completed`): its scheduled sessions leave, nothing comes."""
    gone = leaving(sessions, today)
    return Arrangement(
        receipt=replace(receipt, removed=gone.removed, kept=count_kept(gone.kept), kept_sessions=gone.kept),
        old=old,
        ended=replace(old, status=status, updated_at=receipt.at),
        reason=RemovalReason(status.value),
        today=today,
    )


def _filled(receipt: Receipt, gone: Leaving, schedule: Schedule, created: tuple[CreatedSession, ...]) -> Receipt:
    return Receipt(
        id=receipt.id,
        kind=receipt.kind,
        user_id=receipt.user_id,
        at=receipt.at,
        by=receipt.by,
        old_assignment_id=receipt.old_assignment_id,
        new_assignment_id=receipt.new_assignment_id,
        routine_version_id=receipt.routine_version_id,
        dry_run=receipt.dry_run,
        removed=gone.removed,
        kept=count_kept(gone.kept),
        kept_sessions=gone.kept,
        created=created,
        not_created=schedule.not_created,
        moved=receipt.moved,
        same_day=same_day(gone.kept_days, (planned.scheduled_date for planned in schedule.created)),
        missing_references=receipt.missing_references,
        missed_beginning=receipt.missed_beginning,
    )


def blank_receipt(
    *,
    receipt_id: Id,
    kind: ReceiptKind,
    user_id: Id,
    at: str,
    by: Id,
    dry_run: bool,
    old_assignment_id: Id | None = None,
    new_assignment_id: Id | None = None,
    routine_version_id: Id | None = None,
    missing_references: tuple[MissingReference, ...] = (),
) -> Receipt:
    """Begin a receipt on which nothing has happened yet."""
    return Receipt(
        id=receipt_id,
        kind=kind,
        user_id=user_id,
        at=at,
        by=by,
        old_assignment_id=old_assignment_id,
        new_assignment_id=new_assignment_id,
        routine_version_id=routine_version_id,
        dry_run=dry_run,
        removed=(),
        kept=count_kept(()),
        kept_sessions=(),
        created=(),
        not_created=(),
        moved=(),
        same_day=(),
        missing_references=missing_references,
    )
