"""Exports by the client."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from mesocycle.client import Refused
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_trainer, a_user
from tests.client.conftest import ClientOf
from tests.client.trained import a_trained


def test_what_was_done_comes_as_rows_and_all_of_it_as_an_archive(
    db: Database, client_of: ClientOf, tmp_path: Path
) -> None:
    client = client_of(a_user(db))
    a_trained(client)
    sets = io.BytesIO()

    client.exports.sets(sets)
    length = client.exports.archive(tmp_path / "all.zip")

    rows = list(csv.DictReader(io.StringIO(sets.getvalue().decode("utf-8-sig"))))
    assert [row["reps"] for row in rows] == ["5", "5", "5"]
    assert length == (tmp_path / "all.zip").stat().st_size
    assert "manifest.json" in zipfile.ZipFile(tmp_path / "all.zip").namelist()
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_a_watch_gets_the_workouts_of_a_span_of_days(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    a_trained(client)

    files = client.exports.workout_files("2100-01-04", "2100-01-31")

    assert len(files) == 3
    assert files[0] == client.exports.workout_file(list(client.sessions.every())[1].id)


def test_a_file_that_is_refused_leaves_the_one_that_was_there(
    db: Database, client_of: ClientOf, tmp_path: Path
) -> None:
    kept = tmp_path / "sets.csv"
    kept.write_text("as it was")

    with pytest.raises(Refused):
        client_of(a_user(db)).of("nobody").exports.sets(kept)

    assert kept.read_text() == "as it was"


class _Half(httpx.SyncByteStream):
    """What arrives before the line breaks."""

    def __init__(self, arrives: bytes) -> None:
        self._arrives = arrives

    def __iter__(self) -> Iterator[bytes]:
        yield self._arrives
        raise httpx.ReadError("the line broke")


class _BreaksOff(httpx.BaseTransport):
    """Pass requests on, and end the first answer in its middle."""

    def __init__(self) -> None:
        self._real = httpx.HTTPTransport()
        self._broken = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._real.handle_request(request)
        if self._broken:
            return answer
        self._broken = True
        answer.read()
        half = answer.content[: len(answer.content) // 2]
        answer.close()

        return httpx.Response(200, stream=_Half(half))

    def close(self) -> None:
        self._real.close()


def test_an_answer_that_breaks_off_is_asked_for_again_and_written_once(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db)
    a_trained(client_of(ann))
    whole, mended = io.BytesIO(), io.BytesIO()
    client_of(ann).exports.sets(whole)

    client_of(ann, transport=_BreaksOff()).exports.sets(mended)

    assert mended.getvalue() == whole.getvalue() != b""


def test_a_trainer_keeps_their_roster_as_csv(db: Database, client_of: ClientOf, tmp_path: Path) -> None:
    tom = a_trainer(db)
    a_coaching(db, tom, a_user(db))
    kept = tmp_path / "roster.csv"

    client_of(tom).exports.roster(kept, sort="overdue", down=True)

    assert [line.partition(",")[0] for line in kept.read_text().splitlines()] == ["name", "Ann"]
