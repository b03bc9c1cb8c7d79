"""Rows made of an archive's documents, as they stood in the database that they come from."""

from collections.abc import Collection, Sequence

import msgspec
import sqlalchemy as sa
from msgspec import Raw

from mesocycle.domain.archive.archive import (
    ArchivedActivity,
    ArchivedAssignment,
    ArchivedChoice,
    ArchivedEvent,
    ArchivedImport,
    ArchivedImportItem,
    ArchivedPicture,
    ArchivedReceipt,
    ArchivedReferenceValue,
    ArchivedRoutine,
    ArchivedZone,
)
from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Id
from mesocycle.domain.instant import is_day, is_time
from mesocycle.domain.people.user import Coaching
from mesocycle.domain.plan.library import MadePicture
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import insert, insert_rows
from mesocycle.storage.imports import imports
from mesocycle.storage.imports.imports import NewItem
from mesocycle.storage.people import coachings
from mesocycle.storage.plans import pictures, reference_values
from mesocycle.storage.plans import routines as routine_rows
from mesocycle.storage.tables.imports import activity, data_import, exercise_choice, import_item
from mesocycle.storage.tables.training import (
    app_user,
    exercise,
    receipt,
    reference_value,
    routine,
    routine_assignment,
    routine_version,
    session_event,
    user_feed,
    user_zone,
)


def reach(write: Write, seq: int) -> None:
    """Let the owner's feed stand no lower than the rows that came into it."""
    write.execute(user_feed.update().where(user_feed.c.user_id == write.owner, user_feed.c.seq < seq).values(seq=seq))


def add_zones(write: Write, zones: Sequence[ArchivedZone]) -> None:
    """Store zones the owner lived in; of a new user they are all there is."""
    rows = [{"user_id": write.owner, "since": each.since, "time_zone": each.time_zone} for each in zones]
    insert(
        write.connection,
        user_zone,
        ("user_id", "since", "time_zone"),
        [tuple(row.values()) for row in rows],
        tail="on conflict do nothing",
    )


def add_choices(write: Write, choices: Sequence[ArchivedChoice]) -> None:
    """Store what names mean to the owner."""
    insert_rows(
        write.connection,
        exercise_choice,
        [{"user_id": write.owner, **msgspec.structs.asdict(each)} for each in choices],
    )


def add_routines(write: Write, routines: Sequence[ArchivedRoutine]) -> None:
    """Store routines without their versions; the own one of the owner is marked as that."""
    rows = [
        {
            "id": each.id,
            "owner_id": each.owner_id,
            "name": each.name,
            "own_of": write.owner if each.is_own else None,
            "is_archived": each.is_archived,
            "created_at": each.created_at,
            "updated_at": each.updated_at,
        }
        for each in routines
    ]
    insert_rows(write.connection, routine, rows)


def add_versions(write: Write, versions: Sequence[RoutineVersion]) -> None:
    """Store versions; the newest of each routine becomes its latest."""
    rows = [{**routine_rows.row_of(each), "is_latest": False} for each in versions]
    insert_rows(write.connection, routine_version, rows)
    touched = {each.parent_routine_id for each in versions}
    of_touched = routine_version.c.parent_routine_id.in_(touched)
    other = routine_version.alias("other")
    newest = (
        sa.select(sa.func.max(other.c.version))
        .where(other.c.parent_routine_id == routine_version.c.parent_routine_id)
        .correlate(routine_version)
        .scalar_subquery()
    )
    write.execute(routine_version.update().where(of_touched, routine_version.c.is_latest).values(is_latest=False))
    write.execute(
        routine_version.update().where(of_touched, routine_version.c.version == newest).values(is_latest=True)
    )


def add_assignments(write: Write, archived: Sequence[ArchivedAssignment]) -> None:
    """Store assignments."""
    insert_rows(
        write.connection, routine_assignment, [assignments.row_of(each.assignment, each.seq) for each in archived]
    )


def mark_imported(write: Write, assignment_ids: Collection[Id]) -> None:
    """Let assignments count as imported."""
    if assignment_ids:
        write.execute(
            routine_assignment.update()
            .where(routine_assignment.c.user_id == write.owner, routine_assignment.c.id.in_(sorted(assignment_ids)))
            .values(origin=Origin.IMPORTED.value)
        )


def add_receipts(write: Write, archived: Sequence[ArchivedReceipt]) -> None:
    """Store receipts."""
    rows = [receipts.row_of(each.receipt, each.former, each.seq) for each in archived]
    insert_rows(write.connection, receipt, rows)


def add_reference_values(write: Write, archived: Sequence[ArchivedReferenceValue]) -> None:
    """Store reference values."""
    rows = [reference_values.row_of(each.reference_value, each.seq) for each in archived]
    insert_rows(write.connection, reference_value, rows)


class _Side(msgspec.Struct, rename="camel"):
    """What an event says stood there, taken apart again."""

    status: str | None = None
    scheduled_date: str | None = None
    scheduled_time: str | None = None
    details: Raw = Raw()


_SIDE = msgspec.json.Decoder(_Side)
_NOTHING = _Side()


def statuses(archived: ArchivedEvent) -> tuple[str | None, str | None]:
    """Give the statuses before and after an event."""
    return _side(archived.event.before).status, _side(archived.event.after).status


def is_possible(archived: ArchivedEvent) -> bool:
    """Tell whether an event names days and times that are some: the calendar as of a moment is made of them."""
    for side in (_side(archived.event.before), _side(archived.event.after)):
        if side.scheduled_date is not None and not is_day(side.scheduled_date):
            return False
        if side.scheduled_time is not None and not is_time(side.scheduled_time):
            return False
    return True


def _side(said: Raw | None) -> _Side:
    return _NOTHING if said is None else _SIDE.decode(said)


def add_events(write: Write, archived: Sequence[ArchivedEvent]) -> None:
    """Store events."""
    rows = []
    for each in archived:
        before, after = _side(each.event.before), _side(each.event.after)
        rows.append(
            {
                "user_id": write.owner,
                "id": each.event.id,
                "session_id": each.event.session_id,
                "kind": each.event.kind.value,
                "at": each.event.at,
                "recorded_at": each.recorded_at,
                "by": each.event.by,
                "status_before": before.status,
                "status_after": after.status,
                "date_before": before.scheduled_date,
                "date_after": after.scheduled_date,
                "time_before": before.scheduled_time,
                "time_after": after.scheduled_time,
                "before": bytes(before.details).decode() or None,
                "after": bytes(after.details).decode() or None,
                "reason": each.event.reason,
                "change_seq": each.seq,
            }
        )
    insert_rows(write.connection, session_event, rows)


def add_imports(write: Write, archived: Sequence[ArchivedImport]) -> None:
    """Store imports from other programs."""
    rows = [
        imports.row_of(write.owner, each.id, each.source, each.files, at=each.at, by=each.by, undone_at=each.undone_at)
        for each in archived
    ]
    insert_rows(write.connection, data_import, rows)


def add_import_items(write: Write, archived: Sequence[ArchivedImportItem]) -> None:
    """Store what imports are known by."""
    rows = [
        imports.item_row(
            write.owner,
            each.import_id,
            NewItem(bytes.fromhex(each.key), bytes.fromhex(each.content), each.session_id, each.made_session),
        )
        for each in archived
    ]
    insert_rows(write.connection, import_item, rows)


def add_activities(write: Write, archived: Sequence[ArchivedActivity]) -> None:
    """Store what devices recorded."""
    rows = [
        {"user_id": write.owner, "session_id": each.session_id, "document": bytes(each.activity).decode()}
        for each in archived
    ]
    insert_rows(write.connection, activity, rows)


def add_coachings(write: Write, links: Sequence[Coaching]) -> None:
    """Store coaching links."""
    for each in links:
        coachings.add(write, each)


def numbers_taken(read: Read, routine_ids: Collection[Id]) -> set[tuple[Id, int]]:
    """Give (routine, number) of every version that routines have here."""
    rows = read.execute(
        sa.select(routine_version.c.parent_routine_id, routine_version.c.version).where(
            routine_version.c.parent_routine_id.in_(list(routine_ids))
        )
    )
    return {(row.parent_routine_id, row.version) for row in rows}


def exercises_taken(read: Read, ids: Collection[Id]) -> set[Id]:
    """Give those of the ids that any exercise here has, whoever it belongs to."""
    return set(read.execute(sa.select(exercise.c.id).where(exercise.c.id.in_(list(ids)))).scalars())


def own_exercises(write: Write, ids: Collection[Id]) -> set[Id]:
    """Give those of the ids that own exercises of the write's owner have here."""
    named = sa.select(exercise.c.id).where(exercise.c.id.in_(list(ids)), exercise.c.owner_id == write.owner)
    return set(write.execute(named).scalars())


def add_pictures(write: Write, archived: Sequence[ArchivedPicture]) -> None:
    """Store pictures of own exercises."""
    for each in archived:
        pictures.put(write, each.exercise_id, MadePicture(each.picture, each.body))


def users_here(read: Read, ids: Collection[Id]) -> set[Id]:
    """Give those of the ids that users have here."""
    return set(read.execute(sa.select(app_user.c.id).where(app_user.c.id.in_(list(ids)))).scalars())
