"""Files sent to a server: how far each import is, what came of its items; who carries it out shows that they live."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id, Instant, encode
from mesocycle.domain.imports.names import ExerciseMatch
from mesocycle.domain.imports.request import ImportRequest
from mesocycle.domain.imports.result import Import, ImportedItem, ImportSource, ImportStatus, ItemOutcome, progress_of
from mesocycle.domain.instant import shifted
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.refusal import NotFound, RefusalDocument, UndoNotPossible
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.engine.rows import Row, insert
from mesocycle.storage.imports import imports
from mesocycle.storage.tables.imports import import_run, import_run_item

ALIVE_S = 30
"""How long an import is believed to go on without a sign of whoever carries it out."""

_REFUSAL = msgspec.json.Decoder(RefusalDocument)
_MATCHES = msgspec.json.Decoder(tuple[ExerciseMatch, ...])
_ITEM = msgspec.json.Decoder(ImportedItem)
_GOES_ON = import_run.c.status.in_([status.value for status in ImportStatus if status.goes_on])


def add(write: Write, import_id: Id, wish: ImportRequest) -> None:
    """Store an import that waits to be carried out."""
    write.execute(
        import_run.insert(),
        {
            "user_id": write.owner,
            "id": import_id,
            "source": wish.source.value,
            "file": wish.name,
            "dry_run": wish.dry_run,
            "status": ImportStatus.WAITING.value,
            "at": write.now,
            "by": write.by,
            "alive_until": shifted(write.now, seconds=ALIVE_S),
        },
    )


def go_on(write: Write, import_id: Id, *, of: int | None = None) -> bool:
    """Mark an import as running, of so many items where that is known; tell whether it may go on at all."""
    values: dict[str, object] = {"status": ImportStatus.RUNNING.value}
    if of is not None:
        values["of"] = of
    marked = write.execute(
        import_run.update()
        .where(import_run.c.user_id == write.owner, import_run.c.id == import_id, _GOES_ON)
        .values(values)
        .returning(import_run.c.id)
    )
    return marked.first() is not None


def keep_items(write: Write, import_id: Id, items: Mapping[int, ImportedItem]) -> None:
    """Store what came of items, by their places; said again it is the later that stands."""
    insert(
        write.connection,
        import_run_item,
        ("user_id", "run_id", "place", "outcome", "document"),
        [
            (write.owner, import_id, place, item.outcome.value, encode(item).decode())
            for place, item in sorted(items.items())
        ],
        tail="on conflict (user_id, run_id, place) do update set "
        "outcome = excluded.outcome, document = excluded.document",
    )


def finish(write: Write, import_id: Id, exercises: Sequence[ExerciseMatch]) -> None:
    """Mark an import as done, with what the names of exercises were taken for."""
    _end(write, import_id, ImportStatus.DONE, exercises=encode(exercises).decode())


def refuse(write: Write, import_id: Id, refusal: RefusalDocument) -> None:
    """Mark an import as refused: nothing more comes of it."""
    _end(write, import_id, ImportStatus.REFUSED, refusal=encode(refusal).decode())


def break_off(write: Write, import_id: Id) -> None:
    """Mark an import as broken off, if it has not ended."""
    _end(write, import_id, ImportStatus.BROKEN_OFF)


def _end(write: Write, import_id: Id, status: ImportStatus, **values: str) -> None:
    write.execute(
        import_run.update()
        .where(import_run.c.user_id == write.owner, import_run.c.id == import_id, _GOES_ON)
        .values(status=status.value, **values)
    )


def show_alive(db: Database, import_ids: Collection[tuple[Id, Id]], now: Instant) -> None:
    """Say that imports, by user and id, are still being carried out.

    A transaction of its own under no owner's lock: it changes nobody's training.
    """
    alive = (
        import_run.update()
        .where(sa.tuple_(import_run.c.user_id, import_run.c.id).in_(sorted(import_ids)), _GOES_ON)
        .values(alive_until=shifted(now, seconds=ALIVE_S))
    )
    db.write_across_owners(lambda connection: connection.execute(alive))


def require_ended(write: Write, import_id: Id) -> None:
    """Refuse to take back what is still under way; what nobody carries out any more is broken off for good."""
    row = _find(write, write.owner, import_id)
    if row is None:
        return
    if _status(row, write.now).goes_on:
        raise UndoNotPossible(
            "The import is still under way.", "Wait until it has ended, then take it back; it says how far it is."
        )
    break_off(write, import_id)
    if imports.find(write, write.owner, import_id) is None:
        raise UndoNotPossible("No session came of the import.", "Leave it: there is nothing to take back.")


def get(read: Read, user_id: Id, import_id: Id, now: Instant, scope: Scope = ALL) -> Import:
    """Give one import, sent to a server or not, or refuse."""
    row = _find(read, user_id, import_id, scope)
    if row is None:
        return imports.get(read, user_id, import_id, scope)
    counts = _counts(read, user_id, import_run_item.c.run_id == import_id)
    return _document(row, imports.find(read, user_id, import_id), counts.get(import_id, {}), now)


def of_user(read: Read, user_id: Id, now: Instant, scope: Scope = ALL) -> list[Import]:
    """Give all imports of a user, sent to a server or not, in no order."""
    made = {each.id: each for each in imports.of_user(read, user_id, scope)}
    counts = _counts(read, user_id)
    theirs = imports.made_within(import_run, scope)
    rows = read.execute(sa.select(import_run).where(import_run.c.user_id == user_id, theirs)).all()
    sent = {row.id: _document(row, made.get(row.id), counts.get(row.id, {}), now) for row in rows}
    return list((made | sent).values())


def require_items(read: Read, user_id: Id, import_id: Id, scope: Scope = ALL) -> None:
    """Refuse an import that was not sent to a server, or so long ago that its items are forgotten."""
    if _find(read, user_id, import_id, scope) is None:
        imports.get(read, user_id, import_id, scope)
        raise NotFound(
            "What came of the items of this import is not kept.", "It is kept for 30 days, of files sent to the server."
        )


def items(
    read: Read, user_id: Id, import_id: Id, *, outcomes: Collection[ItemOutcome] = (), after: int | None, limit: int
) -> list[tuple[int, ImportedItem]]:
    """Give what came of items, each with its place, from behind a place on."""
    statement = sa.select(import_run_item.c.place, import_run_item.c.document).where(
        import_run_item.c.user_id == user_id, import_run_item.c.run_id == import_id
    )
    if outcomes:
        statement = statement.where(import_run_item.c.outcome.in_([each.value for each in outcomes]))
    if after is not None:
        statement = statement.where(import_run_item.c.place > after)
    rows = read.execute(statement.order_by(import_run_item.c.place).limit(limit))
    return [(row.place, _ITEM.decode(row.document)) for row in rows]


def exercises(read: Read, user_id: Id, import_id: Id) -> tuple[ExerciseMatch, ...]:
    """Give what the names of exercises in an import were taken for; none before it is done."""
    row = _find(read, user_id, import_id)
    return () if row is None or row.exercises is None else _MATCHES.decode(row.exercises)


def waiting(read: Read, user_id: Id, now: Instant) -> int:
    """Count a user's imports that have not ended."""
    rows = read.execute(sa.select(import_run).where(import_run.c.user_id == user_id, _GOES_ON))
    return sum(_status(row, now).goes_on for row in rows)


def forget(db: Database, before: Instant) -> None:
    """Forget the imports that were sent before a moment, for all users; what they changed stays, and can be undone."""
    old = sa.select(import_run.c.user_id, import_run.c.id).where(
        import_run.c.at < before, import_run.c.alive_until < before
    )

    def sweep(connection: sa.Connection) -> None:
        connection.execute(
            import_run_item.delete().where(sa.tuple_(import_run_item.c.user_id, import_run_item.c.run_id).in_(old))
        )
        connection.execute(import_run.delete().where(import_run.c.at < before, import_run.c.alive_until < before))

    db.write_across_owners(sweep)


def _find(read: Read, user_id: Id, import_id: Id, scope: Scope = ALL) -> Row | None:
    theirs = imports.made_within(import_run, scope)
    found: Row | None = read.execute(
        sa.select(import_run).where(import_run.c.user_id == user_id, import_run.c.id == import_id, theirs)
    ).one_or_none()
    return found


def _status(row: Row, now: Instant) -> ImportStatus:
    status = ImportStatus(row.status)
    return ImportStatus.BROKEN_OFF if status.goes_on and row.alive_until < now else status


def _counts(read: Read, user_id: Id, *which: sa.ColumnElement[bool]) -> dict[Id, dict[ItemOutcome, int]]:
    rows = read.execute(
        sa.select(import_run_item.c.run_id, import_run_item.c.outcome, sa.func.count())
        .where(import_run_item.c.user_id == user_id, *which)
        .group_by(import_run_item.c.run_id, import_run_item.c.outcome)
    )
    counts: dict[Id, dict[ItemOutcome, int]] = {}
    for run_id, outcome, number in rows:
        counts.setdefault(run_id, Counter())[ItemOutcome(outcome)] = number
    return counts


def _document(row: Row, made: Import | None, outcomes: dict[ItemOutcome, int], now: Instant) -> Import:
    progress = progress_of(
        _status(row, now),
        outcomes,
        dry_run=row.dry_run,
        of=row.of,
        refusal=None if row.refusal is None else _REFUSAL.decode(row.refusal),
    )
    if made is not None:
        return msgspec.structs.replace(made, files=(row.file,), progress=progress)
    return Import(
        id=row.id,
        user_id=row.user_id,
        source=ImportSource(row.source),
        files=(row.file,),
        at=row.at,
        by=row.by,
        sessions=0,
        progress=progress,
    )
