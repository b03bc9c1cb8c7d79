"""Planned sessions as files for watches."""

import io
import zipfile

import pytest

from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.exports import workouts
from mesocycle.transfer.exports.workouts import WatchFormat, export_workout, export_workouts, packed
from tests.actions.training import ann_trains
from tests.arrange import a_user, an_actor

MONDAYS = ("2026-01-05", "2026-01-31")
TODAY = "2026-01-05"


def test_the_same_plan_is_the_same_bytes_and_names_its_day(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)

    with db.read() as read:
        one, other = (export_workout(read, "ann", first, WatchFormat.FIT, TODAY, an_actor(ann)) for _ in range(2))

    assert one.body == other.body
    assert one.name.startswith("2026-01-05")
    assert one.name.endswith(".fit")


def test_days_of_lifting_alone_have_no_file_where_the_format_holds_runs_only(db: Database) -> None:
    ann, *_ = ann_trains(db)

    with db.read() as read, pytest.raises(NotFound, match="TCX"):
        export_workouts(read, "ann", MONDAYS, WatchFormat.TCX, TODAY, an_actor(ann))


def test_several_files_are_packed_each_under_a_name_of_its_own_and_always_into_the_same_bytes(db: Database) -> None:
    ann, *_ = ann_trains(db)
    with db.read() as read:
        found = export_workouts(read, "ann", MONDAYS, WatchFormat.FIT, TODAY, an_actor(ann))

    zipped = packed([*found.files, found.files[0]])

    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        assert len(set(archive.namelist())) == 5
    assert zipped == packed([*found.files, found.files[0]])


def test_a_stranger_gets_no_file(db: Database) -> None:
    _, _, (first, *_) = ann_trains(db)
    bob = a_user(db, "bob")

    with db.read() as read, pytest.raises(NotFound):
        export_workout(read, "ann", first, WatchFormat.FIT, TODAY, an_actor(bob))


def test_more_workouts_than_are_written_at_once_are_refused(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    ann, *_ = ann_trains(db)
    monkeypatch.setattr(workouts, "MOST_TOGETHER", 3)

    with db.read() as read, pytest.raises(DocumentNotValid, match="more workouts than are written at once"):
        export_workouts(read, "ann", MONDAYS, WatchFormat.FIT, TODAY, an_actor(ann))
