"""The engines behind a `Database`: how each kind of database is opened, and what every connection is told."""

import re
import sqlite3
import threading
import time
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.sql.compiler import SQLCompiler

from mesocycle.domain.refusal import DatabaseNotUsable

if TYPE_CHECKING:
    import psycopg  # where only SQLite is used, the driver isn't loaded

Pooler = Literal["none", "transaction"]
"""What stands between us and PostgreSQL: nothing, or a pooler that gives a connection for one transaction."""

_REACHED_WITHIN_S = 10
"""How long a server may take to answer at all; the driver alone would wait for minutes."""
_ONE_OF_SEVERAL_WITHIN_S = 3
"""The same, where others are asked next."""


class Engines(NamedTuple):
    """Two ways to one database."""

    transacting: sa.Engine
    looking: sa.Engine
    """Every statement for itself: no `BEGIN` before and no `ROLLBACK` after, each a way to the server.

    Without a pool: a thread keeps its connection (`ThreadConnections`).
    """


class ThreadConnections:
    """A connection for every thread that asks, kept until all are closed."""

    def __init__(self) -> None:
        """Begin with none."""
        self.of_thread = threading.local()
        self._all: dict[sa.Connection, threading.Thread] = {}
        self._guard = threading.Lock()
        self._age = 0

    def kept(self) -> sa.Connection | None:
        """Give the connection of the thread that calls, if it has one that is still good."""
        connection: sa.Connection | None = getattr(self.of_thread, "connection", None)
        if connection is None or connection.closed:
            return None
        if self.of_thread.age != self._age:
            self.drop(connection)
            return None
        return connection

    def connect(self, engine: sa.Engine) -> sa.Connection:
        """Connect for the thread that calls; those of threads that have ended are closed."""
        age = self._age
        connection = engine.connect()
        self.of_thread.connection = connection
        self.of_thread.age = age
        with self._guard:
            left = [each for each, thread in self._all.items() if not thread.is_alive()]
            for each in left:
                del self._all[each]
            self._all[connection] = threading.current_thread()
        for each in left:
            each.close()
        return connection

    def renew(self) -> None:
        """Let every thread connect anew when it next looks: the server that they know is gone."""
        with self._guard:
            self._age += 1

    def drop(self, connection: sa.Connection) -> None:
        """Close one that may be broken."""
        self.of_thread.connection = None
        with self._guard:
            self._all.pop(connection, None)
        if not connection.closed:
            connection.invalidate()
            connection.close()

    def close(self) -> None:
        """Close all; threads that ask again get new ones."""
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()


def open_engines(url: str, connections: int, busy_seconds: float, pooler: Pooler = "none") -> Engines:
    """Make the engines of an address (`sqlite:///path`, `postgresql://…`), or refuse it; nothing connects yet."""
    try:
        address = address_of(url)
        name = address.get_backend_name()
    except (sa.exc.ArgumentError, ValueError) as error:  # a port that is no number is a ValueError
        raise _unknown_address(url) from error
    if name == "sqlite" and address.database and address.host is None:
        return _sqlite(address, connections, busy_seconds)
    if name in ("postgresql", "postgres"):
        return _postgresql(address, connections, busy_seconds, pooler)
    raise _unknown_address(url)


_SEVERAL_HOSTS = re.compile(
    r"(?P<before>postgres(?:ql)?(?:\+psycopg)?://(?:[^/?#]*@)?)(?P<hosts>[^/?#@]*,[^/?#@]*)(?P<rest>.*)"
)


def address_of(url: str) -> sa.URL:
    """Read an address; several hosts stand as PostgreSQL writes them, `host1:5432,host2:5432`."""
    several = _SEVERAL_HOSTS.fullmatch(url)
    if several is None:
        return sa.make_url(url)
    address = sa.make_url(f"{several['before']}{several['rest']}")
    return address.update_query_dict({"host": several["hosts"].split(",")})


def _unknown_address(url: str) -> DatabaseNotUsable:
    return DatabaseNotUsable(
        f"{url.rsplit('@', maxsplit=1)[-1]!r} is no database address that mesocycle knows.",
        "Use sqlite:///path/to/file.db or postgresql://user:password@host/name.",
    )


_CACHE_KIB = 8_000
"""Pages of the file that a connection keeps, in KiB. In SQLite's own 2,000 the rows of one long log do not find room
beside the indexes of a full account: pages are written out and read again inside one transaction, at three times the
processor."""


def _sqlite(address: sa.URL, connections: int, busy_seconds: float) -> Engines:
    target = address.set(drivername="sqlite+pysqlite")
    arguments = {"timeout": busy_seconds, "check_same_thread": False, "isolation_level": None}

    def pragmas(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"pragma busy_timeout={int(busy_seconds * 1000)}")
        _log_ahead(connection, busy_seconds)
        connection.execute("pragma synchronous=FULL")
        connection.execute("pragma foreign_keys=ON")
        connection.execute(f"pragma cache_size=-{_CACHE_KIB}")

    transacting = sa.create_engine(
        target,
        connect_args=arguments,
        pool_size=connections,
        max_overflow=connections,
        pool_timeout=busy_seconds,
        poolclass=sa.QueuePool,
    )
    looking = sa.create_engine(target, connect_args=arguments, poolclass=sa.NullPool)
    event.listen(transacting, "connect", pragmas)
    event.listen(looking, "connect", pragmas)

    @event.listens_for(transacting, "begin")
    def _begin(connection: sa.Connection) -> None:
        # the driver's default opens no transaction for SELECT, and lets DDL survive a rollback
        immediate = connection.get_execution_options().get("mesocycle_immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return Engines(transacting, looking)


def _log_ahead(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Turn to WAL; SQLite does not wait by itself where another connection is just turning a new file."""
    end = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("pragma journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


@cache
def _statement_compiler() -> type[SQLCompiler]:
    from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg  # noqa: PLC0415  # not where only SQLite is used

    class Compiler(PGCompiler_psycopg):
        """Gives no parameter a collation: that of the column it stands beside counts.

        With one, Citus does not see at a glance whose rows are asked for, and plans the statement at length.
        """

        def render_bind_cast(self, type_: Any, dbapi_type: Any, sqltext: str) -> str:  # noqa: ANN401  # as SQLAlchemy
            written: str = super().render_bind_cast(type_, _without_collation(dbapi_type), sqltext)  # type: ignore[no-untyped-call]  # SQLAlchemy's own has no types
            return written

    return Compiler


def _without_collation(kind: Any) -> Any:  # noqa: ANN401  # any type of SQLAlchemy's
    if getattr(kind, "collation", None) is None:
        return kind
    plain = copy(kind)
    plain.collation = None
    return plain


def _postgresql(address: sa.URL, connections: int, busy_seconds: float, pooler: Pooler) -> Engines:
    usual: dict[str, Any] = {"application_name": "mesocycle", "connect_timeout": _REACHED_WITHIN_S}
    if isinstance(address.query.get("host"), tuple):  # of several servers one takes what is written
        usual |= {"connect_timeout": _ONE_OF_SEVERAL_WITHIN_S, "target_session_attrs": "read-write"}
    target = address.set(drivername="postgresql+psycopg")
    arguments = {name: value for name, value in usual.items() if name not in address.query}
    if pooler == "transaction":
        arguments["prepare_threshold"] = None

    # as on SQLite: whoever holds a lock for ever must not hold up everybody else for ever
    lock_timeout = f"lock_timeout = {int(busy_seconds * 1000)}"

    def no_longer_than(connection: "psycopg.Connection", _record: object) -> None:
        connection.execute(f"set {lock_timeout}")
        connection.commit()

    def no_longer_than_here(connection: sa.Connection) -> None:
        if not connection.get_execution_options().get("postgresql_readonly"):  # who only reads waits for no lock
            connection.exec_driver_sql(f"set local {lock_timeout}")

    transacting = sa.create_engine(
        target,
        pool_size=connections,
        max_overflow=connections,
        pool_timeout=busy_seconds,
        pool_pre_ping=False,
        pool_use_lifo=True,
        connect_args=arguments,
    )
    looking = sa.create_engine(target, connect_args=arguments, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
    for engine in (transacting, looking):
        engine.dialect.statement_compiler = _statement_compiler()
    if pooler == "transaction":  # the next transaction may be on another connection, which knows nothing of this one
        event.listen(transacting, "begin", no_longer_than_here)
    else:
        event.listen(transacting, "connect", no_longer_than)
    return Engines(transacting, looking)
