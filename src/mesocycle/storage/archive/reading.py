"""Everything of one user as the documents of an archive: all of a part, or those of some ids, in one order."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

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
    ArchivedSession,
    ArchivedTombstone,
    ArchivedZone,
    ArchivePart,
)
from mesocycle.domain.assignment.assignment import RoutineAssignment
from mesocycle.domain.document import Document, Id
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.people.group import AthleteGroup
from mesocycle.domain.people.message_template import MessageTemplate
from mesocycle.domain.plan.keeping import Tagged, TagSubject
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.conversation import messages
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import kept_parts, pictures, routines
from mesocycle.storage.sessions import events, sessions, tombstones
from mesocycle.storage.tables.conversation import message
from mesocycle.storage.tables.desk import athlete_group, group_member, message_template
from mesocycle.storage.tables.imports import activity, data_import, exercise_choice, import_item
from mesocycle.storage.tables.library import exercise_picture, kept_part, tag
from mesocycle.storage.tables.training import (
    ROWS_AT_ONCE,
    app_user,
    coaching,
    deleted_session,
    exercise,
    receipt,
    reference_value,
    routine,
    routine_assignment,
    routine_version,
    session_event,
    user_zone,
    workout_session,
    workout_snapshot,
)

BATCH = 200
"""How many documents are held at a time."""

_USER = sa.bindparam("user_id", type_=sa.Text)
_FORMER = msgspec.json.Decoder(tuple[RoutineAssignment, ...])
_VALUE = msgspec.json.Decoder(ReferenceValue)
_EXERCISE = msgspec.json.Decoder(LibraryExercise)


class _Source(NamedTuple):
    """Where a part comes from: its rows in order, what makes documents of them, what they are known by."""

    rows: sa.Select[Any]
    document: Callable[[Any], Document]
    key: sa.ColumnElement[Any]


def _named(column: str) -> sa.CompoundSelect[Any]:
    """Select what the user's assignments, sessions and tombstones name."""
    return sa.union(
        *(
            sa.select(table.c[column]).where(table.c.user_id == _USER)
            for table in (routine_assignment, workout_session, deleted_session)
        )
    )


_FOLLOWED = sa.select(routine_assignment.c.routine_version_id).where(routine_assignment.c.user_id == _USER)
# Whatever a session from elsewhere names, nobody takes along what they may not read.
_VERSIONS = (
    sa.select(
        routine_version,
        (
            routine_version.c.version
            == sa.func.max(routine_version.c.version).over(partition_by=routine_version.c.parent_routine_id)
        ).label("is_newest"),
    )
    .select_from(routine_version.join(routine, routine.c.id == routine_version.c.parent_routine_id))
    .where(
        sa.or_(
            routine.c.owner_id == _USER,
            sa.and_(
                routine_version.c.id.in_(_named("routine_version_id")),
                sa.or_(routine_version.c.is_public, routine_version.c.id.in_(_FOLLOWED)),
            ),
        )
    )
)


def _with_snapshot(table: sa.Table) -> sa.Select[Any]:
    join = table.join(workout_snapshot, table.c.snapshot_hash == workout_snapshot.c.hash)
    return sa.select(*table.c, workout_snapshot.c.body).select_from(join)


def _foreign(row: Row) -> Raw | None:
    return None if row.foreign_fields is None else Raw(row.foreign_fields)


def _routine(row: Row) -> ArchivedRoutine:
    return ArchivedRoutine(
        id=row.id,
        name=row.name,
        owner_id=row.owner_id,
        is_own=row.own_of is not None,
        is_archived=bool(row.is_archived),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _version(row: Row) -> Document:
    """Give a version; the newest of those in the archive is its latest, so that there is always one."""
    return msgspec.structs.replace(routines.document(row), is_latest=bool(row.is_newest))


def _session(row: Row) -> ArchivedSession:
    return ArchivedSession(
        seq=row.change_seq, session=sessions.document(row), added_by=row.added_by, foreign=_foreign(row)
    )


def _tombstone(row: Row) -> ArchivedTombstone:
    return ArchivedTombstone(
        seq=row.change_seq, tombstone=tombstones.document(row), added_by=row.added_by, foreign=_foreign(row)
    )


def _picture(row: Row) -> ArchivedPicture:
    return ArchivedPicture(exercise_id=row.exercise_id, picture=pictures.told(row), body=bytes(row.body))


def _import(row: Row) -> ArchivedImport:
    return ArchivedImport(
        id=row.id,
        source=ImportSource(row.source),
        files=msgspec.json.decode(row.files, type=tuple[str, ...]),
        at=row.at,
        by=row.by,
        undone_at=row.undone_at,
    )


def _import_item(row: Row) -> ArchivedImportItem:
    return ArchivedImportItem(
        key=bytes(row.key).hex(),
        content=bytes(row.content).hex(),
        session_id=row.session_id,
        import_id=row.import_id,
        made_session=bool(row.made_session),
    )


def _of_user(table: sa.Table, *order: str) -> sa.Select[Any]:
    return sa.select(table).where(table.c.user_id == _USER).order_by(*(table.c[name] for name in order))


_TAKEN_IN = sa.select(data_import.c.id).where(
    data_import.c.user_id == _USER, data_import.c.source == ImportSource.ARCHIVE.value
)
_SOURCES: dict[ArchivePart, _Source] = {
    ArchivePart.USER: _Source(sa.select(app_user).where(app_user.c.id == _USER), users.document, app_user.c.id),
    ArchivePart.ZONES: _Source(
        _of_user(user_zone, "since"),
        lambda row: ArchivedZone(since=row.since, time_zone=row.time_zone),
        user_zone.c.since,
    ),
    ArchivePart.EXERCISES: _Source(
        sa.select(exercise.c.document).where(exercise.c.owner_id == _USER).order_by(exercise.c.id),
        lambda row: _EXERCISE.decode(row.document),
        exercise.c.id,
    ),
    ArchivePart.PICTURES: _Source(
        sa.select(exercise_picture.c.exercise_id, exercise_picture.c.body, *pictures.TOLD)
        .join(exercise, exercise.c.id == exercise_picture.c.exercise_id)
        .where(exercise.c.owner_id == _USER)
        .order_by(exercise_picture.c.exercise_id),
        _picture,
        exercise_picture.c.exercise_id,
    ),
    ArchivePart.EXERCISE_CHOICES: _Source(
        _of_user(exercise_choice, "name"),
        lambda row: ArchivedChoice(name=row.name, exercise_variant_id=row.exercise_variant_id, at=row.at),
        exercise_choice.c.name,
    ),
    ArchivePart.ROUTINES: _Source(
        sa.select(routine)
        .where(
            sa.or_(
                routine.c.owner_id == _USER,
                routine.c.id.in_(sa.select(_VERSIONS.subquery().c.parent_routine_id)),
            )
        )
        .order_by(routine.c.id),
        _routine,
        routine.c.id,
    ),
    ArchivePart.ROUTINE_VERSIONS: _Source(
        _VERSIONS.order_by(routine_version.c.parent_routine_id, routine_version.c.version),
        _version,
        routine_version.c.id,
    ),
    ArchivePart.ASSIGNMENTS: _Source(
        _of_user(routine_assignment, "change_seq", "id"),
        lambda row: ArchivedAssignment(seq=row.change_seq, assignment=assignments.document(row)),
        routine_assignment.c.id,
    ),
    ArchivePart.RECEIPTS: _Source(
        _of_user(receipt, "change_seq", "id"),
        lambda row: ArchivedReceipt(
            seq=row.change_seq, receipt=receipts.document(row), former=_FORMER.decode(row.former)
        ),
        receipt.c.id,
    ),
    ArchivePart.REFERENCE_VALUES: _Source(
        _of_user(reference_value, "change_seq", "id"),
        lambda row: ArchivedReferenceValue(seq=row.change_seq, reference_value=_VALUE.decode(row.document)),
        reference_value.c.id,
    ),
    ArchivePart.TOMBSTONES: _Source(
        _with_snapshot(deleted_session).where(deleted_session.c.user_id == _USER).order_by(deleted_session.c.id),
        _tombstone,
        deleted_session.c.id,
    ),
    ArchivePart.SESSIONS: _Source(
        _with_snapshot(workout_session).where(workout_session.c.user_id == _USER).order_by(workout_session.c.id),
        _session,
        workout_session.c.id,
    ),
    ArchivePart.EVENTS: _Source(
        _of_user(session_event, "change_seq", "id"),
        lambda row: ArchivedEvent(seq=row.change_seq, event=events.document(row), recorded_at=row.recorded_at),
        session_event.c.id,
    ),
    ArchivePart.IMPORTS: _Source(
        _of_user(data_import, "id").where(data_import.c.source != ImportSource.ARCHIVE.value),
        _import,
        data_import.c.id,
    ),
    ArchivePart.IMPORT_ITEMS: _Source(
        _of_user(import_item, "key", "content").where(import_item.c.import_id.not_in(_TAKEN_IN)),
        _import_item,
        import_item.c.key,
    ),
    ArchivePart.ACTIVITIES: _Source(
        _of_user(activity, "session_id"),
        lambda row: ArchivedActivity(session_id=row.session_id, activity=Raw(row.document)),
        activity.c.session_id,
    ),
    ArchivePart.COACHINGS: _Source(
        sa.select(coaching)
        .where(sa.or_(coaching.c.trainer_id == _USER, coaching.c.athlete_id == _USER))
        .order_by(coaching.c.id),
        coachings.document,
        coaching.c.id,
    ),
    ArchivePart.GROUPS: _Source(
        sa.select(
            athlete_group,
            sa.select(sa.func.aggregate_strings(group_member.c.athlete_id, " "))
            .where(group_member.c.user_id == athlete_group.c.user_id, group_member.c.group_id == athlete_group.c.id)
            .scalar_subquery()
            .label("members"),
        )
        .where(athlete_group.c.user_id == _USER)
        .order_by(athlete_group.c.id),
        lambda row: AthleteGroup(id=row.id, name=row.name, members=tuple(sorted((row.members or "").split()))),
        athlete_group.c.id,
    ),
    ArchivePart.MESSAGE_TEMPLATES: _Source(
        _of_user(message_template, "id"),
        lambda row: MessageTemplate(id=row.id, name=row.name, text=row.text),
        message_template.c.id,
    ),
    ArchivePart.MESSAGES: _Source(_of_user(message, "at", "id"), messages.document, message.c.id),
    ArchivePart.KEPT_PARTS: _Source(_of_user(kept_part, "id"), kept_parts.document, kept_part.c.id),
    ArchivePart.TAGS: _Source(
        sa.select(tag.c.kind, tag.c.subject_id, sa.func.aggregate_strings(tag.c.name, "\n").label("names"))
        .where(tag.c.user_id == _USER)
        .group_by(tag.c.kind, tag.c.subject_id)
        .order_by(tag.c.kind, tag.c.subject_id),
        lambda row: Tagged(
            kind=TagSubject(row.kind),
            subject_id=row.subject_id,
            tags=tuple(sorted(row.names.split("\n"), key=str.casefold)),
        ),
        tag.c.kind + "/" + tag.c.subject_id,
    ),
}


_FEW = {ArchivePart.PICTURES: exercise_picture.info[ROWS_AT_ONCE]}
"""How many of a part that is long are held at a time."""


def batches(read: Read, user_id: Id, part: ArchivePart) -> Iterator[Sequence[Document]]:
    """Give all of a part, no more than a batch at a time."""
    source = _SOURCES[part]
    streamed = read.connection.execute(
        source.rows, {"user_id": user_id}, execution_options={"yield_per": _FEW.get(part, BATCH)}
    )
    with streamed as rows:
        for chunk in rows.partitions():
            yield [source.document(row) for row in chunk]


def of_keys(read: Read, user_id: Id, part: ArchivePart, keys: Sequence[str | bytes]) -> list[Any]:
    """Give those documents of a part that are known by one of the keys."""
    source = _SOURCES[part]
    rows = read.execute(source.rows.where(source.key.in_(list(keys))), {"user_id": user_id})
    return [source.document(row) for row in rows]


def routines_of_ids(read: Read, ids: Sequence[Id]) -> list[ArchivedRoutine]:
    """Give those of the routines that are here, whoever they belong to."""
    return [_routine(row) for row in read.execute(sa.select(routine).where(routine.c.id.in_(list(ids))))]


def is_version(read: Read, version_id: Id) -> bool:
    """Tell whether a version of this id is here, whoever may read it."""
    return read.execute(sa.select(routine_version.c.id).where(routine_version.c.id == version_id)).first() is not None
