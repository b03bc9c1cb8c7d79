"""`mesocycle session list` and `show`: whose, and as of when."""

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, at, done, ids


def test_the_calendar_as_of_a_past_moment_is_as_it_was(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-05T18:00:00.000Z")
    done(ann("session start", squat))
    at(monkeypatch, "2026-01-07T18:00:00.000Z")

    before = done(ann("--json session list --as-of", "2026-01-05 12:00")).json
    at_the_end = done(ann("--json session list --as-of 2026-01-05")).json

    assert before[0]["status"] == "scheduled"
    assert at_the_end[0]["status"] == "in-progress"


def test_a_trainer_looks_at_an_athlete_s_calendar(everybody: Mesocycle, squat: str) -> None:
    shown = ids(everybody("--json --as tom@example.org session list", *ANN))

    assert shown[0] == squat
