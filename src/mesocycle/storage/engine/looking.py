"""Statements of a connection that only looks, each prepared once and run by PostgreSQL's own library.

The driver's cursor makes a copy of all that it knows of types, a query and its parameters anew for every statement,
and waits in Python; for what one statement answers that is a large part of the time of the request.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    import psycopg  # where only SQLite is used, the driver isn't loaded

MakeRow = Callable[[Sequence[Any]], Any]
_NAMED = re.compile(r"%\((\w+)\)s|%%")
_KEPT = "mesocycle_looks"
_UNKNOWN: Any = object()
"""Nobody has looked yet whether the connection may."""
_TEXT, _BINARY = 0, 1
_AGAINST_STATEMENT = b"42"
"""The class of PostgreSQL's states that say something of the statement, and nothing of the server or the connection."""


class Numbered:
    """SQL with its parameters by number, as PostgreSQL itself takes it."""

    def __init__(self, sql: str) -> None:
        """Take SQL in the form of the driver, with parameters by name."""
        names: list[str] = []

        def numbered(found: re.Match[str]) -> str:
            name = found[1]
            if name is None:
                return "%"
            if name not in names:
                names.append(name)
            return f"${names.index(name) + 1}"

        self.sql = _NAMED.sub(numbered, sql).encode()
        self._names = names
        self.row: MakeRow | None = None
        self.is_good = True
        """Whether PostgreSQL knows the types of its parameters without being told."""

    def parameters(self, values: Mapping[str, Any]) -> tuple[list[bytes | None], list[int]]:
        """Give parameters as the library takes them, and which of them are no text."""
        sent: list[bytes | None] = []
        forms = []
        for name in self._names:
            value = values[name]
            is_binary = isinstance(value, bytes)
            sent.append(value if value is None or is_binary else str(value).encode())
            forms.append(_BINARY if is_binary else _TEXT)
        return sent, forms


class Looks:
    """What one connection has prepared."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        """Begin with nothing prepared on a connection of the driver."""
        from psycopg.adapt import Transformer  # noqa: PLC0415  # where only SQLite is used, the driver isn't loaded
        from psycopg.errors import error_from_result  # noqa: PLC0415  # the same
        from psycopg.pq import DiagnosticField, ExecStatus  # noqa: PLC0415  # the same

        self.server: Any = connection.pgconn
        self.names: dict[bytes, bytes] = {}
        self.loading = Transformer(connection)
        self.fault = error_from_result
        self.state = DiagnosticField.SQLSTATE
        self.done, self.has_rows = int(ExecStatus.COMMAND_OK), int(ExecStatus.TUPLES_OK)


def row_of(columns: Sequence[str]) -> MakeRow:
    """Make what makes rows with the names of their columns."""
    new_type: Any = namedtuple  # noqa: PYI024  # which columns, only the statement knows
    return partial(tuple.__new__, new_type("Row", columns, rename=True))


def looks_of(connection: sa.Connection) -> Looks | None:
    """Give what a connection has prepared that begins nothing and keeps it; one behind a pooler does not."""
    info = connection.info
    kept: Looks | None = info.get(_KEPT, _UNKNOWN)
    if kept is _UNKNOWN:
        driver: Any = connection.connection.dbapi_connection
        looks = driver.autocommit and driver.prepare_threshold is not None
        kept = info[_KEPT] = Looks(driver) if looks else None
    return kept


def look(kept: Looks, numbered: Numbered, values: Mapping[str, Any]) -> list[Any] | None:
    """Give the rows; None where PostgreSQL must be told more of the parameters. Raises the driver's errors."""
    name = kept.names.get(numbered.sql)
    if name is None:
        name = b"look_%d" % len(kept.names)
        prepared = kept.server.prepare(name, numbered.sql)
        if prepared.status != kept.done:
            if not (prepared.error_field(kept.state) or b"").startswith(_AGAINST_STATEMENT):
                raise kept.fault(prepared)
            numbered.is_good = False
            return None
        kept.names[numbered.sql] = name
    result = kept.server.exec_prepared(name, *numbered.parameters(values))
    if result.status != kept.has_rows:
        raise kept.fault(result)
    if numbered.row is None:
        numbered.row = row_of([result.fname(place).decode() for place in range(result.nfields)])
    kept.loading.set_pgresult(result)
    return kept.loading.load_rows(0, result.ntuples, numbered.row)
