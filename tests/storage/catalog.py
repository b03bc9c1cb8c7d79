"""What a database says about itself, for comparing two: every object with its whole definition."""

import re

from mesocycle.storage.engine.database import Database

_POSTGRESQL = """
    with ours as (select oid, relname, relkind from pg_class where relnamespace = 'public'::regnamespace)
    select 'column ' || c.relname || '.' || a.attname,
        concat_ws(' ', a.attnum, format_type(a.atttypid, a.atttypmod), a.attnotnull, l.collname,
            pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated)
    from ours c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_collation l on l.oid = a.attcollation and a.attcollation <> 0
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind in ('r', 'p', 'v')
  union all
    select concat('constraint ', conrelid::regclass, '.', conname),
        concat(contype, ' ', pg_get_constraintdef(oid))
    from pg_constraint where connamespace = 'public'::regnamespace
  union all
    select 'index ' || indexname, indexdef from pg_indexes where schemaname = 'public'
  union all
    select concat('trigger ', tgrelid::regclass, '.', tgname), concat(pg_get_triggerdef(oid), tgenabled)
    from pg_trigger where not tgisinternal
  union all
    select 'function ' || proname, pg_get_functiondef(oid)
    from pg_proc where pronamespace = 'public'::regnamespace
  union all
    select 'sequence ' || relname, '' from ours where relkind = 'S'
"""
_SQLITE = "select type || ' ' || name, coalesce(sql, tbl_name) from sqlite_master"


def catalog(database: Database) -> dict[str, str]:
    """Give every object's definition by kind and name; blanks and the order of constraints don't count."""
    query = _SQLITE if database.dialect == "sqlite" else _POSTGRESQL
    with database.read() as read:
        rows = read.connection.exec_driver_sql(query).all()
    return {name: _plain(definition) for name, definition in rows if "alembic_version" not in name}


def _plain(definition: str) -> str:
    """Put blanks in one form; sort a table's named constraints, for their order means nothing."""
    text = re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", definition)).strip()
    if not text.startswith("CREATE TABLE"):
        return text
    columns, *constraints = text.split(",CONSTRAINT ")
    if not constraints:
        return text
    *others, last = constraints
    last, end = re.fullmatch(r"(.*\))(\)[^)]*)", last).groups()  # type: ignore[union-attr]  # a table ends in ")"
    return ",CONSTRAINT ".join([columns, *sorted([*others, last])]) + end
