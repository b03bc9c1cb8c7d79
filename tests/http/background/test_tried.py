"""What a thread that others rely on tries."""

import logging

import pytest

from mesocycle.domain.refusal import DatabaseBusy
from mesocycle.http.background.tried import tried

_LOG = logging.getLogger("mesocycle.tested")


def a_refusal() -> None:
    raise DatabaseBusy("Others write.", "Try again.")


def a_defect() -> None:
    raise RuntimeError("of a kind that nobody thought of")


def test_what_is_done_is_done_and_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    assert tried(lambda: done.append(1), _LOG, "it was not done")
    assert (done, caplog.records) == ([1], [])


def test_a_refusal_is_a_line_and_a_defect_is_logged_whole(caplog: pytest.LogCaptureFixture) -> None:
    assert not tried(a_refusal, _LOG, "it was not done")
    assert not tried(a_defect, _LOG, "it was not done")

    refusal, defect = caplog.records
    assert (refusal.levelname, refusal.getMessage()) == ("WARNING", "it was not done: database-busy")
    assert (defect.levelname, defect.getMessage()) == ("ERROR", "unexpected error; it was not done")
    assert defect.exc_info is not None


def test_whoever_ends_the_process_ends_it() -> None:
    def ends() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tried(ends, _LOG, "it was not done")
