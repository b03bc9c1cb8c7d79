"""What the engines' errors mean: a refusal with a remedy, a reason to try again, or a defect."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeGuard

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from mesocycle.domain.refusal import AlreadyExists, DatabaseBusy, DatabaseNotUsable, Refusal
from mesocycle.domain.remedy import Do

if TYPE_CHECKING:
    import psycopg

_RETRY = ("40001", "40P01")
_READ_ONLY = "25006"
_GONE = ("08", "57P")
"""Classes of a connection that is lost, and of a server that is being stopped or not yet there."""
_CITUS_COMMIT = "could not commit transaction for shard"
"""Citus changes the code of what goes wrong at COMMIT to XX000: a serialisation failure, or a machine that is gone."""
_OF_STATEMENTS = "statement pooling mode"
"""What PgBouncer says of every transaction where it gives connections for single statements."""


class CommitUnansweredError(Exception):
    """The server was told to commit and did not say whether it did."""

    def __init__(self, cause: DBAPIError) -> None:
        """Carry what was heard instead."""
        super().__init__("commit unanswered")
        self.cause = cause


@contextmanager
def committing() -> Iterator[None]:
    """Commit inside; where no answer comes, raises `CommitUnansweredError`: the one error that leaves it open."""
    try:
        yield
    except DBAPIError as error:
        cause = error.orig
        if _is_psycopg(cause) and (_is_gone(cause) or _is_of_citus(cause)):
            raise CommitUnansweredError(error) from error
        raise


def worth_retrying(error: Exception) -> bool:
    """Tell whether a transaction that failed before its commit may go through on another try.

    Also where the server is gone, or only reads: another may have taken its place.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not _is_psycopg(cause):
        return False
    return cause.sqlstate in _RETRY or is_elsewhere(error)


def is_elsewhere(error: BaseException) -> bool:
    """Tell whether an error says that connections lead to a server that is gone, or no longer writes."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return _is_psycopg(cause) and (_is_gone(cause) or cause.sqlstate == _READ_ONLY)


def _is_gone(error: "psycopg.Error") -> bool:
    state = error.sqlstate
    if state is not None:
        return state.startswith(_GONE)
    return _is_operational(error)  # the connection broke: there was nobody to give a code


def _is_operational(error: "psycopg.Error") -> bool:
    driver = sys.modules["psycopg"]
    return isinstance(error, driver.OperationalError | driver.InterfaceError)


def _is_of_citus(error: "psycopg.Error") -> bool:
    return error.sqlstate == "XX000" and _CITUS_COMMIT in str(error)


def refusal_of(error: Exception) -> Refusal | None:
    """Turn an engine's error into a refusal; None means it is a defect and should be seen as one."""
    if isinstance(error, PoolTimeout):
        return DatabaseBusy("All connections to the database are in use.", "Try again in a moment.")
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    if _is_psycopg(cause):
        return _of_postgresql(cause)
    return None


def is_of_rows(error: DBAPIError) -> bool:
    """Tell whether an engine does not take rows as they are: a key, a check or a value is wrong.

    Citus gives what a machine says of many rows at once as an error of its own, XX000.
    """
    cause = error.orig
    told = _is_psycopg(cause) and cause.sqlstate == "XX000" and "violates" in str(cause)
    return told or isinstance(error, IntegrityError | DataError)


_DAMAGE = ("XX001", "XX002")
_NO_TEXT = "Could not decode to UTF-8"
"""What Python's driver says of a text column that holds no text."""


def is_damage(error: Exception) -> bool:
    """Tell whether an engine's error says that what it keeps is damaged."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "") or ""
        return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")) or _NO_TEXT in str(cause)
    return _is_psycopg(cause) and cause.sqlstate in _DAMAGE


def _is_psycopg(error: object) -> "TypeGuard[psycopg.Error]":
    """Tell it without loading the driver: where it is not loaded, no error is of it, and SQLite starts sooner."""
    driver = sys.modules.get("psycopg")
    return driver is not None and isinstance(error, driver.Error)


def _of_sqlite(error: sqlite3.Error) -> Refusal | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DatabaseBusy(
            "The database file is locked by another program.",
            "Wait until the other program is done, or stop it, and try again.",
        )
    if name.startswith("SQLITE_READONLY"):
        return DatabaseNotUsable(
            "The database file can only be read.",
            f"Make the file and its folder writable for this user, or name another file with {Do('say database')}.",
        )
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return DatabaseNotUsable(
            f"The database could not be written ({text}); nothing was changed.",
            "Free some disk space or look at the disk, then try again.",
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return DatabaseNotUsable(
            f"The file is not a usable SQLite database ({text}).",
            f"Name the right file with {Do('say database')}, or restore a backup with {Do('db restore')}.",
        )
    if name.startswith("SQLITE_CANTOPEN") or "unable to open" in text:
        return DatabaseNotUsable(
            "The database file can't be opened.",
            "Check that the folder exists and that this user may write there, "
            f"or name another file with {Do('say database')}.",
        )
    if "no such table" in text or "no such column" in text:
        return not_upgraded()
    if name in ("SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE"):
        return taken()
    return None


def _of_postgresql(error: "psycopg.Error") -> Refusal | None:
    state = error.sqlstate or ""
    if state == "55P03":
        return DatabaseBusy("The database is locked by another program.", "Try again in a moment.")
    if state in _RETRY or _is_of_citus(error):
        return DatabaseBusy("Others are changing the same data right now.", "Try again in a moment.")
    if state == _READ_ONLY:
        return DatabaseNotUsable("The database can only be read.", "Connect to the primary server, then try again.")
    if state.startswith("53"):
        return DatabaseNotUsable(
            f"The database server has run out of something ({str(error).splitlines()[0]}); nothing was changed.",
            "Free disk space or connections on the server, then try again.",
        )
    if state in ("42P01", "42703"):
        return not_upgraded()
    if state == "23505":
        return taken()
    if state in ("28P01", "28000", "3D000") or state.startswith(("08", "57")) or not state:
        return _not_reached(error)
    return None


def _not_reached(error: "psycopg.Error") -> Refusal:
    if _OF_STATEMENTS in str(error):
        return DatabaseNotUsable(
            "The pooler before PostgreSQL gives connections for single statements, so nothing is stored as a whole.",
            "Set it to pool transactions (of PgBouncer: pool_mode = transaction).",
        )
    return DatabaseNotUsable(
        f"The database server can't be reached or refuses ({_first_line(error)}).",
        f"Check the address, user and password in {Do('say database')} or MESOCYCLE_DATABASE_URL, "
        "and that the server runs.",
    )


def _first_line(error: "psycopg.Error") -> str:
    return (str(error).splitlines() or ["no reason given"])[0]


def not_upgraded() -> Refusal:
    """Say that the database's schema is not this program's."""
    return DatabaseNotUsable(
        "The database has not been set up for this version of mesocycle.", f"Run {Do('db upgrade')} first."
    )


def taken() -> Refusal:
    """Say that an id or a name is already taken; which one, no engine tells reliably."""
    return AlreadyExists("An id, an e-mail address or a name is already taken.", "Choose another one.")
