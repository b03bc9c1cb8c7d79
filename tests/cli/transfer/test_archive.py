"""Archives in and out."""

from pathlib import Path

from tests.cli.running import Mesocycle
from tests.cli.transfer.documents import with_a_session


def test_an_archive_is_written_verified_and_taken_in_again(everybody: Mesocycle, tmp_path: Path) -> None:
    with_a_session(everybody, tmp_path)
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
