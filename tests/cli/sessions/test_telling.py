"""A session told at the prompt, in one command."""

from pathlib import Path

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import MONDAY, a_file, ann_follows, at, done, ids, words

RUN = {
    "name": "Runs",
    "difficulty": "beginner",
    "goal": "endurance",
    "duration": 1,
    "workouts": [
        {
            "name": "Easy run",
            "type": "running",
            "schedule": [{"weekday": "monday"}],
            "sections": [{"name": "Easy", "type": "run", "distance": "10 km"}],
        }
    ],
}


@pytest.fixture
def ann(everybody: Mesocycle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mesocycle:
    """Give the program with Ann acting, who follows squats on Mondays and presses on Thursdays."""
    at(monkeypatch, MONDAY)
    ann_follows(everybody, tmp_path)
    return lambda line, *more: everybody(f"--as ann@example.org {line}", *more)


def test_one_command_logs_a_whole_session_and_completes_it(ann: Mesocycle) -> None:
    squat = ids(ann("--json session list"))[0]

    shown = done(ann(f"--json session log {squat}", "squat: 5 @ 60 warmup, 5,4 @ 100 RPE 9; + Face pull: 2x15 @ 20"))

    assert shown.json["status"] == "completed"
    (section,) = shown.json["performanceLog"]["sections"]
    assert [len(each["sets"]) for each in section["exercises"]] == [3, 2]


def test_a_session_that_goes_on_stays_open(ann: Mesocycle) -> None:
    squat = ids(ann("--json session list"))[0]
    done(ann(f"session start {squat}"))

    shown = done(ann(f"--json session log {squat}", "squat: 5,4 @ 100"))

    assert shown.json["status"] == "in-progress"


def test_what_was_done_may_stand_in_a_file(ann: Mesocycle, tmp_path: Path) -> None:
    squat = ids(ann("--json session list"))[0]
    (tmp_path / "done.txt").write_text("Back squat:\n  5,4 @ 100\n\n+ Face pull: 15\n", encoding="utf-8")

    shown = done(ann(f"--json session log {squat} --file {tmp_path / 'done.txt'}"))

    assert len(shown.json["performanceLog"]["sections"][0]["exercises"]) == 2


def test_a_slip_is_pointed_at_and_nothing_is_written(ann: Mesocycle) -> None:
    squat = ids(ann("--json session list"))[0]

    refused = ann(f"session log {squat}", "squat: 5 @ 100; Lunge: 8")

    assert refused.code == 2
    assert "\nsquat: 5 @ 100; Lunge: 8\n                ^\n" in refused.err
    assert done(ann(f"--json session show {squat}")).json["status"] == "scheduled"


def test_a_file_that_is_no_text_is_refused(ann: Mesocycle, tmp_path: Path) -> None:
    squat = ids(ann("--json session list"))[0]
    (tmp_path / "done.txt").write_bytes(b"squat: 5 \xff")

    refused = ann(f"session log {squat} --file {tmp_path / 'done.txt'}")

    assert "is no text" in words(refused.err)


def test_a_run_as_a_whole_is_told_when_it_is_completed(ann: Mesocycle, everybody: Mesocycle, tmp_path: Path) -> None:
    done(everybody("routine create", a_file(tmp_path, "runs.yaml", RUN)))
    done(everybody("assignment create Runs --user ann@example.org"))
    run = next(
        each["_id"] for each in done(ann("--json session list")).json if each["workoutSnapshot"]["type"] == "running"
    )

    shown = done(
        ann(f"--json session complete {run} --distance 10km --duration 52 --heart-rate 148 --incline 1 --rpe 5")
    )

    (effort,) = shown.json["performanceLog"]["sections"][0]["efforts"]
    assert effort["performance"] == {
        "distance": 10_000,
        "duration": 3120,
        "averageHeartRate": 148,
        "elevationGain": 100,
    }


def test_what_was_done_is_said_once(ann: Mesocycle) -> None:
    squat = ids(ann("--json session list"))[0]

    refused = ann(f"session complete {squat} --distance 10km --done", "squat: 5")

    assert refused.code == 2
