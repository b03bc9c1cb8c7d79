"""`mesocycle session arrange` and `take-back`."""

from tests.cli.running import Mesocycle
from tests.cli.training import ANN


def test_a_week_is_copied_as_the_dry_run_told_and_taken_back(after_squats: Mesocycle) -> None:
    line = ("--json", "session", "arrange", "--week", "2026-01-05", "--days", "7", "--copy", *ANN)

    told = after_squats(*line, "--dry-run").json
    done = after_squats(*line).json
    made = [each["sessionId"] for each in done["copied"]]
    back = after_squats("session", "take-back", *made, *ANN)

    assert [each["scheduledDate"] for each in done["copied"]] == [each["scheduledDate"] for each in told["copied"]]
    assert made
    assert back.code == 0
    assert f"{len(made)} taken back" in back.out


def test_a_session_moves_by_days_and_people_see_from_where_to_where(after_squats: Mesocycle) -> None:
    listed = after_squats("--json", "session", "list", *ANN, "--status", "scheduled").json
    first = listed[0]

    out = after_squats("session", "arrange", first["_id"], "--days", "1", *ANN).out

    assert first["scheduledDate"] in out


def test_nothing_named_is_said(after_squats: Mesocycle) -> None:
    assert "--week" in after_squats("session", "arrange", "--days", "1", *ANN).err
