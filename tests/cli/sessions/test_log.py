"""`mesocycle session log` and `correct`."""

from pathlib import Path

import msgspec

from tests.cli.running import Mesocycle
from tests.cli.training import done


def test_an_entry_is_taken_out_by_its_id(ann: Mesocycle, press: str) -> None:
    done(ann("session start", press))
    log = done(ann("--json session log", press, "--exercise", "press", "--reps", "50")).json["performanceLog"]
    wrong = log["sections"][0]["exercises"][0]["sets"][0]["_id"]

    after = done(ann("--json session log", press, "--remove", wrong)).json

    assert after["performanceLog"]["sections"] == []


def test_a_whole_log_comes_from_a_file(ann: Mesocycle, press: str, tmp_path: Path) -> None:
    done(ann("session complete --as-planned", press))
    log = done(ann("--json session show", press)).json["performanceLog"]
    log["sections"][0]["exercises"][0]["sets"][0]["performance"]["reps"] = 8
    path = tmp_path / "log.json"
    path.write_bytes(msgspec.json.encode(log))

    after = done(ann("--json session log", press, "--file", str(path))).json

    assert after["performanceLog"] == log


def test_a_correction_changes_only_what_is_said(ann: Mesocycle, press: str) -> None:
    done(ann("session complete --rpe 7 --feeling 2", press))

    after = done(ann("--json session correct --feeling 4 --duration 1h5m", press)).json

    assert after["performanceLog"]["feedback"] == {"rpe": 7, "feeling": 4}
    assert after["durationMinutes"] == 65
    assert "felt good (4 of 5)" in done(ann("session show", press)).out
