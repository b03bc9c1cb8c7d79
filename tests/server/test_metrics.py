"""The figures for machines."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from prometheus_client.parser import text_string_to_metric_families

from mesocycle.domain.people.act import Actor
from mesocycle.domain.refusal import DatabaseBusy
from mesocycle.server.metrics import Metrics
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from tests.arrange import a_user, an_act


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


def test_how_long_a_stream_was_read_is_no_time_that_the_server_took(db: Database) -> None:
    metrics = Metrics(db)

    metrics.answered("/live", "GET", 200, None)

    told = metrics.text().decode()
    assert 'mesocycle_http_requests_total{method="GET",route="/live",status="200"} 1.0' in told
    assert 'mesocycle_http_request_seconds_count{method="GET",route="/live"} 0.0' in told


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
