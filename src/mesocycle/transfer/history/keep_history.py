"""Keep some past workouts in one write: completed sessions with snapshots, logs, performed sets, and their items."""

from collections.abc import Mapping, Sequence

import msgspec

from mesocycle.actions.log.log_keeping import write_rows_of
from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin, RoutineAssignment
from mesocycle.domain.document import Date, Id
from mesocycle.domain.imports.past_session import PastSession, past_session
from mesocycle.domain.imports.result import NAMES, ImportedItem, ImportSource, ItemOutcome
from mesocycle.domain.instant import ALL_DAY
from mesocycle.domain.log.rows import PerformedRow, performed_rows
from mesocycle.domain.people.user import Units
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.library import LibraryExercise, own_id
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.snapshot import StoredSnapshot, stored
from mesocycle.domain.plan.workout import BodyweightExercise
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.reference.value import ReferenceValue, UsedReference
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Write
from mesocycle.storage.imports import imports
from mesocycle.storage.imports import sessions as imported_sessions
from mesocycle.storage.imports.imports import NewItem
from mesocycle.storage.imports.sessions import CompletedSession
from mesocycle.storage.people import coachings
from mesocycle.storage.plans import exercises, reference_values, snapshots
from mesocycle.storage.sessions import performed_sets, sessions, tombstones
from mesocycle.transfer.history.items import sort
from mesocycle.transfer.kept.import_item import ImportItem


class Meanings(msgspec.Struct, frozen=True, kw_only=True):
    """What the names of a run mean: exercises by name, which of them are new, what the person chose this time."""

    exercises: Mapping[str, LibraryExercise]
    own: tuple[LibraryExercise, ...]
    choices: Mapping[str, Id]


class _Built(msgspec.Struct, frozen=True):
    """A past workout with all that would be stored of it."""

    item: ImportItem
    made: PastSession
    snapshot: StoredSnapshot


def keep_history_in(
    write: Write,
    import_id: Id,
    source: ImportSource,
    files: Sequence[str],
    items: Sequence[ImportItem],
    meanings: Meanings,
    *,
    apart: bool = False,
) -> dict[int, ImportedItem]:
    """Keep what is still new now that the lock is held; give what came of each item, by its place."""
    coachings.permit(write, write.act.actor, write.owner, Deed.PERFORM)
    beside = sort(write, write.owner, source, items, apart=apart)
    told = beside.told
    if not beside.new:
        return told
    imports.add(write, import_id, source, files)
    exercises.keep(write, meanings.choices)
    exercises.add(write, meanings.own)
    built = [_build(item, source, meanings.exercises) for item in beside.new]
    back = _bring_back(write, import_id, built)
    _create(write, import_id, source, [each for each in built if each.item.place not in back], told)
    return told | back


def _build(item: ImportItem, source: ImportSource, exercises_by_name: Mapping[str, LibraryExercise]) -> _Built:
    made = past_session(item.workout, source, exercises_by_name)
    return _Built(item, made, stored(made.snapshot))


def _bring_back(write: Write, import_id: Id, built: Sequence[_Built]) -> dict[int, ImportedItem]:
    """Bring back the sessions of an undone import, corrected as they were, where they would become the same again."""
    known = imports.known(write, write.owner, [each.item.key for each in built])
    removed = {
        one.session_id: each
        for each in built
        for one in known.get(each.item.key, ())
        if one.content == each.item.content and not one.there
    }
    if not removed:
        return {}
    standing = imports.standing_tombstones(write, write.owner, list(removed))
    alike = [session_id for session_id, each in removed.items() if standing.get(session_id) == each.snapshot.hash]
    lifted = tombstones.revive(write, {each: write.new_id() for each in alike}, reason="imported again")
    write_rows_of(write, sessions.several(write, write.owner, sorted(lifted)))
    back = {session_id: removed[session_id].item for session_id in sorted(lifted)}
    items = [NewItem(item.key, item.content, session_id) for session_id, item in back.items()]
    imports.add_items(write, import_id, items)
    return {item.place: item.told(ItemOutcome.BROUGHT_BACK, session_id) for session_id, item in back.items()}


def _create(
    write: Write, import_id: Id, source: ImportSource, built: Sequence[_Built], told: dict[int, ImportedItem]
) -> None:
    if not built:
        return
    values = reference_values.of_user(write, write.owner)
    beside_all = source is ImportSource.ACTIVITY  # an activity that nothing was planned for is a one-off session
    assignment = assignments.own_of(write, write.owner) if beside_all else None
    if assignment is None:
        assignment = _assignment(write, source, min(each.item.times.day for each in built))
        imported_sessions.hold_assignment(write, assignment)
    done: list[CompletedSession] = []
    rows: list[tuple[Id, Date, PerformedRow]] = []
    for each in built:
        session_id, on = write.new_id(), each.item.times.day
        log = each.made.log
        if references := _references(each.made, values, on):
            log = msgspec.structs.replace(log, references=references)
        done.append(_completed(each, session_id, msgspec.json.encode(log).decode()))
        rows += [(session_id, on, row) for row in performed_rows(log, Lines(each.made.snapshot))]
        told[each.item.place] = each.item.told(ItemOutcome.IMPORTED, session_id)
    snapshots.keep(write, [each.snapshot for each in built])
    imported_sessions.add(write, assignment, done)
    performed_sets.add(write, rows)
    items = [NewItem(each.item.key, each.item.content, one.id) for each, one in zip(built, done, strict=True)]
    imports.add_items(write, import_id, items)


def _references(made: PastSession, values: Sequence[ReferenceValue], on: Date) -> tuple[UsedReference, ...]:
    """Give the body weight of that day where the body was the load, as completing a session does."""
    moves_body = values and any(
        isinstance(line, BodyweightExercise) for section in made.snapshot.sections for line in section.exercises or ()
    )
    return resolve(made.snapshot, values, on, None, Units.METRIC).references if moves_body else ()


def _completed(built: _Built, session_id: Id, log: str) -> CompletedSession:
    when = built.item.times
    return CompletedSession(
        id=session_id,
        workout_id=built.made.workout_id,
        day=when.day,
        time=when.time or ALL_DAY,
        all_day=when.time is None,
        started_at=when.started_at,
        completed_at=when.completed_at,
        duration_minutes=when.duration_minutes,
        notes=built.item.workout.notes,
        snapshot_hash=built.snapshot.hash,
        log=log,
    )


def _assignment(write: Write, source: ImportSource, first: Date) -> RoutineAssignment:
    """Make the assignment of all that a user takes over from one source; its routine is nowhere, as it never was."""
    return RoutineAssignment(
        id=own_id(write.owner, f"import:{source}"),
        user_id=write.owner,
        parent_routine_id=own_id(write.owner, f"import-routine:{source}"),
        routine_version_id=own_id(write.owner, f"import-version:{source}"),
        assigned_by=write.by,
        origin=Origin.IMPORTED,
        status=AssignmentStatus.COMPLETED,
        start_date=first,
        start_week=1,
        start_day=1,
        shift_days=0,
        pauses=(),
        cycles=1,
        notes_for_user=f"Imported from {NAMES[source]}",
        created_at=write.now,
        updated_at=write.now,
    )
