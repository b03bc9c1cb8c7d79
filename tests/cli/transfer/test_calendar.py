"""Calendars: addresses, files, paper."""

from pathlib import Path

from tests.cli.running import Mesocycle
from tests.cli.transfer.documents import with_a_session


def test_a_calendar_address_is_created_listed_and_revoked(everybody: Mesocycle) -> None:
    ann = "--json --as ann@example.org calendar "

    created = everybody(ann + "create").json
    everybody(ann + f"revoke {created['calendarFeed']['_id']}")
    listed = everybody(ann + "list").json

    assert created["path"] == f"/api/v1/calendars/{created['secret']}.ics"
    assert [(each["whose"], "revokedAt" in each) for each in listed] == [("own", True)]


def test_a_calendar_is_written_as_a_file(everybody: Mesocycle, tmp_path: Path) -> None:
    with_a_session(everybody, tmp_path)
    to = tmp_path / "calendar.ics"

    ended = everybody("--as ann@example.org export ical -o", str(to))

    assert (ended.code, ended.out.startswith("Wrote ")) == (0, True)
    assert to.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_week_is_written_for_paper(everybody: Mesocycle, tmp_path: Path) -> None:
    with_a_session(everybody, tmp_path)
    to = tmp_path / "plan.html"

    ended = everybody("--as ann@example.org export paper --from 2025-03-03 -o", str(to))

    assert (ended.code, ended.out) == (0, f"Wrote 1 session to {to}.\n")


def test_a_routine_is_written_for_paper_by_its_name(everybody: Mesocycle, tmp_path: Path) -> None:
    to = tmp_path / "routine.html"
    everybody("--as ann@example.org routine create first-5-km")

    ended = everybody("--as ann@example.org export paper", "First 5 km in nine weeks", "-o", str(to))

    assert (ended.code, ended.out) == (0, f"Wrote 3 workouts to {to}.\n")
    assert to.read_text().count("<article>") == 3


def test_a_routine_on_paper_has_no_days(everybody: Mesocycle) -> None:
    ended = everybody("--as ann@example.org export paper Squats --from 2026-01-05")

    assert ended.code == 2
    assert "Leave out --from, --to and --user, or leave out the routine." in ended.err
