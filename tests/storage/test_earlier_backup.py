"""Backups that earlier versions wrote: they are upgraded on the way in, whole or not at all."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mesocycle.domain.archive.backup import BackupNotUsable, DatabaseNotEmpty
from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.tables.training import metadata
from mesocycle.storage.upkeep.backup import backup
from mesocycle.storage.upkeep.restore import restore
from mesocycle.storage.upkeep.verify import verify
from tests.storage.whole_rows import plant_training, rows, without_epochs

_EARLIER = schema.REVISIONS[:-1]


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Database]:
    """Give a database with rows of every kind of value, of tables that were there from the beginning."""
    database = Database.open(f"sqlite:///{tmp_path / 'source.sqlite'}")
    schema.upgrade(database)
    plant_training(database)
    yield database
    database.close()


def _written_at(source: Database, revision: str, folder: Path) -> Path:
    """Write the backup that a program of an earlier revision would have written of these rows."""
    columns = _columns_at(revision, folder)
    backup(source, folder / "now.zip")
    with zipfile.ZipFile(folder / "now.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
        parts = {part["name"]: archive.read(f"{part['name']}.ndjson") for part in manifest["tables"]}
    tables = [part for part in manifest["tables"] if part["name"] in columns]
    kept: dict[str, bytes] = {}
    for part in tables:
        places = [place for place, name in enumerate(part["columns"]) if name in columns[part["name"]]]
        lines = [json.loads(line) for line in parts[part["name"]].splitlines()]
        content = "".join(json.dumps([line[place] for place in places]) + "\n" for line in lines).encode()
        kept[part["name"]] = content
        part["columns"] = [part["columns"][place] for place in places]
        part |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    written = folder / f"{revision}.zip"
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in kept.items():
            archive.writestr(f"{name}.ndjson", content)
        archive.writestr("manifest.json", json.dumps({**manifest, "schema": revision, "tables": tables}))
    return written


def _columns_at(revision: str, folder: Path) -> schema.Columns:
    found: dict[str, Any] = {}
    database = Database.open(f"sqlite:///{folder / 'columns.sqlite'}")
    schema.fill_earlier(database, revision, lambda _, columns: found.update(columns))
    database.close()
    return found


@pytest.mark.parametrize("revision", _EARLIER)
def test_a_backup_of_every_earlier_schema_restores_and_is_upgraded(
    source: Database, other: Database, revision: str, tmp_path: Path
) -> None:
    written = _written_at(source, revision, tmp_path)

    manifest = restore(other, written)

    assert manifest.schema == revision
    assert schema.is_current(other)
    assert without_epochs(rows(other)) == without_epochs(rows(source))
    with other.read() as read:
        assert {finding.code for finding in verify(read).findings} == _found(source)


def _found(source: Database) -> set[str]:
    with source.read() as read:
        return {finding.code for finding in verify(read).findings}


def test_no_column_of_an_earlier_schema_is_unknown_to_this_one(tmp_path: Path) -> None:
    for revision in _EARLIER:
        for table, columns in _columns_at(revision, tmp_path).items():
            assert set(columns) <= {column.name for column in metadata.tables[table].c}
        (tmp_path / "columns.sqlite").unlink()


def test_a_database_that_is_set_up_takes_no_earlier_backup(source: Database, other: Database, tmp_path: Path) -> None:
    written = _written_at(source, _EARLIER[-1], tmp_path)
    schema.upgrade(other)

    with pytest.raises(DatabaseNotEmpty, match="earlier schema"):
        restore(other, written)

    assert not any(rows(other).values())


def test_another_programs_database_takes_none_either(source: Database, other: Database, tmp_path: Path) -> None:
    written = _written_at(source, _EARLIER[-1], tmp_path)
    with other.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("create table invoice (id integer primary key)")

    with pytest.raises(DatabaseNotUsable, match="invoice"):
        restore(other, written)


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("workout_session", b"07:00", b"08:00"),
        ("app_user", b'"metric"', b'"metres"'),
        ("manifest.json", b'"planned_date"', b'"planned_data"'),
    ],
)
def test_a_damaged_one_leaves_the_database_as_empty_as_it_was(
    source: Database, other: Database, table: str, old: bytes, new: bytes, tmp_path: Path
) -> None:
    written = _written_at(source, _EARLIER[0], tmp_path)
    with zipfile.ZipFile(written) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    damaged = tmp_path / "damaged.zip"
    with zipfile.ZipFile(damaged, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(old, new) if name.startswith(table) else content)

    with pytest.raises(BackupNotUsable, match="damaged"):
        restore(other, damaged)

    assert schema.is_empty(other)
