"""Files sent by the client to the running server, as large as they are."""

import io
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from mesocycle.client import Refused
from mesocycle.domain.imports.result import ImportStatus, ItemOutcome
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.imports import import_run
from tests.arrange import a_user
from tests.client.conftest import ClientOf
from tests.client.lossy import LosesAnswers
from tests.formats.fit_bytes import a_run
from tests.server.served import Served, serving
from tests.transfer.test_archive import a_history, exported

HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE"


def a_csv(folder: Path, workouts: int = 28) -> Path:
    """Write an export of Strong with a workout of one set on each day, and a bad row."""
    days = (f"{2000 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(workouts))
    rows = [f"{day} 17:36:08,Legs,35m,Squat (Barbell),1,100.0,5.0,0,0.0," for day in days]
    path = folder / "strong.csv"
    path.write_text("\n".join((HEADER, *rows, "2024-12-02 17:36:08,Legs,35m,Squat (Barbell),1,many,5.0,0,0.0,", "")))
    return path


def test_a_file_is_tried_sent_watched_looked_at_and_taken_back(
    db: Database, client_of: ClientOf, tmp_path: Path
) -> None:
    imports = client_of(a_user(db)).imports
    file = a_csv(tmp_path)
    tried = imports.send(file, "strong", weight_unit="kg", dry_run=True)
    *_, would_be = imports.progress(tried.id, every_s=0.01)
    imports.choose("Squat (Barbell)", "front-squat")
    sent = imports.send(file, "strong", weight_unit="kg")

    *_, done = imports.progress(sent.id, every_s=0.01)
    rejected = list(imports.items(sent.id, outcome=[ItemOutcome.REJECTED]))
    [squat] = imports.exercises(sent.id)
    undone = imports.undo(sent.id)

    assert would_be.progress is not None
    assert done.progress is not None
    assert (would_be.progress.imported, would_be.sessions, done.progress.imported, done.sessions) == (28, 0, 28, 28)
    assert [(each.file, each.line) for each in rejected] == [("strong.csv", 30)]
    assert (squat.how, squat.exercise_variant_id) == ("chosen", "front-squat.barbell")
    assert undone.undone_at is not None
    assert [each.id for each in imports.every()] == [sent.id, tried.id]


def test_an_archive_of_another_server_is_sent_as_any_file(
    db: Database, client_of: ClientOf, tmp_path: Path, migrated_sqlite: Path
) -> None:
    path = tmp_path / "elsewhere.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with closing(Database.open(f"sqlite:///{path}")) as elsewhere:
        archive = io.BytesIO(exported(elsewhere, a_history(elsewhere)[1]).getvalue())
    imports = client_of(a_user(db)).imports

    sent = imports.send(archive, "archive", name="ann.zip")
    *_, done = imports.progress(sent.id, every_s=0.01)

    brought = [each for each in imports.items(sent.id) if each.file == "sessions.ndjson"]
    assert done.progress is not None
    assert done.progress.done == done.progress.of
    assert {each.outcome for each in brought} == {ItemOutcome.IMPORTED}
    assert done.sessions == len(brought)


def test_a_file_whose_answer_is_lost_is_sent_again_and_imported_once(
    db: Database, client_of: ClientOf, tmp_path: Path
) -> None:
    ann = a_user(db)
    network = LosesAnswers("POST", 2)

    sent = client_of(ann, transport=network).imports.send(a_csv(tmp_path), "strong", weight_unit="kg")

    imports = client_of(ann).imports
    *_, done = imports.progress(sent.id, every_s=0.01)
    assert (network.sent, done.sessions, [each.id for each in imports.every()]) == (3, 28, [sent.id])


def test_a_file_that_is_too_long_is_refused_while_it_is_sent(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))

    with pytest.raises(Refused, match="longer than 16000000 bytes") as told:
        client.imports.send(io.BytesIO(bytes(64_000_000)), "hevy")

    assert (told.value.status, told.value.code) == (413, "body-too-large")
    assert list(client.imports.every()) == []


def test_a_long_file_is_never_whole_in_memory(
    db: Database, running: Served, client_of: ClientOf, tmp_path: Path
) -> None:
    client = client_of(a_user(db))
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.fit", a_run([(300, 1000)]))
        for number in range(10):
            archive.writestr(f"video-{number}.mp4", bytes(15_000_000))
    before = running.memory_mb()

    sent = client.imports.send(path, "activity")
    *_, done = client.imports.progress(sent.id, every_s=0.01)

    assert done.progress is not None
    assert (done.progress.status, done.progress.imported, done.files) == (ImportStatus.DONE, 1, ("all.zip",))
    assert running.memory_mb() - before < 75


class _SlowFile(io.BytesIO):
    """A file that comes as over a bad line."""

    def read(self, _size: int | None = -1) -> bytes:
        time.sleep(0.3)
        return super().read(400)


def test_a_file_may_take_longer_than_an_answer_as_long_as_it_keeps_coming(
    db: Database, ready_url: str, client_of: ClientOf, running: Served, tmp_path: Path
) -> None:
    ann = a_user(db)
    running.stop()  # another one, that has less patience
    slow = _SlowFile(a_csv(tmp_path).read_bytes())

    with serving(ready_url, tmp_path, log_level="warning", request_timeout_s=1) as server:
        imports = client_of(ann, address=server.address).imports
        sent = imports.send(slow, "strong", weight_unit="kg")
        *_, done = imports.progress(sent.id, every_s=0.01)

    assert done.sessions == 28


def test_an_import_that_a_killed_server_leaves_is_broken_off_exactly_where_it_was(
    db: Database, ready_url: str, client_of: ClientOf, running: Served, tmp_path: Path
) -> None:
    ann = a_user(db)
    client = client_of(ann)
    file = a_csv(tmp_path, 4000)
    sent = client.imports.send(file, "strong", weight_unit="kg")
    under_way = next(each for each in client.imports.progress(sent.id, every_s=0.005) if each.sessions)
    running.process.kill()
    running.ended()

    with serving(ready_url, tmp_path, log_level="warning") as again:
        other = client_of(ann, address=again.address).imports
        believed = other.get(sent.id)
        db.write_across_owners(
            lambda connection: connection.execute(import_run.update().values(alive_until="2026-01-05T09:00:00Z"))
        )
        left = other.get(sent.id)
        items = list(other.items(sent.id))
        rest = other.send(file, "strong", weight_unit="kg")
        *_, done = other.progress(rest.id, every_s=0.05)

    assert believed.progress is not None
    assert left.progress is not None
    assert done.progress is not None
    assert (believed.progress.status, left.progress.status) == (ImportStatus.RUNNING, ImportStatus.BROKEN_OFF)
    assert under_way.sessions <= left.sessions < 4000
    assert len({each.session_id for each in items if each.outcome is ItemOutcome.IMPORTED}) == left.sessions
    assert (done.progress.already_there, done.progress.imported) == (left.sessions, 4000 - left.sessions)
