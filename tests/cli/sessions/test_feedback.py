"""Feeling and effort, said with the end of a session."""

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import at, done


def test_completing_takes_times_day_and_feeling_as_they_are_said(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-06T20:00:00.000Z")

    line = "--json session complete --started-at 2026-01-06T18:30 --completed-at 19:40 --rpe 7.5 --feeling 4"
    after = done(ann(line, squat, "--notes", "Felt light")).json

    assert (after["startedAt"], after["completedAt"]) == ("2026-01-06T17:30:00.000Z", "2026-01-06T18:40:00.000Z")
    assert (after["durationMinutes"], after["performedDate"], after["notes"]) == (70, "2026-01-06", "Felt light")
    assert after["performanceLog"]["feedback"] == {"rpe": 7.5, "feeling": 4}
