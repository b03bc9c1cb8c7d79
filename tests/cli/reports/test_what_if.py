"""`mesocycle report what-if`."""

from pathlib import Path

import msgspec

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, a_file, done, squats, words


def test_what_if_tells_what_would_change_and_changes_nothing(
    ann: Mesocycle, everybody: Mesocycle, tmp_path: Path
) -> None:
    changed = squats()
    changed["workouts"][0]["schedule"] = [{"weekday": "tuesday"}]
    done(everybody("routine publish Squats", a_file(tmp_path, "again.yaml", changed)))
    before = done(everybody("--json session list", *ANN)).json

    shown = words(done(everybody("report what-if Squats")).out)

    assert "a week as done" in shown
    assert "Squat day" in shown
    assert done(everybody("--json session list", *ANN)).json == before


def test_what_if_as_a_document_holds_the_receipt_of_a_dry_run(
    ann: Mesocycle, everybody: Mesocycle, tmp_path: Path
) -> None:
    done(everybody("routine publish Squats", a_file(tmp_path, "again.yaml", squats(duration=5))))

    found = done(everybody("--json report what-if Squats --weeks 4")).json

    (one,) = found["members"]
    assert one["receipt"]["dryRun"] is True
    assert one["change"]["weeksDone"] == 2
    assert b"NaN" not in msgspec.json.encode(found)
