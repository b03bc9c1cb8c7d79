"""Statements over what is asked of one owner or of several, in two forms.

Where tables are spread over machines, an owner must stand in the statement as a plain parameter to be seen before it
runs; out of JSON it is not. So what is asked of one owner goes to one machine, and of several to all at once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
import sqlalchemy as sa

from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.prepared import Prepared

Asked = Sequence[Mapping[str, object]]
Form = Callable[[str, str], sa.ClauseElement]
"""Of the engine's name, and of a condition to add (or nothing), makes the statement over `:given`."""
Kind = TypeVar("Kind", bound=NamedTuple)


class ByOwner:
    """A statement over the objects in `:given`, each of which says its `owner`."""

    def __init__(self, form: Form, *, column: str = "s.user_id") -> None:
        """Make both forms for each engine; `column` is the owner's in the table that is gone through."""
        named = f" and {column} = :owner"
        self._one = {dialect: Prepared(form(dialect, named)) for dialect in ("sqlite", "postgresql")}
        self._several = {dialect: Prepared(form(dialect, "")) for dialect in ("sqlite", "postgresql")}

    def rows(self, read: Read, asked: Asked, **values: object) -> list[Any]:
        """Run it for what is asked and give its rows."""
        statement, all_values = self._chosen(read, asked, values)
        return read.rows(statement, **all_values)

    def each(self, read: Read, kind: type[Kind], asked: Asked, **values: object) -> Iterator[Kind]:
        """Run it for what is asked and go through its rows, each a named tuple of a kind."""
        statement, all_values = self._chosen(read, asked, values)
        return read.each(statement, kind, **all_values)

    def _chosen(self, read: Read, asked: Asked, values: Mapping[str, object]) -> tuple[Prepared, dict[str, object]]:
        given = {**values, "given": msgspec.json.encode(asked).decode()}
        owner = asked[0]["owner"]
        if any(each["owner"] != owner for each in asked):
            return self._several[read.dialect], given
        return self._one[read.dialect], {**given, "owner": owner}
