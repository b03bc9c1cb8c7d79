"""Backups and checks that are made while the server runs: one at a time, whichever process does it.

Each statement is a transaction of its own under no owner's lock: it changes nobody's training.
"""

import msgspec
import sqlalchemy as sa

from mesocycle.domain.archive.verification import Verification
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import NotFound, RefusalDocument
from mesocycle.domain.upkeep import NewUpkeepRun, UpkeepKind, UpkeepRun, UpkeepRunning, UpkeepStatus
from mesocycle.storage.engine.database import Database, Read, new_id
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.tables.upkeep import upkeep_run

ALIVE_S = 30
_VERIFICATION = msgspec.json.Decoder(Verification)
_REFUSAL = msgspec.json.Decoder(RefusalDocument)
_RUNS = upkeep_run.c.status == UpkeepStatus.RUNNING.value


def begin(db: Database, new: NewUpkeepRun, file: str | None, act: Act) -> UpkeepRun:
    """Note that something begins, unless something goes on: of two at once one gets it."""
    run_id = new_id(act.now)

    def add(connection: sa.Connection) -> UpkeepRun:
        over = upkeep_run.update().where(_RUNS, upkeep_run.c.alive_until <= act.now)
        connection.execute(over.values(status=UpkeepStatus.BROKEN_OFF.value, ended_at=act.now))
        values = {
            "id": run_id,
            "kind": new.kind.value,
            "status": UpkeepStatus.RUNNING.value,
            "by": act.actor.id,
            "at": act.now,
            "alive_until": shifted(act.now, seconds=ALIVE_S),
            "file": file,
        }
        try:
            with connection.begin_nested():
                connection.execute(upkeep_run.insert(), values)
        except sa.exc.IntegrityError:
            raise UpkeepRunning(
                "A backup or a check goes on already.", "Wait until it has ended; the list of them says when."
            ) from None
        return _document(connection.execute(sa.select(upkeep_run).where(upkeep_run.c.id == run_id)).one(), act.now)

    return db.write_across_owners(add)


def show_alive(db: Database, run_id: Id, now: Instant) -> None:
    """Show that it still goes on."""
    told = upkeep_run.update().where(upkeep_run.c.id == run_id, _RUNS)
    db.write_across_owners(
        lambda connection: connection.execute(told.values(alive_until=shifted(now, seconds=ALIVE_S)))
    )


def end(
    db: Database,
    run_id: Id,
    now: Instant,
    *,
    status: UpkeepStatus = UpkeepStatus.DONE,
    verification: Verification | None = None,
    refusal: RefusalDocument | None = None,
) -> None:
    """Note what came of it, if it is not noted that it was broken off."""
    ended = upkeep_run.update().where(upkeep_run.c.id == run_id, _RUNS)
    values = {
        "status": status.value,
        "ended_at": now,
        "verification": None if verification is None else msgspec.json.encode(verification).decode(),
        "refusal": None if refusal is None else msgspec.json.encode(refusal).decode(),
    }
    db.write_across_owners(lambda connection: connection.execute(ended.values(values)))


def get(read: Read, run_id: Id, now: Instant) -> UpkeepRun:
    """Give one, or refuse."""
    row = read.execute(sa.select(upkeep_run).where(upkeep_run.c.id == run_id)).one_or_none()
    if row is None:
        raise NotFound("There was no such backup or check.", "Look at the list of them.")
    return _document(row, now)


def newest_first(read: Read, now: Instant, *, after: tuple[Instant, Id] | None, limit: int) -> list[UpkeepRun]:
    """Give them, from behind (moment, id) on."""
    statement = sa.select(upkeep_run)
    if after is not None:
        statement = statement.where(sa.tuple_(upkeep_run.c.at, upkeep_run.c.id) < after)
    rows = read.execute(statement.order_by(upkeep_run.c.at.desc(), upkeep_run.c.id.desc()).limit(limit))
    return [_document(row, now) for row in rows]


def last_verification(read: Read, now: Instant) -> UpkeepRun | None:
    """Give the last check of the whole database that came to its end."""
    ended = (upkeep_run.c.kind == UpkeepKind.VERIFY.value) & upkeep_run.c.verification.is_not(None)
    row = read.execute(
        sa.select(upkeep_run).where(ended).order_by(upkeep_run.c.at.desc(), upkeep_run.c.id.desc()).limit(1)
    ).one_or_none()
    return None if row is None else _document(row, now)


def last_of_files(read: Read, now: Instant) -> dict[str, UpkeepRun]:
    """Give by backup what was last made or checked of it, to its end."""
    ended = upkeep_run.c.status.in_([UpkeepStatus.DONE.value, UpkeepStatus.REFUSED.value])
    of_files = upkeep_run.c.kind.in_([UpkeepKind.BACKUP.value, UpkeepKind.CHECK_BACKUP.value])
    rows = read.execute(sa.select(upkeep_run).where(ended, of_files).order_by(upkeep_run.c.ended_at, upkeep_run.c.at))
    return {row.file: _document(row, now) for row in rows}


def _document(row: Row, now: Instant) -> UpkeepRun:
    status = UpkeepStatus(row.status)
    gone = status is UpkeepStatus.RUNNING and row.alive_until <= now
    return UpkeepRun(
        id=row.id,
        kind=UpkeepKind(row.kind),
        status=UpkeepStatus.BROKEN_OFF if gone else status,
        by=row.by,
        at=row.at,
        file=row.file,
        ended_at=row.ended_at,
        verification=None if row.verification is None else _VERIFICATION.decode(row.verification),
        refusal=None if row.refusal is None else _REFUSAL.decode(row.refusal),
    )
