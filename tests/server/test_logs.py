"""The log: one form for all, and no values that statements were run with."""

import logging
import secrets
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from mesocycle.server import logs
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.training import user_feed
from tests.server.conftest import Lines

Logged = Callable[[ServerSettings], Lines]
JSON = ServerSettings(log_format="json")


def test_lines_of_libraries_have_the_form_of_our_own(logged: Logged) -> None:
    lines = logged(JSON)

    logs.logger().info("ours", number=1)
    logging.getLogger("somebody.else").warning("theirs %s", 2, extra={"request_id": "abc"})

    ours, theirs = lines.json
    assert {"timestamp", "level", "event"} <= set(ours) & set(theirs)
    assert (ours["event"], ours["number"]) == ("ours", 1)
    assert (theirs["event"], theirs["logger"], theirs["request_id"]) == ("theirs 2", "somebody.else", "abc")


def test_the_level_holds_for_our_own_lines_and_for_those_of_libraries(logged: Logged) -> None:
    lines = logged(ServerSettings(log_format="json", log_level="warning"))

    logs.logger().info("ours")
    logging.getLogger("somebody.else").info("theirs")
    logging.getLogger("somebody.else").error("that matters")

    assert [line["event"] for line in lines.json] == ["that matters"]


def test_people_read_a_line_as_time_level_event_and_named_values(logged: Logged) -> None:
    lines = logged(ServerSettings())

    logs.logger().info("request", status=200, user=None, route="a b\n")

    assert lines.text.endswith("Z info    request status=200 route='a b\\n'\n")


def test_an_exception_is_told_whole_below_its_line(logged: Logged) -> None:
    lines = logged(ServerSettings())

    try:
        int("no number")
    except ValueError:
        logging.getLogger("somebody.else").exception("unexpected")

    head, *below = lines.text.splitlines()
    assert "error" in head
    assert below[0].startswith("Traceback")
    assert below[-1].startswith("ValueError: invalid literal")


def test_values_of_a_failed_statement_are_in_no_line(logged: Logged, db: Database) -> None:
    lines, secret = logged(JSON), secrets.token_hex()

    try:
        with db.engine.begin() as connection:
            connection.execute(sa.text("insert into no_such_table values (:secret)"), {"secret": secret})
    except sa.exc.DBAPIError:
        logging.getLogger("mesocycle.api").exception("unexpected")

    assert "no_such_table" in lines.text
    assert secret not in lines.text


def test_the_row_that_broke_a_rule_of_the_database_is_in_no_line(logged: Logged, db: Database) -> None:
    lines, secret = logged(JSON), secrets.token_hex()

    try:
        with db.engine.begin() as connection:
            for _ in range(2):
                connection.execute(user_feed.insert().values(user_id=secret, epoch="e", seq=1))
    except sa.exc.DBAPIError:
        logging.getLogger("mesocycle.api").exception("unexpected")

    assert "IntegrityError" in lines.text
    assert secret not in lines.text


def test_warnings_become_lines(logged: Logged) -> None:
    lines = logged(JSON)

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)  # what catch_warnings put back
        warnings.warn("mind this", UserWarning, stacklevel=1)

    assert "mind this" in lines.text


def test_a_line_costs_microseconds_not_a_request(logged: Logged) -> None:
    logged(JSON)
    log = logs.logger()

    begun = time.perf_counter()
    for _ in range(1000):
        log.info("request", request_id="x", method="GET", route="/x/{id}", status=200, ms=1.5, user="u", bytes=10)

    assert time.perf_counter() - begun < 0.5  # ten times what it takes, so that a busy machine does not fail it


def test_a_line_that_can_not_be_written_is_lost_and_raises_nothing() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        logs.configure(ServerSettings(), full)
        logs.logger().error("lost")
        with suppress(OSError):
            full.close()
