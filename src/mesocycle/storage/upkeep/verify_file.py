"""Checking the file beneath: what an engine itself says of pages, indexes and constraints."""

from collections.abc import Callable

import sqlalchemy as sa

from mesocycle.domain.archive.verification import FindingCode
from mesocycle.domain.refusal import DatabaseNotUsable, Refusal
from mesocycle.storage.engine import faults
from mesocycle.storage.engine.database import Read
from mesocycle.storage.upkeep.verify_found import Findings

_SENTENCE = "The database's file is damaged: what stands in it can't be read, or not as it was written."
_STOPPED = "What stands in the database stopped a check before its end, so it may have overlooked more."
_MOST_TOLD = 100


def check_file(read: Read, found: Findings) -> None:
    """Let SQLite look through its whole file; PostgreSQL tells of damage where it meets it."""
    if read.dialect != "sqlite":
        return
    for (said,) in read.connection.exec_driver_sql(f"pragma integrity_check({_MOST_TOLD})"):
        for line in "" if said == "ok" else str(said).splitlines():
            tell_damage(found, line)


def guarded(read: Read, found: Findings, check: Callable[[], None]) -> None:
    """Run one check; where damage stops it, that is a finding, and the other checks go on.

    What stands in a damaged row may be anything, so anything may stop a check: then it says that it did not end.
    """
    attempt = read.connection.begin_nested() if read.dialect == "postgresql" else None
    try:
        check()
    except Exception as error:  # told, not hidden: it is a finding
        if isinstance(error, sa.exc.DBAPIError | Refusal) and not faults.is_damage(error):
            raise
        told = (str(getattr(error, "orig", None) or error).splitlines() or [""])[0]
        if faults.is_damage(error):
            tell_damage(found, told)
        else:
            found.add(FindingCode.CHECK_FAILED, _STOPPED, f"{type(error).__name__}: {told}"[:200])
        if attempt is not None:
            attempt.rollback()
    else:
        if attempt is not None:
            attempt.commit()


def tell_damage(found: Findings, place: str) -> None:
    """Note one place of damage in the words of the engine."""
    found.add(FindingCode.FILE_DAMAGED, _SENTENCE, place[:200])


def is_damaged(no: DatabaseNotUsable) -> bool:
    """Tell whether a database could not be opened for damage."""
    cause = no.__cause__
    return isinstance(cause, Exception) and faults.is_damage(cause)
