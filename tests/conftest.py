"""Fixtures for every test: an empty or a ready database on each engine, and a home of its own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import servers

if TYPE_CHECKING:
    from mesocycle.storage.engine.database import Database
    from tests.citus import SpreadDatabase
    from tests.watch import Watch

# No test asserts a time, so none has a deadline. `make test` plays the same examples every time; the long
# proofs choose "prove" and print their seed.
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("cut", deadline=None, derandomize=True, database=None, suppress_health_check=QUIET)
settings.register_profile(
    "prove", deadline=None, max_examples=2000, database=None, print_blob=True, suppress_health_check=QUIET
)
settings.load_profile("cut")  # pytest's --hypothesis-profile comes later and so decides


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name no test by bytes: a zip holds the second it was made in, and workers must collect the same names."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep every test, and every program a test starts, away from the data of whoever runs it."""
    for name in [n for n in os.environ if n.startswith("MESOCYCLE_") and not n.startswith("MESOCYCLE_TEST_")]:
        del os.environ[name]
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(home / name.lower())


@pytest.fixture(scope="session")
def spread_watch() -> "Watch":
    """Listen to all statements that go to PostgreSQL."""
    from tests.watch import Watch

    return Watch()


@pytest.fixture(autouse=True)
def _one_statement_one_owner(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that sends what an engine would refuse that spreads training over machines by its owner."""
    if "postgres" not in request.fixturenames and "engine_name" not in request.fixturenames:
        yield  # nothing of it goes to PostgreSQL
        return
    watch: Watch = request.getfixturevalue("spread_watch")
    watch.found.clear()
    yield
    assert watch.found == []


@pytest.fixture(scope="session")
def postgres() -> str:
    """Give the address of the server that tests may make databases on; skip where none can be had."""
    try:
        return servers.postgres_url()
    except servers.NoPostgresError as reason:
        if os.environ.get("CI"):
            pytest.fail(f"CI runs on both engines. {reason}")
        pytest.skip(str(reason))


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_name(request: pytest.FixtureRequest) -> str:
    """Run the test once on each engine."""
    name: str = request.param
    return name


@pytest.fixture
def database_url(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a database that is new and empty, without any schema."""
    if engine_name == "sqlite":
        yield f"sqlite:///{tmp_path / 'mesocycle.sqlite'}"
        return
    with servers.fresh_database(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make once the SQLite file that each test gets a copy of."""
    from mesocycle.storage.schema.upgrade import upgrade

    path = tmp_path_factory.mktemp("template") / "mesocycle.sqlite"
    upgrade(f"sqlite:///{path}")
    assert not path.with_name(f"{path.name}-wal").exists(), "upgrade left a connection open: a copy would lack rows"
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres: str) -> Iterator[str]:
    """Make once the PostgreSQL database that each test gets a copy of."""
    from mesocycle.storage.schema.upgrade import upgrade

    with servers.fresh_database(postgres) as url:
        upgrade(url)
        yield url


@pytest.fixture(scope="session")
def emptied_postgres(postgres: str, migrated_postgres: str) -> Iterator[servers.EmptiedDatabase]:
    """Give the one PostgreSQL database that tests share, one after the other."""
    from mesocycle.storage.tables.training import metadata

    tables = [table.name for table in reversed(metadata.sorted_tables)]
    emptied = servers.EmptiedDatabase(postgres, migrated_postgres, tables)
    yield emptied
    emptied.close()


@pytest.fixture(scope="session")
def spread_citus() -> "Iterator[SpreadDatabase]":
    """Give the one database that tests share on the machines that `MESOCYCLE_TEST_CITUS_URL` names."""
    from mesocycle.storage.tables.training import metadata
    from tests import citus

    coordinator = citus.coordinator()
    assert coordinator is not None
    spread = citus.SpreadDatabase(coordinator, [table.name for table in reversed(metadata.sorted_tables)])
    yield spread
    spread.close()


@pytest.fixture
def one_machine(engine_name: str) -> None:
    """Skip where the database is spread: there code, hash and `verify` hold what a trigger holds on one machine."""
    if engine_name == "postgresql" and os.environ.get("MESOCYCLE_TEST_CITUS_URL"):
        pytest.skip("spread over machines, the schema is another: what lies on every one of them takes no trigger")


@pytest.fixture
def ready_url(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a database that has the whole schema and no rows."""
    if engine_name == "sqlite":
        path = tmp_path / "mesocycle.sqlite"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    shared: servers.EmptiedDatabase | SpreadDatabase = request.getfixturevalue(
        "spread_citus" if os.environ.get("MESOCYCLE_TEST_CITUS_URL") else "emptied_postgres"
    )
    yield shared.url()


@pytest.fixture
def db(ready_url: str) -> Iterator["Database"]:
    """Open a database that has the whole schema and no rows; it is closed and gone afterwards."""
    from mesocycle.storage.engine.database import Database

    database = Database.open(ready_url)
    try:
        yield database
    finally:
        database.close()


@pytest.fixture
def elsewhere(tmp_path: Path, migrated_sqlite: Path) -> Iterator["Database"]:
    """Give a second server with nobody on it, always on SQLite: what comes from one engine goes to the other."""
    from mesocycle.storage.engine.database import Database

    path = tmp_path / "elsewhere.sqlite"
    shutil.copyfile(migrated_sqlite, path)
    database = Database.open(f"sqlite:///{path}")
    yield database
    database.close()
