"""Several processes of one server allow together what one would allow."""

import os
import signal
import time

import pytest

from mesocycle.http.limits import WINDOW_S
from mesocycle.server import shared_limits
from mesocycle.server.shared_limits import SharedLimits

NOON = 12.0 * 3600
TOKEN = b"a token's hash"


def in_another_process(limits: SharedLimits, requests: int) -> None:
    """Take so many requests in a process that was forked."""
    process = os.fork()
    if process == 0:
        for _ in range(requests):
            limits.take(TOKEN, "192.0.2.1", NOON)
        os._exit(0)
    assert os.waitpid(process, 0)[1] == 0


def test_what_one_process_counted_the_other_counts_on() -> None:
    limits = SharedLimits(10)
    limits.recognise(TOKEN, NOON)

    in_another_process(limits, 4)

    assert limits.take(TOKEN, "192.0.2.1", NOON).remaining == 10 - 1 - 4 - 1


def test_a_credential_that_nobody_found_good_counts_for_its_network() -> None:
    limits = SharedLimits(10)

    in_another_process(limits, 4)

    assert limits.take(b"made up", "192.0.2.1", NOON).remaining == 10 - 4 - 1
    assert limits.take(b"made up", "198.51.100.1", NOON).remaining == 9


def test_a_new_minute_begins_anew_and_remembers_who_was_good_for_one_more() -> None:
    limits = SharedLimits(10)
    limits.recognise(TOKEN, NOON)
    limits.take(TOKEN, "192.0.2.1", NOON)

    assert limits.take(TOKEN, "192.0.2.1", NOON + WINDOW_S).remaining == 9
    assert limits.recognise(TOKEN, NOON + WINDOW_S) is None
    assert limits.take(None, "192.0.2.1", NOON + WINDOW_S).remaining == 9
    limits.take(TOKEN, "192.0.2.1", NOON + 4 * WINDOW_S)
    assert limits.take(None, "192.0.2.1", NOON + 4 * WINDOW_S).remaining == 8, "it was forgotten, so the network paid"


def test_when_there_is_no_room_left_the_rest_counts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_limits, "_SLOTS", 4)
    limits = SharedLimits(10)

    left = [limits.take(None, f"198.51.{number}.1", NOON).remaining for number in range(8)]

    assert left == [9, 9, 9, 9, 8, 7, 6, 5]


def test_a_process_that_is_killed_while_it_counts_holds_up_nobody() -> None:
    limits = SharedLimits(10)
    process = os.fork()
    if process == 0:
        with limits._held():
            time.sleep(60)
    time.sleep(0.2)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)

    assert limits.take(None, "192.0.2.1", NOON).remaining == 9


def test_a_process_that_counts_the_last_moment_late_begins_no_minute_anew() -> None:
    limits = SharedLimits(10)
    limits.recognise(TOKEN, NOON)
    for _ in range(4):
        limits.take(TOKEN, "192.0.2.1", NOON)

    limits.take(TOKEN, "192.0.2.1", NOON - 0.0001)

    assert limits.take(TOKEN, "192.0.2.1", NOON).remaining == 10 - 1 - 4 - 1 - 1
