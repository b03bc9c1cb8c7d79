"""Backups: whole, portable between the engines, restored all or not at all."""

import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from mesocycle.domain.archive.backup import BackupNotUsable, BackupNotWritten, DatabaseNotEmpty
from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.tables.training import metadata
from mesocycle.storage.upkeep import backup_reading
from mesocycle.storage.upkeep.backup import backup
from mesocycle.storage.upkeep.restore import restore
from tests.storage.planting import plant, plant_ground
from tests.storage.whole_rows import plant_training, rows, without_epochs


def empty(db: Database) -> None:
    with db.engine.connect() as connection, connection.begin():
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.fixture
def file_db(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Database]:
    """Open a database for what is the archive's matter and the same on either engine."""
    path = tmp_path / "file.sqlite"
    shutil.copyfile(migrated_sqlite, path)
    database = Database.open(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """Make once a good backup of some training."""
    folder = tmp_path_factory.mktemp("good")
    shutil.copyfile(migrated_sqlite, folder / "source.sqlite")
    source = Database.open(f"sqlite:///{folder / 'source.sqlite'}")
    plant_training(source)
    backup(source, folder / "good.zip")
    source.close()
    return folder / "good.zip"


@pytest.fixture
def saved(tmp_path: Path, good: Path) -> Path:
    """Give a copy of the good backup to each test."""
    return Path(shutil.copy(good, tmp_path / "saved.zip"))


def test_a_backup_of_either_engine_restores_every_row_on_either(db: Database, other: Database, tmp_path: Path) -> None:
    plant_training(db)

    written = backup(db, tmp_path / "backup.zip")
    restored = restore(other, tmp_path / "backup.zip")

    assert restored == written
    assert without_epochs(rows(other)) == without_epochs(rows(db))
    assert sum(part.rows for part in written.tables) == sum(len(found) for found in rows(db).values())
    assert schema.is_current(other)


def test_a_restored_feed_has_a_new_epoch_so_that_clients_read_again(saved: Path, db: Database) -> None:
    restore(db, saved)

    epochs = {epoch for _, epoch, _ in rows(db)["user_feed"]}

    assert len(epochs) == 1
    assert "first" not in epochs


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


def test_a_database_without_the_schema_has_no_backup(other: Database, tmp_path: Path) -> None:
    with pytest.raises(DatabaseNotUsable, match="not been set up"):
        backup(other, tmp_path / "backup.zip")


def test_a_database_with_rows_is_not_restored_into(saved: Path, db: Database) -> None:
    plant(db, "app_user", id="somebody", email="somebody@example.org")
    before = rows(db)

    with pytest.raises(DatabaseNotEmpty):
        restore(db, saved)

    assert rows(db) == before


def test_another_programs_database_is_not_restored_into(saved: Path, other: Database) -> None:
    with other.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("create table invoice (id integer primary key)")

    with pytest.raises(DatabaseNotUsable):
        restore(other, saved)

    with other.read() as read:
        assert sa.inspect(read.connection).get_table_names() == ["invoice"]


Damage = Callable[[dict[str, bytes]], None]


def _change(part: str, old: bytes, new: bytes) -> Damage:
    def damage(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)

    return damage


def _drop(part: str) -> Damage:
    def damage(parts: dict[str, bytes]) -> None:
        del parts[part]

    return damage


def with_damage(saved: Path, damage: Damage) -> Path:
    """Write a backup with damaged parts in a whole archive."""
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    damage(parts)
    damaged = saved.with_name("damaged.zip")
    with zipfile.ZipFile(damaged, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return damaged


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (_change("workout_session.ndjson", b"07:00", b"08:00"), "not those that were written"),
        (_change("performed_set.ndjson", b'["ann"', b'[["ann"'), "damaged"),
        (_change("workout_snapshot.ndjson", b'","Squat', b'!","Squa'), "damaged"),
        (_change("manifest.json", b'"mesocycle-backup-1"', b'"mesocycle-backup-9"'), "mesocycle-backup-9"),
        (_change("manifest.json", schema.HEAD.encode(), b"9999_later"), "9999_later"),
        (_change("manifest.json", b'"rows":', b'"lines":'), "damaged"),
        (_change("manifest.json", b'"performed_at"', b'"performed_to"'), "tables and columns"),
        (_drop("session_event.ndjson"), "as long as"),
        (_drop("manifest.json"), "no backup of mesocycle"),
    ],
)
def test_a_damaged_backup_is_refused_and_nothing_is_restored(
    saved: Path, file_db: Database, damage: Damage, says: str
) -> None:
    damaged = with_damage(saved, damage)

    with pytest.raises(BackupNotUsable, match=says):
        restore(file_db, damaged)

    assert not any(rows(file_db).values())


@pytest.mark.parametrize("keep", [0.0, 0.5, 0.99])
def test_a_backup_cut_short_is_refused(saved: Path, file_db: Database, keep: float) -> None:
    content = saved.read_bytes()
    short = saved.with_name("short.zip")
    short.write_bytes(content[: int(len(content) * keep)])

    with pytest.raises(BackupNotUsable, match="damaged"):
        restore(file_db, short)


def test_any_single_flipped_byte_is_noticed_or_changes_no_row(saved: Path, file_db: Database) -> None:
    content = bytearray(saved.read_bytes())
    flipped = saved.with_name("flipped.zip")

    for place in range(0, len(content), len(content) // 40):
        content[place] ^= 0x20
        flipped.write_bytes(content)
        content[place] ^= 0x20
        try:
            restore(file_db, flipped)
        except BackupNotUsable:
            assert not any(rows(file_db).values())
        else:  # a date or a flag that nobody reads
            assert without_epochs(rows(file_db))["workout_session"]
            empty(file_db)


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [("workout_session", b'"assignment-1"', b'"assignment-9"'), ("app_user", b'"metric"', b'"cubits"')],
)
def test_rows_that_the_database_does_not_take_are_damage_on_either_engine(
    saved: Path, db: Database, table: str, old: bytes, new: bytes
) -> None:
    damaged = with_damage(saved, _change(f"{table}.ndjson", old, new))

    with pytest.raises(BackupNotUsable, match="does not take its rows"):
        restore(db, damaged)

    assert not any(rows(db).values())


def test_a_row_longer_than_any_can_be_is_not_read_into_memory(
    saved: Path, file_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_reading, "MOST_ROW_BYTES", 50)

    with pytest.raises(BackupNotUsable, match="longer than any can be"):
        restore(file_db, saved)


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


def test_a_file_that_is_not_there_is_named(file_db: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupNotUsable, match="no file"):
        restore(file_db, tmp_path / "nothing.zip")


def test_a_database_of_a_newer_program_is_not_backed_up_and_names_what_helps(file_db: Database, tmp_path: Path) -> None:
    with file_db.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")

    with pytest.raises(DatabaseNotUsable, match="newer") as refused:
        backup(file_db, tmp_path / "backup.zip")

    assert "Install the newer version" in refused.value.remedy
    assert not (tmp_path / "backup.zip").exists()
