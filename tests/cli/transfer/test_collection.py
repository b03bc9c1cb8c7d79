"""Sessions and rows in and out as files."""

import csv
from pathlib import Path

from tests.cli.running import Mesocycle
from tests.cli.training import done
from tests.cli.transfer.documents import with_a_session
from tests.transfer.test_documents import a_document


def test_sessions_come_out_as_they_went_in(everybody: Mesocycle, tmp_path: Path) -> None:
    file = with_a_session(everybody, tmp_path)
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


def test_rows_are_written_as_csv(everybody: Mesocycle, tmp_path: Path) -> None:
    with_a_session(everybody, tmp_path)
    to = tmp_path / "sets.csv"

    ended = everybody("--as ann@example.org export csv -o", str(to))

    assert (ended.code, ended.out) == (0, f"Wrote 0 sets to {to}.\n")
    assert next(csv.reader(to.read_text().splitlines()))[:2] == ["day", "session_id"]


def test_the_roster_is_written_as_csv(everybody: Mesocycle, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"

    told = done(everybody("export roster --show overdue --sort overdue --down --search nobody --output", str(path)))

    assert path.read_text().startswith("name,email,plan")
    assert "Wrote 0 athletes" in told.out
