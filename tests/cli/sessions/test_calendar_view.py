"""The calendar as people see it."""

import pytest

from mesocycle.cli.sessions.calendar_view import short_ids
from tests.cli.running import Mesocycle
from tests.cli.training import at, done, words


def test_the_calendar_shows_this_week_and_the_next(ann: Mesocycle) -> None:
    days = [each["scheduledDate"] for each in done(ann("--json session list")).json]

    assert days == ["2026-01-05", "2026-01-08", "2026-01-12", "2026-01-15"]
    assert "Thu 2026-01-08 18:30 Press day Squats scheduled" in words(done(ann("session list")).out)


def test_what_is_past_and_not_done_is_overdue_which_is_no_status(
    ann: Mesocycle, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-01-06T09:00:00.000Z")

    shown = words(done(ann("session list --status overdue")).out)
    document = done(ann("--json session list --status overdue")).json

    assert f"Mon 2026-01-05 Squat day Squats overdue {squat[-6:]}" in shown
    assert [(each["_id"], each["status"]) for each in document] == [(squat, "scheduled")]
    assert "overdue" not in document[0]


def test_a_session_that_was_moved_shows_where_it_was_planned(ann: Mesocycle, press: str) -> None:
    done(ann("session reschedule", press, "--to", "2026-01-09", "--time", "07:00"))

    shown = words(done(ann("session list")).out)

    assert f"Fri 2026-01-09 07:00 Press day Squats scheduled 2026-01-08 {press[-6:]}" in shown


def test_a_calendar_without_sessions_says_where_to_look(ann: Mesocycle) -> None:
    ended = done(ann("session list --from 2027-01-01 --to 2027-01-02"))

    assert "There are no sessions from 2027-01-01 to 2027-01-02. Look at other days:" in ended.out


def test_a_calendar_fits_eighty_columns_and_says_which_routine_a_session_is_of(
    ann: Mesocycle, press: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(ann("session reschedule", press, "--to", "2026-01-09", "--time", "07:00"))
    monkeypatch.setattr("mesocycle.cli.frame.answers._PIPED_WIDTH", 80)

    shown = done(ann("session list")).out.splitlines()

    assert max(map(len, shown)) <= 80
    assert len(shown) == 1 + 4 + 1
    assert all("Squats" in line for line in shown[1:] if line.strip())


def test_endings_that_two_sessions_share_are_shown_longer() -> None:
    assert short_ids(["a1234567", "b1234567", "c7654321"]) == {
        "a1234567": "a1234567",
        "b1234567": "b1234567",
        "c7654321": "c7654321",
    }
    assert short_ids(["6b04718885944f00443107ef", "x1"]) == {"6b04718885944f00443107ef": "3107ef", "x1": "x1"}
