"""The schema: migrations and `tables.py` say the same, and keep the rules of spreading and history."""

import enum
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

import mesocycle.storage.migrations
from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin
from mesocycle.domain.assignment.receipt import ReceiptKind
from mesocycle.domain.assignment.roll_out import MemberStatus, RollOutStatus
from mesocycle.domain.calendar.address import Whose
from mesocycle.domain.imports.result import ImportSource, ImportStatus, ItemOutcome
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import CoachingStatus, Sees, Units
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.domain.session.session import RemovalReason, SessionStatus
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.schema.triggers import create_triggers
from mesocycle.storage.tables.training import metadata
from mesocycle.storage.upkeep.verify import verify
from tests.storage.catalog import catalog
from tests.storage.planting import plant, plant_all, plant_ground, plant_owns

PLAN = {"routine", "routine_version", "exercise"}
HISTORY = {
    "workout_session",
    "deleted_session",
    "session_event",
    "performed_set",
    "receipt",
    "workout_snapshot",
}
ENUMS: dict[tuple[str, str], type[enum.StrEnum]] = {
    ("app_user", "units"): Units,
    ("coaching", "status"): CoachingStatus,
    ("coaching", "sees"): Sees,
    ("api_token", "scope"): TokenScope,
    ("reference_value", "kind"): ReferenceKind,
    ("routine_assignment", "status"): AssignmentStatus,
    ("routine_assignment", "origin"): Origin,
    ("workout_session", "status"): SessionStatus,
    ("deleted_session", "reason"): RemovalReason,
    ("session_event", "kind"): EventKind,
    ("receipt", "kind"): ReceiptKind,
    ("roll_out", "status"): RollOutStatus,
    ("roll_out_member", "status"): MemberStatus,
    ("data_import", "source"): ImportSource,
    ("import_run", "source"): ImportSource,
    ("import_run", "status"): ImportStatus,
    ("import_run_item", "outcome"): ItemOutcome,
    ("calendar_feed", "whose"): Whose,
}
PROGRESS_OF_TRAINERS = {"roll_out_member"}
FOUND_BY_HASH = {"sign_in", "api_token", "reset_link", "calendar_feed"}
"""Whose they are is known only once they are found."""
NOT_OWNED = PROGRESS_OF_TRAINERS | FOUND_BY_HASH
USER_OWNED = [t for t in metadata.sorted_tables if "user_id" in t.c and t.name not in NOT_OWNED]


@pytest.fixture
def declared(database_url: str) -> Iterator[Database]:
    """Give a database made straight from `tables.py`, without migrations."""
    database = Database.open(database_url)
    with database.engine.connect() as connection, connection.begin():
        metadata.create_all(connection)
        create_triggers(connection)
    yield database
    database.close()


def test_the_migrations_make_exactly_the_schema_that_the_tables_declare(declared: Database, db: Database) -> None:
    asked = catalog(declared)

    made = catalog(db)

    assert made == asked


def test_the_catalog_notices_what_alembic_would_not(db: Database) -> None:
    before = catalog(db)
    with db.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("drop index uq_routine_assignment_live")
        connection.exec_driver_sql(
            "create unique index uq_routine_assignment_live "
            "on routine_assignment (user_id, parent_routine_id) where status = 'active'"
        )

    after = catalog(db)

    assert before.keys() == after.keys()
    assert [key for key in before if before[key] != after[key]] == ["index uq_routine_assignment_live"]


def test_every_check_of_a_kind_or_status_names_exactly_the_values_of_its_enum(db: Database) -> None:
    found: dict[tuple[str, str], set[str]] = {}
    with db.read() as read:
        for table in metadata.tables:
            for check in sa.inspect(read.connection).get_check_constraints(table):
                column = str(check["name"]).removeprefix(f"ck_{table}_")
                found[table, column] = set(re.findall(r"'([^']*)'", check["sqltext"]))

    assert found == {place: {kind.value for kind in kinds} for place, kinds in ENUMS.items()}


def test_no_foreign_key_cascades_and_none_leads_from_plan_to_history(db: Database) -> None:
    with db.read() as read:
        inspector = sa.inspect(read.connection)
        keys = [(table, key) for table in metadata.tables for key in inspector.get_foreign_keys(table)]

    assert keys
    assert [key for _, key in keys if set(key["options"]) & {"ondelete", "onupdate"}] == []
    assert [(t, k) for t, k in keys if t in HISTORY and k["referred_table"] in PLAN] == []
    assert [(t, k) for t, k in keys if t in PLAN and k["referred_table"] in HISTORY] == []


@pytest.mark.parametrize("table", USER_OWNED, ids=lambda table: str(table.name))
def test_every_user_owned_table_can_be_spread_by_user(table: sa.Table) -> None:
    owned = {t.name for t in USER_OWNED}
    unique = [c for c in table.constraints if isinstance(c, sa.UniqueConstraint)]
    indexes = [i for i in table.indexes if i.unique]
    keys = [k for k in table.foreign_key_constraints if k.referred_table.name in owned]

    assert next(iter(table.primary_key.columns)).name == "user_id"
    assert all("user_id" in constraint.columns for constraint in unique)
    assert all("user_id" in index.columns for index in indexes)
    assert all(("user_id", "user_id") in [(e.parent.name, e.column.name) for e in k.elements] for k in keys)


# SQLAlchemy can't reflect an index over an expression on SQLite; its name is in the catalog all the same
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_every_constraint_and_index_has_a_name_of_its_own_choosing(db: Database) -> None:
    names = [key.split()[1] for key in catalog(db) if key.startswith("index ")]
    with db.read() as read:
        inspector = sa.inspect(read.connection)
        for table in metadata.tables:
            names += [
                str(constraint["name"])
                for constraint in (
                    inspector.get_pk_constraint(table),
                    *inspector.get_unique_constraints(table),
                    *inspector.get_check_constraints(table),
                    *inspector.get_foreign_keys(table),
                )
            ]

    # SQLite names the indexes behind keys itself, however well the keys are named
    assert [n for n in names if not re.match("(pk|uq|ck|fk|ix)_|sqlite_autoindex_", n)] == []


def test_the_program_knows_every_migration_there_is() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(mesocycle.storage.migrations.__file__).parent))

    scripts = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]

    assert tuple(reversed(scripts)) == schema.REVISIONS


def test_an_upgrade_takes_a_fresh_database_to_the_head_and_a_second_has_nothing_to_do(
    database_url: str,
) -> None:
    database = Database.open(database_url)

    fresh = (schema.is_empty(database), schema.current(database), schema.is_current(database))
    first, second = schema.upgrade(database), schema.upgrade(database_url)
    done = (schema.is_empty(database), schema.current(database), schema.is_current(database))
    database.close()

    assert fresh == (True, None, False)
    assert (first, second) == (schema.Upgrade(None, schema.HEAD), schema.Upgrade(schema.HEAD, schema.HEAD))
    assert done == (False, schema.HEAD, True)


def test_an_upgrade_extracts_the_logs_that_are_there(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database.open(database_url)
    with monkeypatch.context() as before:
        before.setattr(schema, "HEAD", "0007_sets_by_day")
        schema.upgrade(database)
    plant_ground(database)
    plant_owns(database, "ann", "tom")
    logs = {f"s-{number:04}": f'{{"sections":[],"feedback":{{"rpe":{number % 10}}}}}' for number in range(1_100)}
    plant_all(database, ("receipt", {}), *(("workout_session", {"id": id_}) for id_ in [*logs, "not-begun"]))
    plant(database, "deleted_session", id="gone")
    with database.engine.connect() as connection, connection.begin():
        set_log = sa.text("update workout_session set performance_log = :log where id = :id")
        connection.execute(set_log, [{"id": id_, "log": log} for id_, log in logs.items()])
        connection.exec_driver_sql("""update deleted_session set performance_log = '{"feedback":{"rpe":9}}'""")

    schema.upgrade(database)

    of_session = "select id, log_extract from workout_session union all select id, log_extract from deleted_session"
    with database.read() as read:
        found = {row.id: row.log_extract for row in read.execute(sa.text(of_session))}
        sound = verify(read).sound
    database.close()
    extracts = {id_: f"[false,{number % 10}.0,[]]" for number, id_ in enumerate(logs)}
    assert found == {**extracts, "not-begun": None, "gone": "[false,9.0,[]]"}
    assert sound


def test_two_upgrades_at_once_do_the_work_once(database_url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(schema.upgrade, [database_url] * 4))

    assert sorted(outcomes, key=lambda outcome: outcome.before or "") == [
        schema.Upgrade(None, schema.HEAD),
        *[schema.Upgrade(schema.HEAD, schema.HEAD)] * 3,
    ]


def test_a_schema_newer_than_the_program_is_refused(database_url: str) -> None:
    schema.upgrade(database_url)
    database = Database.open(database_url)
    with database.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("update alembic_version set version_num = '9999_later'")

    with pytest.raises(DatabaseNotUsable, match="newer mesocycle") as refusal:
        schema.upgrade(database)

    database.close()
    assert "Install the newer version" in refusal.value.remedy


def test_another_programs_database_is_refused_and_left_alone(database_url: str) -> None:
    database = Database.open(database_url)
    with database.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("create table invoice (id integer primary key)")
    before = catalog(database)

    with pytest.raises(DatabaseNotUsable, match="invoice"):
        schema.upgrade(database)
    after = catalog(database)
    database.close()

    assert after == before


def test_an_upgrade_that_fails_half_way_leaves_nothing_behind(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database.open(database_url)
    run = schema._run_migrations

    def break_off(connection: sa.Connection, revision: str) -> None:
        run(connection, revision)
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "_run_migrations", break_off)
    with pytest.raises(KeyboardInterrupt):
        schema.upgrade(database)
    left = schema.is_empty(database)
    database.close()

    assert left


def test_a_database_without_the_schema_is_named_as_such(database_url: str) -> None:
    database = Database.open(database_url)

    with pytest.raises(DatabaseNotUsable, match="not been set up") as refusal, database.read() as read:
        read.execute(sa.select(metadata.tables["app_user"]))
    database.close()

    assert "db upgrade" in refusal.value.remedy


@pytest.mark.parametrize(
    "door",
    [
        "update workout_snapshot set body = 'other'",
        "update workout_snapshot set name = 'other'",
        """insert into workout_snapshot (hash, name, body) select hash, name, 'other' from workout_snapshot
           where true on conflict (hash) do update set body = excluded.body""",
    ],
)
def test_the_database_itself_refuses_to_change_a_snapshot(db: Database, door: str) -> None:
    _a_snapshot(db)

    with pytest.raises(sa.exc.DBAPIError, match="never changed"), db.engine.connect() as connection:
        connection.exec_driver_sql(door)

    with db.read() as read:
        assert read.connection.exec_driver_sql("select name, body from workout_snapshot").one() == (
            "Squat",
            "{}",
        )


def test_insert_or_replace_changes_no_snapshot_either(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.sqlite'}"
    schema.upgrade(url)
    database = Database.open(url)
    _a_snapshot(database)

    with pytest.raises(sa.exc.DBAPIError, match="never changed"), database.engine.connect() as connection:
        connection.exec_driver_sql(
            "insert or replace into workout_snapshot select hash, name, 'other' from workout_snapshot"
        )
    database.close()


def _a_snapshot(database: Database) -> None:
    with database.engine.connect() as connection, connection.begin():
        connection.execute(metadata.tables["workout_snapshot"].insert(), {"hash": b"1", "name": "Squat", "body": "{}"})
