"""Which tables are spread over machines, and that an upgrade spreads those that came with it."""

from collections.abc import Iterator
from contextlib import closing

import pytest
import sqlalchemy as sa

from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema.distribute import Fate, distribute
from mesocycle.storage.schema.spreading import spread_rest, spread_tables, version_of
from mesocycle.storage.schema.upgrade import upgrade
from mesocycle.storage.tables.training import SPREAD_BY, metadata
from mesocycle.storage.upkeep.verify import verify_database
from tests import citus, servers
from tests.actions.training import ann_trains


@pytest.fixture
def machines() -> Iterator[Database]:
    """Give a database on several machines that nothing was done to; skip where none are named."""
    coordinator = citus.coordinator()
    if coordinator is None:
        pytest.skip("MESOCYCLE_TEST_CITUS_URL names no coordinator: Citus comes from no package registry")
    spread = citus.SpreadDatabase(coordinator, ())
    with closing(Database.open(spread.bare())) as database:
        yield database
    spread.close()


def test_what_belongs_to_one_athlete_is_spread_by_them_and_all_else_is_everywhere() -> None:
    spread = {name for name, table in metadata.tables.items() if SPREAD_BY in table.info}

    assert {"user_feed", "workout_session", "session_event", "receipt"} <= spread
    assert not {"app_user", "routine_version", "workout_snapshot", "coaching"} & spread
    for name in spread:
        assert next(iter(metadata.tables[name].primary_key.columns)).name == metadata.tables[name].info[SPREAD_BY]


def test_without_the_extension_nothing_is_placed(postgres: str, elsewhere: Database) -> None:
    with servers.fresh_database(postgres) as url, closing(Database.open(url)) as plain:
        upgrade(plain)
        for database in (plain, elsewhere):
            with database.read() as read:
                assert spread_tables(read.connection) == frozenset()
        with plain.read() as read:
            assert version_of(read.connection) is None


def test_a_filled_database_is_spread_in_one_transaction_and_holds_what_it_held(machines: Database) -> None:
    upgrade(machines)
    ann_trains(machines)

    done = distribute(machines)

    with machines.read() as read:
        assert spread_tables(read.connection) == frozenset(metadata.tables)
    assert {each.table for each in done.tables if each.fate is Fate.SPREAD} == {
        name for name, table in metadata.tables.items() if SPREAD_BY in table.info
    }
    assert verify_database(machines).sound
    assert {each.fate for each in distribute(machines).tables} == {Fate.AS_IT_WAS}


def test_a_table_that_came_later_is_spread_by_the_upgrade_that_brings_it(machines: Database) -> None:
    upgrade(machines)
    distribute(machines)
    with machines.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("drop table exercise_choice")
        metadata.tables["exercise_choice"].create(connection)

        spread_rest(connection)

        assert "exercise_choice" in spread_tables(connection)


def test_broken_off_nothing_is_spread(machines: Database) -> None:
    upgrade(machines)
    with machines.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("alter table receipt drop constraint pk_receipt")  # then it can't be spread
        connection.exec_driver_sql("create unique index pk_receipt on receipt (id)")

    with pytest.raises(sa.exc.DBAPIError):
        distribute(machines)

    with machines.read() as read:
        assert spread_tables(read.connection) == frozenset()


def test_a_dry_run_names_each_tables_fate_and_what_is_copied(machines: Database) -> None:
    upgrade(machines)

    told = distribute(machines, dry_run=True)

    assert (told.machines, told.dry_run) == (2, True)
    assert all(each.bytes > 0 and each.fate is not Fate.AS_IT_WAS for each in told.tables)
    with machines.read() as read:
        assert spread_tables(read.connection) == frozenset()
