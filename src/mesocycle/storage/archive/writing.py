"""Rows made of an archive's documents, as they stood in the database that they come from."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.archive.archive import (
    ArchivedActivity,
    ArchivedAssignment,
    ArchivedChoice,
    ArchivedEvent,
    ArchivedImport,
    ArchivedImportItem,
    ArchivedReceipt,
    ArchivedReferenceValue,
    ArchivedRoutine,
    ArchivedZone,
)
from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Id
from mesocycle.domain.instant import is_day, is_time
from mesocycle.domain.people.user import Coaching
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.people import coachings
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


def _add(write: Write, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        columns = tuple(rows[0])
        insert(write.connection, table, columns, [tuple(row[name] for name in columns) for row in rows])


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
    _add(write, exercise_choice, [{"user_id": write.owner, **msgspec.structs.asdict(each)} for each in choices])


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
    _add(write, routine, rows)


def add_versions(write: Write, versions: Sequence[RoutineVersion]) -> None:
    """Store versions; the newest of each routine becomes its latest."""
    rows = [
        {
            "id": each.id,
            "parent_routine_id": each.parent_routine_id,
            "version": each.version,
            "is_latest": False,
            "is_archived": bool(each.is_archived),
            "is_public": each.is_public,
            "created_by": each.created_by,
            "document": msgspec.json.encode(each).decode(),
            "updated_at": each.updated_at,
        }
        for each in versions
    ]
    _add(write, routine_version, rows)
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
    _add(write, routine_assignment, [assignments.row_values(each.assignment, each.seq) for each in archived])


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
    rows = [
        {
            "user_id": write.owner,
            "id": each.receipt.id,
            "kind": each.receipt.kind.value,
            "old_assignment_id": each.receipt.old_assignment_id,
            "new_assignment_id": each.receipt.new_assignment_id,
            "document": msgspec.json.encode(replace(each.receipt, undone_at=None)).decode(),
            "former": msgspec.json.encode(each.former).decode(),
            "undone_at": each.receipt.undone_at,
            "change_seq": each.seq,
        }
        for each in archived
    ]
    _add(write, receipt, rows)


def add_reference_values(write: Write, archived: Sequence[ArchivedReferenceValue]) -> None:
    """Store reference values."""
    rows = [
        {
            "user_id": write.owner,
            "id": each.reference_value.id,
            "kind": each.reference_value.kind.value,
            "valid_from": each.reference_value.valid_from,
            "document": msgspec.json.encode(each.reference_value).decode(),
            "change_seq": each.seq,
        }
        for each in archived
    ]
    _add(write, reference_value, rows)


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
    _add(write, session_event, rows)


def add_imports(write: Write, archived: Sequence[ArchivedImport]) -> None:
    """Store imports from other programs."""
    rows = [
        {
            "user_id": write.owner,
            "id": each.id,
            "source": each.source.value,
            "files": msgspec.json.encode(each.files).decode(),
            "at": each.at,
            "by": each.by,
            "undone_at": each.undone_at,
        }
        for each in archived
    ]
    _add(write, data_import, rows)


def add_import_items(write: Write, archived: Sequence[ArchivedImportItem]) -> None:
    """Store what imports are known by."""
    rows = [
        {
            "user_id": write.owner,
            "key": bytes.fromhex(each.key),
            "content": bytes.fromhex(each.content),
            "session_id": each.session_id,
            "import_id": each.import_id,
            "made_session": each.made_session,
        }
        for each in archived
    ]
    _add(write, import_item, rows)


def add_activities(write: Write, archived: Sequence[ArchivedActivity]) -> None:
    """Store what devices recorded."""
    rows = [
        {"user_id": write.owner, "session_id": each.session_id, "document": bytes(each.activity).decode()}
        for each in archived
    ]
    _add(write, activity, rows)


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


def users_here(read: Read, ids: Collection[Id]) -> set[Id]:
    """Give those of the ids that users have here."""
    return set(read.execute(sa.select(app_user.c.id).where(app_user.c.id.in_(list(ids)))).scalars())
