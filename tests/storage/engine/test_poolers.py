"""A pooler before PostgreSQL: what does not fit is refused with the remedy, what fits works as without one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest

from mesocycle.domain.refusal import DatabaseBusy, DatabaseNotUsable
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.engine.engines import Pooler
from mesocycle.storage.engine.poolers import require_known_pooler
from mesocycle.storage.people import users
from tests.arrange import a_user, an_act
from tests.pooling import pooled
from tests.storage.engine.writers import SHORT_S, name_of, name_them


@pytest.fixture
def engine_name() -> str:
    """Choose the server: before a file stands no pooler."""
    return "postgresql"


@contextmanager
def by_pooler(
    url: str, mode: str, pooler: Pooler, *, connections: int = 5, busy_seconds: float = 30
) -> Iterator[Database]:
    with (
        pooled(url, mode, connections=connections) as address,
        closing(Database.open(address, pooler=pooler, busy_seconds=busy_seconds)) as database,
    ):
        yield database


def test_without_a_pooler_either_setting_fits(ready_url: str) -> None:
    for pooler in ("none", "transaction"):
        with closing(Database.open(ready_url, pooler=pooler)) as database:
            require_known_pooler(database)


def test_a_pooler_of_transactions_that_nobody_told_of_is_refused_with_the_setting(ready_url: str) -> None:
    with (
        by_pooler(ready_url, "transaction", "none") as database,
        pytest.raises(DatabaseNotUsable, match="single transactions") as refused,
    ):
        require_known_pooler(database)

    assert "MESOCYCLE_POOLER=transaction" in refused.value.remedy


def test_a_pooler_of_sessions_is_as_none(ready_url: str) -> None:
    with by_pooler(ready_url, "session", "none") as database:
        require_known_pooler(database)


def test_a_pooler_of_statements_is_refused_with_the_mode_that_fits(ready_url: str) -> None:
    with (
        by_pooler(ready_url, "statement", "transaction") as database,
        pytest.raises(DatabaseNotUsable, match="single statements") as refused,
    ):
        require_known_pooler(database)

    assert "pool_mode = transaction" in refused.value.remedy


def test_many_threads_look_and_write_by_a_few_connections_of_a_pooler(ready_url: str) -> None:
    with by_pooler(ready_url, "transaction", "transaction", connections=3) as database:
        require_known_pooler(database)
        people = [a_user(database, f"user-{number}") for number in range(6)]

        def go(turn: int) -> None:
            user = people[turn % len(people)]
            database.write(user.id, an_act(user), name_them(f"Name {turn}"))
            with database.read_now() as look:
                users.get(look, user.id)
            name_of(database, user)

        with ThreadPoolExecutor(12) as threads:
            list(threads.map(go, range(300)))

        assert {name_of(database, user)[:5] for user in people} == {"Name "}


def test_behind_a_pooler_too_nobody_waits_for_a_lock_for_ever(ready_url: str) -> None:
    with by_pooler(ready_url, "transaction", "transaction", busy_seconds=SHORT_S) as database:
        ann = a_user(database, "ann")

        def wait_for_oneself(_write: Write) -> None:
            database.write(ann.id, an_act(ann), name_them("Anna"))

        with pytest.raises(DatabaseBusy):
            database.write(ann.id, an_act(ann), wait_for_oneself)
