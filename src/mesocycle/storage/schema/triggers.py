"""What the database itself refuses: a change of a snapshot, by whatever door."""

from sqlalchemy import Connection

_SAYS = "a workout snapshot is never changed"
_SQLITE = (
    f"""create trigger workout_snapshot_unchanging before update on workout_snapshot
        begin select raise(abort, '{_SAYS}'); end""",
    # `insert or replace` is an update by another name that fires no update trigger
    f"""create trigger workout_snapshot_not_replaced before insert on workout_snapshot
        when exists (select 1 from workout_snapshot where hash = new.hash and body <> new.body)
        begin select raise(abort, '{_SAYS}'); end""",  # noqa: S608  # nothing in it comes from outside
)
_POSTGRESQL = (
    f"""create function refuse_change_of_snapshot() returns trigger language plpgsql as $$
        begin
            raise exception '{_SAYS}' using errcode = 'restrict_violation';
        end $$""",
    """create trigger workout_snapshot_unchanging before update on workout_snapshot
        for each row execute function refuse_change_of_snapshot()""",
)


def create_triggers(connection: Connection) -> None:
    """Declare the triggers beside `tables.metadata`; none on Citus, which takes none there."""
    if connection.dialect.name == "sqlite":
        statements = _SQLITE
    elif connection.exec_driver_sql("select 1 from pg_extension where extname = 'citus'").first():
        return
    else:
        statements = _POSTGRESQL
    for statement in statements:
        connection.exec_driver_sql(statement)
