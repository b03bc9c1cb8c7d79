"""Which tables are spread over machines, and that an upgrade spreads those that came with it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from mesocycle.actions.people.erase_account import erase_account
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema.distribute import Fate, distribute
from mesocycle.storage.schema.spreading import spread_rest, spread_tables
from mesocycle.storage.schema.upgrade import upgrade
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import SPREAD_BY, metadata
from mesocycle.storage.upkeep.backup import backup
from mesocycle.storage.upkeep.restore import restore
from mesocycle.storage.upkeep.verify import verify_database
from tests import citus, servers
from tests.actions.training import ann_trains
from tests.arrange import a_user, an_act

_HOME = sa.text(
    """select p.shardid, n.nodeid from pg_dist_placement as p join pg_dist_node as n on n.groupid = p.groupid
       where p.shardid = get_shard_id_for_distribution_column('user_feed', 'ann')"""
)
_OTHER = sa.text("select nodeid from pg_dist_node where groupid > 0 and nodeid <> :node limit 1")
_MOVE = sa.text(
    """select citus_move_shard_placement(:shard, cast(:home as integer), cast(:other as integer), 'block_writes')"""
)


@contextmanager
def _several() -> Iterator[Database]:
    coordinator = citus.coordinator()
    if coordinator is None:
        pytest.skip("MESOCYCLE_TEST_CITUS_URL names no coordinator: Citus comes from no package registry")
    spread = citus.SpreadDatabase(coordinator, ())
    with closing(Database.open(spread.bare())) as database:
        yield database
    spread.close()


@pytest.fixture
def machines() -> Iterator[Database]:
    """Give a database on several machines that nothing was done to; skip where none are named."""
    with _several() as database:
        yield database


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


def test_a_backup_of_several_machines_is_restored_on_several(machines: Database, tmp_path: Path) -> None:
    upgrade(machines)
    _, _, ids = ann_trains(machines)
    distribute(machines)
    backup(machines, tmp_path / "saved.backup")

    with _several() as others:
        upgrade(others)
        distribute(others)
        restore(others, tmp_path / "saved.backup")

        assert verify_database(others).sound
        with others.read() as read:
            assert {each.id for each in sessions.several(read, "ann", ids)} == set(ids)
            assert spread_tables(read.connection) == frozenset(metadata.tables)


def test_one_of_several_athletes_is_erased_and_the_others_stay(machines: Database) -> None:
    upgrade(machines)
    ann, _, _ = ann_trains(machines)
    bob = a_user(machines, "bob")
    distribute(machines)

    erase_account(machines, ann.id, an_act(ann))

    with machines.read() as read:
        assert [row.id for row in read.execute(sa.text("select id from app_user"))] == [bob.id]
    assert verify_database(machines).sound


def test_who_moves_from_one_machine_to_another_keeps_what_they_have(machines: Database) -> None:
    upgrade(machines)
    ann, _, (first, *_) = ann_trains(machines)
    distribute(machines)
    with machines.engine.connect() as connection:
        home = connection.execute(_HOME).one()
        other = connection.execute(_OTHER, {"node": home.nodeid}).one()
        connection.execute(_MOVE, {"shard": home.shardid, "home": home.nodeid, "other": other.nodeid})
        connection.commit()
        assert connection.execute(_HOME).one().nodeid == other.nodeid

    start_session(machines, "ann", first, an_act(ann))

    assert verify_database(machines).sound


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
