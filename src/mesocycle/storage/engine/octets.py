"""How many bytes a text is, without reading it where the engine knows that without."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Octets(FunctionElement[int]):
    inherit_cache = True
    type = sa.Integer()


def octets(text: sa.ColumnElement[str] | sa.ColumnElement[str | None]) -> sa.ColumnElement[int]:
    """Give the bytes of a text in UTF-8, 0 where there is none.

    PostgreSQL keeps the number beside a long text; to count characters it has to decompress all of it.
    """
    return sa.func.coalesce(_Octets(text), 0)


@compiles(_Octets)
def _on_sqlite(element: _Octets, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401  # SQLAlchemy's own
    return f"length(cast({compiler.process(element.clauses, **how)} as blob))"


@compiles(_Octets, "postgresql")
def _on_postgresql(element: _Octets, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401  # the same
    return f"octet_length({compiler.process(element.clauses, **how)})"
