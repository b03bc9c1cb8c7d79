"""A damaged file is a finding: never a crash, and never a database in which everything holds."""

import shutil
from pathlib import Path

import pytest

from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify_database
from tests.storage.upkeep.file_damage import FILE_DAMAGES, many_pages
from tests.storage.upkeep.logical_damage import sound_training

_NOT_SET_UP = "cut to nothing"
"""What can't be told from a file that was never used."""


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """Make once a file of a sound database on many pages."""
    path = tmp_path_factory.mktemp("sound") / "sound.sqlite"
    shutil.copyfile(migrated_sqlite, path)
    database = Database.open(f"sqlite:///{path}")
    sound_training(database)
    database.close()
    many_pages(path)
    return path


def test_the_file_that_is_damaged_is_sound_before(sound_file: Path, tmp_path: Path) -> None:
    shutil.copyfile(sound_file, tmp_path / "copy.sqlite")
    database = Database.open(f"sqlite:///{tmp_path / 'copy.sqlite'}")

    found = verify_database(database)

    database.close()
    assert found.findings == ()


def _damaged(sound_file: Path, tmp_path: Path, damage: str) -> Database:
    path = tmp_path / "damaged.sqlite"
    shutil.copyfile(sound_file, path)
    FILE_DAMAGES[damage](path)
    return Database.open(f"sqlite:///{path}")


@pytest.mark.parametrize("damage", [each for each in FILE_DAMAGES if each != _NOT_SET_UP])
def test_a_damaged_file_is_a_finding_and_not_a_crash(sound_file: Path, tmp_path: Path, damage: str) -> None:
    database = _damaged(sound_file, tmp_path, damage)

    found = verify_database(database)

    database.close()
    assert not found.sound
    assert all(each.examples for each in found.findings)


def test_a_file_cut_to_nothing_is_told_from_a_sound_one(sound_file: Path, tmp_path: Path) -> None:
    database = _damaged(sound_file, tmp_path, _NOT_SET_UP)

    with pytest.raises(DatabaseNotUsable, match="not been set up"):
        verify_database(database)

    database.close()
