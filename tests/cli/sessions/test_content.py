"""`mesocycle session add` and `adjust`."""

from pathlib import Path

import msgspec

from tests.cli.running import Mesocycle
from tests.cli.training import a_file, done, squats


def test_a_session_is_added_from_a_version_or_as_an_earlier_one_again(ann: Mesocycle, squat: str) -> None:
    line = "--json session add --version squats --date 2026-01-06 --time 06:30 --workout"
    of_version = done(ann(line, "press day")).json
    again = done(ann("--json session add --repeat", squat)).json

    assert (of_version["scheduledDate"], of_version["scheduledTime"]) == ("2026-01-06", "06:30")
    assert (again["scheduledDate"], again["workoutSnapshot"]["name"]) == ("2026-01-05", "Squat day")


def test_a_session_is_adjusted_by_a_changed_copy_of_what_was_shown(ann: Mesocycle, squat: str, tmp_path: Path) -> None:
    shown = done(ann("--json session show", squat)).out
    path = tmp_path / "shown.json"
    path.write_text(shown.replace('"percentOfTrainingMax": 80', '"percentOfTrainingMax": 70'), encoding="utf-8")

    after = done(ann("--json session adjust", squat, "--file", str(path))).json

    assert (after["adjustedFrom"], after["scheduledDate"]) == (squat, "2026-01-05")
    line = after["workoutSnapshot"]["sections"][0]["exercises"][0]
    assert [each.get("percentOfTrainingMax") for each in line["sets"]] == [50, 70, 70]
    assert line["_id"] == msgspec.json.decode(shown)["workoutSnapshot"]["sections"][0]["exercises"][0]["_id"]


def test_an_adjusted_workout_written_in_short_keeps_the_ids_of_its_lines(
    ann: Mesocycle, squat: str, tmp_path: Path
) -> None:
    before = done(ann("--json session show", squat)).json["workoutSnapshot"]["sections"][0]["exercises"][0]
    workout = squats()["workouts"][0]
    workout["sections"][0]["exercises"][0]["sets"] = "3x3 @ 60% TM"

    after = done(ann("--json session adjust", squat, "--file", a_file(tmp_path, "easy.yaml", workout))).json

    line = after["workoutSnapshot"]["sections"][0]["exercises"][0]
    assert [each["_id"] for each in line["sets"]] == [each["_id"] for each in before["sets"]]
    assert [each["reps"] for each in line["sets"]] == [3, 3, 3]
