"""Checking the whole database: every hash, every reference, every document, every rule that a row could break."""

import hashlib

import sqlalchemy as sa

from mesocycle.domain.archive.verification import FindingCode, Verification
from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.tables.training import metadata, workout_snapshot
from mesocycle.storage.upkeep import checks
from mesocycle.storage.upkeep.verify_documents import check_documents
from mesocycle.storage.upkeep.verify_file import check_file, guarded, is_damaged, tell_damage
from mesocycle.storage.upkeep.verify_found import MOST_EXAMPLES, Findings
from mesocycle.storage.upkeep.verify_logs import check_logs
from mesocycle.storage.upkeep.verify_receipts import check_receipts

_AT_ONCE = 500


def verify_database(database: Database) -> Verification:
    """Check a database whose file may be damaged; refuses only what is no database of this program's schema."""
    try:
        schema.require_current(database)
        with database.read() as read:
            return verify(read)
    except DatabaseNotUsable as no:
        if not is_damaged(no):
            raise
        return _unreadable(no.sentence)
    except UnicodeDecodeError as no:  # the driver reads SQLite's own words as text, and they name what is no text
        return _unreadable(str(no))


def _unreadable(told: str) -> Verification:
    found = Findings()
    tell_damage(found, told)
    return _told(found, {}, 0, 0)


def verify(read: Read) -> Verification:
    """Check everything, in memory that does not grow with the database; what is damaged stops no other check."""
    found = Findings()
    counted: dict[str, int] = {}
    numbers = {"dangling": 0, "unread": 0}

    def count() -> None:
        numbers["dangling"] = read.execute(sa.text(checks.IMPORTED_DANGLING)).scalar_one()

    def look_at_logs() -> None:
        numbers["unread"] = check_logs(read, found)

    guarded(read, found, lambda: check_file(read, found))
    guarded(read, found, lambda: _check_snapshots(read, found))
    for check in checks.CHECKS:
        guarded(read, found, lambda: _check(read, found, check))  # noqa: B023  # called at once
    for each in (
        lambda: _check_moves(read, found),
        lambda: check_receipts(read, found),
        lambda: check_documents(read, found),
        look_at_logs,
        count,
    ):
        guarded(read, found, each)
    for table in metadata.sorted_tables:
        guarded(read, found, lambda: _count(read, table, counted))  # noqa: B023  # called at once
    return _told(found, counted, numbers["dangling"], numbers["unread"])


def _told(found: Findings, counted: dict[str, int], dangling: int, unread: int) -> Verification:
    findings = found.findings()
    return Verification(
        sound=not findings, checked=counted, imported_dangling=dangling, unread_logs=unread, findings=findings
    )


def check_rules(read: Read, found: Findings) -> None:
    """Run every rule that SQL can test, whatever else is checked."""
    for check in checks.CHECKS:
        _check(read, found, check)


def _check(read: Read, found: Findings, check: checks.Check) -> None:
    for count, place in read.execute(sa.text(check.examples(MOST_EXAMPLES))):
        found.add(check.code, check.sentence, str(place), count)


def _count(read: Read, table: sa.Table, counted: dict[str, int]) -> None:
    counted[str(table.name)] = int(read.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def _check_snapshots(read: Read, found: Findings) -> None:
    statement = sa.select(workout_snapshot.c.hash, workout_snapshot.c.body).order_by(workout_snapshot.c.hash)
    with read.connection.execute(statement, execution_options={"yield_per": _AT_ONCE}) as rows:
        for row in rows:
            if hashlib.sha256(row.body.encode()).digest() != row.hash:
                sentence = "A snapshot's content is not what its hash says: it was changed behind the program."
                found.add(FindingCode.SNAPSHOT_CHANGED, sentence, row.hash.hex())


def _check_moves(read: Read, found: Findings) -> None:
    for row in read.execute(sa.text(checks.MOVES_MADE)):
        if not checks.is_in_table(row.kind, row.status_before, row.status_after):
            sentence = f"A move {row.kind} from {row.status_before} to {row.status_after} is not in the table of moves."
            found.add(FindingCode.MOVE_NOT_IN_TABLE, sentence, row.place, row.times)
