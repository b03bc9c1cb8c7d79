"""Fixtures of the tests of reports."""

from pathlib import Path

import pytest

from tests.cli.reports.asking import LATER
from tests.cli.running import Mesocycle
from tests.cli.training import ANN, MONDAY, ann_follows, at, done, ids


@pytest.fixture
def ann(everybody: Mesocycle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mesocycle:
    """Give the program with Ann acting, who squatted on the first Monday and skipped Thursday's press."""
    at(monkeypatch, MONDAY)
    ann_follows(everybody, tmp_path)
    done(everybody("reference set TM 140kg --exercise", "back squat", *ANN, "--valid-from", "2026-01-01"))
    squat, press, *_ = ids(everybody("--json session list", *ANN))
    at(monkeypatch, "2026-01-05T18:00:00.000Z")
    done(everybody(f"--as ann@example.org session complete {squat} --as-planned"))
    at(monkeypatch, "2026-01-08T18:00:00.000Z")
    done(everybody(f"--as ann@example.org session skip {press} --reason travel"))
    at(monkeypatch, LATER)
    return lambda line, *more: everybody(f"--as ann@example.org {line}", *more)
