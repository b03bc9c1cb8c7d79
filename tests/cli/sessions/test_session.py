"""`mesocycle session list` and `show`: whose, and as of when."""

from pathlib import Path

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, a_file, at, done, ids, words


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


def a_session_of(ann: Mesocycle, folder: Path, **exercise: object) -> str:
    """Let Ann add a session of one exercise today; gives its id."""
    section = {"name": "Main", "type": "basic", "exercises": [exercise]}
    workout = {"name": "Extra", "type": "strength", "objective": "More", "sections": [section]}
    return str(done(ann("--json session add --file", a_file(folder, "extra.yaml", workout))).json["_id"])


def test_the_second_side_belongs_to_the_set_of_the_first(ann: Mesocycle, tmp_path: Path) -> None:
    named = a_session_of(ann, tmp_path, name="Dumbbell Row", sets="2x8/side @ 30 kg")
    done(ann("session start", named))

    for side in ("left", "right", "left"):
        log = done(ann("--json session log", named, "--exercise", "row", "--side", side, "--reps", "8")).json

    sets = log["performanceLog"]["sections"][0]["exercises"][0]["sets"]
    assert [(one["setNumber"], one["unilateralSide"]) for one in sets] == [(1, "left"), (1, "right"), (2, "left")]


def test_an_overdue_session_says_on_which_day_it_counts_and_how_to_say_another(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-08T09:00:00.000Z")

    shown = words(done(ann("session complete", squat)).out)

    assert "Counted as done today, Thu 2026-01-08." in shown
    assert f"session correct {squat} --on 2026-01-05" in shown


def test_a_day_that_is_said_in_words_is_not_asked_after(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-08T09:00:00.000Z")

    completed = done(ann("--json session complete", squat, "--on", "mon")).json

    assert (completed["performedDate"], completed["completedAt"][:10]) == ("2026-01-05", "2026-01-05")


def test_a_set_of_tomorrow_is_asked_back(ann: Mesocycle, squat: str) -> None:
    done(ann("session start", squat))

    refused = ann("session log", squat, "--exercise", "squat", "--reps", "5", "--at", "2026-01-06 10:00")

    assert refused.code != 0
    assert "is in the future" in refused.err


def test_where_nothing_is_suggested_accepting_says_so(ann: Mesocycle, squat: str) -> None:
    assert "Nothing is suggested" in done(ann("session accept", squat)).out
