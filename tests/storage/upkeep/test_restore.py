"""A backup read into an empty database, or refused whole."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from mesocycle.domain.archive.backup import BackupNotUsable, DatabaseNotEmpty
from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.upkeep import backup_reading
from mesocycle.storage.upkeep.backup import backup
from mesocycle.storage.upkeep.restore import restore
from tests.storage.planting import plant
from tests.storage.upkeep.saving import empty
from tests.storage.whole_rows import rows, without_epochs


def test_a_restored_feed_has_a_new_epoch_so_that_clients_read_again(saved: Path, db: Database) -> None:
    restore(db, saved)

    epochs = {epoch for _, epoch, _ in rows(db)["user_feed"]}

    assert len(epochs) == 1
    assert "first" not in epochs


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


def _bloat(parts: dict[str, bytes]) -> None:
    parts["user_zone.ndjson"] = b" " * 30_000_000
    manifest = json.loads(parts["manifest.json"])
    for table in manifest["tables"]:
        if table["name"] == "user_zone":
            table["bytes"] = 30_000_000
    parts["manifest.json"] = json.dumps(manifest).encode()


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


def test_a_file_that_is_not_there_is_named(file_db: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupNotUsable, match="no file"):
        restore(file_db, tmp_path / "nothing.zip")
