"""The calendar as people see it."""

import pytest

from tests.cli.running import Mesocycle
from tests.cli.training import at, done, words


def test_the_calendar_shows_this_week_and_the_next(ann: Mesocycle) -> None:
    days = [each["scheduledDate"] for each in done(ann("--json session list")).json]

    assert days == ["2026-01-05", "2026-01-08", "2026-01-12", "2026-01-15"]
    assert "Thu 2026-01-08 18:30 Press day scheduled" in words(done(ann("session list")).out)


def test_what_is_past_and_not_done_is_overdue_which_is_no_status(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-06T09:00:00.000Z")

    shown = words(done(ann("session list --status overdue")).out)
    document = done(ann("--json session list --status overdue")).json

    assert f"Mon 2026-01-05 Squat day overdue {squat}" in shown
    assert [(each["_id"], each["status"]) for each in document] == [(squat, "scheduled")]
    assert "overdue" not in document[0]


def test_a_session_that_was_moved_shows_where_it_was_planned(ann: Mesocycle, press: str) -> None:
    done(ann("session reschedule", press, "--to", "2026-01-09", "--time", "07:00"))

    shown = words(done(ann("session list")).out)

    assert f"Fri 2026-01-09 07:00 Press day scheduled 2026-01-08 {press}" in shown


def test_a_calendar_without_sessions_says_where_to_look(ann: Mesocycle) -> None:
    ended = done(ann("session list --from 2027-01-01 --to 2027-01-02"))

    assert "There are no sessions from 2027-01-01 to 2027-01-02. Look at other days:" in ended.out
