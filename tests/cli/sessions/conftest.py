"""Fixtures of the tests of sessions."""

from pathlib import Path

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, MONDAY, ann_follows, at, done, ids


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, MONDAY)


@pytest.fixture
def ann(everybody: Mesocycle, tmp_path: Path) -> Mesocycle:
    """Give the program with Ann acting, who follows squats on Mondays and presses on Thursdays."""
    ann_follows(everybody, tmp_path)
    done(everybody("reference set TM 140kg --exercise", "back squat", *ANN, "--valid-from", "2026-01-01"))
    return lambda line, *more: everybody(f"--as ann@example.org {line}", *more)


@pytest.fixture
def squat(ann: Mesocycle) -> str:
    """Give the id of Monday's session."""
    return ids(ann("--json session list"))[0]


@pytest.fixture
def press(ann: Mesocycle) -> str:
    """Give the id of Thursday's session."""
    return ids(ann("--json session list"))[1]
