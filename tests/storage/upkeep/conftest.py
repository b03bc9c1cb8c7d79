"""Fixtures of the tests of upkeep."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.backup import backup
from tests.storage.whole_rows import plant_training


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
