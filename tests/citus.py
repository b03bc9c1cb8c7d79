"""A database spread over machines, for tests: on the coordinator that `MESOCYCLE_TEST_CITUS_URL` names.

Its database knows the other machines (`citus_add_node`); whoever runs the tests set them up, with whatever version.
"""

import os
from collections.abc import Sequence
from contextlib import closing
from uuid import uuid4

from psycopg import sql
from sqlalchemy.engine import make_url

from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema.distribute import distribute
from mesocycle.storage.schema.upgrade import upgrade
from tests import servers


def coordinator() -> str | None:
    """Give the coordinator's address, where one is named."""
    named = os.environ.get("MESOCYCLE_TEST_CITUS_URL")
    return make_url(named).set(drivername="postgresql+psycopg").render_as_string(hide_password=False) if named else None


class SpreadDatabase:
    """One database for test after test, made on all machines at the first and emptied before each."""

    def __init__(self, coordinator: str, tables: Sequence[str]) -> None:
        """Know the coordinator, and the tables, referring ones first."""
        self._coordinator = coordinator
        self._tables = tables
        self._name = f"mesocycle_test_{uuid4().hex}"
        self._machines: list[tuple[str, int]] | None = None

    def bare(self) -> str:
        """Make a database on all machines that know each other, with nothing in it but the extension."""
        url = make_url(self._coordinator).set(database=self._name).render_as_string(hide_password=False)
        self._make(url)
        return url

    def url(self) -> str:
        """Give the address of the database, without rows."""
        url = make_url(self._coordinator).set(database=self._name).render_as_string(hide_password=False)
        if self._machines is None:
            self._make(url)
            upgrade(url)
            with closing(Database.open(url)) as database:
                distribute(database)
        else:
            deletes = sql.SQL(";").join(sql.SQL("delete from {}").format(sql.Identifier(each)) for each in self._tables)
            with servers.administrator(url) as connection:
                connection.execute("set citus.multi_shard_modify_mode = 'sequential'")
                connection.execute(deletes)
        return url

    def close(self) -> None:
        """Drop it everywhere."""
        for url in self._everywhere() if self._machines is not None else ():
            with servers.administrator(url) as connection:
                connection.execute(
                    sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(self._name))
                )

    def _make(self, url: str) -> None:
        with servers.administrator(self._coordinator) as connection:
            rows = connection.execute("select nodename, nodeport, groupid from pg_dist_node").fetchall()
        self._machines = [(name, port) for name, port, group in rows if group]
        host, port = next((name, port) for name, port, group in rows if not group)
        for machine in self._everywhere():
            with servers.administrator(machine) as connection:
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(self._name)))
            with servers.administrator(_database(machine, self._name)) as connection:
                connection.execute("create extension citus")
        with servers.administrator(url) as connection:
            connection.execute("select citus_set_coordinator_host(%s, %s)", [host, port])
            for machine_host, machine_port in self._machines:
                connection.execute("select citus_add_node(%s, %s)", [machine_host, machine_port])

    def _everywhere(self) -> list[str]:
        address = make_url(self._coordinator)
        others = [address.set(host=host, port=port) for host, port in self._machines or ()]
        return [each.render_as_string(hide_password=False) for each in (address, *others)]


def _database(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)
