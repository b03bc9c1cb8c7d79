"""Statements compiled once and run by the driver itself: SQLAlchemy's way to it takes longer than SQLite's answer.

For what runs thousands of times in a roll-out; everything else goes through `Read.execute`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.sql.compiler import SQLCompiler

from mesocycle.storage.engine.looking import Looks, Numbered, look, looks_of, row_of

Values = Mapping[str, Any]
T = TypeVar("T", bound=NamedTuple)

_AT_ONCE = 2_000
_UNASKED: Any = object()
"""Nobody has run the statement yet, so it isn't known whether it gives rows."""


class Prepared:
    """A statement that stands in a module; a list fills an expanding parameter.

    Rows have their columns' names, and values as the driver gives them: on SQLite a boolean is 0 or 1.
    """

    def __init__(self, statement: sa.ClauseElement) -> None:
        """Compile nothing yet: the engine is known when it runs."""
        self._statement = statement
        self._shapes: dict[tuple[object, ...], _Shape] = {}
        self._only: dict[str, _Shape] = {}
        """By engine, of a statement without lists."""

    def rows(self, connection: sa.Connection, values: Values) -> list[Any]:
        """Run with every parameter named and give all rows; lists of lengths not met before are compiled anew."""
        return self._shape(connection, values).rows(connection, values)

    def each(self, connection: sa.Connection, values: Values, kind: type[T]) -> Iterator[T]:
        """Run and go through the rows as a named tuple whose fields are the columns, while the database is open."""
        return self._shape(connection, values).each(connection, values, kind)

    def _shape(self, connection: sa.Connection, values: Values) -> "_Shape":
        only = self._only.get(connection.dialect.name)
        if only is not None:
            return only
        key = (connection.dialect.name, *[len(value) for value in values.values() if isinstance(value, list)])
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = _Shape(self._statement, connection.dialect, values)
            if not shape.has_lists:
                self._only[connection.dialect.name] = shape
        return shape


class _Shape:
    """The SQL for one engine and for lists of certain lengths."""

    def __init__(self, statement: sa.ClauseElement, dialect: sa.Dialect, values: Values) -> None:
        compiled = statement.compile(dialect=dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError(f"{statement} is no statement with parameters")
        expanded = compiled.construct_expanded_state({**compiled.params, **values})
        self._sql = expanded.statement
        self._constants = {name: value for name, value in compiled.params.items() if name not in values}
        self._lists = expanded.parameter_expansion
        self._order = expanded.positiontup
        self._row: Callable[[Sequence[Any]], Any] | None = _UNASKED
        self._numbered = Numbered(self._sql) if dialect.name == "postgresql" and not self._lists else None

    @property
    def has_lists(self) -> bool:
        return bool(self._lists)

    def rows(self, connection: sa.Connection, values: Values) -> list[Any]:
        if self._numbered is not None and self._numbered.is_good:
            looks = looks_of(connection)
            found = None if looks is None else self._looked(connection, looks, self._numbered, values)
            if found is not None:
                return found
        cursor = execute(connection, self._sql, self._filled(values))
        row = self._row
        if row is _UNASKED:  # asked once: psycopg makes its description anew each time, column by column
            description: Any = cursor.description
            row = None if description is None else row_of([column[0] for column in description])
            self._row = row  # one value: another thread has all of the answer or asks itself
        return [] if row is None else list(map(row, cursor.fetchall()))

    def _looked(self, connection: sa.Connection, looks: Looks, numbered: Numbered, values: Values) -> list[Any] | None:
        values = {**self._constants, **values}
        connection.dispatch.before_cursor_execute(connection, None, self._sql, values, None, False)  # noqa: FBT003  # as SQLAlchemy calls it
        try:
            return look(looks, numbered, values)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _as_sqlalchemy_says(connection, self._sql, error) from error

    def each(self, connection: sa.Connection, values: Values, kind: type[T]) -> Iterator[T]:
        """Go through the rows, without a step of Python for each: long histories have tens of thousands."""
        cursor = execute(connection, self._sql, self._filled(values))
        rows = chain.from_iterable(iter(partial(cursor.fetchmany, _AT_ONCE), []))
        return map(partial(tuple.__new__, kind), rows)

    def _filled(self, values: Values) -> dict[str, Any] | tuple[Any, ...]:
        """Give the values in the form the driver takes: in order, or by name."""
        flat = {**self._constants, **values}
        for name, members in self._lists.items():
            flat.update(zip(members, flat.pop(name), strict=True))
        return flat if self._order is None else tuple([flat[name] for name in self._order])


def execute(connection: sa.Connection, sql: str, parameters: Any, *, many: bool = False) -> DBAPICursor:  # noqa: ANN401  # in the driver's own form
    """Run SQL in the open transaction by the driver's cursor.

    As everywhere, its errors become SQLAlchemy's, and whoever listens to statements hears it.
    """
    cursor = connection.connection.cursor()
    connection.dispatch.before_cursor_execute(connection, cursor, sql, parameters, None, many)
    try:
        if many:
            cursor.executemany(sql, parameters)
        else:
            cursor.execute(sql, parameters)
    except connection.dialect.loaded_dbapi.Error as error:
        cursor.close()
        raise _as_sqlalchemy_says(connection, sql, error) from error
    connection.dispatch.after_cursor_execute(connection, cursor, sql, parameters, None, many)
    return cursor


def _as_sqlalchemy_says(connection: sa.Connection, sql: str, error: Exception) -> BaseException:
    dialect = connection.dialect
    return sa.exc.DBAPIError.instance(sql, None, error, dialect.loaded_dbapi.Error, dialect=dialect)
