"""The bar that shows how far something is."""

import io
import sys

import pytest

from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.progress import progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _run(*, as_json: bool) -> Run:
    return Run(db_url=None, config=None, as_email=None, as_json=as_json)


def test_with_json_and_into_a_pipe_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress(_run(as_json=False), "Importing", "items") as in_a_pipe:
        assert in_a_pipe is None
    monkeypatch.setattr(sys, "stderr", _Terminal())
    with progress(_run(as_json=True), "Importing", "items") as with_json:
        assert with_json is None


def test_on_a_terminal_a_bar_says_what_is_done_and_is_gone_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")

    with progress(_run(as_json=False), "Importing", "items") as told:
        assert told is not None
        told(3, 7)

    assert "Importing" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")
