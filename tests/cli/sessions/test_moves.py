"""The moves of a session."""

from tests.cli.running import Mesocycle
from tests.cli.training import done, ids


def test_one_session_answers_as_itself_and_several_as_a_list(ann: Mesocycle, squat: str, press: str) -> None:
    one = done(ann("--json session skip --reason illness", squat)).json
    several = done(ann("--json session cancel --reason away", press, ids(ann("--json session list"))[2])).json

    assert one["status"] == "skipped"
    assert [each["status"] for each in several] == ["cancelled", "cancelled"]


def test_several_sessions_are_moved_all_or_none(ann: Mesocycle, squat: str, press: str) -> None:
    done(ann("session start", squat))

    ended = ann("--json session reschedule --to 2026-01-10", press, squat)

    assert (ended.code, ended.refusal["code"]) == (3, "session-not-scheduled")
    assert done(ann("--json session show", press)).json["scheduledDate"] == "2026-01-08"


def test_what_was_logged_is_given_up_only_where_it_is_said(ann: Mesocycle, press: str) -> None:
    done(ann("session start", press))
    done(ann("session log", press, "--exercise", "press", "--reps", "5"))

    refused = ann("--json session put-back", press)
    after = done(ann("--json session put-back --discard-log", press)).json

    assert refused.refusal["code"] == "log-not-empty"
    assert after["status"] == "scheduled"
    assert "performanceLog" not in after
