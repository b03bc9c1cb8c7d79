"""The schema: migrations and `tables.py` say the same, and keep the rules of spreading and history."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

import mesocycle.storage.migrations
from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.schema.triggers import create_triggers
from mesocycle.storage.tables.training import metadata
from mesocycle.storage.upkeep.verify import verify
from tests.storage.catalog import catalog
from tests.storage.planting import plant, plant_all, plant_ground, plant_owns


@pytest.fixture
def declared(database_url: str) -> Iterator[Database]:
    """Give a database made straight from `tables.py`, without migrations."""
    database = Database.open(database_url)
    with database.engine.connect() as connection, connection.begin():
        metadata.create_all(connection)
        create_triggers(connection)
    yield database
    database.close()


@pytest.fixture
def opened_at(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Database]]:
    """Give a database of an older revision, with two users who own what the rows planted there belong to."""
    database = Database.open(database_url)

    def at(revision: str) -> Database:
        with monkeypatch.context() as before:
            before.setattr(schema, "HEAD", revision)
            schema.upgrade(database)
        plant_ground(database)
        plant_owns(database, "ann", "tom")
        return database

    yield at
    database.close()


@pytest.mark.usefixtures("one_machine")
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


def test_an_upgrade_extracts_the_logs_that_are_there(opened_at: Callable[[str], Database]) -> None:
    database = opened_at("0007_sets_by_day")
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
    extracts = {id_: f"[false,{number % 10}.0,[]]" for number, id_ in enumerate(logs)}
    assert found == {**extracts, "not-begun": None, "gone": "[false,9.0,[]]"}
    assert sound


def test_an_upgrade_counts_two_sides_once_and_fills_in_what_was_suggested(
    opened_at: Callable[[str], Database],
) -> None:
    database = opened_at("0010_roll_out_undo")
    columns = "user_id, session_id, id, day, section_id, line_id, set_type, side, sides, reps, load_kg"
    done = '"setNumber":1,"setType":"working","performance":{"reps":5,"weight":100,"weightUnit":"kg"}'
    shown = '"suggested":{"weight":105,"weightUnit":"kg","reps":6,"why":"It went well."}'
    sets = [
        f'{{"_id":"left","unilateralSide":"left",{done}}}',
        f'{{"_id":"right","unilateralSide":"right",{done}}}',
        f'{{"_id":"more",{shown},{done.replace(":1,", ":2,", 1)}}}',
    ]
    log = (
        '{"sections":[{"sectionId":"section-1","orderIndex":0,"exercises":'
        f'[{{"exerciseId":"exercise-1","orderIndex":0,"sets":[{",".join(sets)}]}}]}}]}}'
    )
    logs = {"session-1": log, "foreign": '{"suggested":1}'}
    rows = ({"id": id_, "status": "completed", "performance_log": text} for id_, text in logs.items())
    plant_all(database, ("receipt", {}), *(("workout_session", row) for row in rows))
    with database.engine.connect() as connection, connection.begin():
        for id_ in logs:
            for one, side in (("left", "'left'"), ("right", "'right'"), ("more", "null")):
                connection.exec_driver_sql(
                    f"insert into performed_set ({columns}) values ('ann', '{id_}', '{one}', '2026-01-05', "  # noqa: S608  # our own
                    f"'section-1', 'exercise-1', 'working', {side}, 1, 5, 100.0)"
                )

    schema.upgrade(database)

    asked = "select id, counts, suggested_kg, suggested_reps from performed_set where session_id = :id order by id"
    with database.read() as read:
        found = [tuple(row) for row in read.execute(sa.text(asked), {"id": "session-1"})]
        foreign = [tuple(row) for row in read.execute(sa.text(asked), {"id": "foreign"})]
    assert found == [("left", 1, None, None), ("more", 1, 105.0, 6), ("right", 0, None, None)]
    assert foreign == [("left", 1, None, None), ("more", 1, None, None), ("right", 1, None, None)]


def test_an_upgrade_keeps_receipts_as_they_are_and_nobody_copied_what_they_tell_of(
    opened_at: Callable[[str], Database],
) -> None:
    database = opened_at("0019_desk")
    plant(database, "receipt", undone_at="2026-01-06T09:00:00.000Z")
    asked = sa.text("select id, kind, document, former, undone_at, change_seq from receipt order by id")
    with database.read() as read:
        there = [tuple(row) for row in read.execute(asked)]

    schema.upgrade(database)

    with database.read() as read:
        assert [tuple(row) for row in read.execute(asked)] == there
        assert read.execute(sa.text("select count(copied_by) from receipt")).scalar_one() == 0
    assert len(there) == 1


def test_an_upgrade_that_takes_keys_apart_keeps_every_row_and_what_refers_to_it(
    opened_at: Callable[[str], Database],
) -> None:
    database = opened_at("0020_copies")
    plant_all(database, ("receipt", {}), *(("workout_session", {"id": f"s-{number}"}) for number in range(300)))
    asked = {
        name: sa.text(f"select * from {name} order by id")  # noqa: S608  # our own
        for name in ("workout_session", "routine_assignment")
    }
    with database.read() as read:
        there = {name: [tuple(row) for row in read.execute(query)] for name, query in asked.items()}

    schema.upgrade(database)

    with database.read() as read:
        assert {name: [tuple(row) for row in read.execute(query)] for name, query in asked.items()} == there
        assert verify(read).sound
    with pytest.raises(sa.exc.IntegrityError), database.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("delete from routine_assignment")
    assert [len(rows) for rows in there.values()] == [300, 3]


def test_no_key_that_others_refer_to_stands_in_a_clustered_row() -> None:
    referred_to = {key.column.table for table in metadata.tables.values() for key in table.foreign_keys}

    assert len(referred_to) > 5
    assert [each.name for each in referred_to if not each.dialect_options["sqlite"]["with_rowid"]] == []


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
