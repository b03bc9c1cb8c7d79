"""A backup is read back by the rules by which it is restored."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mesocycle.domain.archive.backup import BackupNotWritten
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep import backup_reading
from mesocycle.storage.upkeep.backup import backup
from mesocycle.storage.upkeep.restore import restore
from tests.storage.planting import plant
from tests.storage.whole_rows import plant_training, rows, without_epochs


def test_a_backup_whose_rows_pack_to_next_to_nothing_restores_all_the_same(
    file_db: Database, other: Database, tmp_path: Path
) -> None:
    plant_training(file_db)
    alike = f'{{"name":"{"x" * 20_000_000}"}}'
    plant(file_db, "reference_value", id="long", document=alike)

    backup(file_db, tmp_path / "backup.zip")
    restore(other, tmp_path / "backup.zip")

    assert without_epochs(rows(other)) == without_epochs(rows(file_db))
    assert (tmp_path / "backup.zip").stat().st_size < len(alike) / 200


def test_a_backup_that_could_not_be_restored_is_not_made_and_says_so(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant_training(db)
    monkeypatch.setattr(backup_reading, "MOST_ROW_BYTES", 50)

    with pytest.raises(BackupNotWritten, match="could not be restored"):
        backup(db, tmp_path / "backup.zip")

    assert [path.name for path in tmp_path.iterdir() if "zip" in path.name] == []


def test_no_backup_is_made_of_rows_that_point_at_nothing(file_db: Database, tmp_path: Path) -> None:
    plant_training(file_db)
    with closing(sqlite3.connect(file_db.engine.url.database or "")) as connection, connection:
        connection.execute("delete from routine_assignment")  # foreign keys are off unless asked for

    with pytest.raises(BackupNotWritten, match="point at nothing in routine_assignment"):
        backup(file_db, tmp_path / "backup.zip")
