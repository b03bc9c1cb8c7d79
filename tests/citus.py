"""A database spread over machines, for tests: on the coordinator that `MESOCYCLE_TEST_CITUS_URL` names.

Its database knows the other machines (`citus_add_node`); whoever runs the tests set them up, with whatever version.
"""

import os
from collections.abc import Sequence
from contextlib import closing
from uuid import uuid4

import psycopg
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
    """One database for test after test: emptied before each, made anew on all machines where one changed its shape."""

    def __init__(self, coordinator: str, tables: Sequence[str]) -> None:
        """Know the coordinator, and the tables, referring ones first."""
        self._coordinator = coordinator
        self._tables = tables
        self._name = ""
        self._machines: list[tuple[str, int]] = []
        self._shape: object = None

    def bare(self) -> str:
        """Make a database on all machines that know each other, with nothing in it but the extension."""
        self._name = f"mesocycle_test_{uuid4().hex}"
        self._make(self._url)
        return self._url

    def url(self) -> str:
        """Give the address of the database, without rows and spread as it should be."""
        if not self._name or not self._emptied():
            self.close()
            url = self.bare()
            upgrade(url)
            with closing(Database.open(url)) as database:
                distribute(database)
            with servers.administrator(url) as connection:
                self._shape = connection.execute(servers.SHAPE).fetchone()
        return self._url

    @property
    def _url(self) -> str:
        return _database(self._coordinator, self._name)

    def _emptied(self) -> bool:
        deletes = sql.SQL(";").join(sql.SQL("delete from {}").format(sql.Identifier(each)) for each in self._tables)
        try:
            with servers.administrator(self._url) as connection:
                connection.execute("set lock_timeout = '5s'")
                connection.execute("set citus.multi_shard_modify_mode = 'sequential'")
                connection.execute(deletes)
                return connection.execute(servers.SHAPE).fetchone() == self._shape
        except psycopg.Error:  # somebody holds on to a row, or a table is gone
            return False

    def close(self) -> None:
        """Drop it everywhere."""
        for url in self._everywhere() if self._name else ():
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
        others = [address.set(host=host, port=port) for host, port in self._machines]
        return [each.render_as_string(hide_password=False) for each in (address, *others)]


def _database(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)
