"""`/health/live` and `/health/ready`."""

import asyncio
import threading
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from mesocycle.api.frame.problems import Problem
from mesocycle.server import health as health_module
from mesocycle.server.health import Health
from mesocycle.server.machine_routes import Operations
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.server.asgi import asked
from tests.server.machines import beyond, operations


def test_a_process_that_answers_is_live_whatever_the_database_does(tmp_path: Path) -> None:
    db = Database.open(f"sqlite:///{tmp_path / 'missing' / 'nowhere.sqlite'}")

    with operations(db) as app:
        answer = asked(app, "/health/live")

    assert (answer.status, answer.json) == (200, {"status": "live"})


def test_a_server_on_a_current_database_is_ready(db: Database) -> None:
    with operations(db) as app:
        answer = asked(app, "/health/ready")

    assert (answer.status, answer.json) == (200, {"status": "ready"})


def test_a_server_on_a_database_without_schema_is_not_ready_and_says_what_to_do(database_url: str) -> None:
    db = Database.open(database_url)

    with operations(db) as app:
        answer = asked(app, "/health/ready")
    db.close()

    problem = msgspec.json.decode(answer.body, type=Problem)
    assert (answer.status, problem.status, problem.code) == (503, 503, "database-not-usable")
    assert "mesocycle db upgrade" in problem.remedy


def test_a_server_that_can_not_reach_its_database_is_not_ready(tmp_path: Path) -> None:
    db = Database.open(f"sqlite:///{tmp_path / 'missing' / 'nowhere.sqlite'}")

    with operations(db) as app:
        answer = asked(app, "/health/ready")

    assert answer.status == 503
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_the_engine_says_of_a_database_is_for_this_machine_only(tmp_path: Path) -> None:
    db = Database.open(f"sqlite:///{tmp_path / 'missing' / 'nowhere.sqlite'}")

    with operations(db) as app:
        here = msgspec.json.decode(asked(app, "/health/ready").body, type=Problem)
        elsewhere = msgspec.json.decode(asked(app, "/health/ready", client="192.0.2.7").body, type=Problem)

    assert here.code == elsewhere.code == "database-not-usable"
    assert "folder" in here.remedy
    assert elsewhere.detail == "The server can't use its database at present."


def test_a_database_that_does_not_answer_in_time_is_looked_at_once_however_many_ask(
    migrated_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_module, "ANSWERS_WITHIN_S", 0.3)
    db = Database.open(migrated_postgres)
    with db.engine.connect() as holder, holder.begin():
        holder.execute(sa.text("lock table alembic_version in access exclusive mode"))
        health = Health(db)

        async def ask_three() -> list[int]:
            answers = await asyncio.gather(*(health.ready() for _ in range(3)))
            return [each.status for each in answers]

        threads_before = threading.active_count()
        loop = asyncio.new_event_loop()
        statuses = loop.run_until_complete(ask_three())
        threads = threading.active_count() - threads_before
        holder.rollback()
        loop.run_until_complete(asyncio.sleep(0.1))
        loop.close()
    health.close()
    db.close()

    assert statuses == [503, 503, 503]
    assert threads == 1


def test_a_server_that_is_being_stopped_is_not_ready(db: Database) -> None:
    health = Health(db)
    health.stopping = True

    answer = asked(Operations(beyond, ServerSettings(), health, None), "/health/ready")
    health.close()

    assert (answer.status, answer.json["code"]) == (503, "server-stopping")
