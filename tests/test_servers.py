"""The PostgreSQL that tests start for themselves."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests import servers

ASK_FOR_A_SERVER = """
import sys
from tests import servers
print(servers.postgres_url(), flush=True)
sys.stdin.read()
"""


def connect(url: str) -> psycopg.Connection:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


def test_a_database_url_in_the_environment_comes_before_every_other_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MESOCYCLE_TEST_DATABASE_URL", "postgresql://coach:secret@db.test/plans")

    url = servers.postgres_url.__wrapped__()

    assert url == "postgresql+psycopg://coach:secret@db.test/plans"


def test_without_any_postgresql_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MESOCYCLE_TEST_DATABASE_URL", raising=False)
    monkeypatch.setattr(servers, "machine_binaries", lambda: None)
    monkeypatch.setattr(servers, "_wheel_binaries", lambda: None)

    with pytest.raises(servers.NoPostgresError, match="apt-get install postgresql"):
        servers.postgres_url.__wrapped__()


def test_the_wheel_has_a_server_of_its_own_newer_than_the_oldest_we_run_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MESOCYCLE_TEST_DATABASE_URL", raising=False)
    monkeypatch.setenv("MESOCYCLE_TEST_POSTGRESQL", "wheel")

    with connect(servers.postgres_url.__wrapped__()) as connection:
        assert connection.info.server_version // 10_000 > servers.OLDEST_MAJOR


def test_a_server_that_does_not_start_is_a_failure_that_shows_what_it_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("MESOCYCLE_TEST_DATABASE_URL", raising=False)
    monkeypatch.setitem(servers.FAST, "shared_buffers", "none")
    binaries = servers.machine_binaries() or servers._wheel_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL here whose start could fail")

    with pytest.raises(servers.ServerFailedError, match="shared_buffers"):
        servers.postgres_url.__wrapped__()


def test_two_fresh_databases_do_not_see_each_other(postgres: str) -> None:
    with servers.fresh_database(postgres) as one, servers.fresh_database(postgres) as other:
        with connect(one) as connection:
            connection.execute("create table mark (id text)")

        with connect(other) as connection:
            found = connection.execute("select to_regclass('mark')").fetchone()

    assert found == (None,)


def test_a_copy_of_a_database_holds_what_the_original_holds(postgres: str) -> None:
    with servers.fresh_database(postgres) as original:
        with connect(original) as connection:
            connection.execute("create table mark as select 'x' as id")

        with servers.fresh_database(postgres, template=original) as copy, connect(copy) as connection:
            rows = connection.execute("select id from mark").fetchall()

    assert rows == [("x",)]


def test_a_fresh_database_is_gone_afterwards_even_when_a_connection_was_left_open(postgres: str) -> None:
    with contextlib.ExitStack() as left_open:
        with servers.fresh_database(postgres) as url:
            left_open.enter_context(contextlib.closing(connect(url)))

        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            connect(url)


@pytest.mark.skipif(
    "MESOCYCLE_TEST_DATABASE_URL" in os.environ, reason="the server was started by somebody else and stays"
)
def test_a_server_ends_and_leaves_nothing_behind_when_its_tests_are_killed(postgres: str) -> None:
    assert postgres  # the skip of that fixture is ours too: no server, no test
    with subprocess.Popen(
        [sys.executable, "-c", ASK_FOR_A_SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as tests:
        assert tests.stdout is not None
        url = make_url(tests.stdout.readline().strip())
        place = Path(str(url.query["host"]))
        assert place.is_dir()

        tests.send_signal(signal.SIGKILL)

    deadline = time.monotonic() + servers.START_LIMIT_S
    while place.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not place.exists()


def test_the_shared_database_is_emptied_and_made_anew_where_a_test_changed_its_shape(
    emptied_postgres: servers.EmptiedDatabase,
) -> None:
    url = emptied_postgres.url()
    _run(url, "insert into user_feed (user_id, epoch, seq) values ('ann', 'e', 1)")

    assert emptied_postgres.url() == url
    assert _run(url, "select count(*) from user_feed") == 0

    _run(url, "alter table user_feed rename column seq to number")
    other = emptied_postgres.url()
    assert other != url
    assert _run(other, "select coalesce(max(seq), 0) from user_feed") == 0


def _run(url: str, statement: str) -> object:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        result = connection.execute(statement)
        return result.fetchone()[0] if result.description else None  # type: ignore[index]  # each select gives a row
