"""`mesocycle report session`."""

from pathlib import Path

from tests.cli.reports.asking import squat
from tests.cli.running import Mesocycle
from tests.cli.training import ANN, a_file, done, ids, squats, words


def test_a_session_shows_plan_deed_and_verdict_line_by_line(ann: Mesocycle) -> None:
    shown = words(done(ann(f"report session {squat(ann)}")).out)

    assert "100 % of the plan, green" in shown
    assert "Back squat 2 5 @ 80% TM 5 x 112.5 kg met" in shown


def test_a_session_as_a_document_has_its_deviations(ann: Mesocycle) -> None:
    found = done(ann(f"--json report session {squat(ann)}")).json

    (line, *_) = found["sections"][0]["lines"]
    assert found["verdicts"]["met"] == 3
    assert [one["measure"] for one in line["deviations"]] == ["repetitions", "load"]


def test_a_session_that_was_skipped_says_so(ann: Mesocycle) -> None:
    press = ids(ann("--json session list --from 2026-01-08 --to 2026-01-08"))[0]

    shown = words(done(ann(f"report session {press}")).out)

    assert "Skipped." in shown
    assert "0 % of the plan, red" in shown


def test_three_ways_show_what_changed_since(ann: Mesocycle, everybody: Mesocycle, tmp_path: Path) -> None:
    changed = squats()
    changed["workouts"][0]["sections"][0]["exercises"][0]["sets"] = "1x5 warmup @ 50% TM; 2x3 @ 85% TM"
    done(everybody("routine publish Squats", a_file(tmp_path, "again.yaml", changed)))

    shown = words(done(everybody(f"report session {squat(ann)} --three-way", *ANN)).out)

    assert "Back squat 3 @ 85% TM changed 5 @ 80% TM met" in shown
