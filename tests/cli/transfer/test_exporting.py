"""Exports and what comes back of them, at the command line."""

import csv
from pathlib import Path

from tests.cli.running import Mesocycle
from tests.transfer.test_documents import a_document


def _with_a_session(everybody: Mesocycle, tmp_path: Path) -> Path:
    file = tmp_path / "dump.ndjson"
    file.write_text(a_document() + "\n")
    ended = everybody("--as ann@example.org import sessions", str(file))
    assert (ended.code, ended.err) == (0, "")
    return file


def test_sessions_come_out_as_they_went_in(everybody: Mesocycle, tmp_path: Path) -> None:
    file = _with_a_session(everybody, tmp_path)
    to = tmp_path / "back.ndjson"

    ended = everybody("--as ann@example.org export sessions -o", str(to))

    assert (ended.code, ended.out) == (0, f"Wrote 1 session to {to}.\n")
    assert to.read_bytes() == file.read_bytes()


def test_a_rejected_document_is_told_with_its_line_and_the_program_ends_with_1(
    everybody: Mesocycle, tmp_path: Path
) -> None:
    file = tmp_path / "dump.ndjson"
    file.write_text(a_document() + "\n" + a_document(status='"done"', _id='"b"'))

    ended = everybody("--json --as ann@example.org import sessions", str(file))

    assert ended.code == 1
    assert [(each["line"], each["outcome"]) for each in ended.json["items"]] == [(1, "imported"), (2, "rejected")]


def test_an_archive_is_written_verified_and_taken_in_again(everybody: Mesocycle, tmp_path: Path) -> None:
    _with_a_session(everybody, tmp_path)
    archive = tmp_path / "ann.zip"

    wrote = everybody("--as ann@example.org export archive -o", str(archive))
    verified = everybody("verify-archive", str(archive))
    again = everybody("--json --as ann@example.org import archive", str(archive))

    assert (wrote.code, verified.code) == (0, 0)
    assert "The archive is whole." in verified.out
    sessions = next(each for each in again.json["parts"] if each["part"] == "sessions")
    assert sessions == {"part": "sessions", "imported": 0, "alreadyThere": 1, "rejected": 0}


def test_a_damaged_archive_is_refused_with_what_is_wrong(everybody: Mesocycle, tmp_path: Path) -> None:
    archive = tmp_path / "ann.zip"
    everybody("--as ann@example.org export archive -o", str(archive))
    archive.write_bytes(archive.read_bytes()[:-40])

    ended = everybody("--json verify-archive", str(archive))

    assert (ended.code, ended.refusal["code"]) == (2, "archive-not-usable")


def test_rows_are_written_as_csv(everybody: Mesocycle, tmp_path: Path) -> None:
    _with_a_session(everybody, tmp_path)
    to = tmp_path / "sets.csv"

    ended = everybody("--as ann@example.org export csv -o", str(to))

    assert (ended.code, ended.out) == (0, f"Wrote 0 sets to {to}.\n")
    assert next(csv.reader(to.read_text().splitlines()))[:2] == ["day", "session_id"]


def test_a_calendar_address_is_created_listed_and_revoked(everybody: Mesocycle) -> None:
    ann = "--json --as ann@example.org calendar "

    created = everybody(ann + "create").json
    everybody(ann + f"revoke {created['calendarFeed']['_id']}")
    listed = everybody(ann + "list").json

    assert created["path"] == f"/api/v1/calendars/{created['secret']}.ics"
    assert [(each["whose"], "revokedAt" in each) for each in listed] == [("own", True)]


def test_a_calendar_is_written_as_a_file(everybody: Mesocycle, tmp_path: Path) -> None:
    _with_a_session(everybody, tmp_path)
    to = tmp_path / "calendar.ics"

    ended = everybody("--as ann@example.org export ical -o", str(to))

    assert (ended.code, ended.out.startswith("Wrote ")) == (0, True)
    assert to.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_week_is_written_for_paper(everybody: Mesocycle, tmp_path: Path) -> None:
    _with_a_session(everybody, tmp_path)
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


def test_days_that_end_before_they_begin_are_refused(everybody: Mesocycle) -> None:
    ended = everybody("--as ann@example.org export fit --from 2026-01-05 --to 2026-01-04")

    assert (ended.code, "--to 2026-01-04 is before --from 2026-01-05." in ended.err) == (2, True)


def test_days_without_a_plan_are_not_told_to_try_the_format_that_was_tried(everybody: Mesocycle) -> None:
    ended = everybody("--as ann@example.org export fit --from 2026-01-05")

    assert "Next: Choose other days.\n" in ended.err
