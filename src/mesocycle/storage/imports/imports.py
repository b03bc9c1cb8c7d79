"""Imports and their items: what is there already, what goes when an import is undone, what comes back."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.imports.result import RECORDERS, Import, ImportSource
from mesocycle.domain.imports.same_training import Recording
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.refusal import NotFound, UndoNotPossible
from mesocycle.domain.remedy import Do
from mesocycle.domain.session.session import RemovalReason
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import Row, insert_rows
from mesocycle.storage.sessions.log_extract import read_extract
from mesocycle.storage.sessions.tombstones import burial
from mesocycle.storage.tables.imports import data_import, import_item
from mesocycle.storage.tables.training import deleted_session, performed_set, workout_session

_PAGE = 500
"""How many keys are asked for at once."""


class KnownItem(msgspec.Struct, frozen=True):
    """An item that was imported before, and whether its session stands on the calendar."""

    content: bytes
    session_id: Id
    import_id: Id
    there: bool


class NewItem(msgspec.Struct, frozen=True):
    """An item with the session that came of it."""

    key: bytes
    content: bytes
    session_id: Id
    made_session: bool = True
    """Whether the session came with the item; a matched one stood there before."""


_KNOWN = Prepared(
    sa.select(
        import_item.c.key,
        import_item.c.content,
        import_item.c.session_id,
        import_item.c.import_id,
        workout_session.c.id.is_not(None).label("there"),
    )
    .select_from(
        import_item.outerjoin(
            workout_session,
            (workout_session.c.user_id == import_item.c.user_id) & (workout_session.c.id == import_item.c.session_id),
        )
    )
    .where(
        import_item.c.user_id == sa.bindparam("user_id"),
        import_item.c.key.in_(sa.bindparam("keys", expanding=True)),
    )
    .order_by(import_item.c.session_id)
)


def known(read: Read, user_id: Id, keys: Sequence[bytes]) -> dict[bytes, list[KnownItem]]:
    """Give what was imported before under each of the keys, undone or not."""
    found: dict[bytes, list[KnownItem]] = {}
    for start in range(0, len(keys), _PAGE):
        page = list(keys[start : start + _PAGE])
        for key, content, session_id, import_id, there in read.rows(_KNOWN, user_id=user_id, keys=page):
            one = KnownItem(bytes(content), session_id, import_id, bool(there))
            found.setdefault(bytes(key), []).append(one)
    return found


class KnownRecording(msgspec.Struct, frozen=True):
    """A session that a device's recording became or was matched to, and the import that it came by."""

    recording: Recording
    session_id: Id
    import_id: Id
    source: ImportSource


class _Clock(msgspec.Struct, rename="camel"):
    """What is read of an activity."""

    civil_start: str | None = None


_RECORDERS = ", ".join(f"'{source.value}'" for source in sorted(RECORDERS))
# First what was imported, then its sessions: left to themselves, SQLite goes through all items of the user for each
# session, and so does PostgreSQL until it has statistics.
_RECORDED = Prepared(
    sa.text(
        f"""with told as materialized (
              select i.session_id, i.made_session, d.id as import_id, d.source
              from data_import as d cross join import_item as i
              where d.user_id = :user_id and d.source in ({_RECORDERS}) and d.source <> :but
                and i.user_id = d.user_id and i.import_id = d.id)
            select s.id, s.started_at, s.duration_minutes, s.log_extract, t.import_id, t.source,
                   s.scheduled_date, s.scheduled_time, t.made_session, a.document as activity
            from told as t cross join workout_session as s
              left join activity as a on a.user_id = s.user_id and a.session_id = s.id
            where s.user_id = :user_id and s.id = t.session_id and s.started_at is not null
              and coalesce(s.performed_date, s.scheduled_date) between :first and :last
            order by s.id"""  # noqa: S608  # our own enum
    )
)


def recorded(read: Read, user_id: Id, first: Date, last: Date, *, but: ImportSource | None) -> list[KnownRecording]:
    """Give what devices recorded between two days, as other sources than `but` told it."""
    rows = read.rows(_RECORDED, user_id=user_id, first=first, last=last, but="" if but is None else but.value)
    return [
        KnownRecording(
            Recording(
                begun=row.started_at,
                duration_s=None if row.duration_minutes is None else row.duration_minutes * 60,
                distance_m=sum(each.distance or 0 for each in read_extract(row.log_extract).efforts) or None,
                civil=_civil(row),
            ),
            row.id,
            row.import_id,
            ImportSource(row.source),
        )
        for row in rows
    ]


def _civil(row: Row) -> str | None:
    """Give what the clock showed where it was done: by the device, else as the session that came of it stands."""
    device = None if row.activity is None else msgspec.json.decode(row.activity, type=_Clock).civil_start
    return device or (f"{row.scheduled_date}T{row.scheduled_time}" if row.made_session else None)


def row_of(
    user_id: Id,
    import_id: Id,
    source: ImportSource,
    files: Sequence[str],
    *,
    at: Instant,
    by: Id,
    undone_at: Instant | None = None,
) -> dict[str, object]:
    """Give an import as a row of its table."""
    return {
        "user_id": user_id,
        "id": import_id,
        "source": source.value,
        "files": msgspec.json.encode(files).decode(),
        "at": at,
        "by": by,
        "undone_at": undone_at,
    }


def item_row(user_id: Id, import_id: Id, item: NewItem) -> dict[str, object]:
    """Give an item of an import as a row of its table."""
    return {"user_id": user_id, "import_id": import_id, **msgspec.structs.asdict(item)}


def add(write: Write, import_id: Id, source: ImportSource, files: Sequence[str]) -> None:
    """Store an import, once however many writes it takes."""
    row = row_of(write.owner, import_id, source, files, at=write.now, by=write.by)
    insert_rows(write.connection, data_import, [row], tail="on conflict do nothing")


def add_items(write: Write, import_id: Id, items: Sequence[NewItem]) -> None:
    """Store items with their sessions; one that was undone belongs to this import from now on."""
    insert_rows(
        write.connection,
        import_item,
        [item_row(write.owner, import_id, item) for item in items],
        tail="on conflict (user_id, key, content) do update set "
        "session_id = excluded.session_id, import_id = excluded.import_id, made_session = excluded.made_session",
    )


_STANDING = (
    sa.select(sa.func.count())
    .select_from(
        import_item.join(
            workout_session,
            (workout_session.c.user_id == import_item.c.user_id) & (workout_session.c.id == import_item.c.session_id),
        )
    )
    .where(import_item.c.user_id == data_import.c.user_id, import_item.c.import_id == data_import.c.id)
    .correlate(data_import)
    .scalar_subquery()
)
_ALL = sa.select(data_import, _STANDING.label("sessions")).where(data_import.c.user_id == sa.bindparam("user_id"))


def document(row: Row) -> Import:
    """Make an import of a row of its table with the number of its sessions."""
    return Import(
        id=row.id,
        user_id=row.user_id,
        source=ImportSource(row.source),
        files=msgspec.json.decode(row.files, type=tuple[str, ...]),
        at=row.at,
        by=row.by,
        sessions=row.sessions,
        undone_at=row.undone_at,
    )


def made_within(table: sa.Table, scope: Scope) -> sa.ColumnElement[bool]:
    """Give the condition on imports that a scope makes: all, or a trainer's own."""
    return sa.true() if scope.assigned_by is None else table.c.by == scope.assigned_by


def of_user(read: Read, user_id: Id, scope: Scope = ALL) -> list[Import]:
    """Give a user's imports, newest first; whoever sees what they assigned sees what they imported themselves."""
    newest = _ALL.where(made_within(data_import, scope)).order_by(data_import.c.at.desc(), data_import.c.id.desc())
    return [document(row) for row in read.execute(newest, {"user_id": user_id})]


def find(read: Read, user_id: Id, import_id: Id) -> Import | None:
    """Give one import that changed something, or None."""
    row = read.execute(_ALL.where(data_import.c.id == import_id), {"user_id": user_id}).one_or_none()
    return None if row is None else document(row)


def get(read: Read, user_id: Id, import_id: Id, scope: Scope = ALL) -> Import:
    """Give one import that changed something, or refuse."""
    found = find(read, user_id, import_id)
    if found is None or scope.assigned_by not in {None, found.by}:
        raise NotFound("There is no such import.", f"Look at {Do('import list')} for the ids.")
    return found


def mark_undone(write: Write, import_id: Id) -> None:
    """Mark an import as undone, or refuse where it is already."""
    marked = write.execute(
        data_import.update()
        .where(data_import.c.user_id == write.owner, data_import.c.id == import_id, data_import.c.undone_at.is_(None))
        .values(undone_at=write.now)
        .returning(data_import.c.id)
    ).scalar_one_or_none()
    if marked is None:
        done = get(write, write.owner, import_id)
        raise UndoNotPossible(
            f"The import was undone already, at {done.undone_at}.",
            "Import the file again to bring its sessions back.",
            facts={"undoneAt": done.undone_at},
        )


_BURY = burial(
    """workout_session as s where s.user_id = :user_id and s.id in (
         select i.session_id from import_item i where i.user_id = :user_id and i.import_id = :import_id
                                                and i.made_session)""",
    seq=":seq",
    reason=f"'{RemovalReason.UNDONE.value}'",
    receipt="null",
    overdue="false",
)


def remove_sessions(write: Write, import_id: Id) -> int:
    """Turn an import's sessions into tombstones, whatever became of them since, logs and all; give their number."""
    asked = {"user_id": write.owner, "import_id": import_id, "seq": write.seq, "now": write.now}
    write.execute(sa.text(_BURY), asked)
    ours = sa.select(import_item.c.session_id).where(
        import_item.c.user_id == write.owner, import_item.c.import_id == import_id, import_item.c.made_session
    )
    write.execute(
        sa.delete(performed_set).where(performed_set.c.user_id == write.owner, performed_set.c.session_id.in_(ours))
    )
    gone = write.execute(
        sa.delete(workout_session)
        .where(workout_session.c.user_id == write.owner, workout_session.c.id.in_(ours))
        .returning(workout_session.c.id)
    )
    return len(gone.all())


def standing_tombstones(read: Read, user_id: Id, session_ids: Collection[Id]) -> Mapping[Id, bytes]:
    """Give, of removed sessions that may come back, the hash of the snapshot that each tombstone holds."""
    rows = read.execute(
        sa.select(deleted_session.c.id, deleted_session.c.snapshot_hash).where(
            deleted_session.c.user_id == user_id,
            deleted_session.c.id.in_(list(session_ids)),
            deleted_session.c.revived_at.is_(None),
        )
    )
    return {row.id: bytes(row.snapshot_hash) for row in rows}
