"""Backups: whole, portable between the engines, restored all or not at all."""

import stat
from pathlib import Path

import pytest

from mesocycle.domain.archive.backup import BackupNotWritten
from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.tables.training import metadata
from mesocycle.storage.upkeep.backup import backup
from mesocycle.storage.upkeep.restore import restore
from tests.storage.planting import plant_ground
from tests.storage.upkeep.saving import empty
from tests.storage.whole_rows import plant_training, rows, without_epochs


def test_a_backup_of_either_engine_restores_every_row_on_either(db: Database, other: Database, tmp_path: Path) -> None:
    plant_training(db)

    written = backup(db, tmp_path / "backup.zip")
    restored = restore(other, tmp_path / "backup.zip")

    assert restored == written
    assert without_epochs(rows(other)) == without_epochs(rows(db))
    assert sum(part.rows for part in written.tables) == sum(len(found) for found in rows(db).values())
    assert schema.is_current(other)


def test_the_same_rows_give_the_same_archive(file_db: Database, tmp_path: Path) -> None:
    plant_training(file_db)

    first, second = backup(file_db, tmp_path / "1.zip"), backup(file_db, tmp_path / "2.zip")

    assert first == second
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_rows_are_counted_and_told_while_they_go(saved: Path, db: Database, tmp_path: Path) -> None:
    read: list[tuple[str, int]] = []
    written: list[tuple[str, int]] = []

    restore(db, saved, lambda table, done: read.append((table, done)))
    backup(db, tmp_path / "backup.zip", lambda table, done: written.append((table, done)))

    assert ("workout_session", 2) in read
    assert read == written


def test_more_rows_than_are_held_at_a_time_come_back_too(db: Database, tmp_path: Path) -> None:
    plant_ground(db)
    many = [{"user_id": "ann", "since": f"{n:05}", "time_zone": "UTC"} for n in range(1203)]
    with db.engine.connect() as connection, connection.begin():
        connection.execute(metadata.tables["user_zone"].insert(), many)

    backup(db, tmp_path / "backup.zip")
    empty(db)
    restore(db, tmp_path / "backup.zip")

    assert len(rows(db)["user_zone"]) == 1203


def test_a_backup_is_for_its_owner_alone_and_leaves_no_other_file(good: Path) -> None:
    assert stat.S_IMODE(good.stat().st_mode) == 0o600
    assert [path.name for path in good.parent.iterdir() if ".part" in path.name] == []


def test_a_file_that_exists_is_not_overwritten(file_db: Database, tmp_path: Path) -> None:
    (tmp_path / "mine.zip").write_text("mine")

    with pytest.raises(BackupNotWritten, match="exists already"):
        backup(file_db, tmp_path / "mine.zip")

    assert (tmp_path / "mine.zip").read_text() == "mine"


def test_a_backup_broken_off_leaves_nothing(db: Database, tmp_path: Path) -> None:
    plant_training(db)

    def break_off(table: str, done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(db, tmp_path / "backup.zip", break_off)

    assert [path.name for path in tmp_path.iterdir() if "zip" in path.name] == []


def test_a_folder_that_is_not_there_is_named(file_db: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupNotWritten, match="No such file or directory"):
        backup(file_db, tmp_path / "nowhere" / "backup.zip")


def test_a_database_of_a_newer_program_is_not_backed_up_and_names_what_helps(file_db: Database, tmp_path: Path) -> None:
    with file_db.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")

    with pytest.raises(DatabaseNotUsable, match="newer") as refused:
        backup(file_db, tmp_path / "backup.zip")

    assert "Install the newer version" in refused.value.remedy
    assert not (tmp_path / "backup.zip").exists()
