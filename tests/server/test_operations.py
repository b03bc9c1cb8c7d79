"""`/health/live`, `/health/ready` and `/metrics`, on real databases."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from prometheus_client.parser import text_string_to_metric_families

from mesocycle.api.frame.problems import Problem
from mesocycle.domain.people.act import Actor
from mesocycle.domain.refusal import DatabaseBusy
from mesocycle.server import health as health_module
from mesocycle.server.health import Health
from mesocycle.server.metrics import Metrics
from mesocycle.server.operations import Operations
from mesocycle.settings import Settings
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from tests.arrange import a_user, an_act
from tests.server.asgi import App, asked

TOKEN = "0123456789abcdef"  # noqa: S105  # a test's own
REMOTE = "203.0.113.9"


async def beyond(_scope: Any, _receive: Any, send: Any) -> None:  # noqa: ANN401  # ASGI's own
    """Be the application behind; it only says that it was asked."""
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@contextmanager
def operations(db: Database, settings: Settings | None = None) -> Iterator[App]:
    health = Health(db)
    given = settings or Settings()
    try:
        yield Operations(beyond, given, health, Metrics(db) if given.metrics else None)
    finally:
        health.close()


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

    answer = asked(Operations(beyond, Settings(), health, None), "/health/ready")
    health.close()

    assert (answer.status, answer.json["code"]) == (503, "server-stopping")


def test_head_gets_what_get_would_without_the_body_and_other_methods_are_refused(db: Database) -> None:
    with operations(db) as app:
        head, post = asked(app, "/health/live", method="HEAD"), asked(app, "/health/live", method="POST")

    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "17")
    assert (post.status, post.headers["allow"]) == (405, "GET, HEAD")


def test_any_other_path_is_for_the_application(db: Database) -> None:
    with operations(db) as app:
        told = [asked(app, path).status for path in ("/", "/health", "/health/live/x", "/metrics/x")]

    assert told == [299] * 4


@pytest.mark.parametrize(
    ("client", "headers", "status"),
    [
        ("127.0.0.1", [], 200),
        (REMOTE, [], 403),
        (REMOTE, [(b"authorization", f"Bearer {TOKEN}".encode())], 200),
        (REMOTE, [(b"authorization", b"Bearer 0123456789abcdeX")], 403),
        ("127.0.0.1", [(b"x-forwarded-for", REMOTE.encode())], 403),
        (REMOTE, [(b"x-forwarded-for", b"127.0.0.1")], 403),
    ],
)
def test_figures_are_for_this_machine_and_for_whoever_has_the_token(
    db: Database, client: str, headers: list[tuple[bytes, bytes]], status: int
) -> None:
    with operations(db, Settings(metrics_token=TOKEN)) as app:
        answer = asked(app, "/metrics", client=client, headers=headers)

    assert answer.status == status
    assert (b"mesocycle_" in answer.body) is (status == 200)


def test_without_a_token_in_the_settings_no_token_opens_the_figures(db: Database) -> None:
    with operations(db) as app:
        told = [
            asked(app, "/metrics", client=REMOTE, headers=[(b"authorization", each)]).status
            for each in (b"", b"Bearer", b"Bearer ", b"Bearer None")
        ]

    assert told == [403] * 4


def test_where_figures_are_switched_off_there_is_no_such_page(db: Database) -> None:
    with operations(db, Settings(metrics=False)) as app:
        assert asked(app, "/metrics").status == 299


def figures(metrics: Metrics) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *(sample.labels.get(label, "") for label in ("route", "method", "status"))): sample.value
        for family in text_string_to_metric_families(metrics.text().decode())
        for sample in family.samples
        if not sample.name.endswith("_bucket")
    }


def test_requests_are_counted_by_route_method_and_status_with_their_time(db: Database) -> None:
    metrics = Metrics(db)

    for status, seconds in ((200, 0.5), (200, 0.25), (404, 1.0)):
        metrics.answered("/x/{id}", "GET", status, seconds)

    found = figures(metrics)
    assert found["mesocycle_http_requests_total", "/x/{id}", "GET", "200"] == 2
    assert found["mesocycle_http_requests_total", "/x/{id}", "GET", "404"] == 1
    assert found["mesocycle_http_request_seconds_sum", "/x/{id}", "GET", ""] == 1.75


def test_made_up_methods_are_one_series(db: Database) -> None:
    metrics = Metrics(db)

    for number in range(50):
        metrics.answered(None, f"M{number}", 405, 0.1)

    assert figures(metrics)["mesocycle_http_requests_total", "(unknown)", "OTHER", "405"] == 50


def test_transactions_that_run_are_counted(db: Database) -> None:
    metrics = Metrics(db)
    with db.read(), db.read():
        running = figures(metrics)["mesocycle_database_transactions", "", "", ""]

    assert running == 2
    assert figures(metrics)["mesocycle_database_transactions", "", "", ""] == 0


def test_writes_that_others_held_up_for_too_long_are_counted(ready_url: str) -> None:
    db = Database.open(ready_url, busy_seconds=0.2)
    a_user(db)
    metrics = Metrics(db)
    began, done = threading.Event(), threading.Event()

    def hold(_write: Write) -> None:
        began.set()
        done.wait(10)

    act = an_act(Actor("ann", frozenset()))
    with ThreadPoolExecutor(1) as other:
        held = other.submit(db.write, "ann", act, hold)
        began.wait(10)
        with pytest.raises(DatabaseBusy):
            db.write("ann", act, lambda write: users.get(write, "ann"))
        done.set()
        held.result()
    db.close()

    assert figures(metrics)["mesocycle_database_busy_total", "", "", ""] == 1
